//! `/forms/{form}/options`: what a person or link field can be set to. `…/records/{id}/people`: whom a text on a record may
//! mention. `/search`: records of all forms.

use app::queries::{FoundBy, Hit as Found, PickColleague, PickOption};
use axum::extract::State;
use axum::response::Response;
use model::RecordId;
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

/// Part of a name.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Called {
    /// What was typed.
    #[serde(default)]
    search: Option<String>,
}

/// Somebody to mention.
#[derive(Serialize, ToSchema)]
struct Colleague {
    #[serde(flatten)]
    pick: Pick,
    /// They may see the record, or will once they have joined; who may not is not told of what mentions them.
    sees: bool,
    /// They can sign in; who was invited reads what mentions them once they can.
    joined: bool,
}

/// A record found.
#[derive(Serialize, ToSchema)]
struct Hit {
    form: String,
    id: String,
    title: String,
    hint: String,
    /// By which field it was found; missing where the title's own letters say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<HitBecause>,
}

/// The field by which a record was found.
#[derive(Serialize, ToSchema)]
pub(super) struct HitBecause {
    /// Its code.
    field: String,
    /// `words`, `sound` (pinyin) or `digits`.
    kind: &'static str,
    /// What stands in it, or the part around what was found.
    text: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(options)).routes(routes!(people)).routes(routes!(search))
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

/// Whom a text on a record may mention, and who of them may see it.
#[utoipa::path(get, path = "/forms/{form}/records/{id}/people", tag = "records",
    params(("form" = String, Path), ("id" = String, Path), Called),
    responses((status = 200, description = "Those who may see it first.", body = Items<Colleague>)))]
async fn people(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
    Query(Called { search }): Query<Called>,
) -> Result<Response, Problem> {
    answer(move || {
        let words = search.unwrap_or_default();
        let found = api.platform.pick_colleagues(&who, (&form, id), &words)?;
        let shown = |PickColleague { pick: PickOption { id, title, hint }, sees, joined }| {
            let pick = Pick { id, title, hint };
            Colleague { pick, sees, joined }
        };
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
        Ok(Items { items: found.into_iter().map(Hit::from).collect() })
    })
    .await
}

impl From<Found> for Hit {
    fn from(Found { form, record: PickOption { id, title, hint }, because }: Found) -> Self {
        Self { form, id, title, hint, because: because.map(HitBecause::from) }
    }
}

impl From<FoundBy> for HitBecause {
    fn from(FoundBy { field, by, text }: FoundBy) -> Self {
        Self { field, kind: by.word(), text }
    }
}
