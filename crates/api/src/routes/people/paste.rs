//! `/people/paste`: a pasted list of names, phone numbers and e-mail addresses.

use app::people::Pasted;
use axum::extract::State;
use axum::response::Response;
use model::Code;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Invited;
use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Json, Visitor};
use crate::problem::Problem;
use crate::reach::Reach;
use crate::shapes::Items;

/// A pasted list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PeoplePastePasteBody)]
struct PasteBody {
    text: String,
    /// Also add the lines without problems.
    #[serde(default)]
    create: bool,
}

/// A line of it.
#[derive(Serialize, ToSchema)]
struct PastedLine {
    /// From 1.
    line: usize,
    name: String,
    phone: Option<String>,
    /// The e-mail address by which they sign in.
    #[serde(skip_serializing_if = "Option::is_none")]
    login: Option<String>,
    /// Why nobody is added for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    problem: Option<Code>,
    /// Who was added for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<Invited>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(paste))
}

/// Reads a pasted list and, if asked, adds its people.
#[utoipa::path(post, path = "/people/paste", tag = "people", request_body = PasteBody,
    responses((status = 200, description = "Line by line.", body = Items<PastedLine>)))]
async fn paste(
    State(api): State<Api>,
    Caller(who): Caller,
    visitor: Visitor,
    Json(PasteBody { text, create }): Json<PasteBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let lines = api.platform.paste_people(&who, &text, create)?;
        let reach = Reach::of(&api.platform, &api.config, &visitor)?;
        let shown = |line: Pasted| PastedLine {
            line: line.line,
            name: line.name,
            phone: line.phone,
            login: line.login,
            problem: line.problem.map(|problem| problem.code),
            created: line.created.map(|created| Invited::new(created, &reach)),
        };
        Ok(Items { items: lines.into_iter().map(shown).collect() })
    })
    .await
}
