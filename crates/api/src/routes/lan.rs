//! `/lan`: others in the same network 局域网访问.

use app::people::WorkspacePatch;
use app::settings::Workspace;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Json, Visitor};
use crate::problem::Problem;
use crate::reach::Reach;

/// How others in the same network connect.
#[derive(Serialize, ToSchema)]
struct Lan {
    enabled: bool,
    /// Links for others, the likeliest first; none while only this machine can open it.
    addresses: Vec<String>,
    /// The first link as a picture that phones scan; empty when there is none.
    qr_svg: String,
    /// What links were told to begin with 访问地址; empty = found by itself.
    address: String,
    /// What links begin with.
    link: String,
    /// Nobody at another machine can open that.
    only_here: bool,
}

/// Whether others may connect, and where; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LanBody {
    #[serde(default)]
    enabled: Option<bool>,
    /// Such as `https://crm.example.com`; empty = found by itself.
    #[serde(default)]
    address: Option<String>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(read, change))
}

/// How others in the same network connect.
#[utoipa::path(get, path = "/lan", tag = "workspace",
    responses((status = 200, description = "Addresses of this server.", body = Lan)))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    visitor: Visitor,
) -> Result<Response, Problem> {
    answer(move || {
        let workspace = api.platform.workspace(&who)?;
        Ok(shown(&api, workspace, Reach::of(&api.platform, &api.config, &visitor)?))
    })
    .await
}

/// Lets others in the same network connect, or no longer.
#[utoipa::path(put, path = "/lan", tag = "workspace", request_body = LanBody,
    responses((status = 200, description = "Addresses of this server.", body = Lan)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    visitor: Visitor,
    Json(LanBody { enabled, address }): Json<LanBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let patch = WorkspacePatch { lan: enabled, address, ..WorkspacePatch::default() };
        let workspace = api.platform.update_workspace(&who, &patch)?;
        api.config.doorway.open(workspace.lan);
        Ok(shown(&api, workspace, Reach::of(&api.platform, &api.config, &visitor)?))
    })
    .await
}

fn shown(api: &Api, workspace: Workspace, reach: Reach) -> Lan {
    let doorway = &api.config.doorway;
    let mut addresses = if doorway.is_open() { doorway.addresses() } else { Vec::new() };
    let Reach { link, only_here } = reach;
    if !only_here {
        addresses.retain(|other| *other != link);
        addresses.insert(0, link.clone());
    }
    let qr_svg = addresses.first().map(|link| doorway.picture(link)).unwrap_or_default();
    Lan { enabled: workspace.lan, addresses, qr_svg, address: workspace.address, link, only_here }
}
