//! `/avatars`: people's pictures 头像, and `/me/avatar`: one's own.

use std::collections::BTreeMap;
use std::fs::File;

use app::files::Incoming;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use model::UserId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::files::{download, media, upload};
use crate::blocking::{answer, blocking};
use crate::config::Api;
use crate::extract::{Caller, Path};
use crate::problem::Problem;

/// Longest picture: clients send 256 pixels square.
const LONGEST: u64 = 512 * 1024;

/// The bytes of a hash never change.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

/// Who has a picture.
#[derive(Serialize, ToSchema)]
struct Avatars {
    /// Person → SHA-256 of their picture, by which it is read.
    #[schema(value_type = BTreeMap<String, String>)]
    items: BTreeMap<UserId, String>,
}

/// One's own picture.
#[derive(Serialize, ToSchema)]
struct Avatar {
    /// By which it is read.
    avatar: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read)).routes(routes!(set, remove))
}

/// Who has a picture.
#[utoipa::path(get, path = "/avatars", tag = "people",
    responses((status = 200, description = "Those who have one.", body = Avatars)))]
async fn list(State(api): State<Api>, Caller(_who): Caller) -> Result<Response, Problem> {
    answer(move || Ok(Avatars { items: api.platform.list_avatars()? })).await
}

/// A picture.
#[utoipa::path(get, path = "/avatars/{hash}", tag = "people", params(("hash" = String, Path)),
    responses((status = 200, description = "The bytes; they may be kept for good.", content_type = "application/octet-stream")))]
async fn read(
    State(api): State<Api>,
    Caller(_who): Caller,
    Path(hash): Path<String>,
) -> Result<Response, Problem> {
    let (media, path) = blocking(move || api.platform.open_avatar(&hash)).await?;
    let mut response = download::send("avatar".to_owned(), media, move || File::open(path)).await?;
    response.headers_mut().insert(header::CACHE_CONTROL, FOR_GOOD);
    Ok(response)
}

/// Makes a picture (WebP, JPEG or PNG, at most 512 KB) one's own.
#[utoipa::path(put, path = "/me/avatar", tag = "people",
    request_body(content_type = "application/octet-stream", content = Vec<u8>),
    responses((status = 200, description = "It is.", body = Avatar)))]
async fn set(
    State(api): State<Api>,
    Caller(who): Caller,
    request: Request<Body>,
) -> Result<Response, Problem> {
    let received = upload::receive(&api, request, LONGEST).await?;
    answer(move || {
        let media = media::of("", received.beginning()).to_owned();
        let keep = |incoming: &Incoming| api.platform.set_avatar(&who, incoming);
        let avatar = received.hand_over(("avatar".to_owned(), media), keep)?;
        Ok(Avatar { avatar })
    })
    .await
}

/// Takes one's own picture away.
#[utoipa::path(delete, path = "/me/avatar", tag = "people",
    responses((status = 204, description = "There is none.")))]
async fn remove(State(api): State<Api>, Caller(who): Caller) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.remove_avatar(&who)).await?;
    Ok(StatusCode::NO_CONTENT)
}
