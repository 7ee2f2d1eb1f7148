//! A record's fields as they were right after an earlier Change, which the new one names as its cause.

use engines::forms::{Writer, check};
use model::{Code, FieldRef, FormId, RecordId, Seq, Values};
use store::Error;

use super::Receipt;
use super::door::Door;
use super::guard::Wish;
use super::history::changes_of;
use super::update::write;

pub(super) fn revert(
    door: &mut Door<'_, '_>,
    (form, id): (FormId, RecordId),
    to: Seq,
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    let current = door.record(&opened, id, Wish::Edit)?;
    let tx = &mut *door.tx;
    let steps = changes_of(|seq| tx.entry_of(seq), id, current.last_seq, |step| step.seq > to)?;
    let reached = steps.last().map_or(Some(current.last_seq), |step| step.change.prev);
    let broken = reached.is_some_and(|seq| seq > to) || steps.iter().any(|s| s.entry.erased);
    if broken {
        // What it was is put away.
        return Err(Error::rejected(Code::CannotUndo));
    }
    let mut values = Values::new();
    // Newest first: the oldest undone change of a field says what it was.
    for change in steps.into_iter().flat_map(|step| step.change.fields) {
        if is_revertible(&opened.access, change.field) {
            values.insert(change.field, change.before);
        }
    }
    let (_, values) = door.known_for_change(opened.form, &current.values, values)?;
    let known = door.known_again(opened.form, &values)?;
    let values = check::update(opened.form, &opened.access, Writer::Replay, values, &known)?;
    let cause = std::mem::replace(&mut door.cause.seq, reached);
    let written = write(door, &opened, &current, values);
    door.cause.seq = cause;
    written
}

/// Fields that the person sees; of the system columns only the owner.
fn is_revertible(access: &model::Access, field: FieldRef) -> bool {
    match field {
        FieldRef::Field(id) => access.may_edit(id),
        FieldRef::System(system) => system == model::SystemField::Owner,
    }
}
