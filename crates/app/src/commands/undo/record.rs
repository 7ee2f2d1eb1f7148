//! Takes one record's Change back.

use engines::forms::{Writer, check, diff};
use model::change::RecordChange;
use model::{BatchId, ChangeKind, FormId, Seq, Values};
use store::Error;
use store::records::{self, Record, find};

use crate::access::is_visible;
use crate::commands::door::{Door, Opened};
use crate::commands::guard::{Wish, guard};
use crate::commands::history::changes_of;
use crate::commands::update::write;

/// The Change to take back.
pub(super) struct Target {
    pub(super) form: FormId,
    pub(super) seq: Seq,
    pub(super) kind: ChangeKind,
    pub(super) batch: BatchId,
}

/// What became of it.
pub(super) enum Taken {
    Back,
    Kept(Seq),
    Nothing,
}

pub(super) fn take_back(
    door: &mut Door<'_, '_>,
    target: &Target,
    change: &RecordChange,
    insist: bool,
) -> Result<Taken, Error> {
    let opened = door.open(target.form)?;
    let found = find(door.tx, opened.table, change.record)?;
    let Some(current) = found.filter(|r| is_visible(&opened.access, r)) else {
        return Ok(Taken::Nothing);
    };
    let binned = current.deleted_at().is_some();
    match target.kind {
        ChangeKind::RecordCreated
        | ChangeKind::RecordsCreated
        | ChangeKind::RecordRestored
        | ChangeKind::RecordsRestored => {
            if binned {
                return Ok(Taken::Nothing);
            }
            match later(door, target, &current)? {
                Some(seq) if !insist => Ok(Taken::Kept(seq)),
                _ => bin(door, &opened, &current, Wish::Trash),
            }
        }
        ChangeKind::RecordTrashed | ChangeKind::RecordsTrashed if binned => {
            bin(door, &opened, &current, Wish::Restore)
        }
        ChangeKind::RecordUpdated | ChangeKind::RecordsUpdated if !binned => {
            fields(door, (&opened, target), &current, change, insist)
        }
        _ => Ok(Taken::Nothing),
    }
}

fn bin(
    door: &mut Door<'_, '_>,
    opened: &Opened<'_>,
    current: &Record,
    wish: Wish,
) -> Result<Taken, Error> {
    guard(current, &opened.access, wish)?;
    let act = door.act(opened.form);
    if wish == Wish::Trash {
        records::trash(door.tx, opened.table, current, &act)?;
    } else {
        records::restore(door.tx, opened.table, current, &act)?;
    }
    Ok(Taken::Back)
}

/// Fields go back where nobody changed them since.
fn fields(
    door: &mut Door<'_, '_>,
    (opened, target): (&Opened<'_>, &Target),
    current: &Record,
    change: &RecordChange,
    insist: bool,
) -> Result<Taken, Error> {
    guard(current, &opened.access, Wish::Edit)?;
    let mut back = Values::new();
    let mut left = false;
    for undone in diff::reversed(&change.fields) {
        if insist || *current.value(undone.field) == undone.before {
            back.insert(undone.field, undone.after);
        } else {
            left = true;
        }
    }
    back.retain(|field, _| {
        !matches!(field, model::FieldRef::System(model::SystemField::Department))
    });
    if back.is_empty() {
        let seq = later(door, target, current)?.unwrap_or(current.last_seq);
        return Ok(if left { Taken::Kept(seq) } else { Taken::Nothing });
    }
    let known = door.known(opened.form, &back)?;
    let back = check::update(opened.form, &opened.access, Writer::Replay, back, &known)?;
    write(door, opened, current, back)?;
    Ok(Taken::Back)
}

/// The record's first Change after the target that belongs neither to its batch nor to this undo.
fn later(door: &mut Door<'_, '_>, target: &Target, current: &Record) -> Result<Option<Seq>, Error> {
    let ours = [Some(target.batch), door.cause.batch];
    let tx = &mut *door.tx;
    let steps = changes_of(
        |seq| tx.entry_of(seq),
        current.id,
        current.last_seq,
        |step| step.seq > target.seq,
    )?;
    let foreign = steps
        .iter()
        .find(|step| step.entry.change.batch.is_none() || !ours.contains(&step.entry.change.batch));
    Ok(foreign.map(|step| step.seq))
}
