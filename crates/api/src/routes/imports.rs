//! `/imports`: a company's own data 数据导入.

use std::fs::File;

use app::files::Incoming;
use app::imports::{ImportPatch, Told, Which};
use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::Response;
use model::{BatchId, ImportId, JobId, RecordId};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::files::{download, media, upload};
use super::jobs::Job;
use crate::blocking::{answer, answer_with, blocking};
use crate::config::Api;
use crate::extract::{self, BodyLimit, Caller, Path, Query};
use crate::once::once;
use crate::problem::Problem;
use crate::shapes::Items;

/// Longest file.
const LONGEST: u64 = 2 * 1024 * 1024 * 1024;

/// Media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Longest pasted text, as JSON: a cell's bytes can grow when they are written so.
const PASTED: usize = 32 * 1024 * 1024;

/// What the file is called, and where it goes.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Named {
    /// The file's name; left out for pasted text.
    #[serde(default)]
    name: Option<String>,
    /// Code of the form that it goes to; without it one is proposed.
    #[serde(default)]
    form: Option<String>,
}

/// Text pasted from a sheet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportsPasteBody)]
struct PasteBody {
    text: String,
}

/// Which rows.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Rows {
    /// From this ordinal on, from 0.
    #[serde(default)]
    at: u64,
    /// Only rows with something to say about them.
    #[serde(default)]
    problems: bool,
    /// Only rows that look like another row or a stored record.
    #[serde(default)]
    duplicates: bool,
}

/// For which form.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Its code.
    form: String,
}

/// An import being prepared, running, done or undone.
#[derive(Serialize, ToSchema)]
struct Import {
    #[schema(value_type = String)]
    id: ImportId,
    #[schema(value_type = Object)]
    file: Json,
    #[schema(value_type = Vec<Object>)]
    sheets: Vec<Json>,
    sheet: u32,
    header_row: Option<u32>,
    rows: u32,
    #[schema(value_type = Object)]
    target: Json,
    /// The target was proposed: nobody chose it yet.
    proposed: bool,
    /// How the columns fit the forms into which the person may import, best first: `{"form", "columns", "found"}`.
    #[schema(value_type = Vec<Object>)]
    fits: Vec<Json>,
    /// `new`, `update` or `both`.
    mode: String,
    /// Codes of the fields by which records are found.
    key: Vec<String>,
    /// `skip`, `update` or `create`.
    duplicates: String,
    #[schema(value_type = Vec<Object>)]
    columns: Vec<Json>,
    #[schema(value_type = Object)]
    problems: Json,
    #[schema(value_type = Object)]
    duplicates_found: Json,
    #[schema(value_type = Object)]
    outcome: Json,
    /// `draft`, `running`, `done` or `undone`.
    state: String,
    #[schema(value_type = Option<String>)]
    job: Option<JobId>,
    /// The first rows of the sheet as they stand: `{"row", "cells"}`.
    #[schema(value_type = Vec<Object>)]
    head: Vec<Json>,
    /// Texts with a `'` against being run as formulas: `{"count", "strip"}`; none where there are none.
    #[schema(value_type = Option<Object>)]
    formula_guard: Option<Json>,
    /// `{"done", "total"}` while a job checks the rows of a large file.
    #[schema(value_type = Option<Object>)]
    checking: Option<Json>,
    /// Who began it.
    by: Option<String>,
    #[schema(format = DateTime)]
    created_at: String,
    /// `{"import", "at", "by"}` of the earlier import whose decisions were taken over.
    #[schema(value_type = Option<Object>)]
    remembered: Option<Json>,
    /// Of one that is undone: the undo that can be undone in its turn.
    redo: Option<String>,
}

/// An import among others.
#[derive(Serialize, ToSchema)]
struct PastImport {
    id: String,
    #[schema(value_type = Object)]
    file: Json,
    #[schema(value_type = Option<Object>)]
    form: Option<Json>,
    /// What a form to be made is called.
    new_form: Option<String>,
    by: Option<String>,
    #[schema(format = DateTime)]
    at: String,
    rows: u32,
    /// `draft`, `running`, `done` or `undone`.
    state: String,
    #[schema(value_type = Option<Object>)]
    job: Option<Json>,
    #[schema(value_type = Option<Object>)]
    counts: Option<Json>,
    can_undo: bool,
    /// The undo that can be undone in its turn.
    redo: Option<String>,
    has_failed_rows: bool,
    has_noted_rows: bool,
}

/// Rows of an import, with what each becomes.
#[derive(Serialize, ToSchema)]
struct ImportRows {
    #[schema(value_type = Vec<Object>)]
    items: Vec<Json>,
    next: Option<u64>,
}

/// Which record, and by which Change it was made.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Made {
    /// Code of its form.
    form: String,
    #[param(value_type = String)]
    record: RecordId,
    /// `batch` of the Change, as the record's history says.
    #[param(value_type = String)]
    batch: BatchId,
}

/// Where a record came from.
#[derive(Serialize, ToSchema)]
struct RecordOrigin {
    /// The import, for those who may see it.
    import: Option<String>,
    /// What its file was called.
    file: String,
    /// The row of the file, from 1.
    row: Option<u32>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(create, list))
        .layer(Extension(BodyLimit(PASTED)))
        .routes(routes!(read, change, remove))
        .routes(routes!(rows))
        .routes(routes!(template))
        .routes(routes!(origin))
        .merge(OpenApiRouter::new().routes(routes!(run)).layer(from_fn(once)))
        .routes(routes!(failed))
        .routes(routes!(remarks))
        .routes(routes!(checkup))
}

/// Begins an import of a file, or of pasted text.
#[utoipa::path(post, path = "/imports", tag = "imports", params(Named),
    request_body(description = "The file's bytes, with its name in the query; or pasted text.",
        content((Vec<u8> = "application/octet-stream"), (PasteBody = "application/json"))),
    responses((status = 201, description = "What was found, and what is proposed.", body = Import)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(Named { name, form }): Query<Named>,
    request: Request<Body>,
) -> Result<Response, Problem> {
    let Some(name) = name else {
        let extract::Json(PasteBody { text }) = extract::Json::from_request(request, &()).await?;
        let begin = move || api.platform.paste_import(&who, &text, form.as_deref());
        return answer_with(StatusCode::CREATED, begin).await;
    };
    let received = upload::receive(&api, request, LONGEST).await?;
    answer_with(StatusCode::CREATED, move || {
        let media = media::of(&name, received.beginning()).to_owned();
        let start =
            |incoming: &Incoming| api.platform.start_import(&who, incoming, form.as_deref());
        received.hand_over((name, media), start)
    })
    .await
}

/// What was imported, newest first: one's own, everyone's for administrators.
#[utoipa::path(get, path = "/imports", tag = "imports",
    responses((status = 200, description = "At most the newest 200.", body = Items<PastImport>)))]
async fn list(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || Ok(Items { items: api.platform.list_imports(&who)? })).await
}

/// A workbook to be filled in, made of a form.
#[utoipa::path(get, path = "/imports/template", tag = "imports", params(Wanted),
    responses((status = 200, description = "The workbook.", content_type = "application/octet-stream")))]
async fn template(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(Wanted { form }): Query<Wanted>,
) -> Result<Response, Problem> {
    let (path, name) = blocking(move || api.platform.import_template(&who, &form)).await?;
    download::send(name, XLSX.to_owned(), move || opened_once(&path)).await
}

/// The file and the row that a record was made of.
#[utoipa::path(get, path = "/imports/origin", tag = "imports", params(Made),
    responses((status = 200, description = "The import that made the record.", body = RecordOrigin)))]
async fn origin(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(Made { form, record, batch }): Query<Made>,
) -> Result<Response, Problem> {
    answer(move || api.platform.record_origin(&who, (&form, record), batch)).await
}

/// Opens a file that is made for one answer; the open file stays readable, and nothing is left behind when the answer
/// breaks off.
fn opened_once(path: &std::path::Path) -> std::io::Result<File> {
    let open = File::open(path);
    std::fs::remove_file(path)?;
    open
}

/// An import.
#[utoipa::path(get, path = "/imports/{id}", tag = "imports", params(("id" = String, Path)),
    responses((status = 200, description = "Where it stands.", body = Import)))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<ImportId>,
) -> Result<Response, Problem> {
    answer(move || api.platform.find_import(&who, id)).await
}

/// Changes what was proposed, and checks again.
#[utoipa::path(patch, path = "/imports/{id}", tag = "imports", params(("id" = String, Path)),
    request_body(content = Object, description = "What to change; what is left out stays."),
    responses((status = 200, description = "Checked again.", body = Import)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<ImportId>,
    extract::Json(patch): extract::Json<ImportPatch>,
) -> Result<Response, Problem> {
    answer(move || api.platform.change_import(&who, id, &patch)).await
}

/// Forgets an import; records that it made stay.
#[utoipa::path(delete, path = "/imports/{id}", tag = "imports", params(("id" = String, Path)),
    responses((status = 204, description = "It is forgotten.")))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<ImportId>,
) -> Result<StatusCode, Problem> {
    blocking(move || api.platform.remove_import(&who, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Rows as they will be imported.
#[utoipa::path(get, path = "/imports/{id}/rows", tag = "imports", params(("id" = String, Path), Rows),
    responses((status = 200, description = "In the file's order.", body = ImportRows)))]
async fn rows(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<ImportId>,
    Query(Rows { at, problems, duplicates }): Query<Rows>,
) -> Result<Response, Problem> {
    let which = match (duplicates, problems) {
        (true, _) => Which::Duplicates,
        (false, true) => Which::Told,
        (false, false) => Which::All,
    };
    answer(move || api.platform.import_rows(&who, id, (at, which))).await
}

/// Runs an import, as a job.
#[utoipa::path(post, path = "/imports/{id}/run", tag = "imports",
    params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The job that writes the records.", body = Job)))]
async fn run(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<ImportId>,
) -> Result<Response, Problem> {
    answer(move || {
        let job = api.platform.run_import(&who, id)?;
        Ok(Job::new(&api.platform, api.platform.find_job(&who, job)?)?)
    })
    .await
}

/// Rows that were refused or skipped, with the reason, to mend and import again.
#[utoipa::path(get, path = "/imports/{id}/failed.csv", tag = "imports", params(("id" = String, Path)),
    responses((status = 200, description = "The rows.", content_type = "application/octet-stream")))]
async fn failed(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<ImportId>,
) -> Result<Response, Problem> {
    rows_file(api, who, (id, Told::Failed)).await
}

/// The rows as a file called as the one that was imported.
async fn rows_file(
    api: Api,
    who: app::Who,
    (id, told): (ImportId, Told),
) -> Result<Response, Problem> {
    let (path, name) = blocking(move || {
        let name = api.platform.import_rows_name(&who, id, told)?;
        Ok((api.platform.import_rows_file(&who, id, told)?, name))
    })
    .await?;
    let media = "text/csv".to_owned();
    download::send(name, media, move || opened_once(&path)).await
}

/// Rows that were imported with something to know about them, such as words that name no option.
#[utoipa::path(get, path = "/imports/{id}/remarks.csv", tag = "imports", params(("id" = String, Path)),
    responses((status = 200, description = "The rows.", content_type = "application/octet-stream")))]
async fn remarks(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<ImportId>,
) -> Result<Response, Problem> {
    rows_file(api, who, (id, Told::Noted)).await
}

/// What stands out among the records after an import.
#[utoipa::path(get, path = "/imports/{id}/checkup", tag = "imports", params(("id" = String, Path)),
    responses((status = 200, description = "Findings.", body = Items<Object>)))]
async fn checkup(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<ImportId>,
) -> Result<Response, Problem> {
    answer(move || Ok(Items { items: api.platform.import_checkup(&who, id)? })).await
}
