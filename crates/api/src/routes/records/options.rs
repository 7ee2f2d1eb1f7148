//! `/forms/{form}/options`: what a person or link field can be set to. `/search`: records of all forms.

use app::queries::PickOption;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Path, Query};
use crate::problem::Problem;
use crate::shapes::Items;

/// For which field, and what was typed.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Typed {
    /// Code of a person or link field, or `owner`.
    field: String,
    /// What was typed.
    #[serde(default)]
    search: Option<String>,
}

/// What was typed.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Words {
    /// What was typed.
    #[serde(default)]
    q: Option<String>,
}

/// Something to pick.
#[derive(Serialize, ToSchema)]
pub(super) struct Pick {
    pub(super) id: String,
    pub(super) title: String,
    /// Tells it from others of the same name.
    pub(super) hint: String,
}

/// A record found.
#[derive(Serialize, ToSchema)]
struct Hit {
    form: String,
    id: String,
    title: String,
    hint: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(options)).routes(routes!(search))
}

/// What a person or link field can be set to.
#[utoipa::path(get, path = "/forms/{form}/options", tag = "records",
    params(("form" = String, Path), Typed),
    responses((status = 200, description = "The likeliest first.", body = Items<Pick>)))]
async fn options(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    Query(Typed { field, search }): Query<Typed>,
) -> Result<Response, Problem> {
    answer(move || {
        let words = search.unwrap_or_default();
        let found = api.platform.pick_options(&who, (&form, &field), &words)?;
        let shown = |PickOption { id, title, hint }| Pick { id, title, hint };
        Ok(Items { items: found.into_iter().map(shown).collect() })
    })
    .await
}

/// Records of all forms that match some words.
#[utoipa::path(get, path = "/search", tag = "records", params(Words),
    responses((status = 200, description = "Form by form.", body = Items<Hit>)))]
async fn search(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(Words { q }): Query<Words>,
) -> Result<Response, Problem> {
    answer(move || {
        let found = api.platform.search_everywhere(&who, &q.unwrap_or_default())?;
        let shown = |(form, PickOption { id, title, hint })| Hit { form, id, title, hint };
        Ok(Items { items: found.into_iter().map(shown).collect() })
    })
    .await
}
