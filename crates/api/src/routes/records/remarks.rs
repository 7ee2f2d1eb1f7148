//! `…/activities/{activity}/remarks` and `…/pin`: what colleagues put under a follow-up 点评, that they read it 已阅, and
//! which ones stand at the top 置顶.

use app::queries::ShownRemark;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::Response;
use jiff::Timestamp;
use model::{ActivityId, Command, RecordId, RemarkId, remark};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::activities::{After, Written, place, shown, unseen};
use crate::blocking::{answer, answer_with};
use crate::config::Api;
use crate::extract::{self, Caller, Path, Query};
use crate::once::once;
use crate::problem::Problem;
use crate::shapes::{Batched, Name};

/// What a colleague put under a follow-up.
#[derive(Serialize, ToSchema)]
pub(super) struct Remark {
    #[schema(value_type = String)]
    id: RemarkId,
    by: Name,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Left out: only that they read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// Whom `@[name](id)` in the text means, by what they are called now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Name>,
    /// The caller may take it back.
    mine: bool,
}

impl From<ShownRemark> for Remark {
    fn from(shown: ShownRemark) -> Self {
        Self {
            id: shown.remark.id,
            by: Name::of(shown.person),
            at: shown.at,
            text: shown.remark.text,
            mentions: shown.mentions.into_iter().map(|person| Name::of(Some(person))).collect(),
            mine: shown.mine,
        }
    }
}

/// A page of remarks.
#[derive(Serialize, ToSchema)]
#[schema(as = RecordsRemarks)]
struct Remarks {
    items: Vec<Remark>,
    next: Option<String>,
}

/// A remark to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordsRemarkBody)]
struct RemarkBody {
    /// Left out: only that the caller read it, once, and not of what they wrote themself.
    #[serde(default)]
    text: Option<String>,
}

/// Where a follow-up stands.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordsPinBody)]
struct PinBody {
    pinned: bool,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .layer(from_fn(once))
        .routes(routes!(remove))
        .routes(routes!(pin))
}

/// What colleagues put under a follow-up.
#[utoipa::path(get, path = "/forms/{form}/records/{id}/activities/{activity}/remarks", tag = "records",
    params(("form" = String, Path), ("id" = String, Path), ("activity" = String, Path), After),
    responses((status = 200, description = "Newest first.", body = Remarks)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, record, activity)): Path<(String, RecordId, ActivityId)>,
    Query(After { after }): Query<After>,
) -> Result<Response, Problem> {
    answer(move || {
        let before = after.as_deref().map(place).transpose()?;
        let (items, next) = api.platform.list_remarks(&who, (&form, record, activity), before)?;
        let next = next.map(|(at, id)| format!("{at}~{id}"));
        Ok(Remarks { items: items.into_iter().map(Remark::from).collect(), next })
    })
    .await
}

/// Remarks on a follow-up, or says that one read it.
#[utoipa::path(post, path = "/forms/{form}/records/{id}/activities/{activity}/remarks", tag = "records",
    request_body = RemarkBody,
    params(("form" = String, Path), ("id" = String, Path), ("activity" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "The follow-up as it is now.", body = Written)))]
async fn create(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, record, activity)): Path<(String, RecordId, ActivityId)>,
    extract::Json(RemarkBody { text }): extract::Json<RemarkBody>,
) -> Result<Response, Problem> {
    answer_with(StatusCode::CREATED, move || {
        let platform = &api.platform;
        let form_id = platform.catalog()?.form_id(&who, &form)?;
        let said = text.clone().unwrap_or_default();
        let remark = remark::Remark { id: RemarkId(platform.ports().ids.next()), activity, text };
        let command = Command::AddRemark { form: form_id, record, remark };
        let batch = platform.execute(&who, command)?.batch;
        let activity = shown(platform.find_activity(&who, (&form, record), activity)?);
        let unseen = unseen(platform, &who, (&form, record), &said)?;
        Ok(Written { activity, batched: Batched { batch }, unseen })
    })
    .await
}

/// Takes a remark back.
#[utoipa::path(delete, path = "/forms/{form}/records/{id}/activities/{activity}/remarks/{remark}", tag = "records",
    params(("form" = String, Path), ("id" = String, Path), ("activity" = String, Path), ("remark" = String, Path)),
    responses((status = 200, description = "It is gone; undo with the batch.", body = Written)))]
async fn remove(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, record, activity, id)): Path<(String, RecordId, ActivityId, RemarkId)>,
) -> Result<Response, Problem> {
    answer(move || {
        let platform = &api.platform;
        let form_id = platform.catalog()?.form_id(&who, &form)?;
        let command = Command::RemoveRemark { form: form_id, record, activity, id };
        let batch = platform.execute(&who, command)?.batch;
        let activity = shown(platform.find_activity(&who, (&form, record), activity)?);
        Ok(Written { activity, batched: Batched { batch }, unseen: Vec::new() })
    })
    .await
}

/// Puts a follow-up at the top of the timeline, or back in its place.
#[utoipa::path(put, path = "/forms/{form}/records/{id}/activities/{activity}/pin", tag = "records",
    request_body = PinBody,
    params(("form" = String, Path), ("id" = String, Path), ("activity" = String, Path)),
    responses((status = 200, description = "It is there.", body = Written)))]
async fn pin(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, record, id)): Path<(String, RecordId, ActivityId)>,
    extract::Json(PinBody { pinned }): extract::Json<PinBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let platform = &api.platform;
        let form_id = platform.catalog()?.form_id(&who, &form)?;
        let command = Command::PinActivity { form: form_id, record, id, pinned };
        let batch = platform.execute(&who, command)?.batch;
        let activity = shown(platform.find_activity(&who, (&form, record), id)?);
        Ok(Written { activity, batched: Batched { batch }, unseen: Vec::new() })
    })
    .await
}
