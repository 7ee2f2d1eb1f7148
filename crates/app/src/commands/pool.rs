//! Out of the pool and back: who claims first has the record, and who gives it back says why 公海.

use model::command::{Activity, ActivityKind};
use model::{
    ActivityId, ChangeKind, Code, FieldRef, FormId, RecordId, Rejection, SystemField, Value, Values,
};
use store::records::{Record, find};
use store::{Error, Fault};

use super::Receipt;
use super::activities;
use super::door::{Door, Opened};
use super::guard::Wish;
use super::history::changes_of;
use super::update::write;
use crate::access::is_visible;

/// Changes of a record that are looked through for who claimed it.
const LOOKED_AT: usize = 100;

/// Gives the record to who asks, if still nobody owns it. It takes no right but to see the pool.
pub(super) fn claim(
    door: &mut Door<'_, '_>,
    (form, id): (FormId, RecordId),
) -> Result<Receipt, Error> {
    let me = door.who.id().ok_or_else(|| Rejection::new(Code::Forbidden))?;
    let opened = door.open(form)?;
    let missing = || Error::rejected(Code::NotFound);
    let sight = door.catalog.sight(door.who, opened.form);
    let record = find(door.tx, opened.table, id)?.ok_or_else(missing)?;
    if sight.pool.is_none() {
        return Err(missing());
    }
    match sight.of(&record) {
        Some(_) if record.deleted_at().is_some() => Err(Error::rejected(Code::InRecycleBin)),
        Some(_) if record.value(SystemField::Owner).is_null() => {
            write(door, &opened, &record, owned_by(Value::Person(me)))
        }
        _ => Err(not_free(door, &opened, &record)?.into()),
    }
}

/// Gives the record back to the pool: its owner may, and who may change it. Why stands on its timeline as a note.
pub(super) fn give_back(
    door: &mut Door<'_, '_>,
    (form, id): (FormId, RecordId),
    (note, reason): (ActivityId, &str),
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    if opened.form.pool.is_none() {
        return Err(Rejection::at(Code::NotFound, "pool").into());
    }
    let note = Activity::said(note, ActivityKind::Note, reason.trim().to_owned(), door.at);
    activities::check(&note).map_err(|wrong| Rejection {
        // What is wrong with the note is wrong with the reason.
        field: Some("reason".to_owned()),
        ..wrong
    })?;
    let record = door.record(&opened, id, Wish::HandOver)?;
    if record.value(SystemField::Owner).is_null() {
        return Err(Error::rejected(Code::AlreadyDone));
    }
    if !(opened.access.edit || is_mine(door, &record)) {
        return Err(Error::rejected(Code::Forbidden));
    }
    // The note comes first: whoever has given the record back may not write on it any more.
    activities::add_to(door, &opened, &record, &note)?;
    let gone = || Fault::new("a record was gone after a note on it");
    let record = find(door.tx, opened.table, id)?.ok_or_else(gone)?;
    write(door, &opened, &record, owned_by(Value::Null))
}

fn owned_by(owner: Value) -> Values {
    Values::from([(SystemField::Owner.into(), owner)])
}

fn is_mine(door: &Door<'_, '_>, record: &Record) -> bool {
    matches!(record.value(SystemField::Owner), Value::Person(id) if Some(*id) == door.who.id())
}

/// Why a record that somebody owns cannot be claimed. Who claimed it is told to those who see it; that
/// somebody did, to those who might have seen it lie there. For everybody else it does not exist.
fn not_free(
    door: &mut Door<'_, '_>,
    opened: &Opened<'_>,
    record: &Record,
) -> Result<Rejection, Fault> {
    if is_mine(door, record) {
        return Ok(Rejection::new(Code::AlreadyDone));
    }
    if is_visible(&opened.access, record) {
        let claimed = Rejection::new(Code::Claimed);
        return Ok(match record.value(SystemField::Owner) {
            Value::Person(owner) => claimed.with("by", door.catalog.person_name(*owner)),
            _ => claimed,
        });
    }
    let lay_there = record.deleted_at().is_none() && was_claimed(door, record)?;
    Ok(Rejection::new(if lay_there { Code::Claimed } else { Code::NotFound }))
}

/// Whether the record's owner took it out of the pool, or was given it from there.
fn was_claimed(door: &mut Door<'_, '_>, record: &Record) -> Result<bool, Fault> {
    let tx = &mut *door.tx;
    let (mut claimed, mut looked) = (false, 0);
    changes_of(
        |seq| tx.entry_of(seq),
        record.id,
        record.last_seq,
        |step| {
            looked += 1;
            let owner = FieldRef::System(SystemField::Owner);
            let Some(change) = step.change.fields.iter().find(|c| c.field == owner) else {
                return looked < LOOKED_AT;
            };
            let made = [ChangeKind::RecordCreated, ChangeKind::RecordsCreated];
            claimed = change.before.is_null() && !made.contains(&step.entry.change.kind);
            false
        },
    )?;
    Ok(claimed)
}
