//! Takes the Change of a remark back: what was said is unsaid, what was taken back is there again.

use model::change::Payload;
use model::{ChangeKind, Code, RemarkId};
use serde_json::Value as Json;
use store::log::Logged;
use store::remarks::{StoredRemark, find_remark};
use store::session::Read;
use store::{Error, Fault};

use super::{Kept, Undoing};
use crate::commands::door::Door;
use crate::commands::remarks;

/// Whether an entry is about a remark.
pub(super) fn is_of_remark(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::RemarkAdded | ChangeKind::RemarkRemoved)
}

/// Whether an entry only says that somebody read a follow-up, or takes that back.
pub(crate) fn is_reading(entry: &Logged) -> bool {
    let Payload::Document { before, after, .. } = &entry.change.payload else { return false };
    let remark = if after.is_null() { before } else { after };
    is_of_remark(entry.change.kind)
        && remark.is_object()
        && remark.get("text").is_none_or(Json::is_null)
}

pub(super) fn take_back(
    door: &mut Door<'_, '_>,
    entry: &Logged,
    undoing: &mut Undoing,
) -> Result<(), Error> {
    let Some(stored) = to_be_set(door.tx, entry)? else { return Ok(()) };
    match remarks::set(door, &stored) {
        Ok(_) => undoing.outcome.undone += 1,
        // Gone with its follow-up, or out of sight: there is nothing to do, and nothing to tell.
        Err(error) if error.code() == Some(Code::NotFound) => {}
        Err(Error::Rejected(why)) => {
            if let Some(why) = why.0.into_iter().next() {
                let (form, record, seq) = (stored.form, stored.record, entry.last);
                undoing.outcome.keep(Kept { form, record, seq, why });
            }
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
    undoing.outcome.undone += usize::from(to_be_set(read, entry)?.is_some());
    Ok(())
}

/// The remark as it was before the entry; none when it is so already.
fn to_be_set(read: &mut dyn Read, entry: &Logged) -> Result<Option<StoredRemark>, Error> {
    let Payload::Document { subject, before, .. } = &entry.change.payload else {
        return Ok(None);
    };
    let id: RemarkId =
        subject.parse().map_err(|_| Fault::new("a Change of a remark names none".to_owned()))?;
    let removed = before.is_null();
    let found = find_remark(read, id)?.filter(|stored| stored.removed != removed);
    Ok(found.map(|stored| StoredRemark { removed, ..stored }))
}
