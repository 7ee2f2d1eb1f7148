//! Leases: who of several nodes does a piece of work for now. They save work and never carry correctness.

use jiff::Timestamp;

use crate::fault::Fault;
use crate::session::Read;
use crate::sql::Sql;
use crate::tx::Tx;

/// Takes or renews a lease until `until`; whether it is the holder's now.
///
/// # Errors
/// When the database refuses.
pub fn take(
    tx: &mut Tx<'_>,
    (name, holder): (&str, &str),
    (now, until): (Timestamp, Timestamp),
) -> Result<bool, Fault> {
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_lease (name, holder, until) VALUES (");
    sql.bind(name).push(", ").bind(holder).push(", ").bind(until);
    sql.push(") ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until");
    sql.push(" WHERE clew_lease.until <= ").bind(now);
    sql.push(" OR clew_lease.holder = excluded.holder");
    Ok(tx.count(&sql)? == 1)
}

/// Gives a lease back, if it is still the holder's.
///
/// # Errors
/// When the database refuses.
pub fn release(tx: &mut Tx<'_>, name: &str, holder: &str) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_lease WHERE name = ");
    sql.bind(name).push(" AND holder = ").bind(holder);
    tx.execute(&sql)
}
