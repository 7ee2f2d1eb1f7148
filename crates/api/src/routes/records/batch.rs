//! `…/records/batch`: several commands, all or none; `/batches/{batch}/undo`: taking one back.

use app::commands::MOST_IN_BATCH;
use app::{Error, Platform, Who};
use axum::Extension;
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::Response;
use jiff::Timestamp;
use model::{BatchId, Code, Command, FormId, RecordId, Rejection, Seq};
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
use crate::shapes::Name;

/// Longest body of a batch.
const LONGEST: usize = 8 * 1024 * 1024;

/// Records that an undo would leave alone are told up to this many.
const TOLD: usize = 50;

/// Several commands.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BatchBody {
    /// At most 1,000.
    commands: Vec<One>,
}

/// One of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum One {
    Create(Create),
    Update(Update),
    Delete(Delete),
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

/// How to take a batch back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordsBatchUndoBody)]
struct UndoBody {
    /// Only say what would happen.
    #[serde(default)]
    preview: bool,
    /// Also take back what was changed since.
    #[serde(default)]
    insist: bool,
}

/// What an undo did or would do.
#[derive(Serialize, ToSchema)]
struct Undone {
    /// The undo's own batch: undo can be undone. Not in a preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    batch: Option<BatchId>,
    /// Records that were changed since and would stay as they are; in a preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_since: Option<Vec<ChangedSince>>,
    /// Changes that would be taken back; in a preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

/// A record that was changed since.
#[derive(Serialize, ToSchema)]
struct ChangedSince {
    form: String,
    #[schema(value_type = String)]
    id: RecordId,
    title: String,
    by: Option<Name>,
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(batch))
        .layer(from_fn(once))
        .layer(Extension(BodyLimit(LONGEST)))
        .routes(routes!(undo))
}

/// Runs several commands, all or none.
#[utoipa::path(post, path = "/forms/{form}/records/batch", tag = "records", request_body = BatchBody,
    params(("form" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "All of it happened.", body = BatchDone)))]
async fn batch(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    extract::Json(BatchBody { commands }): extract::Json<BatchBody>,
) -> Result<Response, Problem> {
    answer(move || {
        if commands.len() > MOST_IN_BATCH {
            return Err(Rejection::at(Code::TooMany, "commands").with("max", MOST_IN_BATCH).into());
        }
        let commands = read(&api.platform, (&who, &form), commands)?;
        let done = api.platform.execute_all(&who, commands)?;
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
        match typed(id, one, |values| catalog.read_values(who, form, values)) {
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
) -> Result<Command, model::Rejections> {
    Ok(match one {
        One::Create(Create { id, values }) => {
            Command::CreateRecord { form, id, values: read(&values)? }
        }
        One::Update(Update { id, rev, values }) => {
            Command::UpdateRecord { form, id, base_rev: rev, values: read(&values)? }
        }
        One::Delete(Delete { id, rev }) => Command::TrashRecord { form, id, base_rev: Some(rev) },
    })
}

/// Takes back what a batch did, or says what that would do.
#[utoipa::path(post, path = "/batches/{batch}/undo", tag = "records", request_body = UndoBody,
    params(("batch" = String, Path)),
    responses((status = 200, description = "What it did or would do.", body = Undone)))]
async fn undo(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(batch): Path<BatchId>,
    extract::Json(UndoBody { preview, insist }): extract::Json<UndoBody>,
) -> Result<Response, Problem> {
    answer(move || {
        if preview {
            return preview_of(&api.platform, &who, batch);
        }
        let done = api.platform.execute(&who, Command::UndoBatch { batch, insist })?;
        Ok(Undone { batch: Some(done.batch), changed_since: None, count: None })
    })
    .await
}

fn preview_of(platform: &Platform, who: &Who, batch: BatchId) -> Result<Undone, Error> {
    let preview = platform.preview_undo(who, batch)?;
    let catalog = platform.catalog()?;
    let mut changed = Vec::new();
    for kept in preview.kept.iter().take(TOLD) {
        let form = &catalog.effective(kept.form)?.code;
        // What the person does not see is not told.
        let Ok(view) = platform.find_record(who, form, kept.record) else { continue };
        let history = platform.record_history(who, (form, kept.record), Some(kept.seq))?;
        let later = history.items.into_iter().next();
        changed.push(ChangedSince {
            form: form.clone(),
            id: kept.record,
            title: view.title,
            at: later.as_ref().map(|item| item.at),
            by: later.map(|item| Name::of(item.person)),
        });
    }
    Ok(Undone { batch: None, changed_since: Some(changed), count: Some(preview.undone) })
}
