//! `…/records/{id}/history`: what happened to a record.

use app::queries::{HistoryItem, ShownChange, TaskTurn};
use axum::extract::State;
use axum::response::Response;
use model::{BatchId, RecordId, Seq};
use serde::Serialize;
use serde_json::Value as Json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{After, Caller, Path, Query};
use crate::problem::Problem;
use crate::routes::told::{BroughtBack, CarriedOut, Happened, TakenBack};

/// A page of Changes, newest first.
#[derive(Serialize, ToSchema)]
struct History {
    items: Vec<HistoryChange>,
    #[schema(value_type = Option<i64>)]
    next: Option<Seq>,
}

/// A Change.
#[derive(Serialize, ToSchema)]
struct HistoryChange {
    #[serde(flatten)]
    happened: Happened,
    fields: Vec<ChangedField>,
    /// Which task, where the Change is a task's.
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<ChangedTask>,
    /// The action of the form that it carried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<CarriedOut>,
    /// What an undo took back.
    #[serde(skip_serializing_if = "Option::is_none")]
    undoes: Option<TakenBack>,
    /// The earlier state that it brought back.
    #[serde(skip_serializing_if = "Option::is_none")]
    restores: Option<BroughtBack>,
    /// The unit of undo.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    batch: Option<BatchId>,
    /// The caller may take it back, as far as their rights go.
    can_undo: bool,
    /// What changed was erased.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    erased: bool,
}

/// What became of a task of the record.
#[derive(Serialize, ToSchema)]
struct ChangedTask {
    title: String,
    /// The Change finished it.
    finished: bool,
    /// The Change opened it again.
    reopened: bool,
}

/// A field's change.
#[derive(Serialize, ToSchema)]
struct ChangedField {
    field: String,
    before: Json,
    after: Json,
    display_before: String,
    display_after: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(history))
}

/// What happened to a record.
#[utoipa::path(get, path = "/forms/{form}/records/{id}/history", tag = "records",
    params(("form" = String, Path), ("id" = String, Path), After),
    responses((status = 200, description = "Newest first.", body = History)))]
async fn history(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id)): Path<(String, RecordId)>,
    Query(After { after }): Query<After>,
) -> Result<Response, Problem> {
    answer(move || {
        let page = api.platform.record_history(&who, (&form, id), after)?;
        Ok(History { items: page.items.into_iter().map(shown).collect(), next: page.next })
    })
    .await
}

fn shown(item: HistoryItem) -> HistoryChange {
    let HistoryItem {
        seq,
        at,
        person,
        origin,
        kind,
        fields,
        task,
        action,
        undoes,
        restores,
        batch,
        can_undo,
        erased,
    } = item;
    let fields = fields.into_iter().map(|change| {
        let ShownChange { field, before, after, display_before, display_after } = change;
        ChangedField { field, before, after, display_before, display_after }
    });
    let task = task.map(|TaskTurn { title, finished, reopened }| ChangedTask {
        title,
        finished,
        reopened,
    });
    HistoryChange {
        happened: Happened::new((seq, at), person, (origin, kind)),
        fields: fields.collect(),
        task,
        action: action.map(CarriedOut::from),
        undoes: undoes.map(TakenBack::from),
        restores: restores.map(BroughtBack::from),
        batch,
        can_undo,
        erased,
    }
}
