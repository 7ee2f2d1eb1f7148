//! `/status`: what a visitor may know before signing in.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::Visitor;
use crate::problem::Problem;

/// Whether the server is set up.
#[derive(Serialize, ToSchema)]
struct Status {
    set_up: bool,
    version: &'static str,
    workspace: Option<WorkspaceName>,
    /// Where others in the network would find it, the likeliest first; only until it is set up, and only for who sets
    /// it up: they sit at this machine, or hold the token.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<String>,
}

/// The company.
#[derive(Serialize, ToSchema)]
struct WorkspaceName {
    name: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(status))
}

/// The token of the link that the server prints.
const SETUP_TOKEN: &str = "setup-token";

/// Whether the server is set up, and whose it is.
#[utoipa::path(get, path = "/status", tag = "session", security(()),
    params(("Setup-Token" = Option<String>, Header, description = "From the link that the server prints.")),
    responses((status = 200, description = "What a visitor may know.", body = Status)))]
async fn status(
    State(api): State<Api>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let version = api.config.version;
    let token = headers.get(SETUP_TOKEN).and_then(|t| t.to_str().ok()).map(str::to_owned);
    answer(move || {
        let name = api.platform.catalog()?.workspace.name.clone();
        let workspace = Some(name).filter(|n| !n.is_empty()).map(|name| WorkspaceName { name });
        let set_up = api.platform.is_set_up()?;
        let sets_up = || match token {
            _ if visitor.here => Ok(true),
            Some(token) => api.platform.is_set_up_token(&token),
            None => Ok(false),
        };
        let told = !set_up && sets_up()?;
        let addresses = if told { api.config.doorway.addresses() } else { Vec::new() };
        Ok(Status { set_up, version, workspace, addresses })
    })
    .await
}
