//! 下次跟进: a timer for each record that has an owner and a moment to follow up, and the notice when it is due. At the end
//! of its pipeline a record is due no more.

use std::collections::{BTreeMap, BTreeSet};

use engines::forms::stages;
use jiff::Timestamp;
use model::notice::{Notice, NoticeKind};
use model::{ChangeKind, FieldRef, Form, FormId, NoticeId, RecordId, SystemField, UserId, Value};
use serde::{Deserialize, Serialize};
use store::records::{Record, find_many};
use store::timers::{self, Timer};
use store::{Error, Fault, notices};

use super::{Happened, Reactor, Turn};
use crate::catalog::Catalog;

/// The kind of its timers; the key is the record's id.
pub(crate) const FOLLOW_UP_DUE: &str = "follow_up_due";

const COLUMNS: [SystemField; 3] =
    [SystemField::Owner, SystemField::NextActivityAt, SystemField::DeletedAt];

/// What a timer remembers: when one of these is no longer so, it says nothing.
#[derive(Debug, Serialize, Deserialize)]
struct Expected {
    form: FormId,
    record: RecordId,
    owner: UserId,
    due: Timestamp,
}

/// The reactor that keeps the timers.
pub struct FollowUpTimers;

impl Reactor for FollowUpTimers {
    fn name(&self) -> &'static str {
        "follow_up_timers"
    }

    fn wants(&self, catalog: &Catalog, change: &Happened) -> bool {
        let moved = matches!(
            change.kind,
            ChangeKind::RecordTrashed | ChangeKind::RecordRestored | ChangeKind::RecordPurged
        );
        change.record.is_some()
            && (moved
                || change.field(SystemField::NextActivityAt).is_some()
                // A new record's owner alone sets no timer.
                || change.kind != ChangeKind::RecordCreated
                    && (change.field(SystemField::Owner).is_some() || stage_changed(catalog, change)))
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        let mut touched: BTreeMap<FormId, BTreeMap<RecordId, Timestamp>> = BTreeMap::new();
        for change in changes {
            if let Some((form, record)) = change.subject() {
                touched.entry(form).or_default().insert(record, change.at());
            }
        }
        for (form, records) in touched {
            let definition = turn.catalog.effective(form).ok();
            let Some((definition, table)) = definition.zip(turn.catalog.tables.get(&form)) else {
                continue;
            };
            let ids: Vec<RecordId> = records.keys().copied().collect();
            let rows = find_many(turn.tx, table, &ids, &columns(definition))?;
            let mut gone: BTreeSet<RecordId> = ids.into_iter().collect();
            for row in rows {
                let changed_at = records.get(&row.id).copied().unwrap_or(turn.now);
                if let Some(expected) = expected(definition, &row, changed_at) {
                    gone.remove(&row.id);
                    timers::set(turn.tx, &timer(&expected)?)?;
                }
            }
            for record in gone {
                timers::clear(turn.tx, FOLLOW_UP_DUE, &record.to_string())?;
            }
        }
        Ok(())
    }
}

/// What is to be told about a record, and when. A moment that was past when it was written is history (imports bring
/// thousands), not a reminder.
fn expected(form: &Form, row: &Record, changed_at: Timestamp) -> Option<Expected> {
    match (row.value(SystemField::Owner), row.value(SystemField::NextActivityAt)) {
        (Value::Person(owner), Value::Instant(due)) if !rests(form, row) && *due > changed_at => {
            Some(Expected { form: form.id, record: row.id, owner: *owner, due: *due })
        }
        _ => None,
    }
}

/// What says whether a record is due.
fn columns(form: &Form) -> Vec<FieldRef> {
    COLUMNS.into_iter().map(FieldRef::from).chain(stages::fields(form)).collect()
}

/// Nothing is due on what lies in the recycle bin or has reached the end of its pipeline.
fn rests(form: &Form, row: &Record) -> bool {
    row.deleted_at().is_some() || stages::is_closed(form, &row.values)
}

fn stage_changed(catalog: &Catalog, change: &Happened) -> bool {
    let form = change.form().and_then(|form| catalog.effective(form).ok());
    form.is_some_and(|form| stages::fields(form).any(|field| change.field(field).is_some()))
}

fn timer(expected: &Expected) -> Result<Timer, Fault> {
    Ok(Timer {
        kind: FOLLOW_UP_DUE.to_owned(),
        key: expected.record.to_string(),
        due: expected.due,
        payload: serde_json::to_value(expected)
            .map_err(|e| Fault::new(format!("a timer's payload: {e}")))?,
    })
}

/// A timer is due: tells the owner, if all is still as when it was set. Where something changed since, the reactor
/// has set, or will set, the timer anew.
pub(crate) fn tell(turn: &mut Turn<'_, '_>, timer: &Timer) -> Result<(), Error> {
    let told: Expected = serde_json::from_value(timer.payload.clone())
        .map_err(|e| Fault::new(format!("a timer's payload: {e}")))?;
    // Of a deleted form nobody is reminded.
    let live = turn.catalog.effective(told.form).ok().filter(|form| !form.archived);
    let Some((form, table)) = live.zip(turn.catalog.tables.get(&told.form)) else {
        return Ok(());
    };
    let rows = find_many(turn.tx, table, &[told.record], &columns(form))?;
    let still = rows.first().is_some_and(|row| {
        *row.value(SystemField::Owner) == Value::Person(told.owner)
            && *row.value(SystemField::NextActivityAt) == Value::Instant(told.due)
            && !rests(form, row)
    });
    if still {
        let notice = Notice {
            id: NoticeId(turn.ports.ids.next()),
            person: told.owner,
            kind: NoticeKind::FollowUpDue,
            at: turn.now,
            form: Some(told.form),
            record: Some(told.record),
            read: false,
            params: serde_json::json!({ "due": told.due }),
        };
        let dedup = format!("{FOLLOW_UP_DUE}:{}:{}", told.record, told.due);
        notices::add(turn.tx, &notice, Some(&dedup))?;
    }
    Ok(())
}
