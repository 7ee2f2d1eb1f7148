//! The one veto that every write of a record passes: rights, recycle bin, locks; later flows.

use model::{Access, Code, Rejection};
use store::records::Record;

/// What is about to happen to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Change fields.
    Edit,
    /// Write on its timeline.
    Note,
    /// Say something about what others wrote there.
    Remark,
    /// Take it out of the pool or give it back. Whose it is says whether they may, so that is asked beside.
    HandOver,
    /// Move it to the recycle bin.
    Trash,
    /// Bring it back.
    Restore,
    /// Erase it for good.
    Erase,
    /// Erase what was erased before and came back with an older backup.
    EraseAgain,
}

/// Whether it may happen.
///
/// # Errors
/// `Forbidden`, `InRecycleBin`, `NotInRecycleBin`, or `AlreadyDone`.
pub(crate) fn guard(record: &Record, access: &Access, wish: Wish) -> Result<(), Rejection> {
    let allowed = match wish {
        Wish::Remark | Wish::HandOver => true,
        Wish::Edit | Wish::Note => access.edit,
        Wish::Trash | Wish::Restore | Wish::Erase | Wish::EraseAgain => access.delete,
    };
    if !allowed {
        return Err(Rejection::new(Code::Forbidden));
    }
    let binned = record.deleted_at().is_some();
    match (wish, binned) {
        (Wish::Erase, false) => Err(Rejection::new(Code::NotInRecycleBin)),
        (Wish::Restore, false) => Err(Rejection::new(Code::AlreadyDone)),
        (Wish::Edit | Wish::Note | Wish::Remark | Wish::HandOver | Wish::Trash, true) => {
            Err(Rejection::new(Code::InRecycleBin))
        }
        _ => Ok(()),
    }
}
