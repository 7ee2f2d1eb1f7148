//! `/tasks`: people's open work 任务, on records or standing alone.

use app::Who;
use app::queries::{ShownTask, TaskCounts, TaskPlace, TasksWanted};
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::Response;
use jiff::Timestamp;
use model::task::{About, Due, Task, TaskEdit};
use model::{Code, Command, RecordId, Rejection, TaskId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, answer_with};
use crate::config::Api;
use crate::extract::{self, Caller, Path, Query, given};
use crate::once::once;
use crate::problem::Problem;
use crate::shapes::{Batched, Name};

/// Which tasks.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListParams {
    /// A person's id, or `me`.
    #[serde(default)]
    assignee: Option<String>,
    /// Made by this person, or `me`, for somebody else.
    #[serde(default)]
    given_by: Option<String>,
    /// About this record.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    record: Option<RecordId>,
    /// Done ones, newest first. Else open ones: earliest due first, undated last.
    #[serde(default)]
    done: bool,
    /// Due at this moment or later.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// Due before this moment.
    #[serde(default)]
    #[param(value_type = Option<String>, format = DateTime)]
    before: Option<Timestamp>,
    /// `next` of an earlier page.
    #[serde(default)]
    after: Option<String>,
}

/// Until when the person's day goes.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CountParams {
    /// The end of today, where the person is.
    #[param(value_type = String, format = DateTime)]
    day_end: Timestamp,
}

/// A page of tasks.
#[derive(Serialize, ToSchema)]
struct Tasks {
    items: Vec<TaskBody>,
    next: Option<String>,
}

/// How many open tasks the person has.
#[derive(Serialize, ToSchema)]
struct Counts {
    overdue: u32,
    today: u32,
    upcoming: u32,
    undated: u32,
}

/// Until when.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TaskDue)]
struct DueBody {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// A day was said, no hour; `at` is the end of that day.
    #[serde(default)]
    all_day: bool,
}

/// The record that a task is about.
#[derive(Serialize, ToSchema)]
#[schema(as = TaskAbout)]
struct AboutBody {
    form: String,
    #[schema(value_type = String)]
    id: RecordId,
    title: String,
}

/// A task.
#[derive(Serialize, ToSchema)]
#[schema(as = Task)]
struct TaskBody {
    #[schema(value_type = String)]
    id: TaskId,
    /// Raised by every change: `base_rev` of a PATCH.
    rev: i64,
    title: String,
    note: String,
    assignee: Name,
    due: Option<DueBody>,
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Timestamp>,
    done_by: Name,
    /// None where the task stands alone, or its record is out of sight.
    record: Option<AboutBody>,
    #[schema(value_type = String, format = DateTime)]
    made_at: Timestamp,
    made_by: Name,
}

/// Where a task belongs.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TaskRecordRef)]
struct RecordRef {
    /// The form's code.
    form: String,
    #[schema(value_type = String)]
    id: RecordId,
}

/// A task to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TaskNew)]
struct NewBody {
    /// Made by the client, or left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<TaskId>,
    title: String,
    #[serde(default)]
    note: String,
    /// The caller, if left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    assignee: Option<UserId>,
    #[serde(default)]
    due: Option<DueBody>,
    #[serde(default)]
    record: Option<RecordRef>,
}

/// What to change; what is left out stays, `null` takes away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TaskPatch)]
struct PatchBody {
    /// The `rev` that the caller saw: 409 when there is another by now. Needed beside a title or a note.
    #[serde(default)]
    base_rev: Option<i64>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    assignee: Option<UserId>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<DueBody>)]
    due: Option<Option<DueBody>>,
    /// `true` finishes it, `false` opens it again.
    #[serde(default)]
    done: Option<bool>,
}

/// A task that was made or changed.
#[derive(Serialize, ToSchema)]
#[schema(as = TaskWritten)]
struct Written {
    #[serde(flatten)]
    task: TaskBody,
    #[serde(flatten)]
    batched: Batched,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .layer(from_fn(once))
        .routes(routes!(counts))
        .routes(routes!(find, change, remove))
}

/// Tasks of a person or about a record.
#[utoipa::path(get, path = "/tasks", tag = "tasks", params(ListParams),
    responses((status = 200, description = "As far as they are in sight.", body = Tasks)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(params): Query<ListParams>,
) -> Result<Response, Problem> {
    answer(move || {
        let ListParams { assignee, given_by, record, done, from, before, after } = params;
        let assignee = person(&who, assignee.as_deref(), "assignee")?;
        let given_by = person(&who, given_by.as_deref(), "given_by")?;
        // Everybody's at once would be a scan of nothing anybody asked for.
        if assignee.is_none() && given_by.is_none() && record.is_none() {
            return Err(Rejection::at(Code::Required, "assignee").into());
        }
        let wanted = TasksWanted { assignee, given_by, record, done, from, before };
        let after = after.as_deref().map(place).transpose()?;
        let page = api.platform.list_tasks(&who, &wanted, after)?;
        let next = page.next.map(|(at, id)| match at {
            Some(at) => format!("{at}~{id}"),
            None => format!("~{id}"),
        });
        Ok(Tasks { items: page.items.into_iter().map(shown).collect(), next })
    })
    .await
}

/// A person as a parameter names them.
fn person(who: &Who, named: Option<&str>, field: &str) -> Result<Option<UserId>, Rejection> {
    let malformed = || Rejection::at(Code::Malformed, field);
    match named {
        None => Ok(None),
        Some("me") => who.id().ok_or_else(malformed).map(Some),
        Some(id) => id.parse().map(Some).map_err(|_| malformed()),
    }
}

/// Where an earlier page ended.
fn place(text: &str) -> Result<TaskPlace, Rejection> {
    let read = || {
        let (at, id) = text.split_once('~')?;
        let at = if at.is_empty() { None } else { Some(at.parse().ok()?) };
        Some((at, id.parse().ok()?))
    };
    read().ok_or_else(|| Rejection::at(Code::Malformed, "after"))
}

fn shown(found: ShownTask) -> TaskBody {
    let ShownTask { task, assignee, made, maker, finisher, rev, about } = found;
    let Task { id, title, note, due, done, .. } = task;
    TaskBody {
        id,
        rev,
        title,
        note,
        assignee: Name::of(Some((task.assignee, assignee))),
        due: due.map(|Due { at, all_day }| DueBody { at, all_day }),
        done_at: done.map(|done| done.at),
        done_by: Name::of(finisher),
        record: about.map(|r| AboutBody { form: r.form, id: r.record, title: r.title }),
        made_at: made.at,
        made_by: Name::of(maker),
    }
}

/// How many open tasks the caller has.
#[utoipa::path(get, path = "/tasks/counts", tag = "tasks", params(CountParams),
    responses((status = 200, description = "Up to a thousand in all.", body = Counts)))]
async fn counts(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(CountParams { day_end }): Query<CountParams>,
) -> Result<Response, Problem> {
    answer(move || {
        let TaskCounts { overdue, today, upcoming, undated } =
            api.platform.count_tasks(&who, day_end)?;
        Ok(Counts { overdue, today, upcoming, undated })
    })
    .await
}

/// One task.
#[utoipa::path(get, path = "/tasks/{id}", tag = "tasks", params(("id" = String, Path)),
    responses((status = 200, description = "The task.", body = TaskBody)))]
async fn find(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<TaskId>,
) -> Result<Response, Problem> {
    answer(move || Ok(shown(api.platform.find_task(&who, id)?))).await
}

/// Makes a task.
#[utoipa::path(post, path = "/tasks", tag = "tasks", request_body = NewBody,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "It is there.", body = Written)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    extract::Json(body): extract::Json<NewBody>,
) -> Result<Response, Problem> {
    answer_with(StatusCode::CREATED, move || {
        let platform = &api.platform;
        let catalog = platform.catalog()?;
        let NewBody { id, title, note, assignee, due, record } = body;
        let about = match record {
            Some(RecordRef { form, id }) => {
                Some(About { form: catalog.form_id(&who, &form)?, record: id })
            }
            None => None,
        };
        let id = id.unwrap_or_else(|| TaskId(platform.ports().ids.next()));
        let assignee = assignee.or(who.id());
        let assignee = assignee.ok_or_else(|| Rejection::at(Code::Required, "assignee"))?;
        let due = due.map(|DueBody { at, all_day }| Due { at, all_day });
        let task = Task { id, title, note, assignee, due, done: None };
        let done = platform.execute(&who, Command::AddTask { about, task })?;
        // Of a request that is sent again, the task that the first one made.
        let (batch, id) = (done.batch, done.tasks.first().copied().unwrap_or(id));
        Ok(Written { task: shown(platform.find_task(&who, id)?), batched: Batched { batch } })
    })
    .await
}

/// Changes a task, finishes it or opens it again.
#[utoipa::path(patch, path = "/tasks/{id}", tag = "tasks", request_body = PatchBody,
    params(("id" = String, Path)),
    responses((status = 200, description = "It is changed.", body = Written)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<TaskId>,
    extract::Json(body): extract::Json<PatchBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let PatchBody { base_rev, title, note, assignee, due, done } = body;
        if base_rev.is_none() && (title.is_some() || note.is_some()) {
            return Err(Rejection::at(Code::Required, "base_rev").into());
        }
        let due = due.map(|due| due.map(|DueBody { at, all_day }| Due { at, all_day }));
        let edit = TaskEdit { base_rev, title, note, assignee, due, done };
        let batch = api.platform.execute(&who, Command::ChangeTask { id, edit })?.batch;
        Ok(Written {
            task: shown(api.platform.changed_task(&who, id)?),
            batched: Batched { batch },
        })
    })
    .await
}

/// Removes a task.
#[utoipa::path(delete, path = "/tasks/{id}", tag = "tasks", params(("id" = String, Path)),
    responses((status = 200, description = "It is gone; undo with the batch.", body = Batched)))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<TaskId>,
) -> Result<Response, Problem> {
    answer(move || {
        let done = api.platform.execute(&who, Command::RemoveTask { id })?;
        Ok(Batched { batch: done.batch })
    })
    .await
}
