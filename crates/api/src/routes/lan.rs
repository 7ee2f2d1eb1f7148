//! `/lan`: others in the same network 局域网访问.

use app::people::WorkspacePatch;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Json};
use crate::problem::Problem;

/// How others in the same network connect.
#[derive(Serialize, ToSchema)]
struct Lan {
    enabled: bool,
    /// Links, the likeliest first.
    addresses: Vec<String>,
    /// The first link as a picture that phones scan; empty when there is none.
    qr_svg: String,
}

/// Whether others may connect.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LanBody {
    enabled: bool,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(read, change))
}

/// How others in the same network connect.
#[utoipa::path(get, path = "/lan", tag = "workspace",
    responses((status = 200, description = "Addresses of this server.", body = Lan)))]
async fn read(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || {
        let enabled = api.platform.workspace(&who)?.lan;
        Ok(shown(&api, enabled))
    })
    .await
}

/// Lets others in the same network connect, or no longer.
#[utoipa::path(put, path = "/lan", tag = "workspace", request_body = LanBody,
    responses((status = 200, description = "Addresses of this server.", body = Lan)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Json(LanBody { enabled }): Json<LanBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let patch = WorkspacePatch { lan: Some(enabled), ..WorkspacePatch::default() };
        let enabled = api.platform.update_workspace(&who, &patch)?.lan;
        api.config.doorway.open(enabled);
        Ok(shown(&api, enabled))
    })
    .await
}

fn shown(api: &Api, enabled: bool) -> Lan {
    let addresses = api.config.doorway.addresses();
    let qr_svg = addresses.first().map(|link| api.config.doorway.picture(link)).unwrap_or_default();
    Lan { enabled, addresses, qr_svg }
}
