//! Shapes of what was done: an action with what came of it, and what an undo took back.

use app::queries::{HandedOver, MadeRecord, ShownAction};
use jiff::Timestamp;
use model::{BatchId, ChangeKind, Label, Origin, RecordId, Seq, UserId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::shapes::{self, Name};

/// A form, or an action of one, by code and name.
#[derive(Serialize, ToSchema)]
pub(super) struct Named {
    code: String,
    #[schema(value_type = shapes::Label)]
    name: Label,
}

impl From<(String, Label)> for Named {
    fn from((code, name): (String, Label)) -> Self {
        Self { code, name }
    }
}

/// An action of a form, carried out.
#[derive(Serialize, ToSchema)]
pub(super) struct CarriedOut {
    code: String,
    /// What it is called today.
    #[schema(value_type = shapes::Label)]
    name: Label,
    /// The records that it made or found.
    made: Vec<Made>,
}

impl From<ShownAction> for CarriedOut {
    fn from(action: ShownAction) -> Self {
        let ShownAction { code, name, made } = action;
        Self { code, name, made: made.into_iter().map(Made::from).collect() }
    }
}

/// A record that something was done with.
#[derive(Serialize, ToSchema)]
pub(super) struct Made {
    /// Code of its form.
    form: String,
    #[schema(value_type = String)]
    id: RecordId,
    /// None where it is out of sight.
    title: Option<String>,
    /// What it was called when the caller gave it away, and lost sight of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    /// It lies in the recycle bin.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    binned: bool,
}

impl From<MadeRecord> for Made {
    fn from(made: MadeRecord) -> Self {
        let MadeRecord { form, id, title, was, binned } = made;
        Self { form, id, title, was, binned }
    }
}

/// What every Change says.
#[derive(Serialize, ToSchema)]
pub(super) struct Happened {
    #[schema(value_type = i64)]
    seq: Seq,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    actor: Name,
    /// `web`, `api`, `cli`, `import`, `undo` or `system`.
    #[schema(value_type = String)]
    origin: Origin,
    /// Such as `record_created`.
    #[schema(value_type = String)]
    kind: ChangeKind,
}

impl Happened {
    /// Where and when it stands in the log, whose it was, how it came and what it was.
    pub(super) fn new(
        (seq, at): (Seq, Timestamp),
        person: Option<(UserId, String)>,
        (origin, kind): (Origin, ChangeKind),
    ) -> Self {
        Self { seq, at, actor: Name::of(person), origin, kind }
    }
}

/// The earlier state of a record that a Change brought back.
#[derive(Serialize, ToSchema)]
pub(super) struct BroughtBack {
    /// Since when it had been so; left out where the caller does not see that Change.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
}

impl From<app::queries::BroughtBack> for BroughtBack {
    fn from(app::queries::BroughtBack { at }: app::queries::BroughtBack) -> Self {
        Self { at }
    }
}

/// The Change that an undo took back.
#[derive(Serialize, ToSchema)]
pub(super) struct TakenBack {
    #[serde(flatten)]
    happened: Happened,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<Named>,
    /// Whose the record is, where it changed nothing else: `assigned`, `claimed` or `returned`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    handed: Option<HandedOver>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    batch: Option<BatchId>,
}

impl From<app::queries::TakenBack> for TakenBack {
    fn from(taken: app::queries::TakenBack) -> Self {
        let app::queries::TakenBack { seq, at, person, origin, kind, action, handed, batch } =
            taken;
        let happened = Happened::new((seq, at), person, (origin, kind));
        Self { happened, action: action.map(Named::from), handed, batch }
    }
}
