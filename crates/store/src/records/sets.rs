//! Many-valued fields: one row a value in the form's junction table `s<number>(record, field, position, value, extra)`.

use std::collections::BTreeMap;

use model::change::FieldValues;
use model::value::FileRef;
use model::{FieldId, FieldRef, FileId, OptionId, RecordId, Shape, Value};
use uuid::Uuid;

use crate::fault::Fault;
use crate::session::{Read, all, must};
use crate::sql::{Param, Sql};
use crate::table::Table;
use crate::tx::Tx;

/// Adds the many-valued fields of a new record.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    table: &Table,
    record: RecordId,
    values: &FieldValues,
) -> Result<(), Fault> {
    let mut rows = Vec::new();
    for (id, column) in table.columns.iter().filter(|(_, c)| c.shape.is_many()) {
        if let Some(value) = values.get(&FieldRef::Field(*id)) {
            rows.extend(set_rows(record, column.number(), value)?);
        }
    }
    insert_rows(tx, table, &rows)
}

/// Replaces one many-valued field of a record.
pub(super) fn replace(
    tx: &mut Tx<'_>,
    table: &Table,
    (record, field): (RecordId, FieldId),
    value: &Value,
) -> Result<(), Fault> {
    let Some(column) = table.columns.get(&field) else { return Ok(()) };
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM ");
    sql.push(&table.sets()).push(" WHERE record = ").bind(record.0);
    sql.push(" AND field = ").bind(column.number());
    tx.execute(&sql)?;
    let rows = set_rows(record, column.number(), value)?;
    insert_rows(tx, table, &rows)
}

/// One row of the junction table.
pub(super) type SetRow = [Param; 5];

/// The rows of one value.
pub(super) fn set_rows(record: RecordId, field: i64, value: &Value) -> Result<Vec<SetRow>, Fault> {
    let row = |position: usize, id: Uuid, extra: Param| -> SetRow {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        [record.0.into(), field.into(), position.into(), id.into(), extra]
    };
    Ok(match value {
        Value::Null => Vec::new(),
        Value::Options(ids) => {
            ids.iter().enumerate().map(|(i, id)| row(i, id.0, Param::Null)).collect()
        }
        Value::Records(ids) => {
            ids.iter().enumerate().map(|(i, id)| row(i, id.0, Param::Null)).collect()
        }
        Value::Files(files) => files
            .iter()
            .enumerate()
            .map(|(i, file)| {
                let extra = serde_json::json!([file.name, file.size, file.media]).to_string();
                row(i, file.file.0, extra.into())
            })
            .collect(),
        _ => return Err(Fault::new("a single value in a many-valued field")),
    })
}

/// Rows in one INSERT.
const CHUNK: usize = 100;

/// Inserts junction rows.
pub(super) fn insert_rows(tx: &mut Tx<'_>, table: &Table, rows: &[SetRow]) -> Result<(), Fault> {
    for chunk in rows.chunks(CHUNK) {
        let mut sql = Sql::of(tx.dialect(), "INSERT INTO ");
        sql.push(&table.sets()).push(" (record, field, position, value, extra) VALUES ");
        for (i, row) in chunk.iter().enumerate() {
            sql.push(if i > 0 { ", (" } else { "(" }).bind_all(row.clone()).push(")");
        }
        tx.execute(&sql)?;
    }
    Ok(())
}

/// Loads the many-valued fields of these records.
pub(crate) fn load(
    read: &mut dyn Read,
    table: &Table,
    fields: &[FieldId],
    records: &[RecordId],
) -> Result<BTreeMap<RecordId, FieldValues>, Fault> {
    let numbers: BTreeMap<i64, (FieldId, Shape)> = fields
        .iter()
        .filter_map(|id| table.columns.get(id).map(|c| (c.number(), (*id, c.shape))))
        .filter(|(_, (_, shape))| shape.is_many())
        .collect();
    let mut found: BTreeMap<RecordId, FieldValues> = BTreeMap::new();
    if numbers.is_empty() || records.is_empty() {
        return Ok(found);
    }
    let mut sql = Sql::of(read.dialect(), "SELECT record, field, value, extra FROM ");
    sql.push(&table.sets()).push(" WHERE record");
    sql.among(records.iter().map(|id| Param::Uuid(id.0))).push(" AND field");
    sql.among(numbers.keys().map(|n| Param::Int(*n))).push(" ORDER BY record, field, position");
    let rows = all(read, &sql, |row| {
        Ok((
            RecordId(must(row.uuid(0)?, "record")?),
            must(row.int(1)?, "field")?,
            must(row.uuid(2)?, "value")?,
            row.text(3)?,
        ))
    })?;
    for (record, number, id, extra) in rows {
        let Some((field, shape)) = numbers.get(&number) else { continue };
        let slot = found.entry(record).or_default().entry(FieldRef::Field(*field)).or_default();
        add(slot, *shape, id, extra.as_deref())?;
    }
    Ok(found)
}

fn add(slot: &mut Value, shape: Shape, id: Uuid, extra: Option<&str>) -> Result<(), Fault> {
    match (shape, &mut *slot) {
        (Shape::Options, Value::Options(ids)) => ids.push(OptionId(id)),
        (Shape::Options, _) => *slot = Value::Options(vec![OptionId(id)]),
        (Shape::Records, Value::Records(ids)) => ids.push(RecordId(id)),
        (Shape::Records, _) => *slot = Value::Records(vec![RecordId(id)]),
        (_, Value::Files(files)) => files.push(file(id, extra)?),
        _ => *slot = Value::Files(vec![file(id, extra)?]),
    }
    Ok(())
}

fn file(id: Uuid, extra: Option<&str>) -> Result<FileRef, Fault> {
    let (name, size, media) = serde_json::from_str(extra.unwrap_or("null"))
        .map_err(|e| Fault::new(format!("an attached file: {e}")))?;
    Ok(FileRef { file: FileId(id), name, size, media })
}
