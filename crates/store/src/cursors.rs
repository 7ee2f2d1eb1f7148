//! How far each reactor has read the log. A cursor only moves inside the transaction that holds what the reactor did,
//! by compare-and-set: so each Change is reacted to once, however many nodes try and wherever one of them dies.

use model::Seq;

use crate::fault::{Fault, FaultKind};
use crate::session::{Read, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// How far a reactor has read; 0 when it never ran.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, name: &str) -> Result<Seq, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT seq FROM clew_cursor WHERE name = ");
    sql.bind(name);
    Ok(first(read, &sql, |row| must(row.int(0)?, "seq"))?.unwrap_or(0))
}

/// Moves a cursor from where the caller found it.
///
/// # Errors
/// [`FaultKind::Outrun`] when another node moved it since: what this transaction did was done already, and must be
/// rolled back.
pub fn advance(tx: &mut Tx<'_>, name: &str, (from, to): (Seq, Seq)) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_cursor (name, seq) VALUES (");
    sql.bind(name).push(", 0) ON CONFLICT (name) DO NOTHING");
    tx.execute(&sql)?;
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_cursor SET seq = ");
    sql.bind(to).push(" WHERE name = ").bind(name).push(" AND seq = ").bind(from);
    if tx.count(&sql)? == 1 {
        return Ok(());
    }
    Err(Fault::of(FaultKind::Outrun, format!("cursor {name} is not at {from} any more")))
}
