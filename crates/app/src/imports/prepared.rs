//! Some rows, ready to be written in one transaction.

use std::collections::HashMap;

use engines::forms::derive;
use jiff::Timestamp;
use model::command::{Activity, ActivityKind};
use model::{Access, FieldId, FieldRef, Form, RecordId, SystemField, Value, Values};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::imports::LeftRow;
use store::records::NewRecord;

use super::document::Problem;
use super::sort::{Becomes, Sorted};
use super::{numbering, steps};

/// What became of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows of the file so far.
    pub rows: u64,
    /// New records.
    pub created: u64,
    /// Changed records.
    pub updated: u64,
    /// Records that were as the row says already.
    pub unchanged: u64,
    /// Rows passed over as duplicates.
    pub skipped: u64,
    /// Rows that could not be written.
    pub failed: u64,
    /// Rows that are no records.
    pub left_out: u64,
    /// Rows that were written with something to know about them.
    #[serde(default)]
    pub noted: u64,
    /// Records that were made in a step, or brought to one, without what the step requires.
    #[serde(default)]
    pub lacking: u64,
}

/// A change of a known record.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Update {
    /// The last row that says so.
    pub(super) row: u32,
    /// How many rows do.
    pub(super) rows: u64,
    pub(super) id: RecordId,
    pub(super) values: Values,
    pub(super) activities: Vec<Activity>,
}

/// Some rows, ready to be written.
#[derive(Debug, Clone, Default)]
pub(super) struct Prepared {
    /// When the import was begun: what no day is written beside was said then.
    pub(super) at: Timestamp,
    /// The last row of the file among them.
    pub(super) upto: u32,
    /// Rows of the file.
    pub(super) rows: u64,
    pub(super) left_out: u64,
    /// New records with their rows; how many rows were folded into each besides.
    pub(super) creates: Vec<NewRecord>,
    pub(super) create_rows: Vec<(u32, u64)>,
    /// Rows of new records that lack what their step requires.
    pub(super) lacking: Vec<u32>,
    pub(super) updates: Vec<Update>,
    pub(super) left: Vec<LeftRow>,
    /// What to know about rows that are written.
    pub(super) noted: Vec<LeftRow>,
}

enum Slot {
    Create(usize),
    Update(usize),
}

impl Prepared {
    /// Puts sorted rows together. Rows that mean the same record become one write.
    pub(super) fn of((form, access): (&Form, &Access), sorted: Vec<Sorted>) -> Self {
        let mut out = Self::default();
        let mut slots: HashMap<RecordId, Slot> = HashMap::new();
        for one in sorted {
            let written = matches!(one.becomes, Becomes::Create(..) | Becomes::Update(..));
            if written && !one.warnings.is_empty() {
                out.noted.push(left(one.row, NOTED, &one.warnings));
            }
            match one.becomes {
                Becomes::Create(id, values, activities) => {
                    slots.insert(id, Slot::Create(out.creates.len()));
                    out.create_rows.push((one.row, 0));
                    let new = NewRecord { id, values, sort_keys: Vec::new(), activities };
                    out.creates.push(new);
                }
                Becomes::Update(id, values, activities) => match slots.get(&id) {
                    Some(Slot::Create(n)) => {
                        let new = &mut out.creates[*n];
                        new.values.extend(values);
                        new.activities.extend(activities);
                        out.create_rows[*n].1 += 1;
                    }
                    Some(Slot::Update(n)) => {
                        let update = &mut out.updates[*n];
                        update.values.extend(values);
                        update.activities.extend(activities);
                        (update.row, update.rows) = (one.row, update.rows + 1);
                    }
                    None => {
                        slots.insert(id, Slot::Update(out.updates.len()));
                        out.updates.push(Update { row: one.row, rows: 1, id, values, activities });
                    }
                },
                Becomes::Skip(problem) => out.left.push(left(one.row, "skipped", &[problem])),
                Becomes::Refuse(problems) => out.left.push(left(one.row, "failed", &problems)),
            }
        }
        for new in &mut out.creates {
            new.sort_keys = sort_keys(form, &new.values);
            finish(new.id, &mut new.activities, &mut new.values);
        }
        if steps::any_requires(form, access) {
            let rows = out.creates.iter().zip(&out.create_rows);
            let nothing = Values::new();
            let lacks = |new: &NewRecord| steps::lacks(form, access, &nothing, &new.values);
            let lacking = rows.filter(|(new, _)| lacks(new));
            out.lacking = lacking.map(|(_, (row, _))| *row).collect();
        }
        for update in &mut out.updates {
            for activity in &mut update.activities {
                activity.id = numbering::activity(update.id, activity);
            }
        }
        out
    }
}

/// Outcome of a row that was written with something to know about it.
pub(super) const NOTED: &str = "noted";

/// A row that becomes no record, or one with something to know about it.
pub(super) fn left(row: u32, outcome: &str, problems: &[Problem]) -> LeftRow {
    let reasons = serde_json::to_value(problems).unwrap_or_default();
    LeftRow { row, outcome: outcome.to_owned(), reasons }
}

/// Sort keys of these values; empty = none.
pub(super) fn sort_keys(form: &Form, values: &Values) -> Vec<(FieldId, String)> {
    let keys = derive::sort_keys(form, values).into_iter();
    keys.map(|(id, key)| (id, key.unwrap_or_default())).collect()
}

/// Gives follow-ups their ids, leaves out repeated ones, and says what follows for the record's own columns.
fn finish(id: RecordId, activities: &mut Vec<Activity>, values: &mut Values) {
    for activity in activities.iter_mut() {
        activity.id = numbering::activity(id, activity);
    }
    activities.sort_by_key(|a| a.id);
    activities.dedup_by_key(|a| a.id);
    activities.sort_by_key(|a| a.at);
    let done = activities.iter().filter(|a| a.kind != ActivityKind::Note);
    let (count, last) = done.fold((0i64, None), |(n, _), a| (n + 1, Some(a.at)));
    if let Some(at) = last {
        let count = Value::Number(Decimal::from(count));
        values.insert(FieldRef::System(SystemField::ActivityCount), count);
        values.insert(FieldRef::System(SystemField::LastActivityAt), Value::Instant(at));
    }
}
