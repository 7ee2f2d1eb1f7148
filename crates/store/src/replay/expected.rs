//! What a record must hold, by its own Changes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::change::{Payload, RecordChange};
use model::command::Activity;
use model::remark::Remark;
use model::{
    ActivityId, Actor, Change, ChangeKind, FieldRef, FormId, RecordId, RemarkId, Seq, SystemField,
    UserId, Value,
};
use rust_decimal::Decimal;

use super::cache::Entries;
use crate::activities::StoredActivity;
use crate::fault::Fault;
use crate::log::Logged;
use crate::records::Record;
use crate::remarks::StoredRemark;
use crate::session::Read;

/// What the Changes of one record say, newest first.
#[derive(Default)]
pub(super) struct Expected {
    fields: BTreeMap<FieldRef, Value>,
    activities: BTreeMap<ActivityId, Option<Activity>>,
    remarks: BTreeMap<RemarkId, Said>,
    raised: i64,
    updated: Option<(Timestamp, Option<UserId>)>,
    created: Option<(Timestamp, Option<UserId>)>,
    /// Some payload is gone: what is not known may have been there.
    erased: bool,
}

impl Expected {
    /// Follows a record's Changes back to its creation. The inner error is the seq at which they break off.
    pub(super) fn of(
        read: &mut dyn Read,
        entries: &mut Entries,
        (form, row): (FormId, &Record),
    ) -> Result<Result<Self, Seq>, Fault> {
        let mut expected = Self::default();
        let mut seq = row.last_seq;
        loop {
            let Some(entry) = entries.get(read, seq)?.filter(|e| e.change.form == Some(form))
            else {
                return Ok(Err(seq));
            };
            let Some(prev) = expected.add(&entry, seq, row.id) else { return Ok(Err(seq)) };
            match prev {
                Some(prev) if prev < seq => seq = prev,
                Some(_) => return Ok(Err(seq)),
                None if expected.created.is_some() => return Ok(Ok(expected)),
                // Within a bulk entry whose payload is gone nobody knows where to go on.
                None if entry.erased => {
                    expected.erased = true;
                    return Ok(Ok(expected));
                }
                None => return Ok(Err(seq)),
            }
        }
    }

    /// Adds an older Change; the one before it. None when it is not about this record.
    fn add(&mut self, entry: &Logged, seq: Seq, record: RecordId) -> Option<Option<Seq>> {
        let change = &entry.change;
        let by = if let Actor::Person(id) = change.actor { Some(id) } else { None };
        let prev = match part(entry, seq) {
            Some(part) if part.record == record => {
                for field in part.fields {
                    self.fields.entry(field.field).or_insert_with(|| field.after.clone());
                }
                for activity in part.activities {
                    self.activities.entry(activity.id).or_insert_with(|| Some(activity.clone()));
                }
                part.prev
            }
            _ if entry.erased && change.record.is_none_or(|r| r == record) => {
                self.erased = true;
                change.prev
            }
            _ => return None,
        };
        if let Payload::Activity { activity, after, .. } = &change.payload {
            let after = serde_json::from_value(after.clone()).ok();
            self.activities.entry(*activity).or_insert(after);
        }
        self.hear_remark(change, (entry.at, by));
        match change.kind {
            ChangeKind::RecordCreated | ChangeKind::RecordsCreated => {
                self.created = Some((entry.at, by));
                self.updated.get_or_insert((entry.at, by));
            }
            ChangeKind::RecordUpdated
            | ChangeKind::RecordsUpdated
            | ChangeKind::RecordTrashed
            | ChangeKind::RecordsTrashed
            | ChangeKind::RecordRestored
            | ChangeKind::RecordsRestored => {
                self.raised += 1;
                self.updated.get_or_insert((entry.at, by));
            }
            _ => {}
        }
        Some(prev)
    }

    /// What the newest Change says of a remark stands; who said it, and when, is what the oldest says.
    fn hear_remark(&mut self, change: &Change, (at, person): (Timestamp, Option<UserId>)) {
        let Payload::Document { before, after, .. } = &change.payload else { return };
        let (document, removed) = match change.kind {
            ChangeKind::RemarkAdded => (after, false),
            ChangeKind::RemarkRemoved => (before, true),
            _ => return,
        };
        let Ok(remark) = serde_json::from_value::<Remark>(document.clone()) else { return };
        let said = Said { remark, removed, made: None };
        let said = self.remarks.entry(said.remark.id).or_insert(said);
        if change.kind == ChangeKind::RemarkAdded {
            said.made = Some((at, person));
        }
    }

    /// The value that a field must have; none where the log cannot tell.
    pub(super) fn value(&self, field: FieldRef) -> Option<Value> {
        let known = self.fields.get(&field).cloned();
        let number = |n: i64| Value::Number(Decimal::from(n));
        let at =
            |moment: Option<(Timestamp, Option<UserId>)>| moment.map(|(at, _)| Value::Instant(at));
        let by = |moment: Option<(Timestamp, Option<UserId>)>| {
            moment.map(|(_, by)| by.map_or(Value::Null, Value::Person))
        };
        match field {
            FieldRef::System(SystemField::Id | SystemField::IdleDays) => None,
            FieldRef::System(SystemField::Rev) => self.created.map(|_| number(1 + self.raised)),
            // Any later change sets them.
            FieldRef::System(SystemField::UpdatedAt) if self.raised > 0 => at(self.updated),
            FieldRef::System(SystemField::UpdatedBy) if self.raised > 0 => by(self.updated),
            // A new record may bring its own, and what is gone may have said so.
            FieldRef::System(SystemField::CreatedAt | SystemField::UpdatedAt) => {
                known.or_else(|| at(self.created).filter(|_| !self.erased))
            }
            FieldRef::System(SystemField::CreatedBy | SystemField::UpdatedBy) => {
                known.or_else(|| by(self.created).filter(|_| !self.erased))
            }
            FieldRef::System(SystemField::ActivityCount) => {
                known.or_else(|| (!self.erased).then(|| number(0)))
            }
            _ => known.or_else(|| (!self.erased).then_some(Value::Null)),
        }
    }

    /// Whether these are the record's follow-ups.
    pub(super) fn has_activities(&self, stored: &[StoredActivity]) -> bool {
        let same = |one: &StoredActivity| match self.activities.get(&one.activity.id) {
            Some(Some(expected)) => !one.removed && *expected == one.activity,
            Some(None) => one.removed,
            None => self.erased,
        };
        let all_there = || {
            let there: BTreeSet<ActivityId> = stored.iter().map(|one| one.activity.id).collect();
            self.activities.keys().all(|id| there.contains(id))
        };
        stored.iter().all(same) && all_there()
    }

    /// Whether these are the remarks on the record's timeline.
    pub(super) fn has_remarks(&self, stored: &[StoredRemark]) -> bool {
        let same = |one: &StoredRemark| match self.remarks.get(&one.remark.id) {
            Some(said) => {
                let made = said.made == Some((one.at, one.person));
                // Where the first Change is gone, who brought it back may be somebody else.
                (made || self.erased) && said.removed == one.removed && said.remark == one.remark
            }
            None => self.erased,
        };
        let there: BTreeSet<RemarkId> = stored.iter().map(|one| one.remark.id).collect();
        stored.iter().all(same) && self.remarks.keys().all(|id| there.contains(id))
    }
}

/// What the log says of a remark.
struct Said {
    remark: Remark,
    removed: bool,
    /// When and by whom it was made.
    made: Option<(Timestamp, Option<UserId>)>,
}

/// One record's part of an entry.
struct Part<'a> {
    record: RecordId,
    prev: Option<Seq>,
    fields: &'a [model::FieldChange],
    activities: &'a [Activity],
}

fn part(entry: &Logged, seq: Seq) -> Option<Part<'_>> {
    match (&entry.change.payload, entry.change.record) {
        (Payload::Records(records), _) => {
            let place = usize::try_from(seq - entry.first).ok()?;
            let RecordChange { record, prev, fields, activities } = records.get(place)?;
            Some(Part { record: *record, prev: *prev, fields, activities })
        }
        (Payload::Fields(fields) | Payload::Activity { fields, .. }, Some(record))
            if !entry.erased =>
        {
            Some(Part { record, prev: entry.change.prev, fields, activities: &[] })
        }
        // A task is written on the record's chain, and changes nothing of it.
        (Payload::Document { .. }, Some(record)) if !entry.erased => {
            Some(Part { record, prev: entry.change.prev, fields: &[], activities: &[] })
        }
        _ => None,
    }
}
