//! `/batches/{batch}/undo`: taking back what one act changed together.

use app::commands::{Changed, Kept, Undone as Outcome};
use app::{Error, Platform, Who};
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::Response;
use jiff::Timestamp;
use model::{BatchId, JobId, RecordId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::once::once;
use crate::problem::Problem;
use crate::shapes::Name;

/// Records that an undo leaves alone are told up to this many.
const TOLD: usize = 100;

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
    /// The job that does it, where a job wrote the batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    job: Option<JobId>,
    /// Records that stay as they are, as far as the person sees them, with the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_since: Option<Vec<KeptRecord>>,
    /// Changes that were, or would be, taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    /// Records that stay as they are, those out of sight too.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<usize>,
}

/// A record that stays as it is.
#[derive(Serialize, ToSchema)]
struct KeptRecord {
    form: String,
    #[schema(value_type = String)]
    id: RecordId,
    title: String,
    by: Option<Name>,
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// Why: `changed_since`, or the code of what refuses it.
    code: String,
    /// Where, for some codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// What the words need.
    params: Map<String, Json>,
}

impl From<Changed> for KeptRecord {
    fn from(kept: Changed) -> Self {
        let Changed { form, id, title, by, person, at, why } = kept;
        let by = person.map(|id| Name::of(Some((id, by))));
        let params = why.params.into_iter().collect();
        Self { form, id, title, by, at, code: why.code.name(), field: why.field, params }
    }
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(undo)).layer(from_fn(once))
}

/// Takes back what a batch did, or says what that would do.
#[utoipa::path(post, path = "/batches/{batch}/undo", tag = "records", request_body = UndoBody,
    params(("batch" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "What it did or would do.", body = Undone)))]
async fn undo(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(batch): Path<BatchId>,
    extract::Json(UndoBody { preview, insist }): extract::Json<UndoBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let platform = &api.platform;
        let nothing =
            Undone { batch: None, job: None, changed_since: None, count: None, kept: None };
        if preview {
            let preview = platform.preview_undo(&who, batch)?;
            let told = told(platform, &who, &preview.kept)?;
            let (changed_since, kept) = (Some(told), Some(preview.kept.len()));
            return Ok(Undone { changed_since, count: Some(preview.undone), kept, ..nothing });
        }
        Ok::<_, Error>(match platform.undo_batch(&who, batch, insist)? {
            Outcome::Now(done, outcome) => Undone {
                batch: Some(done.batch),
                changed_since: Some(told(platform, &who, &outcome.kept)?),
                count: Some(outcome.undone),
                kept: Some(outcome.kept.len()),
                ..nothing
            },
            Outcome::Later(job) => Undone { job: Some(job), ..nothing },
        })
    })
    .await
}

fn told(platform: &Platform, who: &Who, kept: &[Kept]) -> Result<Vec<KeptRecord>, Error> {
    let first = kept.get(..TOLD.min(kept.len())).unwrap_or_default();
    let (told, _) = platform.tell_kept(who, first)?;
    Ok(told.into_iter().map(KeptRecord::from).collect())
}
