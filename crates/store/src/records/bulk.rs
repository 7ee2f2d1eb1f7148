//! Up to 500 rows under one Change: imports and their undo.

use model::change::{Payload, RecordChange};
use model::{ChangeKind, FieldRef, Seq, SystemField, Value};

use super::create::{initial_changes, row_columns, row_params, spill};
use super::edit::{Edit, apply};
use super::{Act, NewRecord, Record, sets};
use crate::activities::{StoredActivity, add_activities};
use crate::fault::Fault;
use crate::rows::NewRows;
use crate::table::Table;
use crate::tx::Tx;

/// Rows in one INSERT: wide forms stay below the parameter limits of both databases.
const PARAMETERS: usize = 8_000;

/// Makes up to 500 records under one Change; the seq of the first.
///
/// # Errors
/// A unique index's refusal may only show when the request ends.
pub fn create_many(
    tx: &mut Tx<'_>,
    table: &Table,
    records: &[NewRecord],
    act: &Act,
) -> Result<Seq, Fault> {
    let first = tx.seq() + 1;
    if records.is_empty() {
        return Ok(first);
    }
    let changes = records
        .iter()
        .map(|new| RecordChange {
            record: new.id,
            prev: None,
            fields: initial_changes(new),
            activities: new.activities.clone(),
        })
        .collect();
    let payload = Payload::Records(changes);
    tx.append(act.change(ChangeKind::RecordsCreated, (table.form, None), None, payload), act.at)?;
    let rows = (first..).zip(records).map(|(seq, new)| row_params(table, new, act, seq));
    let (rows, columns) = (rows.collect::<Result<_, _>>()?, row_columns(table));
    tx.add_rows(&NewRows { table: table.rows(), columns, rows })?;
    let width = 16 + crate::table::PART_COLUMNS.min(table.columns.len() * 2);
    let at_once = (PARAMETERS / width).max(1);
    for part in table.spills() {
        for chunk in records.chunks(at_once) {
            spill(tx, (table, part), chunk)?;
        }
    }
    let mut rows = Vec::new();
    for (id, column) in table.columns.iter().filter(|(_, c)| c.shape.is_many()) {
        for new in records {
            if let Some(value) = new.values.get(&model::FieldRef::Field(*id)) {
                rows.extend(sets::set_rows(new.id, column.number(), value)?);
            }
        }
    }
    sets::insert_rows(tx, table, &rows)?;
    add_past(tx, table, records, act)?;
    Ok(first)
}

/// Follow-ups that came with the records, under the name of each record's owner.
fn add_past(tx: &mut Tx<'_>, table: &Table, records: &[NewRecord], act: &Act) -> Result<(), Fault> {
    let mut past = Vec::new();
    for new in records {
        let person = match new.values.get(&FieldRef::System(SystemField::Owner)) {
            Some(Value::Person(id)) => Some(*id),
            _ => None,
        };
        past.extend(new.activities.iter().map(|activity| StoredActivity {
            activity: activity.clone(),
            person,
            form: table.form,
            record: new.id,
            removed: false,
        }));
    }
    add_activities(tx, &past, act.cause.batch)
}

/// One record's part of a bulk edit.
#[derive(Debug, Clone)]
pub struct BulkEdit {
    /// The record as it is.
    pub current: Record,
    /// What changes.
    pub edit: Edit,
}

/// Changes up to 500 records under one Change of this kind (updated, trashed, restored); the seq of the first.
///
/// # Errors
/// A unique index's refusal may only show when the request ends.
pub fn edit_many(
    tx: &mut Tx<'_>,
    table: &Table,
    kind: ChangeKind,
    edits: &[BulkEdit],
    act: &Act,
) -> Result<Seq, Fault> {
    let first = tx.seq() + 1;
    if edits.is_empty() {
        return Ok(first);
    }
    let changes = edits
        .iter()
        .map(|e| RecordChange {
            record: e.current.id,
            prev: Some(e.current.last_seq),
            fields: e.edit.fields.clone(),
            activities: Vec::new(),
        })
        .collect();
    let payload = Payload::Records(changes);
    tx.append(act.change(kind, (table.form, None), None, payload), act.at)?;
    for (seq, e) in (first..).zip(edits) {
        apply(tx, (table, &e.current), (seq, 1), &e.edit, act)?;
    }
    Ok(first)
}
