//! `/me/sessions`: where one is signed in.

use app::auth::OwnSession;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use model::Code;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, blocking};
use crate::config::Api;
use crate::extract::{Caller, Credential, Path};
use crate::problem::Problem;

/// A session.
#[derive(Serialize, ToSchema)]
struct Session {
    id: String,
    /// What the browser calls itself; empty = unknown.
    device: String,
    /// Address that it came in from; empty = unknown.
    address: String,
    #[schema(value_type = String, format = DateTime)]
    began: Timestamp,
    /// Last used, to ten minutes.
    #[schema(value_type = String, format = DateTime)]
    used: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    ends: Timestamp,
    /// The one that asks.
    current: bool,
}

/// One's sessions.
#[derive(Serialize, ToSchema)]
struct Sessions {
    items: Vec<Session>,
}

impl From<OwnSession> for Session {
    fn from(session: OwnSession) -> Self {
        let OwnSession { id, device, address, began, used, ends, current } = session;
        Self { id, device, address, began, used, ends, current }
    }
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list, end_others)).routes(routes!(end))
}

/// Where one is signed in, the last used first.
#[utoipa::path(get, path = "/me/sessions", tag = "session",
    responses((status = 200, description = "Sessions.", body = Sessions)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let token = cookie(&headers)?;
    answer(move || {
        let found = api.platform.list_sessions(&who, &token)?;
        Ok(Sessions { items: found.into_iter().map(Session::from).collect() })
    })
    .await
}

/// Signs out everywhere else.
#[utoipa::path(delete, path = "/me/sessions", tag = "session",
    responses((status = 204, description = "Only the one that asks is left.")))]
async fn end_others(
    State(api): State<Api>,
    Caller(who): Caller,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let token = cookie(&headers)?;
    blocking(move || api.platform.end_other_sessions(&who, &token)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs out in one place.
#[utoipa::path(delete, path = "/me/sessions/{id}", tag = "session",
    params(("id" = String, Path)),
    responses((status = 204, description = "It is over.")))]
async fn end(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.end_session(&who, &id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn cookie(headers: &HeaderMap) -> Result<String, Problem> {
    match Credential::of(headers) {
        Some(Credential::Session(token)) => Ok(token),
        _ => Err(Problem::of(Code::Forbidden)),
    }
}
