//! Remarks under follow-ups 点评, and that somebody read one 已阅. Who sees a record may remark on what is written there,
//! and take back what they said themself.

use model::change::Payload;
use model::remark::Remark;
use model::{ActivityId, ChangeKind, Code, FormId, RecordId, Rejection, RemarkId};
use serde_json::Value as Json;
use store::records;
use store::remarks::{StoredRemark, count_remarks, find_remark, is_read_by, save_remark};
use store::{Error, Fault};

use super::Receipt;
use super::activities::find_here;
use super::door::Door;
use super::guard::Wish;

/// Most characters of a remark.
const LONGEST: usize = 5_000;
/// Most remarks under one follow-up.
const MOST: i64 = 500;

pub(super) fn add(
    door: &mut Door<'_, '_>,
    (form, record): (FormId, RecordId),
    remark: &Remark,
) -> Result<Receipt, Error> {
    check(remark)?;
    let opened = door.open(form)?;
    let current = door.record(&opened, record, Wish::Remark)?;
    let activity = find_here(door, record, remark.activity)?;
    if find_remark(door.tx, remark.id)?.is_some() {
        return Err(Rejection::at(Code::IdTaken, "id").into());
    }
    let person = door.who.id();
    if remark.text.is_none() {
        // Nobody reads what they wrote themself, and a program reads nothing.
        let reader = person.filter(|_| activity.person != person);
        let reader = reader.ok_or_else(|| Error::rejected(Code::Forbidden))?;
        if is_read_by(door.tx, remark.activity, reader)? {
            return Ok(Receipt { record: Some(record), rev: current.rev, seq: door.tx.seq() });
        }
    } else if has_many(door, remark.activity)? {
        return Err(Rejection::at(Code::TooMany, "text").with("max", MOST).into());
    }
    let remark = remark.clone();
    set(door, &StoredRemark { remark, person, at: door.at, form, record, removed: false })
}

pub(super) fn remove(
    door: &mut Door<'_, '_>,
    (form, record): (FormId, RecordId),
    (activity, id): (ActivityId, RemarkId),
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    // Before all else: of a record out of sight nobody learns that there is a remark.
    door.record(&opened, record, Wish::Remark)?;
    let found = find_remark(door.tx, id)?.filter(|remark| {
        remark.record == record && remark.remark.activity == activity && !remark.removed
    });
    let found = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
    if found.person != door.who.id() && !door.catalog.may_administer(door.who) {
        return Err(Error::rejected(Code::Forbidden));
    }
    set(door, &StoredRemark { removed: true, ..found })
}

/// Writes a remark as it is to be, and its Change: the record's history and open screens show it.
pub(super) fn set(door: &mut Door<'_, '_>, after: &StoredRemark) -> Result<Receipt, Error> {
    let opened = door.open(after.form)?;
    let current = door.record(&opened, after.record, Wish::Remark)?;
    find_here(door, after.record, after.remark.activity)?;
    save_remark(door.tx, after)?;
    let document = serde_json::to_value(&after.remark);
    let document = document.map_err(|e| Fault::new(format!("a remark: {e}")))?;
    let (kind, before, now) = match after.removed {
        true => (ChangeKind::RemarkRemoved, document, Json::Null),
        false => (ChangeKind::RemarkAdded, Json::Null, document),
    };
    let payload = Payload::Document { subject: after.remark.id.to_string(), before, after: now };
    let act = door.act(opened.form);
    let seq = records::touch(door.tx, opened.table, &current, (kind, payload), &act)?;
    Ok(Receipt { record: Some(current.id), rev: current.rev, seq })
}

fn has_many(door: &mut Door<'_, '_>, activity: ActivityId) -> Result<bool, Fault> {
    let counted = count_remarks(door.tx, &[activity])?;
    Ok(counted.get(&activity).is_some_and(|count| count.said >= MOST))
}

fn check(remark: &Remark) -> Result<(), Rejection> {
    let Some(text) = &remark.text else { return Ok(()) };
    if text.contains('\0') {
        return Err(Rejection::at(Code::ControlCharacter, "text"));
    }
    if text.trim().is_empty() {
        return Err(Rejection::at(Code::Required, "text"));
    }
    if text.chars().count() > LONGEST {
        return Err(Rejection::at(Code::TooLong, "text").with("max", LONGEST));
    }
    Ok(())
}
