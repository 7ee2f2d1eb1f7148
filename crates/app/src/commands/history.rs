//! A record's past, walked backwards from its last Change.

use model::change::RecordChange;
use model::{RecordId, Seq};
use store::Fault;
use store::log::Logged;

/// One step back.
#[derive(Debug, Clone)]
pub struct Step {
    /// The record's own seq of this Change.
    pub seq: Seq,
    /// The whole entry.
    pub entry: Logged,
    /// The record's part of it.
    pub change: RecordChange,
}

/// The record's Changes from `last` backwards while `wanted` says so. `entry_of` reads the log, inside a transaction or
/// outside.
///
/// # Errors
/// When the log cannot be read.
pub fn changes_of(
    mut entry_of: impl FnMut(Seq) -> Result<Option<Logged>, Fault>,
    record: RecordId,
    last: Seq,
    mut wanted: impl FnMut(&Step) -> bool,
) -> Result<Vec<Step>, Fault> {
    let mut steps = Vec::new();
    let mut next = Some(last);
    while let Some(seq) = next {
        let Some(entry) = entry_of(seq)? else { break };
        let found =
            entry.records().into_iter().find(|(s, change)| *s == seq && change.record == record);
        let change = match found {
            Some((_, change)) => change,
            // Erased: only the header still tells where to go on.
            None if entry.change.record == Some(record) => RecordChange {
                record,
                prev: entry.change.prev,
                fields: Vec::new(),
                activities: Vec::new(),
            },
            None => break,
        };
        next = change.prev;
        let step = Step { seq, entry, change };
        if !wanted(&step) {
            break;
        }
        steps.push(step);
    }
    Ok(steps)
}
