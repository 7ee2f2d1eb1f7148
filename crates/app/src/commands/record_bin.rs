//! To the recycle bin and back.

use model::{Code, FormId, RecordId, Rejection};
use store::Error;
use store::records;

use super::Receipt;
use super::door::Door;
use super::guard::Wish;

pub(super) fn trash(
    door: &mut Door<'_, '_>,
    (form, id): (FormId, RecordId),
    base_rev: Option<i64>,
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    let current = door.record(&opened, id, Wish::Trash)?;
    if base_rev.is_some_and(|rev| rev != current.rev) {
        return Err(Rejection::new(Code::Conflict).with("rev", current.rev).into());
    }
    let act = door.act(opened.form);
    let seq = records::trash(door.tx, opened.table, &current, &act)?;
    Ok(Receipt { record: Some(id), rev: current.rev + 1, seq })
}

pub(super) fn restore(
    door: &mut Door<'_, '_>,
    (form, id): (FormId, RecordId),
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    let current = door.record(&opened, id, Wish::Restore)?;
    let act = door.act(opened.form);
    let seq = records::restore(door.tx, opened.table, &current, &act)?;
    Ok(Receipt { record: Some(id), rev: current.rev + 1, seq })
}
