//! `/notices`: what a person is told 消息.

use app::notices::{NoticeItem, Wanted};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use model::notice::NoticeKind;
use model::{Code, NoticeId, RecordId, Rejection};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::{answer, blocking};
use crate::config::Api;
use crate::extract::{self, Caller, Query};
use crate::problem::Problem;

/// Notices of one page.
const PAGE: u32 = 50;

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct After {
    /// `next` of an earlier page.
    #[serde(default)]
    after: Option<i64>,
    /// Only those that were not read.
    #[serde(default)]
    unread: bool,
}

/// A page of notices.
#[derive(Serialize, ToSchema)]
struct Notices {
    items: Vec<Notice>,
    /// How many of all are unread.
    unread: i64,
    next: Option<i64>,
}

/// A notice.
#[derive(Serialize, ToSchema)]
struct Notice {
    #[schema(value_type = String)]
    id: NoticeId,
    /// Such as `follow_up_due`.
    #[schema(value_type = String)]
    kind: NoticeKind,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    read: bool,
    form: Option<String>,
    #[schema(value_type = Option<String>)]
    record: Option<RecordId>,
    /// The record's title, if the person may see it.
    title: Option<String>,
    /// The task's title, as long as it is the person's.
    task: Option<String>,
    params: Json,
}

impl From<NoticeItem> for Notice {
    fn from(item: NoticeItem) -> Self {
        let NoticeItem { notice, form, title, task, .. } = item;
        let model::notice::Notice { id, kind, at, read, record, params, .. } = notice;
        Self { id, kind, at, read, form, record, title, task, params }
    }
}

/// What was read: some, or all.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadBody {
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    ids: Option<Vec<NoticeId>>,
    #[serde(default)]
    all: bool,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read))
}

/// What the person is told.
#[utoipa::path(get, path = "/notices", tag = "notices", params(After),
    responses((status = 200, description = "Newest first.", body = Notices)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(After { after, unread }): Query<After>,
) -> Result<Response, Problem> {
    answer(move || {
        let page = api.platform.list_notices(&who, Wanted { before: after, unread }, PAGE)?;
        let items = page.items.into_iter().map(Notice::from).collect();
        Ok(Notices { items, unread: page.unread, next: page.next })
    })
    .await
}

/// Marks notices as read.
#[utoipa::path(post, path = "/notices/read", tag = "notices", request_body = ReadBody,
    responses((status = 204, description = "They are read.")))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    extract::Json(ReadBody { ids, all }): extract::Json<ReadBody>,
) -> Result<StatusCode, Problem> {
    if ids.is_some() == all {
        return Err(Rejection::at(Code::Required, "ids").into());
    }
    blocking(move || api.platform.read_notices(&who, ids)).await?;
    Ok(StatusCode::NO_CONTENT)
}
