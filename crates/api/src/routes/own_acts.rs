//! `/me/acts`: what one did lately, and what of it can be taken back.

use app::queries::{HandedOver, OwnAct};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use model::{ActivityId, BatchId, ChangeKind, Origin, Seq};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::told::{BroughtBack, Made, Named, TakenBack};
use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{After, Caller, Query};
use crate::problem::Problem;

/// A page of one's own acts, newest first.
#[derive(Serialize, ToSchema)]
struct OwnActs {
    items: Vec<Act>,
    #[schema(value_type = Option<i64>)]
    next: Option<Seq>,
}

/// What was done at once.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnAct)]
struct Act {
    #[schema(value_type = String)]
    batch: BatchId,
    /// Its newest Change.
    #[schema(value_type = i64)]
    seq: Seq,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    #[schema(value_type = String)]
    origin: Origin,
    /// Such as `records_created`.
    #[schema(value_type = String)]
    kind: ChangeKind,
    /// The form, while it is there.
    form: Option<Named>,
    /// Changes of records.
    count: i64,
    /// The first records that the caller sees.
    records: Vec<Made>,
    /// The follow-up that was written, changed or remarked on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    activity: Option<ActivityId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<Named>,
    /// Whose the records are, where nothing else was done with them: `assigned`, `claimed` or `returned`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    handed: Option<HandedOver>,
    /// What it took back, if it was an undo.
    #[serde(skip_serializing_if = "Option::is_none")]
    undoes: Option<TakenBack>,
    /// The earlier state of a record that it brought back.
    #[serde(skip_serializing_if = "Option::is_none")]
    restores: Option<BroughtBack>,
    /// The batch whose undo takes it back now; not where it is taken back already.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    undo: Option<BatchId>,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list))
}

/// What the caller did in the last thirty days that undo knows a way back from.
#[utoipa::path(get, path = "/me/acts", tag = "session", params(After),
    responses((status = 200, description = "Newest first.", body = OwnActs)))]
async fn list(
    State(api): State<Api>,
    Caller(who): Caller,
    Query(After { after }): Query<After>,
) -> Result<Response, Problem> {
    answer(move || {
        let page = api.platform.own_acts(&who, after)?;
        Ok(OwnActs { items: page.items.into_iter().map(shown).collect(), next: page.next })
    })
    .await
}

fn shown(act: OwnAct) -> Act {
    let OwnAct { batch, seq, at, origin, kind, form, count, records, .. } = act;
    let OwnAct { activity, action, handed, undoes, restores, undo, .. } = act;
    Act {
        batch,
        seq,
        at,
        origin,
        kind,
        form: form.map(Named::from),
        count,
        records: records.into_iter().map(Made::from).collect(),
        activity,
        action: action.map(Named::from),
        handed,
        undoes: undoes.map(TakenBack::from),
        restores: restores.map(BroughtBack::from),
        undo,
    }
}
