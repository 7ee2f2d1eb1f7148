//! `/feedback`: what people say of forms 反馈, for those who build them.

use std::fs::File;

use app::feedback::{FeedbackPatch, NewFeedback, ShownFeedback};
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::Response;
use jiff::Timestamp;
use model::{Code, FeedbackId, FileId, Rejection};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::files::download;
use crate::blocking::{answer, answer_with, blocking};
use crate::config::Api;
use crate::extract::{Caller, Json, Path, Query};
use crate::once::once;
use crate::problem::Problem;
use crate::shapes::Name;

/// Which feedback.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListParams {
    /// What was dealt with; else what is open.
    #[serde(default)]
    resolved: bool,
    /// `next` of an earlier page.
    #[serde(default)]
    after: Option<String>,
}

/// What somebody says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FeedbackNew)]
struct NewBody {
    /// Made by the client, or left out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<FeedbackId>,
    text: String,
    /// A path within the client, such as `/f/orders`.
    page: String,
    /// A file that the caller brought before.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    file: Option<FileId>,
}

/// What to do with it; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FeedbackPatch)]
struct PatchBody {
    /// The `rev` that the caller saw: 409 when there is another by now. Needed beside an answer.
    #[serde(default)]
    base_rev: Option<i64>,
    /// Words for who gave it; empty takes an answer away.
    #[serde(default)]
    answer: Option<String>,
    #[serde(default)]
    resolved: Option<bool>,
}

/// Feedback.
#[derive(Serialize, ToSchema)]
struct Feedback {
    #[schema(value_type = String)]
    id: FeedbackId,
    /// Raised by every change: `base_rev` of a PATCH.
    rev: i64,
    /// The form's code; none once the form is deleted.
    form: Option<String>,
    page: String,
    text: String,
    /// Whether a picture came with it: read at `/feedback/{id}/file`.
    has_file: bool,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    by: Name,
    answer: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Timestamp>,
    answered_by: Name,
    #[schema(value_type = Option<String>, format = DateTime)]
    resolved_at: Option<Timestamp>,
    resolved_by: Name,
    can: Can,
}

/// What who asks may do with it.
#[derive(Serialize, ToSchema)]
#[schema(as = FeedbackCan)]
struct Can {
    answer: bool,
}

/// A page of feedback.
#[derive(Serialize, ToSchema)]
#[schema(as = FeedbackPage)]
struct Page {
    items: Vec<Feedback>,
    next: Option<String>,
}

/// Which it became.
#[derive(Serialize, ToSchema)]
#[schema(as = FeedbackGiven)]
struct Given {
    #[schema(value_type = String)]
    id: FeedbackId,
}

impl From<ShownFeedback> for Feedback {
    fn from(shown: ShownFeedback) -> Self {
        let ShownFeedback { feedback, at, rev, form, giver, answerer, resolver, may_answer } =
            shown;
        let model::feedback::Feedback { id, page, text, file, person, answer, resolved, .. } =
            feedback;
        Self {
            id,
            rev,
            form,
            page,
            text,
            has_file: file.is_some(),
            at,
            by: Name::of(Some((person, giver))),
            answered_at: answer.as_ref().map(|a| a.given.at),
            answer: answer.map(|a| a.text),
            answered_by: Name::of(answerer),
            resolved_at: resolved.map(|d| d.at),
            resolved_by: Name::of(resolver),
            can: Can { answer: may_answer },
        }
    }
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(give))
        .layer(from_fn(once))
        .routes(routes!(list))
        .routes(routes!(read, change))
        .routes(routes!(file))
}

/// Says something of a form; those who build it are told.
#[utoipa::path(post, path = "/forms/{form}/feedback", tag = "feedback", request_body = NewBody,
    params(("form" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "It was said.", body = Given)))]
async fn give(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    Json(NewBody { id, text, page, file }): Json<NewBody>,
) -> Result<Response, Problem> {
    let new = NewFeedback { id, text, page, file };
    answer_with(StatusCode::CREATED, move || {
        Ok(Given { id: api.platform.give_feedback(&who, &form, &new)? })
    })
    .await
}

/// Feedback: for builders all about forms that they may open, for others their own.
#[utoipa::path(get, path = "/feedback", tag = "feedback", params(ListParams),
    responses((status = 200, description = "Newest first.", body = Page)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(ListParams { resolved, after }): Query<ListParams>,
) -> Result<Response, Problem> {
    answer(move || {
        let before = after.as_deref().map(place).transpose()?;
        let (items, next) = api.platform.list_feedback(&who, resolved, before)?;
        let next = next.map(|(at, id)| format!("{at}~{id}"));
        Ok(Page { items: items.into_iter().map(Feedback::from).collect(), next })
    })
    .await
}

/// Where an earlier page ended.
fn place(text: &str) -> Result<(Timestamp, FeedbackId), Rejection> {
    let parts =
        text.split_once('~').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    parts.ok_or_else(|| Rejection::at(Code::Malformed, "after"))
}

/// One.
#[utoipa::path(get, path = "/feedback/{id}", tag = "feedback", params(("id" = String, Path)),
    responses((status = 200, description = "As it is.", body = Feedback)))]
async fn read(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<FeedbackId>,
) -> Result<Response, Problem> {
    answer(move || Ok(Feedback::from(api.platform.find_feedback(&who, id)?))).await
}

/// Answers it, puts it away as dealt with, or opens it again; who gave it is told.
#[utoipa::path(patch, path = "/feedback/{id}", tag = "feedback", request_body = PatchBody,
    params(("id" = String, Path)),
    responses((status = 200, description = "As it is now.", body = Feedback)))]
async fn change(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<FeedbackId>,
    Json(PatchBody { base_rev, answer: words, resolved }): Json<PatchBody>,
) -> Result<Response, Problem> {
    if base_rev.is_none() && words.is_some() {
        return Err(Rejection::at(Code::Required, "base_rev").into());
    }
    let patch = FeedbackPatch { base_rev, answer: words, resolved };
    answer(move || Ok(Feedback::from(api.platform.answer_feedback(&who, id, &patch)?))).await
}

/// The picture that came with it.
#[utoipa::path(get, path = "/feedback/{id}/file", tag = "feedback", params(("id" = String, Path)),
    responses((status = 200, description = "The bytes.", content_type = "application/octet-stream")))]
async fn file(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(id): Path<FeedbackId>,
) -> Result<Response, Problem> {
    let (file, path) = blocking(move || api.platform.open_feedback_file(&who, id)).await?;
    download::send(file.name, file.media, move || File::open(path)).await
}
