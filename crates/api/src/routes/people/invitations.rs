//! Links with which people choose a password.

use app::people::Accept;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use model::UserId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Invited;
use crate::blocking::{answer, answer_with};
use crate::config::Api;
use crate::extract::{Caller, Json, Path, Visitor};
use crate::problem::Problem;
use crate::reach::Reach;
use crate::routes::me::Me;
use crate::routes::session::come_in;

/// Whom a link invites.
#[derive(Serialize, ToSchema)]
struct InvitedTo {
    name: String,
    workspace: String,
    /// Theirs already, so that they need not choose one.
    login: Option<String>,
    phone: Option<String>,
}

/// What somebody with a link chooses.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AcceptBody {
    #[serde(default)]
    login: Option<String>,
    password: String,
    #[serde(default)]
    stay: bool,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(create)).routes(routes!(read, accept))
}

/// A new link for a person; it also sets a new password.
#[utoipa::path(post, path = "/people/{id}/invitation", tag = "people", params(("id" = String, Path)),
    responses((status = 201, description = "The person and their link.", body = Invited)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    visitor: Visitor,
    Path(id): Path<UserId>,
) -> Result<Response, Problem> {
    answer_with(StatusCode::CREATED, move || {
        let reach = Reach::of(&api.platform, &api.config, &visitor)?;
        Ok(Invited::new(api.platform.new_invitation(&who, id)?, &reach))
    })
    .await
}

/// Whom a link invites.
#[utoipa::path(get, path = "/invitations/{token}", tag = "session", security(()),
    params(("token" = String, Path)),
    responses((status = 200, description = "Whom it invites, and where.", body = InvitedTo)))]
async fn read(State(api): State<Api>, Path(token): Path<String>) -> Result<Response, Problem> {
    answer(move || {
        let app::people::Invited { name, workspace, login, phone } =
            api.platform.find_invitation(&token)?;
        Ok(InvitedTo { name, workspace, login, phone })
    })
    .await
}

/// Chooses a password and signs in.
#[utoipa::path(post, path = "/invitations/{token}", tag = "session", security(()),
    params(("token" = String, Path)), request_body = AcceptBody,
    responses((status = 200, description = "Who is in now; the cookie is set.", body = Me)))]
async fn accept(
    State(api): State<Api>,
    visitor: Visitor,
    Path(token): Path<String>,
    Json(AcceptBody { login, password, stay }): Json<AcceptBody>,
) -> Result<Response, Problem> {
    let asked = Accept { token, login, password, stay };
    come_in(&api, &visitor, move |platform| platform.accept_invitation(&asked)).await
}
