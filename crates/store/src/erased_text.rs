//! Where the database file may still hold texts that were erased. SQLite leaves what is removed in its search index
//! until that is written anew, and in freed pages until these are used again. What is left to do stands here until it
//! is done; PostgreSQL's vacuum does it there by itself.

use model::FormId;

use crate::fault::Fault;
use crate::query::renew_grams;
use crate::session::{Read, all, first, must};
use crate::sql::Sql;
use crate::table::Table;
use crate::tx::Tx;

const MERGING: i64 = 1;
const MERGED: i64 = 2;

/// Writes down that something of this form was erased.
///
/// # Errors
/// When the database refuses.
pub fn add(tx: &mut Tx<'_>, form: FormId) -> Result<(), Fault> {
    if tx.dialect().is_postgres() {
        return Ok(());
    }
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_erased_text (form, state) VALUES (");
    sql.bind(form.0).push(", 0) ON CONFLICT (form) DO UPDATE SET state = 0");
    tx.execute(&sql)
}

/// Forms of which something is left.
///
/// # Errors
/// When the database does not answer.
pub fn list(read: &mut dyn Read) -> Result<Vec<FormId>, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT form FROM clew_erased_text ORDER BY form");
    all(read, &sql, |row| Ok(FormId(must(row.uuid(0)?, "form")?)))
}

/// Writes a part of the form's search index anew; whether there is more to do.
///
/// # Errors
/// When the database refuses.
pub fn renew(tx: &mut Tx<'_>, table: &Table) -> Result<bool, Fault> {
    let mut sql = Sql::of(tx.dialect(), "SELECT state FROM clew_erased_text WHERE form = ");
    sql.bind(table.form.0);
    let state = first(tx, &sql, |row| must(row.int(0)?, "state"))?.unwrap_or(MERGED);
    if state == MERGED {
        return Ok(false);
    }
    let more = renew_grams(tx, table, state != MERGING)?;
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_erased_text SET state = ");
    sql.bind(if more { MERGING } else { MERGED }).push(" WHERE form = ").bind(table.form.0);
    tx.execute(&sql)?;
    Ok(more)
}

/// The freed pages are cleared: what was ready for it is done.
///
/// # Errors
/// When the database refuses.
pub fn finish(tx: &mut Tx<'_>, forms: &[FormId]) -> Result<(), Fault> {
    for form in forms {
        let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_erased_text WHERE form = ");
        sql.bind(form.0).push(" AND state = ").bind(MERGED);
        tx.execute(&sql)?;
    }
    Ok(())
}
