//! An index made beside the writer, on PostgreSQL: nobody waits for it but who wants it.

use super::index::{IndexSpec, index_ddl};
use crate::dialect::Dialect;
use crate::fault::{Fault, FaultKind};
use crate::session::{Read as _, Session, first};
use crate::sql::Sql;
use crate::table::Table;
use crate::tx::Tx;

/// Makes an index outside of any transaction, on a connection of its own: the lock that only one node makes it under
/// ends with the connection. What an attempt left that was broken off is put away first.
///
/// # Errors
/// `Busy` while another node makes it, and when somebody who changes the table broke it off; when the database refuses, or a field has no column.
pub(crate) fn add_index_beside(
    session: &mut dyn Session,
    table: &Table,
    spec: &IndexSpec,
) -> Result<(), Fault> {
    let ddl = index_ddl(table, spec, Dialect::Postgres, "CONCURRENTLY ")?;
    let (Some(ddl), Some(name)) = (ddl, spec.name(table)) else { return Ok(()) };
    // It waits for transactions that were open when it began, a long export's too; meanwhile it is in nobody's way.
    session.script("SET lock_timeout = 0")?;
    let mut sql = Sql::of(Dialect::Postgres, "SELECT set_config('application_name', ");
    sql.push(&builder_of(table)).push(", false)");
    first(session, &sql, |_| Ok(()))?;
    // Not waited for: who waits holds up what the index waits for.
    let mut sql = Sql::of(Dialect::Postgres, "SELECT pg_try_advisory_lock(hashtext(");
    sql.bind(format!("clew index {name} "));
    sql.push("::text || current_schema()))");
    if first(session, &sql, |row| row.bool(0))?.flatten() != Some(true) {
        return Err(Fault::of(FaultKind::Busy, "another node makes this index"));
    }
    let mut sql = Sql::of(Dialect::Postgres, "SELECT 1::bigint FROM pg_index i ");
    sql.push("JOIN pg_class c ON c.oid = i.indexrelid ");
    sql.push("WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid ");
    sql.push("AND c.relname = ").bind(name.as_str()).push("::text");
    if first(session, &sql, |row| row.int(0))?.is_some() {
        session.script(&format!("DROP INDEX CONCURRENTLY IF EXISTS {name}"))?;
    }
    session.script(&ddl)
}

/// Breaks off whoever makes an index over this table, so that changing it waits for nobody. They begin anew later.
///
/// # Errors
/// When the database refuses.
pub fn clear_way(tx: &mut Tx<'_>, table: &Table) -> Result<(), Fault> {
    if tx.dialect() != Dialect::Postgres {
        return Ok(());
    }
    let mut sql =
        Sql::of(Dialect::Postgres, "SELECT pg_cancel_backend(pid) FROM pg_stat_activity ");
    sql.push("WHERE datname = current_database() AND application_name = ").push(&builder_of(table));
    tx.each(&sql, &mut |_| Ok(true))
}

/// What a connection that makes an index over a table is called; an expression.
fn builder_of(table: &Table) -> String {
    format!("left('clew index {} ' || current_schema(), 63)", table.number)
}

/// Drops an index outside of any transaction.
///
/// # Errors
/// When the database refuses.
pub(crate) fn drop_index_beside(session: &mut dyn Session, name: &str) -> Result<(), Fault> {
    session.script("SET lock_timeout = 0")?;
    session.script(&format!("DROP INDEX CONCURRENTLY IF EXISTS {name}"))
}
