//! What still speaks of a person, asked before their row goes.

use jiff::Timestamp;
use model::{BatchId, FieldRef, SystemField, UserId};

use crate::fault::Fault;
use crate::session::{Read, first};
use crate::sql::Sql;
use crate::table::Table;

/// Whether a record names a person in one of these fields or as owner or maker. Records that went to the recycle bin at
/// `binned` or later do not count, nor do those in it that one of `makers` made.
///
/// # Errors
/// When the database does not answer.
pub fn is_named(
    read: &mut dyn Read,
    (table, fields): (&Table, &[FieldRef]),
    person: UserId,
    (binned, makers): (Timestamp, &[UserId]),
) -> Result<bool, Fault> {
    let system = [SystemField::Owner, SystemField::CreatedBy, SystemField::UpdatedBy];
    let asked = system.map(FieldRef::from).into_iter().chain(fields.iter().copied());
    let columns: Vec<String> = asked.filter_map(|f| Some(table.locate(f)?.0)).collect();
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM ");
    sql.push(&table.rows()).push(" WHERE (deleted_at IS NULL OR (deleted_at < ").bind(binned);
    if !makers.is_empty() {
        sql.push(" AND (created_by IS NULL OR NOT (created_by");
        sql.among(makers.iter().map(|id| id.0.into())).push("))");
    }
    sql.push(")) AND (");
    for (n, column) in columns.iter().enumerate() {
        sql.push(if n > 0 { " OR " } else { "" }).push(column).push(" = ").bind(person.0);
    }
    sql.push(") LIMIT 1");
    Ok(first(read, &sql, |_| Ok(()))?.is_some())
}

/// Whether a follow-up of none of these batches or a remark is theirs, or a saved view speaks of them.
///
/// # Errors
/// When the database does not answer.
pub fn is_spoken_of(
    read: &mut dyn Read,
    person: UserId,
    except: &[BatchId],
) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_activity WHERE person = ");
    sql.bind(person.0).push(" AND (batch IS NULL");
    if !except.is_empty() {
        sql.push(" OR NOT (batch").among(except.iter().map(|id| id.0.into())).push(")");
    }
    sql.push(") LIMIT 1");
    if first(read, &sql, |_| Ok(()))?.is_some() {
        return Ok(true);
    }
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_remark WHERE person = ");
    sql.bind(person.0).push(" LIMIT 1");
    if first(read, &sql, |_| Ok(()))?.is_some() {
        return Ok(true);
    }
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_view WHERE document LIKE ");
    sql.bind(format!("%{person}%")).push(" LIMIT 1");
    Ok(first(read, &sql, |_| Ok(()))?.is_some())
}
