//! `/exports`: records as a file 数据导出.

use app::jobs::{ExportFormat, ExportRequest};
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::Response;
use model::JobId;
use model::view::SortField;
use serde::Deserialize;
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::files::download;
use super::jobs::Job;
use crate::blocking::{answer_with, blocking};
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::once::once;
use crate::problem::Problem;

/// What to take out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExportBody {
    form: String,
    /// `xlsx`, `csv` or `jsonl`.
    #[schema(value_type = String)]
    format: ExportFormat,
    /// As in a query.
    #[serde(default)]
    #[schema(value_type = Object)]
    filter: Json,
    /// As in a query.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    sort: Vec<SortField>,
    /// Codes of the fields wanted.
    #[serde(default)]
    fields: Option<Vec<String>>,
    /// Words to find.
    #[serde(default)]
    search: Option<String>,
    /// Of the form's pool.
    #[serde(default)]
    pool: bool,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(create)).layer(from_fn(once)).routes(routes!(read))
}

/// Makes a file of the records that the person sees, as a job.
#[utoipa::path(post, path = "/exports", tag = "jobs", request_body = ExportBody,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "The job that makes it.", body = Job)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    extract::Json(body): extract::Json<ExportBody>,
) -> Result<Response, Problem> {
    let ExportBody { form, format, filter, sort, fields, search, pool } = body;
    let request = ExportRequest { form, format, filter, sort, fields, search, pool };
    answer_with(StatusCode::CREATED, move || {
        let job = api.platform.export_records(&who, request)?;
        Ok(Job::new(&api.platform, api.platform.find_job(&who, job)?)?)
    })
    .await
}

/// The file that an export made.
#[utoipa::path(get, path = "/exports/{job}", tag = "jobs", params(("job" = String, Path)),
    responses((status = 200, description = "The bytes.", content_type = "application/octet-stream")))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(job): Path<JobId>,
) -> Result<Response, Problem> {
    let file = blocking(move || api.platform.open_export(&who, job)).await?;
    download::send(file.name, file.media, move || std::fs::File::open(file.path)).await
}
