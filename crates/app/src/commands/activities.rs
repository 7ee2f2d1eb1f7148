//! Follow-ups: what was done, and what follows for the record's 最近跟进, 跟进次数, 下次跟进.

use jiff::Timestamp;
use model::change::Payload;
use model::command::{Activity, ActivityKind};
use model::value::is_known_moment;
use model::{
    ActivityId, ChangeKind, Code, FieldChange, FieldRef, FormId, RecordId, Rejection, SystemField,
    Value,
};
use rust_decimal::Decimal;
use serde_json::Value as Json;
use store::activities::{StoredActivity, find_activity, list_pinned, save_activity, tally};
use store::records::{self, Record};
use store::{Error, Fault};

use super::Receipt;
use super::activity_files::attach;
use super::door::{Door, Opened};
use super::guard::Wish;

/// Most characters of a follow-up.
const LONGEST: usize = 20_000;
/// Most follow-ups at the top of one timeline: what is always there is no longer seen.
const MOST_PINNED: usize = 10;

pub(crate) fn add(
    door: &mut Door<'_, '_>,
    (form, record): (FormId, RecordId),
    activity: &Activity,
) -> Result<Receipt, Error> {
    check(activity)?;
    let opened = door.open(form)?;
    let current = door.record(&opened, record, Wish::Note)?;
    add_to(door, &opened, &current, activity)
}

/// Writes a follow-up that was checked on a record on which this person may write.
pub(super) fn add_to(
    door: &mut Door<'_, '_>,
    opened: &Opened<'_>,
    current: &Record,
    activity: &Activity,
) -> Result<Receipt, Error> {
    if find_activity(door.tx, activity.id)?.is_some() {
        return Err(Rejection::at(Code::IdTaken, "id").into());
    }
    let files = attach(door, &activity.files, &[])?;
    let stored = StoredActivity {
        activity: Activity { files, pinned_at: None, ..activity.clone() },
        person: door.who.id(),
        form: opened.form.id,
        record: current.id,
        removed: false,
    };
    let next = next_after(current, activity);
    save(door, opened, current, (ChangeKind::ActivityAdded, None, &stored), next)
}

pub(super) fn change(
    door: &mut Door<'_, '_>,
    (form, record): (FormId, RecordId),
    activity: &Activity,
) -> Result<Receipt, Error> {
    check(activity)?;
    let opened = door.open(form)?;
    let current = door.record(&opened, record, Wish::Note)?;
    let before = find_own(door, record, activity.id)?;
    let files = attach(door, &activity.files, &before.activity.files)?;
    let pinned_at = before.activity.pinned_at;
    let activity = Activity { files, pinned_at, ..activity.clone() };
    // A correction that says nothing new about the plan leaves the one made since.
    let next = if activity.next_at == before.activity.next_at {
        current.value(SystemField::NextActivityAt).clone()
    } else {
        next_after(&current, &activity)
    };
    let stored = StoredActivity { activity, ..before.clone() };
    save(door, &opened, &current, (ChangeKind::ActivityChanged, Some(&before), &stored), next)
}

/// Puts a follow-up at the top, or back in its place: for all who may write on the timeline, whoever wrote it.
pub(super) fn pin(
    door: &mut Door<'_, '_>,
    (form, record): (FormId, RecordId),
    (id, pinned): (ActivityId, bool),
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    let current = door.record(&opened, record, Wish::Note)?;
    let before = find_here(door, record, id)?;
    if before.activity.pinned_at.is_some() == pinned {
        return Ok(Receipt { record: Some(record), rev: current.rev, seq: door.tx.seq() });
    }
    if pinned && list_pinned(door.tx, record)?.len() >= MOST_PINNED {
        return Err(Rejection::new(Code::TooMany).with("max", MOST_PINNED).into());
    }
    let pinned_at = pinned.then_some(door.at);
    let activity = Activity { pinned_at, ..before.activity.clone() };
    let stored = StoredActivity { activity, ..before.clone() };
    let next = current.value(SystemField::NextActivityAt).clone();
    save(door, &opened, &current, (ChangeKind::ActivityChanged, Some(&before), &stored), next)
}

pub(super) fn remove(
    door: &mut Door<'_, '_>,
    (form, record): (FormId, RecordId),
    id: ActivityId,
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    let current = door.record(&opened, record, Wish::Note)?;
    let before = find_own(door, record, id)?;
    let stored = StoredActivity { removed: true, ..before.clone() };
    let next = current.value(SystemField::NextActivityAt).clone();
    save(door, &opened, &current, (ChangeKind::ActivityRemoved, Some(&before), &stored), next)
}

/// Sets a follow-up to what it was: undo of a correction or a removal.
pub(super) fn bring_back(
    door: &mut Door<'_, '_>,
    (form, record): (FormId, RecordId),
    (before, activity): (&StoredActivity, Activity),
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    let current = door.record(&opened, record, Wish::Note)?;
    let stored = StoredActivity { activity, removed: false, ..before.clone() };
    let next = current.value(SystemField::NextActivityAt).clone();
    save(door, &opened, &current, (ChangeKind::ActivityChanged, Some(before), &stored), next)
}

/// A follow-up that this person may correct: their own, or any for an administrator.
fn find_own(
    door: &mut Door<'_, '_>,
    record: RecordId,
    id: ActivityId,
) -> Result<StoredActivity, Error> {
    let found = find_here(door, record, id)?;
    if found.person != door.who.id() && !door.catalog.may_administer(door.who) {
        return Err(Error::rejected(Code::Forbidden));
    }
    Ok(found)
}

/// A follow-up on the timeline of this record.
pub(super) fn find_here(
    door: &mut Door<'_, '_>,
    record: RecordId,
    id: ActivityId,
) -> Result<StoredActivity, Error> {
    let found = find_activity(door.tx, id)?.filter(|a| a.record == record && !a.removed);
    found.ok_or_else(|| Error::rejected(Code::NotFound))
}

/// What is wrong with a follow-up, whoever writes it and wherever.
pub(super) fn check(activity: &Activity) -> Result<(), Rejection> {
    if activity.text.contains('\0') {
        return Err(Rejection::at(Code::ControlCharacter, "text"));
    }
    let empty = activity.text.trim().is_empty() && activity.files.is_empty();
    if empty && activity.next_at.is_none() {
        return Err(Rejection::at(Code::Required, "text"));
    }
    if activity.text.chars().count() > LONGEST {
        return Err(Rejection::at(Code::TooLong, "text").with("max", LONGEST));
    }
    for (place, at) in [("at", Some(activity.at)), ("next_at", activity.next_at)] {
        if at.is_some_and(|at| !is_known_moment(at)) {
            return Err(Rejection::at(Code::NotADate, place));
        }
    }
    Ok(())
}

/// 下次跟进 after a follow-up: the one it names; a date that this follow-up kept is done with.
fn next_after(current: &Record, activity: &Activity) -> Value {
    let planned = current.value(SystemField::NextActivityAt);
    match (activity.next_at, planned) {
        (Some(next), _) => Value::Instant(next),
        (None, Value::Instant(due))
            if *due <= activity.at && activity.kind != ActivityKind::Note =>
        {
            Value::Null
        }
        (None, planned) => planned.clone(),
    }
}

fn save(
    door: &mut Door<'_, '_>,
    opened: &Opened<'_>,
    current: &Record,
    (kind, before, after): (ChangeKind, Option<&StoredActivity>, &StoredActivity),
    next: Value,
) -> Result<Receipt, Error> {
    save_activity(door.tx, after, door.cause.batch)?;
    let (count, last) = tally(door.tx, current.id)?;
    let payload = Payload::Activity {
        activity: after.activity.id,
        before: before.map_or(Ok(Json::Null), document)?,
        after: if after.removed { Json::Null } else { document(after)? },
        fields: derived(current, count, last, next),
    };
    let act = door.act(opened.form);
    let seq = records::touch(door.tx, opened.table, current, (kind, payload), &act)?;
    Ok(Receipt { record: Some(current.id), rev: current.rev, seq })
}

fn derived(current: &Record, count: i64, last: Option<Timestamp>, next: Value) -> Vec<FieldChange> {
    let wanted = [
        (SystemField::ActivityCount, Value::Number(Decimal::from(count))),
        (SystemField::LastActivityAt, last.map_or(Value::Null, Value::Instant)),
        (SystemField::NextActivityAt, next),
    ];
    wanted
        .into_iter()
        .filter_map(|(field, after)| {
            let before = current.value(field).clone();
            let field = FieldRef::System(field);
            (before != after).then_some(FieldChange { field, before, after })
        })
        .collect()
}

fn document(stored: &StoredActivity) -> Result<Json, Fault> {
    serde_json::to_value(&stored.activity).map_err(|e| Fault::new(format!("a follow-up: {e}")))
}
