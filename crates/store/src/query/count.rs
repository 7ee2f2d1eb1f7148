//! How many records a question finds.

use model::Expr;

use super::scopes::counted;
use super::shape::Question;
use crate::fault::{Error, Fault};
use crate::session::{Read, first, must};
use crate::sql::Sql;
use crate::table::joined;

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
    let Some(scopes) = question.scopes() else {
        return limited(read, question, (question.rows, limit));
    };
    // One scope often says enough; otherwise all of them are small.
    for scope in &scopes {
        if limited(read, question, (&scope.condition, limit))? >= limit {
            return Ok(limit);
        }
    }
    Ok(count(read, question)?.min(limit))
}

fn limited(
    read: &mut dyn Read,
    question: &Question<'_>,
    (rows, limit): (&Expr, i64),
) -> Result<i64, Error> {
    let dialect = read.dialect();
    let table = question.table;
    let mut sql = Sql::of(dialect, "SELECT COUNT(*) FROM (SELECT 1 FROM ");
    if let Some(grams) = question.search.filter(|_| !dialect.is_postgres()) {
        // Each hit beside its row, so that counting ends where it may: a list of hits would be made as a whole first.
        let wheres = question.wheres_of_hits(grams, dialect)?;
        let rows = format!("{} CROSS JOIN {}", table.grams(), table.rows());
        sql.push(&joined(&rows, [&wheres])).append(&wheres);
    } else {
        let wheres = question.wheres_within(rows, dialect)?;
        sql.push(&table.from([&wheres])).append(&wheres);
    }
    sql.push(" LIMIT ").bind(limit).push(") counted");
    one(read, &sql)
}

fn one(read: &mut dyn Read, sql: &Sql) -> Result<i64, Error> {
    let found = first(read, sql, |row| must(row.int(0)?, "count"))?;
    Ok(found.ok_or_else(|| Fault::new("no count"))?)
}
