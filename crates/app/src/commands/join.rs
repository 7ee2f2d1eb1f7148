//! Whether commands may be the next part of an act: what is too much for one request stays one act for history, undo and
//! notices.

use jiff::{SignedDuration, Timestamp};
use model::{BatchId, Code, Command, Rejection};
use store::log::{begun, was_taken_back};
use store::{Error, Tx, jobs};

use super::undo::MOST;
use crate::who::Who;

/// How long after its beginning an act goes on: as long as somebody may wait for a bar.
const OPEN: SignedDuration = SignedDuration::from_mins(15);

/// Refuses what is not the person's own, what was taken back or is long over, and more than one undo takes back.
pub(super) fn may_join(
    tx: &mut Tx<'_>,
    who: &Who,
    (batch, now): (BatchId, Timestamp),
    commands: &[Command],
) -> Result<(), Error> {
    let refused = |code| Rejection::at(code, "batch");
    let found = begun(tx, batch)?;
    let own = found.filter(|act| act.by.iter().all(|(actor, _)| *actor == who.actor()));
    let act = own.ok_or_else(|| refused(Code::NotFound))?;
    let same_way = act.by.iter().all(|(_, origin)| *origin == who.origin);
    if !same_way || now.duration_since(act.at) > OPEN || jobs::of_batch(tx, batch)?.is_some() {
        return Err(refused(Code::Conflict).into());
    }
    if was_taken_back(tx, (batch, act.first))? {
        return Err(refused(Code::Cancelled).into());
    }
    let changes: usize = commands.iter().map(changes).sum();
    let before = usize::try_from(act.size).unwrap_or(MOST);
    if before + changes > MOST {
        return Err(refused(Code::TooMany).with("max", MOST).into());
    }
    Ok(())
}

/// Changes that a command writes at most.
fn changes(command: &Command) -> usize {
    // The reason is a note.
    if matches!(command, Command::ReturnRecord { .. }) { 2 } else { 1 }
}
