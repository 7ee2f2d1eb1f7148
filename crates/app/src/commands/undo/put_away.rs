//! Entries that were put away into a file: the database no longer knows what to take back, so their records stay.

use model::{Code, Rejection};
use store::Error;
use store::log::{Logged, list_archived};
use store::records::find;
use store::session::Read;

use super::{Kept, UndoPreview};
use crate::catalog::Catalog;

/// Keeps the records of an entry without a payload, where that was put away; whether it was. What was erased instead is
/// nobody's to keep.
pub(super) fn keep(
    read: &mut dyn Read,
    catalog: &Catalog,
    entry: &Logged,
    outcome: &mut UndoPreview,
) -> Result<bool, Error> {
    let parts = list_archived(read)?;
    if !parts.iter().any(|part| part.first <= entry.last && entry.last <= part.last) {
        return Ok(false);
    }
    match entry.change.form.zip(entry.change.record) {
        Some((form, record)) => {
            if find(read, catalog.table(form)?, record)?.is_some() {
                let (seq, why) = (entry.last, Rejection::new(Code::LogArchived));
                outcome.keep(Kept { form, record, seq, why });
            }
        }
        None => outcome.put_away += size(entry),
    }
    Ok(true)
}

/// Seqs of an entry: one for each record that it is about.
fn size(entry: &Logged) -> usize {
    usize::try_from(entry.last - entry.first + 1).unwrap_or(0)
}
