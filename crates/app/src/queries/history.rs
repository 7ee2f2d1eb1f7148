//! What happened to a record, newest first, without fields the person may not see.

use engines::forms::change::seen;
use engines::forms::show;
use jiff::Timestamp;
use model::change::{FieldValues, Payload};
use model::task::Task;
use model::{
    Access, Actor, BatchId, ChangeKind, Code, FieldRef, Form, Origin, RecordId, Rejection, Seq,
    UserId, Value,
};
use serde_json::Value as Json;
use store::records::find;
use store::{Error, log};

use crate::commands::{Step, changes_of};
use crate::known::known_of_past;
use crate::platform::Platform;
use crate::who::Who;

use super::happening::{BroughtBack, ShownAction, TakenBack, Telling};

/// Changes of one page.
const PAGE: usize = 50;

/// A Change as people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryItem {
    /// Its place in the log.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Who; none = the platform or the command line.
    pub person: Option<(UserId, String)>,
    /// Through what.
    pub origin: Origin,
    /// What happened.
    pub kind: ChangeKind,
    /// What changed, as far as the person may see it.
    pub fields: Vec<ShownChange>,
    /// What became of a task, where the Change is a task's.
    pub task: Option<TaskTurn>,
    /// The action of the form that the Change carried out.
    pub action: Option<ShownAction>,
    /// What an undo took back.
    pub undoes: Option<TakenBack>,
    /// The earlier state that it brought back.
    pub restores: Option<BroughtBack>,
    /// The unit of undo.
    pub batch: Option<BatchId>,
    /// The person may take the batch back, as far as their rights go.
    pub can_undo: bool,
    /// The content was erased.
    pub erased: bool,
}

/// One field's change.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ShownChange {
    pub field: String,
    pub before: Json,
    pub after: Json,
    pub display_before: String,
    pub display_after: String,
}

/// What became of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskTurn {
    /// Its title, as it was then.
    pub title: String,
    /// The Change finished it.
    pub finished: bool,
    /// The Change opened it again.
    pub reopened: bool,
}

/// A page of history.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryPage {
    /// Newest first.
    pub items: Vec<HistoryItem>,
    /// Go on with this seq.
    pub next: Option<Seq>,
}

impl Platform {
    /// The Changes of a record, from `after` (a seq from an earlier page) or the newest backwards.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or is out of sight.
    pub fn record_history(
        &self,
        who: &Who,
        (form, id): (&str, RecordId),
        after: Option<Seq>,
    ) -> Result<HistoryPage, Error> {
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form)?;
        let table = catalog.table(form.id)?;
        self.store().read(|read| {
            let found = find(read, table, id)?;
            let found = found.and_then(|record| Some((sight.of(&record)?, record)));
            let (access, record) = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
            let from = after.map_or(record.last_seq, |seq| seq.min(record.last_seq));
            // One more than a page tells whether there is a next one.
            let (mut taken, mut first) = (0, true);
            let mut steps = changes_of(
                |seq| log::entry_of(read, seq),
                id,
                from,
                |step| {
                    let shows = shows(access, step);
                    // A guessed seq of a Change that is not told begins no page: it would tell that there is one.
                    let guessed = std::mem::take(&mut first) && after.is_some() && !shows;
                    taken += usize::from(shows);
                    !guessed && taken <= PAGE + 1
                },
            )?;
            steps.retain(|step| shows(access, step));
            let next = (steps.len() > PAGE).then(|| steps[PAGE].seq);
            steps.truncate(PAGE);
            let sides: Vec<FieldValues> =
                steps.iter().flat_map(|s| sides(&s.change.fields)).collect();
            let known = known_of_past(read, &catalog, who, form, &sides)?;
            let told = Telling { catalog: &catalog, who, form, access };
            let mut meant = Vec::new();
            for step in &steps {
                let restores = told.brought_back(read, step)?;
                meant.push((told.action(read, step)?, told.taken_back(read, step)?, restores));
            }
            let items = steps
                .into_iter()
                .zip(meant)
                .map(|(step, (action, undoes, restores))| HistoryItem {
                    seq: step.seq,
                    at: step.entry.at,
                    person: person(&catalog, step.entry.change.actor),
                    origin: step.entry.change.origin,
                    kind: step.entry.change.kind,
                    fields: step
                        .change
                        .fields
                        .iter()
                        .filter_map(|c| shown(form, access, c, (&known, who)))
                        .collect(),
                    task: task_turn(&step.entry.change.payload),
                    action,
                    undoes,
                    restores,
                    can_undo: told.may_undo(&step.entry),
                    batch: step.entry.change.batch,
                    erased: step.entry.erased,
                })
                .collect();
            Ok(HistoryPage { items, next })
        })
    }
}

/// A Change of hidden fields only did not happen for those who may not see them.
pub(super) fn shows(access: &Access, step: &Step) -> bool {
    let seen = |change: &model::FieldChange| match change.field {
        FieldRef::Field(id) => access.sees(id),
        FieldRef::System(_) => true,
    };
    let updated =
        matches!(step.entry.change.kind, ChangeKind::RecordUpdated | ChangeKind::RecordsUpdated);
    let fields = &step.change.fields;
    !updated || fields.is_empty() || fields.iter().any(seen)
}

/// Reads the task before and after; none where the Change is of something else.
fn task_turn(payload: &Payload) -> Option<TaskTurn> {
    let Payload::Document { before, after, .. } = payload else { return None };
    let read = |document: &Json| serde_json::from_value::<Task>(document.clone()).ok();
    let (before, after) = (read(before), read(after));
    let done = |task: &Option<Task>| task.as_ref().is_some_and(|task| task.done.is_some());
    Some(TaskTurn {
        finished: done(&after) && !done(&before),
        reopened: after.is_some() && done(&before) && !done(&after),
        title: after.or(before)?.title,
    })
}

pub(super) fn person(catalog: &crate::Catalog, actor: Actor) -> Option<(UserId, String)> {
    match actor {
        Actor::Person(id) => Some((id, catalog.person_name(id).to_owned())),
        Actor::Cli | Actor::System => None,
    }
}

/// Values before and after, for looking up what they refer to.
fn sides(changes: &[model::FieldChange]) -> [FieldValues; 2] {
    let side = |value: fn(&model::FieldChange) -> &Value| {
        changes.iter().map(|c| (c.field, value(c).clone())).collect()
    };
    [side(|c| &c.before), side(|c| &c.after)]
}

fn shown(
    form: &Form,
    access: &Access,
    change: &model::FieldChange,
    (known, who): (&engines::forms::Known, &Who),
) -> Option<ShownChange> {
    if let FieldRef::Field(id) = change.field
        && !access.sees(id)
    {
        return None;
    }
    let (before, after) = (seen(&change.before, known), seen(&change.after, known));
    let words = |value: &Value| show::display(form, change.field, value, known, who.language);
    Some(ShownChange {
        field: show::code(form, change.field)?.to_owned(),
        before: show::json(form, change.field, &before),
        after: show::json(form, change.field, &after),
        display_before: words(&before),
        display_after: words(&after),
    })
}
