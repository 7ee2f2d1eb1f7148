//! What tasks must be: they stand on records and alone, so no record's chain reaches all of them. Of each only the seq
//! of its newest Change is kept in memory.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::change::Payload;
use model::task::{Done, Due, Task};
use model::{ChangeKind, Seq, TaskId};

use super::Replayed;
use crate::fault::Fault;
use crate::log::{Logged, entry_of};
use crate::session::Read;
use crate::tasks::{StoredTask, scan};

/// Rows at once.
const CHUNK: u32 = 500;

/// The newest Change of each task.
#[derive(Default)]
pub(super) struct Tasks {
    newest: BTreeMap<TaskId, Seq>,
    /// Some payload is gone: a task that is not known may have been in it.
    erased: bool,
}

impl Tasks {
    /// Takes the next entry of the log.
    pub(super) fn hear(&mut self, entry: &Logged) {
        let kind = entry.change.kind;
        if !matches!(
            kind,
            ChangeKind::TaskAdded | ChangeKind::TaskChanged | ChangeKind::TaskRemoved
        ) {
            return;
        }
        self.erased |= entry.erased;
        if let Payload::Document { subject, .. } = &entry.change.payload
            && let Ok(id) = subject.parse()
        {
            self.newest.insert(id, entry.last);
        }
    }

    /// Compares every task with its newest Change.
    pub(super) fn compare(
        mut self,
        read: &mut dyn Read,
        found: &mut Replayed,
    ) -> Result<(), Fault> {
        let mut after = None;
        loop {
            let rows = scan(read, after, CHUNK)?;
            let Some(last) = rows.last() else { break };
            after = Some(last.task.id);
            for row in &rows {
                found.tasks += 1;
                let same = match self.newest.remove(&row.task.id) {
                    Some(seq) => entry_of(read, seq)?.is_some_and(|entry| says(&entry, row)),
                    None => self.erased,
                };
                if !same {
                    found.add_task(row.task.id);
                }
            }
        }
        self.newest.into_keys().for_each(|gone| found.add_task(gone));
        Ok(())
    }
}

fn says(entry: &Logged, row: &StoredTask) -> bool {
    let Payload::Document { before, after, .. } = &entry.change.payload else { return false };
    let removed = after.is_null();
    let document = if removed { before } else { after };
    let about = row.about.map(|about| (about.form, about.record));
    serde_json::from_value::<Task>(document.clone()).is_ok_and(|task| {
        removed == row.removed && stored(task) == row.task && about == of_record(entry)
    })
}

fn of_record(entry: &Logged) -> Option<(model::FormId, model::RecordId)> {
    entry.change.form.zip(entry.change.record)
}

/// As the row holds it: callers may send moments that are finer.
fn stored(task: Task) -> Task {
    let cut = |at: Timestamp| Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at);
    Task {
        due: task.due.map(|due| Due { at: cut(due.at), ..due }),
        done: task.done.map(|done| Done { at: cut(done.at), ..done }),
        ..task
    }
}
