//! What requests with an idempotency key came to, so that a request sent twice acts once. A row is written in the
//! transaction of what the request does: it is there if and only if that was done.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{RecordId, UserId};
use uuid::Uuid;

use crate::fault::{Fault, FaultKind};
use crate::naming;
use crate::session::{Read, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// In the place of an outcome that nobody can tell any more: that the request was done is all that is known. No JSON,
/// so no use case reads it as an outcome of its own.
const UNKNOWN: &str = "-";
/// Keys forgotten in one transaction.
const CHUNK: u32 = 500;

/// A person's key.
pub type Key = (UserId, String);

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

/// Forgets some keys from before this moment; how many. 0 = all are gone.
///
/// # Errors
/// When the database refuses.
pub fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "DELETE FROM clew_idempotency WHERE (person, key) IN (SELECT person, key \
         FROM clew_idempotency WHERE at <= ",
    );
    sql.bind(before).push(" ORDER BY at LIMIT ").bind(CHUNK).push(")");
    tx.count(&sql)
}

/// Keys whose outcomes name these records, by record, of requests that came since a moment. Outcomes have no index by
/// record: ask for all of them at once on a reading connection first, and inside a transaction only for what came since.
///
/// # Errors
/// When the database does not answer.
pub fn naming(
    read: &mut dyn Read,
    records: &[RecordId],
    since: Timestamp,
) -> Result<BTreeMap<RecordId, Vec<Key>>, Fault> {
    if records.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql =
        Sql::of(read.dialect(), "SELECT person, key, answer FROM clew_idempotency WHERE at >= ");
    naming::push_named(sql.bind(since).push(" AND answer"), records);
    naming::by_record(read, (&sql, 2), records, |row| {
        Ok((UserId(must(row.uuid(0)?, "person")?), must(row.text(1)?, "key")?))
    })
}

/// Takes a record that was erased out of an outcome. The key stays: sent again, its request still acts once, and is
/// answered with [`RecordId`] nil in the record's place.
///
/// # Errors
/// When the database refuses.
pub fn untie(tx: &mut Tx<'_>, key: &Key, record: RecordId) -> Result<(), Fault> {
    let Some(known) = find(tx, key.0, &key.1)? else { return Ok(()) };
    let nobody = RecordId(Uuid::nil()).to_string();
    let outcome = if is_whole_answer(&known.outcome) {
        UNKNOWN.to_owned()
    } else {
        known.outcome.replace(&record.to_string(), &nobody)
    };
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_idempotency SET answer = ");
    sql.bind(outcome).push(" WHERE person = ").bind(key.0.0).push(" AND key = ").bind(&*key.1);
    tx.execute(&sql)
}

/// Programs before schema 3 kept the HTTP answer with all values in it, and one of them may still run beside this one.
fn is_whole_answer(outcome: &str) -> bool {
    let read: Result<serde_json::Value, _> = serde_json::from_str(outcome);
    read.is_ok_and(|answer| answer.get("status").is_some() && answer.get("body").is_some())
}
