//! `…/records/{id}/links`: what links to a record.

use axum::extract::State;
use axum::response::Response;
use model::{Label, RecordId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Path};
use crate::problem::Problem;
use crate::shapes::{self, Title};

/// What links to a record through one field.
#[derive(Serialize, ToSchema)]
struct BackLinks {
    /// Code of the linking form.
    form: String,
    /// Code of the linking field.
    field: String,
    #[schema(value_type = shapes::Label)]
    name: Label,
    /// How many there are, up to 1,000.
    count: i64,
    /// The newest ones.
    items: Vec<Title>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(links))
}

/// What links to a record.
#[utoipa::path(get, path = "/forms/{form}/records/{id}/links", tag = "records",
    params(("form" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "Field by field.", body = Vec<BackLinks>)))]
async fn links(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
) -> Result<Response, Problem> {
    answer(move || {
        let lists = api.platform.back_links(&who, (&form, id))?;
        let shown = |list: app::queries::BackLinks| BackLinks {
            form: list.form,
            field: list.field,
            name: list.name,
            count: list.count,
            items: list.items.into_iter().map(|r| Title { id: r.id, title: r.title }).collect(),
        };
        Ok(lists.into_iter().map(shown).collect::<Vec<_>>())
    })
    .await
}
