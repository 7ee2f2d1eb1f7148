//! Answers to requests that carry an idempotency key, so that a request sent twice acts once.

use jiff::Timestamp;
use model::UserId;

use crate::fault::Fault;
use crate::session::{Read, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    /// When the request came.
    pub at: Timestamp,
    /// SHA-256 of the request: the same key with another request is a mistake.
    pub request: [u8; 32],
    /// The answer; none while the request is under way.
    pub answer: Option<String>,
}

/// What is known of a person's key.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, person: UserId, key: &str) -> Result<Option<StoredAnswer>, Fault> {
    let mut sql =
        Sql::of(read.dialect(), "SELECT at, request, answer FROM clew_idempotency WHERE person = ");
    sql.bind(person.0).push(" AND key = ").bind(key);
    first(read, &sql, |row| {
        let request = must(row.bytes(1)?, "request")?;
        Ok(StoredAnswer {
            at: must(row.instant(0)?, "at")?,
            request: request.try_into().map_err(|_| Fault::new("a hash has a wrong length"))?,
            answer: Some(must(row.text(2)?, "answer")?).filter(|a| !a.is_empty()),
        })
    })
}

/// Writes what is known of a person's key.
///
/// # Errors
/// When the database refuses.
pub fn save(
    tx: &mut Tx<'_>,
    (person, key): (UserId, &str),
    known: &StoredAnswer,
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
        known.answer.clone().unwrap_or_default().into(),
    ]);
    sql.push(") ON CONFLICT (person, key) DO UPDATE SET at = excluded.at, ");
    sql.push("request = excluded.request, answer = excluded.answer");
    tx.execute(&sql)
}

/// Forgets a key: its request came to nothing and may be sent again.
///
/// # Errors
/// When the database refuses.
pub fn remove(tx: &mut Tx<'_>, person: UserId, key: &str) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_idempotency WHERE person = ");
    sql.bind(person.0).push(" AND key = ").bind(key);
    tx.execute(&sql)
}

/// Forgets answers from before this moment.
///
/// # Errors
/// When the database refuses.
pub fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_idempotency WHERE at < ");
    sql.bind(before);
    tx.execute(&sql)
}
