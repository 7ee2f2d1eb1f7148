//! `…/records/{id}/actions`: what actions made of a record.

use app::queries::{DoneAct, StandingAction};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use model::{BatchId, RecordId, Seq};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{Caller, Path};
use crate::problem::Problem;
use crate::routes::told::CarriedOut;
use crate::shapes::{Items, Name};

/// An action whose links stand on the record.
#[derive(Serialize, ToSchema)]
struct Standing {
    #[serde(flatten)]
    action: CarriedOut,
    /// When it was carried out; not where somebody filled the links in otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<Act>,
}

/// When and by whom.
#[derive(Serialize, ToSchema)]
#[schema(as = StandingAct)]
struct Act {
    #[schema(value_type = i64)]
    seq: Seq,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    actor: Name,
    /// The unit of undo.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    batch: Option<BatchId>,
    /// The caller may take it back, as far as their rights go.
    can_undo: bool,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(standing))
}

/// The actions whose links stand on a record.
#[utoipa::path(get, path = "/forms/{form}/records/{id}/actions", tag = "records",
    params(("form" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "In the order of the form.", body = Items<Standing>)))]
async fn standing(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
) -> Result<Response, Problem> {
    answer(move || {
        let found = api.platform.standing_actions(&who, (&form, id))?;
        Ok(Items { items: found.into_iter().map(shown).collect() })
    })
    .await
}

fn shown(StandingAction { action, act }: StandingAction) -> Standing {
    let act = act.map(|DoneAct { seq, at, person, batch, can_undo }| Act {
        seq,
        at,
        actor: Name::of(person),
        batch,
        can_undo,
    });
    Standing { action: action.into(), act }
}
