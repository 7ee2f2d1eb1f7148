//! How many records a question finds.

use super::scopes::counted;
use super::shape::Question;
use crate::fault::{Error, Fault};
use crate::session::{Read, first, must};
use crate::sql::Sql;

/// The exact count.
///
/// # Errors
/// As a page.
pub fn count(read: &mut dyn Read, question: &Question<'_>) -> Result<i64, Error> {
    let dialect = read.dialect();
    let parts = question.scopes().and_then(|scopes| counted(&scopes));
    let (all, twice) = parts.unwrap_or_else(|| (vec![question.rows.clone()], None));
    let mut sql = Sql::of(dialect, "SELECT 0");
    for (sign, rows) in all.iter().map(|rows| (" + ", rows)).chain(twice.iter().map(|r| (" - ", r)))
    {
        let wheres = question.wheres_within(rows, dialect)?;
        sql.push(sign).push("(SELECT COUNT(*) FROM ");
        sql.push(&question.table.from([&wheres])).append(&wheres).push(")");
    }
    one(read, &sql)
}

/// The count, or `limit` when there are at least so many.
///
/// # Errors
/// As a page.
pub fn count_up_to(read: &mut dyn Read, question: &Question<'_>, limit: i64) -> Result<i64, Error> {
    let dialect = read.dialect();
    let Some(scopes) = question.scopes() else {
        let wheres = question.wheres(dialect)?;
        let mut sql = Sql::of(dialect, "SELECT COUNT(*) FROM (SELECT 1 FROM ");
        sql.push(&question.table.from([&wheres])).append(&wheres);
        sql.push(" LIMIT ").bind(limit).push(") counted");
        return one(read, &sql);
    };
    let mut sql = Sql::of(dialect, "SELECT COUNT(*) FROM (SELECT rk FROM (");
    for (i, scope) in scopes.iter().enumerate() {
        let wheres = question.wheres_within(&scope.condition, dialect)?;
        sql.push(if i > 0 { " UNION " } else { "" });
        sql.push("SELECT rk FROM (SELECT t.rk AS rk FROM ");
        sql.push(&question.table.from([&wheres])).append(&wheres);
        sql.push(" LIMIT ").bind(limit).push(&format!(") b{i}"));
    }
    sql.push(") u LIMIT ").bind(limit).push(") counted");
    one(read, &sql)
}

fn one(read: &mut dyn Read, sql: &Sql) -> Result<i64, Error> {
    let found = first(read, sql, |row| must(row.int(0)?, "count"))?;
    Ok(found.ok_or_else(|| Fault::new("no count"))?)
}
