//! `/files`: bytes in and out.

pub(super) mod download;
pub(super) mod media;
pub(super) mod upload;

use std::fs::File;

use app::files::Incoming;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use model::value::FileRef;
use model::{ActivityId, Code, FileId, RecordId, Rejection};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer_with, blocking};
use crate::config::Api;
use crate::extract::{Caller, Path, Query};
use crate::problem::Problem;

/// Longest file.
const LONGEST: u64 = 100 * 1024 * 1024;

/// What the file is called.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Named {
    name: String,
}

/// Where the file is attached.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Place {
    form: String,
    #[param(value_type = String)]
    record: RecordId,
    /// The field that holds it.
    #[serde(default)]
    field: Option<String>,
    /// Or the follow-up that has it.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    activity: Option<ActivityId>,
}

/// A file that can be attached.
#[derive(Serialize, ToSchema)]
pub(super) struct StoredFile {
    #[schema(value_type = String)]
    file: FileId,
    name: String,
    size: u64,
    media: String,
}

impl From<FileRef> for StoredFile {
    fn from(stored: FileRef) -> Self {
        let FileRef { file, name, size, media } = stored;
        Self { file, name, size, media }
    }
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(create)).routes(routes!(read))
}

/// Brings a file in; then only the caller can attach it.
#[utoipa::path(post, path = "/files", tag = "files", params(Named),
    request_body(content_type = "application/octet-stream", content = Vec<u8>),
    responses((status = 201, description = "It can be attached.", body = StoredFile)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(Named { name }): Query<Named>,
    request: Request<Body>,
) -> Result<Response, Problem> {
    let received = upload::receive(&api, request, LONGEST).await?;
    answer_with(StatusCode::CREATED, move || {
        let media = media::of(&name, received.beginning()).to_owned();
        let keep = |incoming: &Incoming| api.platform.keep_file(&who, incoming);
        Ok(StoredFile::from(received.hand_over((name, media), keep)?))
    })
    .await
}

/// A file, through a record field that the person may read, or a follow-up on a record.
#[utoipa::path(get, path = "/files/{id}", tag = "files", params(("id" = String, Path), Place),
    responses((status = 200, description = "The bytes.", content_type = "application/octet-stream")))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<FileId>,
    Query(Place { form, record, field, activity }): Query<Place>,
) -> Result<Response, Problem> {
    let place = move || match (field, activity) {
        (Some(field), None) => api.platform.open_file(&who, id, (&form, record, &field)),
        (None, Some(activity)) => {
            api.platform.open_activity_file(&who, id, (&form, record, activity))
        }
        _ => Err(Rejection::at(Code::Malformed, "field").into()),
    };
    let (file, path) = blocking(place).await?;
    download::send(file.name, file.media, move || File::open(path)).await
}
