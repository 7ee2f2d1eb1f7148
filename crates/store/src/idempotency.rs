//! What requests with an idempotency key came to, so that a request sent twice acts once. A row is written in the
//! transaction of what the request does: it is there if and only if that was done.

use jiff::Timestamp;
use model::UserId;

use crate::fault::{Fault, FaultKind};
use crate::session::{Read, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// When the request came.
    pub at: Timestamp,
    /// SHA-256 of the request: the same key with another request is a mistake.
    pub request: [u8; 32],
    /// What it came to, in its use case's own form: ids and places in the log, no values of records.
    pub outcome: String,
}

/// What is known of a person's key.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, person: UserId, key: &str) -> Result<Option<Remembered>, Fault> {
    let mut sql =
        Sql::of(read.dialect(), "SELECT at, request, answer FROM clew_idempotency WHERE person = ");
    sql.bind(person.0).push(" AND key = ").bind(key);
    first(read, &sql, |row| {
        let request = must(row.bytes(1)?, "request")?;
        Ok(Remembered {
            at: must(row.instant(0)?, "at")?,
            request: request.try_into().map_err(|_| Fault::new("a hash has a wrong length"))?,
            outcome: must(row.text(2)?, "answer")?,
        })
    })
}

/// Writes what a request comes to. A key that is already there refuses, now or at the commit, and takes along all
/// that the request did: see [`is_taken`].
///
/// # Errors
/// When the database refuses.
pub fn insert(
    tx: &mut Tx<'_>,
    (person, key): (UserId, &str),
    known: &Remembered,
) -> Result<(), Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_idempotency (person, key, at, request, answer) VALUES (",
    );
    sql.bind_all([
        person.0.into(),
        key.into(),
        known.at.into(),
        known.request.to_vec().into(),
        known.outcome.clone().into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// Whether a fault says that a key was there before.
pub fn is_taken(fault: &Fault) -> bool {
    matches!(&fault.kind, FaultKind::Unique(name) if name.starts_with("clew_idempotency"))
}

/// Forgets a key from before this moment; a newer row under it stays.
///
/// # Errors
/// When the database refuses.
pub fn forget(
    tx: &mut Tx<'_>,
    (person, key): (UserId, &str),
    before: Timestamp,
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_idempotency WHERE person = ");
    sql.bind(person.0).push(" AND key = ").bind(key).push(" AND at <= ").bind(before);
    tx.execute(&sql)
}

/// Forgets all keys from before this moment.
///
/// # Errors
/// When the database refuses.
pub fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_idempotency WHERE at <= ");
    sql.bind(before);
    tx.execute(&sql)
}
