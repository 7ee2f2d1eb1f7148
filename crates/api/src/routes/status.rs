//! `/status`: what a visitor may know before signing in.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::problem::Problem;

/// Whether the server is set up.
#[derive(Serialize, ToSchema)]
struct Status {
    set_up: bool,
    version: &'static str,
    workspace: Option<WorkspaceName>,
    /// Where others in the network would find it, the likeliest first; only until it is set up, for the page that asks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<String>,
}

/// The company.
#[derive(Serialize, ToSchema)]
pub(super) struct WorkspaceName {
    pub(super) name: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(status))
}

/// Whether the server is set up, and whose it is.
#[utoipa::path(get, path = "/status", tag = "session", security(()),
    responses((status = 200, description = "What a visitor may know.", body = Status)))]
async fn status(State(api): State<Api>) -> Result<Response, Problem> {
    let version = api.config.version;
    answer(move || {
        let name = api.platform.catalog()?.workspace.name.clone();
        let workspace = Some(name).filter(|n| !n.is_empty()).map(|name| WorkspaceName { name });
        let set_up = api.platform.is_set_up()?;
        let addresses = if set_up { Vec::new() } else { api.config.doorway.addresses() };
        Ok(Status { set_up, version, workspace, addresses })
    })
    .await
}
