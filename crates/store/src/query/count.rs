//! How many records a question finds.

use super::shape::Question;
use crate::fault::{Error, Fault};
use crate::session::{Read, first, must};
use crate::sql::Sql;

/// The exact count.
///
/// # Errors
/// As a page.
pub fn count(read: &mut dyn Read, question: &Question<'_>) -> Result<i64, Error> {
    let wheres = question.wheres(read.dialect())?;
    let mut sql = Sql::of(read.dialect(), "SELECT COUNT(*) FROM ");
    sql.push(&question.table.from([&wheres])).append(&wheres);
    one(read, &sql)
}

/// The count, or `limit` when there are at least so many.
///
/// # Errors
/// As a page.
pub fn count_up_to(read: &mut dyn Read, question: &Question<'_>, limit: i64) -> Result<i64, Error> {
    let wheres = question.wheres(read.dialect())?;
    let mut sql = Sql::of(read.dialect(), "SELECT COUNT(*) FROM (SELECT 1 FROM ");
    sql.push(&question.table.from([&wheres])).append(&wheres);
    sql.push(" LIMIT ").bind(limit).push(") counted");
    one(read, &sql)
}

fn one(read: &mut dyn Read, sql: &Sql) -> Result<i64, Error> {
    let found = first(read, sql, |row| must(row.int(0)?, "count"))?;
    Ok(found.ok_or_else(|| Fault::new("no count"))?)
}
