//! `…/read-text`: a pasted text into proposals for a new record's fields.

use app::queries::Proposal;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::problem::Problem;

/// What was pasted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TextBody {
    /// At most 5,000 characters.
    text: String,
}

/// What it proposes.
#[derive(Serialize, ToSchema)]
struct ReadText {
    /// By field code; the form takes them as they are.
    #[schema(value_type = Object)]
    values: Map<String, Json>,
    /// In the form's order.
    because: Vec<TextBecause>,
}

/// Why a field gets its value.
#[derive(Serialize, ToSchema)]
struct TextBecause {
    field: String,
    /// `label`, `phone`, `email`, `url`, `credit_code`, `wechat`, `company`, `person`, `position`, `region`, `address`,
    /// `money`, `option` or `note`.
    #[schema(value_type = String)]
    kind: Json,
    /// The words of the text.
    text: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(read_text))
}

/// Reads a pasted text into values for a new record. Makes nothing.
#[utoipa::path(post, path = "/forms/{form}/read-text", tag = "forms", request_body = TextBody,
    params(("form" = String, Path)),
    responses((status = 200, description = "What the text proposes.", body = ReadText)))]
async fn read_text(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    extract::Json(TextBody { text }): extract::Json<TextBody>,
) -> Result<Response, Problem> {
    answer(move || Ok(told(api.platform.read_text(&who, &form, &text)?))).await
}

fn told(proposals: Vec<Proposal>) -> ReadText {
    let mut answer = ReadText { values: Map::new(), because: Vec::new() };
    for Proposal { field, value, because } in proposals {
        let kind = serde_json::to_value(because.kind).unwrap_or_default();
        answer.because.push(TextBecause { field: field.clone(), kind, text: because.text });
        answer.values.insert(field, value);
    }
    answer
}
