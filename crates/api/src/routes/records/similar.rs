//! `…/records/similar`: records that look like one being typed.

use app::queries::{Likeness, SimilarRecord};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use model::RecordId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Values;
use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::problem::Problem;
use crate::shapes::{Items, Name};

/// What was typed so far.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SimilarBody {
    #[schema(value_type = Object)]
    values: Values,
    /// The record being changed.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    except: Option<RecordId>,
}

/// A record that looks like it.
#[derive(Serialize, ToSchema)]
struct Similar {
    form: String,
    #[schema(value_type = String)]
    id: RecordId,
    title: String,
    because: Vec<Because>,
    owner: Option<Name>,
    #[schema(value_type = Option<String>, format = DateTime)]
    last_activity_at: Option<Timestamp>,
}

/// Why.
#[derive(Serialize, ToSchema)]
struct Because {
    field: String,
    /// `phone`, `email`, `credit_code` or `name`.
    #[schema(value_type = String)]
    kind: Likeness,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(similar))
}

/// Records that look like one being typed.
#[utoipa::path(post, path = "/forms/{form}/records/similar", tag = "records", request_body = SimilarBody,
    params(("form" = String, Path)),
    responses((status = 200, description = "The likeliest first.", body = Items<Similar>)))]
async fn similar(
    State(api): State<Api>,
    Caller(who): Caller,
    Path(form): Path<String>,
    extract::Json(SimilarBody { values, except }): extract::Json<SimilarBody>,
) -> Result<Response, Problem> {
    answer(move || {
        let found = api.platform.similar_records(&who, &form, &values, except)?;
        Ok(Items { items: found.into_iter().map(shown).collect() })
    })
    .await
}

fn shown(record: SimilarRecord) -> Similar {
    let SimilarRecord { form, id, title, because, owner, last_activity_at } = record;
    let because = because.into_iter().map(|(field, kind)| Because { field, kind }).collect();
    let owner = owner.map(|owner| Name::of(Some(owner)));
    Similar { form, id, title, because, owner, last_activity_at }
}
