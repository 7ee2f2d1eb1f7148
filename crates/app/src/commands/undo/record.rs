//! Takes one record's Change back.

use store::records::{self, find};
use store::{Error, Fault};

use super::decide::{Deed, Target};
use super::{Kept, Undoing};
use crate::commands::door::Door;
use crate::commands::guard::Wish;
use crate::commands::update::write;

/// Decides, and does it.
pub(super) fn take_back(
    door: &mut Door<'_, '_>,
    target: Target<'_>,
    undoing: &mut Undoing,
) -> Result<(), Error> {
    let record = target.change.record;
    let opened = match undoing.scene(door).open(target.form) {
        Ok(opened) => opened,
        Err(error) => return Ok(undoing.keep((target.form, record), target.seq, error)?),
    };
    let Some(current) = find(door.tx, opened.table, record)? else { return Ok(()) };
    let scene = undoing.scene(door);
    match scene.decide(door.tx, (&opened, target), Some(&current), undoing)? {
        Deed::Nothing => return Ok(()),
        Deed::Keep(seq, why) => {
            undoing.outcome.keep(Kept { form: target.form, record, seq, why });
            return Ok(());
        }
        Deed::Move(wish) => {
            let act = door.act(opened.form);
            if wish == Wish::Trash {
                records::trash(door.tx, opened.table, &current, &act)?;
            } else {
                records::restore(door.tx, opened.table, &current, &act)?;
            }
        }
        Deed::Set(values) => {
            write(door, &opened, &current, values)?;
        }
    }
    undoing.outcome.undone += 1;
    Ok(())
}

impl Undoing {
    /// Keeps a record because of a refusal.
    ///
    /// # Errors
    /// What broke.
    pub(super) fn keep(
        &mut self,
        (form, record): (model::FormId, model::RecordId),
        seq: model::Seq,
        error: Error,
    ) -> Result<(), Fault> {
        let why = super::decide::reason(error)?;
        self.outcome.keep(Kept { form, record, seq, why });
        Ok(())
    }
}
