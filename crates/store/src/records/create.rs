//! A new row and its `RecordCreated`.

use model::change::{FieldValues, Payload};
use model::command::Activity;
use model::{ChangeKind, FieldChange, FieldId, FieldRef, RecordId, Seq, SystemField, Value};

use super::{Act, sets};
use crate::fault::Fault;
use crate::sql::{Param, Sql};
use crate::table::{SYSTEM_COLUMNS, Table};
use crate::tx::Tx;
use crate::values::param;

/// A record to be made. Values are checked; null ones may be left out.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRecord {
    /// Its id.
    pub id: RecordId,
    /// Fields, and of the system columns `Owner`, `Department`, `NextActivityAt`, and for imports that keep them
    /// `CreatedAt`, `CreatedBy`.
    pub values: FieldValues,
    /// Sort keys of fields that have one.
    pub sort_keys: Vec<(FieldId, String)>,
    /// Follow-ups that come with it; only bulk creation takes them. The system columns that follow from them
    /// (`LastActivityAt`, `ActivityCount`, `NextActivityAt`) stand among `values`.
    pub activities: Vec<Activity>,
}

/// Makes a record; its seq.
///
/// # Errors
/// A unique index's refusal may only show when the request ends.
pub fn create(tx: &mut Tx<'_>, table: &Table, new: &NewRecord, act: &Act) -> Result<Seq, Fault> {
    let payload = Payload::Fields(initial_changes(new));
    let key = (table.form, Some(new.id));
    let change = act.change(ChangeKind::RecordCreated, key, None, payload);
    let seq = tx.append(change, act.at)?;
    let (columns, row) = (row_columns(table), row_params(table, new, act, seq)?);
    let mut sql = Sql::of(crate::session::Read::dialect(tx), "INSERT INTO ");
    sql.push(&table.rows()).push(" (").push(&columns.join(", ")).push(") VALUES (");
    sql.bind_all(row).push(")");
    tx.execute(&sql)?;
    for part in table.spills() {
        spill(tx, (table, part), std::slice::from_ref(new))?;
    }
    sets::insert(tx, table, new.id, &new.values)?;
    Ok(seq)
}

/// What the Change of a new record says: everything it has, from nothing.
pub(super) fn initial_changes(new: &NewRecord) -> Vec<FieldChange> {
    new.values
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(field, value)| FieldChange {
            field: *field,
            before: Value::Null,
            after: value.clone(),
        })
        .collect()
}

/// The columns of a row in the first table.
pub(super) fn row_columns(table: &Table) -> Vec<String> {
    let given = ["last_seq", "form_version", "batch"].into_iter();
    let system = SYSTEM_COLUMNS.iter().map(|(field, _)| field.code());
    let mut names: Vec<String> = given.chain(system).map(str::to_owned).collect();
    names.extend(field_columns(table, 0));
    names
}

/// `f1`, `f1k`, `f2`, …: the fields' columns of a part.
fn field_columns(table: &Table, part: u32) -> impl Iterator<Item = String> {
    table.columns_of(part).flat_map(|(_, column)| {
        let sort_key = column.sort_key.then(|| column.sort_name());
        std::iter::once(column.name.clone()).chain(sort_key)
    })
}

/// The rows of new records in a part behind the first, where they stand already.
pub(super) fn spill(
    tx: &mut Tx<'_>,
    (table, part): (&Table, u32),
    records: &[NewRecord],
) -> Result<(), Fault> {
    let mut sql = Sql::of(crate::session::Read::dialect(tx), "INSERT INTO ");
    sql.push(&table.part(part)).push(" (rk, deleted_at");
    for name in field_columns(table, part) {
        sql.push(", ").push(&name);
    }
    sql.push(") VALUES ");
    for (i, new) in records.iter().enumerate() {
        sql.push(if i > 0 { ", ((SELECT rk FROM " } else { "((SELECT rk FROM " });
        sql.push(&table.rows()).push(" WHERE id = ").bind(new.id.0).push("), ");
        let deleted = new.values.get(&SystemField::DeletedAt.into()).unwrap_or(&Value::Null);
        sql.bind(param(deleted, model::Shape::Instant)?);
        let params = field_params(table, part, new)?;
        for value in params {
            sql.push(", ").bind(value);
        }
        sql.push(")");
    }
    tx.execute(&sql)
}

/// The parameters of one row, in the order of [`row_columns`].
pub(super) fn row_params(
    table: &Table,
    new: &NewRecord,
    act: &Act,
    seq: Seq,
) -> Result<Vec<Param>, Fault> {
    let mut params = Vec::with_capacity(16 + table.columns.len());
    params.push(seq.into());
    params.push(i64::from(act.form_version).into());
    params.push(act.cause.batch.map(|b| b.0).into());
    for (field, shape) in SYSTEM_COLUMNS {
        params.push(match (field, new.values.get(&FieldRef::System(field))) {
            (SystemField::Id, _) => new.id.0.into(),
            (SystemField::Rev, _) => 1i64.into(),
            (SystemField::ActivityCount, None) => 0i64.into(),
            (_, Some(value)) => param(value, shape)?,
            (SystemField::CreatedAt | SystemField::UpdatedAt, None) => act.at.into(),
            (SystemField::CreatedBy | SystemField::UpdatedBy, None) => {
                act.cause.person().map(|p| p.0).into()
            }
            _ => Param::Null,
        });
    }
    params.extend(field_params(table, 0, new)?);
    Ok(params)
}

/// The fields' parameters of one row of a part.
fn field_params(table: &Table, part: u32, new: &NewRecord) -> Result<Vec<Param>, Fault> {
    let mut params = Vec::new();
    for (id, column) in table.columns_of(part) {
        let value = new.values.get(&FieldRef::Field(*id)).unwrap_or(&Value::Null);
        params.push(param(value, column.shape)?);
        if column.sort_key {
            let key = new.sort_keys.iter().find(|(field, _)| field == id);
            params.push(key.map(|(_, key)| key.clone()).into());
        }
    }
    Ok(params)
}
