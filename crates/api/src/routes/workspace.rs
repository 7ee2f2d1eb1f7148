//! `/workspace`: what the company is called, and what holds for people who chose nothing else 企业信息.

use app::people::WorkspacePatch;
use app::settings::Workspace;
use axum::extract::State;
use axum::response::Response;
use model::label::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Json};
use crate::problem::Problem;

/// The company.
#[derive(Serialize, ToSchema)]
struct WorkspaceShape {
    name: String,
    /// Of people who chose none.
    #[schema(value_type = String, example = "zh-CN")]
    language: Language,
    /// IANA name of the zone in which days begin for people who chose none.
    zone: String,
    /// ISO 4217 code of what new money is in; existing money keeps its own.
    #[schema(example = "CNY")]
    currency: String,
}

/// What to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WorkspaceBody {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
    /// IANA name of a zone.
    #[serde(default)]
    zone: Option<String>,
    /// ISO 4217 code.
    #[serde(default)]
    currency: Option<String>,
}

impl From<Workspace> for WorkspaceShape {
    fn from(Workspace { name, language, zone, currency, .. }: Workspace) -> Self {
        Self { name, language, zone, currency }
    }
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(read, change))
}

/// What the company is called, and what holds for people who chose nothing else.
#[utoipa::path(get, path = "/workspace", tag = "workspace",
    responses((status = 200, description = "The company.", body = WorkspaceShape)))]
async fn read(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || Ok(WorkspaceShape::from(api.platform.workspace(&who)?))).await
}

/// Changes it.
#[utoipa::path(patch, path = "/workspace", tag = "workspace", request_body = WorkspaceBody,
    responses((status = 200, description = "The company now.", body = WorkspaceShape)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Json(WorkspaceBody { name, language, zone, currency }): Json<WorkspaceBody>,
) -> Result<Response, Problem> {
    let patch = WorkspacePatch { name, language, zone, currency, ..WorkspacePatch::default() };
    answer(move || Ok(WorkspaceShape::from(api.platform.update_workspace(&who, &patch)?))).await
}
