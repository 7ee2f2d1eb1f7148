//! Walking a whole form in order of creation, for back-fills and exports of everything.

use jiff::Timestamp;
use model::{FieldRef, RecordId};

use super::find::{Record, plan_columns, read_row};
use super::sets;
use crate::fault::Fault;
use crate::session::{Read, all, first, must};
use crate::sql::Sql;
use crate::table::Table;

/// Up to `limit` records behind a row key, oldest first; those in the recycle bin too.
///
/// # Errors
/// When the database does not answer.
pub fn scan(
    read: &mut dyn Read,
    table: &Table,
    fields: &[FieldRef],
    (after, limit): (i64, u32),
) -> Result<Vec<Record>, Fault> {
    let plan = plan_columns(table, fields);
    let mut sql = Sql::of(read.dialect(), "SELECT ");
    plan.select(&mut sql);
    let from = table.from([&sql]);
    sql.push(" FROM ").push(&from).push(" WHERE t.rk > ").bind(after);
    sql.push(" ORDER BY t.rk LIMIT ").bind(limit);
    let mut records = all(read, &sql, |row| read_row(row, &plan))?;
    let ids: Vec<_> = records.iter().map(|r| r.id).collect();
    let mut many = sets::load(read, table, &plan.many, &ids)?;
    for record in &mut records {
        record.values.extend(many.remove(&record.id).unwrap_or_default());
    }
    Ok(records)
}

/// How many records of a form are outside the recycle bin.
///
/// # Errors
/// When the database does not answer.
pub fn count_live(read: &mut dyn Read, table: &Table) -> Result<i64, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT COUNT(*) FROM ");
    sql.push(&table.rows()).push(" WHERE deleted_at IS NULL");
    Ok(first(read, &sql, |row| must(row.int(0)?, "count"))?.unwrap_or(0))
}

/// How many records of a form lie in the recycle bin.
///
/// # Errors
/// When the database does not answer.
pub fn count_binned(read: &mut dyn Read, table: &Table) -> Result<i64, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT COUNT(*) FROM ");
    sql.push(&table.rows()).push(" WHERE deleted_at IS NOT NULL");
    Ok(first(read, &sql, |row| must(row.int(0)?, "count"))?.unwrap_or(0))
}

/// Up to `limit` records that have been in the recycle bin since before a moment, longest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_binned(
    read: &mut dyn Read,
    table: &Table,
    (before, limit): (Timestamp, u32),
) -> Result<Vec<RecordId>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT id FROM ");
    sql.push(&table.rows()).push(" WHERE deleted_at < ").bind(before);
    sql.push(" ORDER BY deleted_at, rk LIMIT ").bind(limit);
    all(read, &sql, |row| Ok(RecordId(must(row.uuid(0)?, "id")?)))
}

/// How many records a form has, those in the recycle bin too.
///
/// # Errors
/// When the database does not answer.
pub fn count_rows(read: &mut dyn Read, table: &Table) -> Result<i64, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT COUNT(*) FROM ");
    sql.push(&table.rows());
    Ok(first(read, &sql, |row| must(row.int(0)?, "count"))?.unwrap_or(0))
}
