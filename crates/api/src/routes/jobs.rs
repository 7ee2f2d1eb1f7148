//! `/jobs`: long work 后台作业.

use app::Platform;
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::Response;
use jiff::Timestamp;
use model::JobId;
use model::job::{JobKind, JobState};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::once::once;
use crate::problem::Problem;
use crate::shapes::{Items, Name};

/// A job.
#[derive(Serialize, ToSchema)]
pub(super) struct Job {
    #[schema(value_type = String)]
    id: JobId,
    /// `import`, `export`, `undo` or `back_fill`.
    #[schema(value_type = String)]
    kind: JobKind,
    /// `waiting`, `running`, `done`, `failed` or `cancelled`.
    #[schema(value_type = String)]
    state: JobState,
    /// Units done.
    done: i64,
    /// Units in all; 0 while unknown.
    total: i64,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// None = the platform.
    by: Option<Name>,
    /// What came of it.
    result: Json,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Json>,
}

impl Job {
    /// As told to somebody.
    pub(super) fn new(platform: &Platform, job: model::job::Job) -> Result<Self, app::Fault> {
        let model::job::Job { id, kind, state, done, total, by, created_at, mut result, .. } = job;
        let catalog = platform.catalog()?;
        let by = by.map(|id| Name::of(Some((id, catalog.person_name(id).to_owned()))));
        let problem = (state == JobState::Failed).then(|| result.take());
        Ok(Self { id, kind, state, done, total, created_at, by, result, problem })
    }
}

/// How to take back what a job wrote.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JobsUndoBody)]
pub(super) struct UndoBody {
    /// Only say what would stay, because it was changed since.
    #[serde(default)]
    pub(super) preview: bool,
    /// Also take back what was changed since.
    #[serde(default)]
    pub(super) insist: bool,
    /// Leave fields and options in place that were made for the import.
    #[serde(default)]
    pub(super) keep_made: bool,
}

/// What an undo would leave alone.
#[derive(Serialize, ToSchema)]
struct JobChangedSince {
    /// The first of those that the person sees.
    changed_since: Vec<ChangedRecord>,
    /// All of them.
    count: usize,
    /// Records that the undo concerns.
    records: usize,
    /// Of an import: `{"fields": [label], "options": n}` that were made for it and go with it when nothing else is in
    /// them.
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<Json>,
}

/// A record that would stay as it is.
#[derive(Serialize, ToSchema)]
struct ChangedRecord {
    form: String,
    id: String,
    title: String,
    /// Who changed it last.
    by: String,
    #[schema(format = DateTime)]
    at: Option<String>,
    /// Why it stays: `changed_since`, or the code of what refuses it.
    code: String,
    /// Where, for some codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// What the words need.
    params: Json,
}

/// The job that undoes, or what it would leave alone.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes either answer in the contract")]
enum UndoAnswer {
    Job(Job),
    Preview(JobChangedSince),
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(read))
        .routes(routes!(cancel))
        .routes(routes!(resume))
        .merge(OpenApiRouter::new().routes(routes!(undo)).layer(from_fn(once)))
}

/// The person's newest jobs; all for administrators.
#[utoipa::path(get, path = "/jobs", tag = "jobs",
    responses((status = 200, description = "Newest first.", body = Items<Job>)))]
async fn list(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || {
        let jobs = api.platform.list_jobs(&who)?.into_iter();
        let items: Result<Vec<Job>, _> = jobs.map(|job| Job::new(&api.platform, job)).collect();
        Ok(Items { items: items? })
    })
    .await
}

/// A job.
#[utoipa::path(get, path = "/jobs/{id}", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, description = "Where it stands.", body = Job)))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<JobId>,
) -> Result<Response, Problem> {
    answer(move || Ok(Job::new(&api.platform, api.platform.find_job(&who, id)?)?)).await
}

/// Stops a job; what it did stays.
#[utoipa::path(post, path = "/jobs/{id}/cancel", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, description = "It ends after what it is doing.", body = Job)))]
async fn cancel(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<JobId>,
) -> Result<Response, Problem> {
    answer(move || Ok(Job::new(&api.platform, api.platform.cancel_job(&who, id)?)?)).await
}

/// Lets a failed or cancelled job go on.
#[utoipa::path(post, path = "/jobs/{id}/resume", tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, description = "It goes on where it was.", body = Job)))]
async fn resume(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<JobId>,
) -> Result<Response, Problem> {
    answer(move || Ok(Job::new(&api.platform, api.platform.resume_job(&who, id)?)?)).await
}

/// Takes back what a job wrote, as a job; or says what that would leave alone.
#[utoipa::path(post, path = "/jobs/{id}/undo", tag = "jobs",
    params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = UndoBody,
    responses((status = 200, description = "The undo, or its preview.", body = UndoAnswer)))]
async fn undo(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<JobId>,
    extract::Json(UndoBody { preview, insist, keep_made }): extract::Json<UndoBody>,
) -> Result<Response, Problem> {
    if preview {
        return answer(move || api.platform.preview_undo_job(&who, id)).await;
    }
    answer(move || {
        let undo = api.platform.undo_job_keeping(&who, id, (insist, keep_made))?;
        Ok(Job::new(&api.platform, api.platform.find_job(&who, undo)?)?)
    })
    .await
}
