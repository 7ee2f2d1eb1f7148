//! Who is signed in. A session is found by the SHA-256 of its token: whoever reads the database cannot sign in by it.
//! Sessions are not in the log: they change nothing that others see.

use jiff::Timestamp;
use model::UserId;

use crate::fault::Fault;
use crate::session::{Read, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// A session as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// SHA-256 of the token.
    pub token: [u8; 32],
    /// Whose it is.
    pub person: UserId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends unless it is used before and slides.
    pub expires_at: Timestamp,
    /// Slides with use.
    pub stay: bool,
}

/// The session with this token's hash, expired or not.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, token: [u8; 32]) -> Result<Option<StoredSession>, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT person, created_at, expires_at, stay FROM clew_session WHERE token = ",
    );
    sql.bind(token.to_vec());
    first(read, &sql, |row| {
        Ok(StoredSession {
            token,
            person: UserId(must(row.uuid(0)?, "person")?),
            created_at: must(row.instant(1)?, "created_at")?,
            expires_at: must(row.instant(2)?, "expires_at")?,
            stay: must(row.bool(3)?, "stay")?,
        })
    })
}

/// Adds a session.
///
/// # Errors
/// When the database refuses.
pub fn insert(tx: &mut Tx<'_>, session: &StoredSession) -> Result<(), Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_session (token, person, created_at, expires_at, stay) VALUES (",
    );
    sql.bind_all([
        session.token.to_vec().into(),
        session.person.0.into(),
        session.created_at.into(),
        session.expires_at.into(),
        session.stay.into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// Moves a session's end.
///
/// # Errors
/// When the database refuses.
pub fn extend(tx: &mut Tx<'_>, token: [u8; 32], until: Timestamp) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_session SET expires_at = ");
    sql.bind(until).push(" WHERE token = ").bind(token.to_vec());
    tx.execute(&sql)
}

/// Ends a session.
///
/// # Errors
/// When the database refuses.
pub fn remove(tx: &mut Tx<'_>, token: [u8; 32]) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_session WHERE token = ");
    sql.bind(token.to_vec());
    tx.execute(&sql)
}

/// Ends all sessions of a person, except one.
///
/// # Errors
/// When the database refuses.
pub fn remove_of(tx: &mut Tx<'_>, person: UserId, except: Option<[u8; 32]>) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_session WHERE person = ");
    sql.bind(person.0);
    if let Some(token) = except {
        sql.push(" AND token <> ").bind(token.to_vec());
    }
    tx.execute(&sql)
}

/// Forgets sessions that ended before this moment.
///
/// # Errors
/// When the database refuses.
pub fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_session WHERE expires_at < ");
    sql.bind(before);
    tx.execute(&sql)
}
