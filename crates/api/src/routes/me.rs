//! `/me`: the person who asks, and their settings.

use app::people::{Density, MePatch, Theme};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use model::label::Language;
use model::{DepartmentId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, blocking};
use crate::config::Api;
use crate::extract::{Caller, Credential, Json};
use crate::problem::Problem;

/// The person who asks.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    #[schema(value_type = String)]
    id: UserId,
    login: Option<String>,
    name: String,
    phone: Option<String>,
    role: String,
    #[schema(value_type = Option<String>)]
    department: Option<DepartmentId>,
    /// Theirs, or the workspace's.
    #[schema(value_type = String, example = "zh-CN")]
    language: Language,
    #[schema(value_type = Option<String>)]
    theme: Option<Theme>,
    #[schema(value_type = Option<String>)]
    density: Option<Density>,
    /// IANA name of the zone in which they are told times; none = the device's.
    zone: Option<String>,
    permissions: Permissions,
    workspace: OwnCompany,
}

/// The company they work for.
#[derive(Serialize, ToSchema)]
struct OwnCompany {
    name: String,
    /// ISO 4217 code of what new money is in.
    #[schema(example = "CNY")]
    currency: String,
}

/// What they may do beyond working with records.
#[derive(Serialize, ToSchema)]
struct Permissions {
    /// Manage people, keys, webhooks, settings.
    administer: bool,
    /// Shape forms.
    build: bool,
}

impl From<app::people::Me> for Me {
    fn from(me: app::people::Me) -> Self {
        use model::person::roles::{ADMINISTRATOR, BUILDER};
        let app::people::Me { person, preferences, language, workspace, currency } = me;
        let administer = person.role == ADMINISTRATOR;
        Self {
            id: person.id,
            login: person.login,
            name: person.name,
            phone: person.phone,
            department: person.department,
            language,
            theme: preferences.theme,
            density: preferences.density,
            zone: preferences.zone,
            permissions: Permissions { administer, build: administer || person.role == BUILDER },
            role: person.role,
            workspace: OwnCompany { name: workspace, currency },
        }
    }
}

/// What to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MeBody {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
    /// `light`, `dark` or `system`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    theme: Option<Theme>,
    /// `comfortable` or `compact`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    density: Option<Density>,
    /// IANA name of a zone; empty = as the device has it.
    #[serde(default)]
    zone: Option<String>,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordBody {
    current: String,
    next: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(read, change))
        .routes(routes!(password))
        .routes(routes!(remembered, remember))
}

/// The person who asks.
#[utoipa::path(get, path = "/me", tag = "session",
    responses((status = 200, description = "Who asks.", body = Me)))]
async fn read(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || Ok(Me::from(api.platform.me(&who)?))).await
}

/// Changes one's own settings.
#[utoipa::path(patch, path = "/me", tag = "session", request_body = MeBody,
    responses((status = 200, description = "Who asks, now.", body = Me)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Json(body): Json<MeBody>,
) -> Result<Response, Problem> {
    let MeBody { name, language, theme, density, zone } = body;
    let patch = MePatch { name, language, theme, density, zone };
    answer(move || Ok(Me::from(api.platform.update_me(&who, &patch)?))).await
}

/// Changes one's own password; all other sessions end.
#[utoipa::path(post, path = "/me/password", tag = "session", request_body = PasswordBody,
    responses((status = 204, description = "It is changed.")))]
async fn password(
    State(api): State<Api>,
    Caller(who): Caller,
    headers: HeaderMap,
    Json(PasswordBody { current, next }): Json<PasswordBody>,
) -> Result<StatusCode, Problem> {
    let keep = match Credential::of(&headers) {
        Some(Credential::Session(token)) => Some(token),
        _ => None,
    };
    blocking(move || api.platform.change_password(&who, keep.as_deref(), &current, &next)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What one's screens remember: pinned things, notices that are silent. Names and values are the client's.
#[utoipa::path(get, path = "/me/preferences", tag = "session",
    responses((status = 200, description = "The document.", body = Object)))]
async fn remembered(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || api.platform.preferences(&who)).await
}

/// Puts values into it, name by name; null takes a name away. At most 16 KB.
#[utoipa::path(patch, path = "/me/preferences", tag = "session", request_body = Object,
    responses((status = 200, description = "The document now.", body = Object)))]
async fn remember(
    State(api): State<Api>,
    Caller(who): Caller,
    Json(body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    answer(move || api.platform.prefer(&who, &body)).await
}
