//! `/setup`, `/session`: coming in and going.

use app::auth::{SetUp, SignIn, SignedIn};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use model::label::Language;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::me::Me;
use crate::blocking::{blocking, json_response, written};
use crate::config::Api;
use crate::cookie;
use crate::extract::{Credential, Json, Visitor};
use crate::problem::Problem;

/// What the first administrator says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SetUpBody {
    /// From the link that the server prints.
    token: String,
    workspace_name: String,
    name: String,
    login: String,
    password: String,
    #[serde(default)]
    #[schema(value_type = String, example = "zh-CN")]
    language: Language,
    /// IANA name of the zone in which days begin.
    #[serde(default)]
    zone: Option<String>,
    /// ISO 4217 code of the company's currency, in which the first forms have their money.
    #[serde(default)]
    currency: Option<String>,
    /// Others in the same network may connect.
    #[serde(default)]
    lan: bool,
    /// Sample records are wanted.
    #[serde(default)]
    demo: bool,
}

/// What somebody who wants in says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignInBody {
    /// Login name or phone number.
    login: String,
    password: String,
    /// Stay signed in when the browser is closed.
    #[serde(default)]
    stay: bool,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(set_up)).routes(routes!(sign_in, sign_out))
}

/// Makes the first administrator and signs them in.
#[utoipa::path(post, path = "/setup", tag = "session", security(()), request_body = SetUpBody,
    responses((status = 200, description = "Who is in now; the cookie is set.", body = Me)))]
async fn set_up(
    State(api): State<Api>,
    visitor: Visitor,
    Json(body): Json<SetUpBody>,
) -> Result<Response, Problem> {
    let SetUpBody { token, workspace_name, name, login, password, language, .. } = body;
    let SetUpBody { zone, currency, lan, demo, .. } = body;
    let asked =
        SetUp { workspace_name, name, login, password, language, zone, currency, lan, demo };
    let answer = come_in(&api, &visitor, move |platform| platform.set_up(&token, &asked)).await?;
    api.config.doorway.open(lan);
    Ok(answer)
}

/// Signs in.
#[utoipa::path(post, path = "/session", tag = "session", security(()), request_body = SignInBody,
    responses((status = 200, description = "Who is in now; the cookie is set.", body = Me)))]
async fn sign_in(
    State(api): State<Api>,
    visitor: Visitor,
    Json(body): Json<SignInBody>,
) -> Result<Response, Problem> {
    let SignInBody { login, password, stay } = body;
    let asked = SignIn { login, password, stay, from: visitor.address };
    come_in(&api, &visitor, move |platform| platform.sign_in(&asked)).await
}

/// Signs out; signing out twice is no mistake.
#[utoipa::path(delete, path = "/session", tag = "session", security(()),
    responses((status = 204, description = "Nobody is signed in with this cookie any more.")))]
async fn sign_out(
    State(api): State<Api>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(Credential::Session(token)) = Credential::of(&headers) {
        blocking(move || api.platform.sign_out(&token)).await?;
    }
    let mut answer = StatusCode::NO_CONTENT.into_response();
    if let Some(cookie) = cookie::forget(visitor.secure) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// Lets somebody in: who they are, and the cookie.
pub(super) async fn come_in(
    api: &Api,
    visitor: &Visitor,
    enter: impl FnOnce(&app::Platform) -> Result<SignedIn, app::Error> + Send + 'static,
) -> Result<Response, Problem> {
    let platform = api.platform.clone();
    let (device, address) = (visitor.device.clone(), visitor.address);
    let (inside, seconds, me) = blocking(move || {
        let inside = enter(&platform)?;
        platform.describe_session(&inside.token, &device, address)?;
        let me = written(&Me::from(platform.me(&inside.who)?))?;
        let lasts = inside.expires_at.duration_since(platform.now()).as_secs();
        let seconds = inside.stay.then_some(lasts);
        Ok((inside, seconds, me))
    })
    .await?;
    let mut answer = json_response(StatusCode::OK, me);
    if let Some(cookie) = cookie::keep(&inside.token, seconds, visitor.secure) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}
