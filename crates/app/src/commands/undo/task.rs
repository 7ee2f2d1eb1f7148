//! Takes a task's Change back.

use model::change::Payload;
use model::task::Task;
use model::{ChangeKind, Code, RecordId, TaskId};
use serde_json::Value as Json;
use store::log::Logged;
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
    let Payload::Document { subject, before, after } = &entry.change.payload else { return Ok(()) };
    let id: TaskId =
        subject.parse().map_err(|_| Fault::new("a Change of a task names no task".to_owned()))?;
    let Some(stored) = find(door.tx, id)? else { return Ok(()) };
    if same(&stored, before)? {
        return Ok(());
    }
    if !same(&stored, after)? && !undoing.reach.insist {
        undoing.keep_task(entry, Code::ChangedSince);
        return Ok(());
    }
    match tasks::bring_back(door, &stored, read(before)?) {
        Ok(_) => undoing.outcome.undone += 1,
        Err(Error::Rejected(why)) => {
            undoing.keep_task(entry, why.0.first().map_or(Code::CannotUndo, |r| r.code));
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

fn same(stored: &StoredTask, document: &Json) -> Result<bool, Fault> {
    let now = if stored.removed { Json::Null } else { tasks::document(stored)? };
    Ok(now == *document)
}

fn read(document: &Json) -> Result<Option<Task>, Fault> {
    serde_json::from_value(document.clone())
        .map_err(|e| Fault::new(format!("a task in the log: {e}")))
}

/// The record that a kept task is listed under; a task alone is nobody's record.
pub(super) fn record_of(entry: &Logged) -> Option<(model::FormId, RecordId)> {
    entry.change.form.zip(entry.change.record)
}
