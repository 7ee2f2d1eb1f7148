//! `…/records/batch`: several commands, all or none.

use app::commands::MOST_IN_BATCH;
use app::{Error, Platform, Who};
use axum::Extension;
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::Response;
use jiff::Timestamp;
use model::command::{Activity, ActivityKind};
use model::{ActivityId, BatchId, Code, Command, FormId, RecordId, Rejection, Seq};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Values;
use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{self, BodyLimit, Caller, Path};
use crate::once::once;
use crate::problem::Problem;

/// Longest body of a batch.
const LONGEST: usize = 8 * 1024 * 1024;

/// Several commands.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BatchBody {
    /// At most 1,000.
    commands: Vec<One>,
    /// What the act's first request answered: these commands are the next part of that act.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    batch: Option<BatchId>,
}

/// One of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum One {
    Create(Create),
    Update(Update),
    Delete(Delete),
    Restore(Restore),
    Note(Note),
    Claim(Claim),
    Return(Return),
}

/// A record to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Create {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<RecordId>,
    #[schema(value_type = Object)]
    values: Values,
}

/// Fields to change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Update {
    #[schema(value_type = String)]
    id: RecordId,
    rev: i64,
    #[schema(value_type = Object)]
    values: Values,
}

/// A record to move to the recycle bin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Delete {
    #[schema(value_type = String)]
    id: RecordId,
    rev: i64,
}

/// A record to bring back from the recycle bin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Restore {
    #[schema(value_type = String)]
    id: RecordId,
}

/// A note to write on a record, such as why it is given away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Note {
    #[schema(value_type = String)]
    id: RecordId,
    text: String,
}

/// A record to take out of the pool; `claimed` when somebody was faster.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Claim {
    #[schema(value_type = String)]
    id: RecordId,
}

/// A record to give back to the pool.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Return {
    #[schema(value_type = String)]
    id: RecordId,
    /// Why: a note on its timeline.
    reason: String,
}

/// What came of a batch.
#[derive(Serialize, ToSchema)]
struct BatchDone {
    /// In the order of the commands.
    results: Vec<OneDone>,
    #[schema(value_type = String)]
    batch: BatchId,
    #[schema(value_type = i64)]
    seq: Seq,
}

/// What came of one command.
#[derive(Serialize, ToSchema)]
struct OneDone {
    #[schema(value_type = Option<String>)]
    id: Option<RecordId>,
    rev: i64,
    #[schema(value_type = i64)]
    seq: Seq,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(batch))
        .layer(from_fn(once))
        .layer(Extension(BodyLimit(LONGEST)))
}

/// Runs several commands, all or none.
#[utoipa::path(post, path = "/forms/{form}/records/batch", tag = "records", request_body = BatchBody,
    params(("form" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "All of it happened.", body = BatchDone)))]
async fn batch(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    extract::Json(BatchBody { commands, batch }): extract::Json<BatchBody>,
) -> Result<Response, Problem> {
    answer(move || {
        if commands.len() > MOST_IN_BATCH {
            return Err(Rejection::at(Code::TooMany, "commands").with("max", MOST_IN_BATCH).into());
        }
        let commands = read(&api.platform, (&who, &form), commands)?;
        let done = api.platform.execute_joining(&who, commands, batch)?;
        let result = |r: app::commands::Receipt| OneDone { id: r.record, rev: r.rev, seq: r.seq };
        let results = done.receipts.into_iter().map(result).collect();
        Ok(BatchDone { results, batch: done.batch, seq: done.seq })
    })
    .await
}

/// Commands, typed; everything that cannot be read is told at once.
fn read(
    platform: &Platform,
    (who, form): (&Who, &str),
    commands: Vec<One>,
) -> Result<Vec<Command>, Error> {
    let catalog = platform.catalog()?;
    let id = catalog.form_id(who, form)?;
    let mut wrong = model::Rejections::default();
    let mut read = Vec::with_capacity(commands.len());
    for (i, one) in commands.into_iter().enumerate() {
        let activity = || (ActivityId(platform.ports().ids.next()), platform.now());
        match typed(id, one, |values| catalog.read_values(who, form, values), activity) {
            Ok(command) => read.push(command),
            Err(rejections) => wrong.0.extend(rejections.under(&format!("commands.{i}")).0),
        }
    }
    Ok(wrong.or(read)?)
}

fn typed(
    form: FormId,
    one: One,
    read: impl Fn(&Values) -> Result<model::Values, model::Rejections>,
    activity: impl Fn() -> (ActivityId, Timestamp),
) -> Result<Command, model::Rejections> {
    Ok(match one {
        One::Create(Create { id, values }) => {
            Command::CreateRecord { form, id, values: read(&values)? }
        }
        One::Update(Update { id, rev, values }) => {
            Command::UpdateRecord { form, id, base_rev: rev, values: read(&values)? }
        }
        One::Delete(Delete { id, rev }) => Command::TrashRecord { form, id, base_rev: Some(rev) },
        One::Restore(Restore { id }) => Command::RestoreRecord { form, id },
        One::Claim(Claim { id }) => Command::ClaimRecord { form, id },
        One::Return(Return { id, reason }) => Command::ReturnRecord { form, id, reason },
        One::Note(Note { id: record, text }) => {
            let (id, at) = activity();
            let kind = ActivityKind::Note;
            let activity = Activity::said(id, kind, text, at);
            Command::AddActivity { form, record, activity }
        }
    })
}
