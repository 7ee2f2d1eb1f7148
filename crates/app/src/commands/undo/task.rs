//! Takes a task's Change back.

use model::change::Payload;
use model::task::Task;
use model::{ChangeKind, Code, RecordId, TaskId};
use serde_json::Value as Json;
use store::log::Logged;
use store::session::Read;
use store::tasks::{StoredTask, find};
use store::{Error, Fault};

use super::Undoing;
use crate::commands::door::Door;
use crate::commands::tasks;

/// Whether an entry is about a task.
pub(super) fn is_of_task(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::TaskAdded | ChangeKind::TaskChanged | ChangeKind::TaskRemoved)
}

/// Sets the task to what it was before the entry, unless it was changed since.
pub(super) fn take_back(
    door: &mut Door<'_, '_>,
    entry: &Logged,
    undoing: &mut Undoing,
) -> Result<(), Error> {
    let Some((stored, before)) = to_be_set(door.tx, entry, undoing)? else { return Ok(()) };
    match tasks::bring_back(door, &stored, document(before)?) {
        Ok(_) => undoing.outcome.undone += 1,
        Err(Error::Rejected(why)) => {
            undoing.keep_task(entry, why.0.first().map_or(Code::CannotUndo, |r| r.code));
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// The same by reading only.
pub(super) fn read(
    read: &mut dyn Read,
    entry: &Logged,
    undoing: &mut Undoing,
) -> Result<(), Error> {
    undoing.outcome.undone += usize::from(to_be_set(read, entry, undoing)?.is_some());
    Ok(())
}

/// The task that is not yet as it was, and what it was; kept when it was changed since.
fn to_be_set<'e>(
    read: &mut dyn Read,
    entry: &'e Logged,
    undoing: &mut Undoing,
) -> Result<Option<(StoredTask, &'e Json)>, Error> {
    let Payload::Document { subject, before, after } = &entry.change.payload else {
        return Ok(None);
    };
    let id: TaskId =
        subject.parse().map_err(|_| Fault::new("a Change of a task names no task".to_owned()))?;
    let Some(stored) = find(read, id)? else { return Ok(None) };
    if same(&stored, before)? {
        return Ok(None);
    }
    if !same(&stored, after)? && !undoing.reach.insist {
        undoing.keep_task(entry, Code::ChangedSince);
        return Ok(None);
    }
    Ok(Some((stored, before)))
}

fn same(stored: &StoredTask, document: &Json) -> Result<bool, Fault> {
    let now = if stored.removed { Json::Null } else { tasks::document(stored)? };
    Ok(now == *document)
}

fn document(document: &Json) -> Result<Option<Task>, Fault> {
    serde_json::from_value(document.clone())
        .map_err(|e| Fault::new(format!("a task in the log: {e}")))
}

/// The record that a kept task is listed under; a task alone is nobody's record.
pub(super) fn record_of(entry: &Logged) -> Option<(model::FormId, RecordId)> {
    entry.change.form.zip(entry.change.record)
}
