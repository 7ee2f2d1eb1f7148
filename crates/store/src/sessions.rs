//! Who is signed in. A session is found by the SHA-256 of its token: whoever reads the database cannot sign in by it.
//! Sessions are not in the log: they change nothing that others see.

use jiff::Timestamp;
use model::UserId;

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
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
    /// What the browser called itself; empty = unknown.
    pub device: String,
    /// The address that it came in from; empty = unknown.
    pub address: String,
    /// When it was last seen, to some minutes.
    pub used_at: Timestamp,
}

const COLUMNS: &str = "person, created_at, expires_at, stay, device, address, used_at, token";

/// The session with this token's hash, expired or not.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, token: [u8; 32]) -> Result<Option<StoredSession>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT ");
    sql.push(COLUMNS).push(" FROM clew_session WHERE token = ").bind(token.to_vec());
    first(read, &sql, session)
}

/// A person's sessions, expired ones too, the last used first.
///
/// # Errors
/// When the database does not answer.
pub fn list_of(read: &mut dyn Read, person: UserId) -> Result<Vec<StoredSession>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT ");
    sql.push(COLUMNS).push(" FROM clew_session WHERE person = ").bind(person.0);
    let mut found = all(read, &sql, session)?;
    found.sort_by(|a, b| b.used_at.cmp(&a.used_at).then_with(|| a.token.cmp(&b.token)));
    Ok(found)
}

fn session(row: &dyn Row) -> Result<StoredSession, Fault> {
    let created_at = must(row.instant(1)?, "created_at")?;
    let token = must(row.bytes(7)?, "token")?;
    Ok(StoredSession {
        token: token.try_into().map_err(|_| Fault::new("a session's token is no hash"))?,
        person: UserId(must(row.uuid(0)?, "person")?),
        created_at,
        expires_at: must(row.instant(2)?, "expires_at")?,
        stay: must(row.bool(3)?, "stay")?,
        device: must(row.text(4)?, "device")?,
        address: must(row.text(5)?, "address")?,
        // Sessions of before it was kept.
        used_at: row.instant(6)?.unwrap_or(created_at),
    })
}

/// Adds a session.
///
/// # Errors
/// When the database refuses.
pub fn insert(tx: &mut Tx<'_>, session: &StoredSession) -> Result<(), Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_session (token, person, created_at, expires_at, stay, device, address, used_at) VALUES (",
    );
    sql.bind_all([
        session.token.to_vec().into(),
        session.person.0.into(),
        session.created_at.into(),
        session.expires_at.into(),
        session.stay.into(),
        session.device.as_str().into(),
        session.address.as_str().into(),
        session.used_at.into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// A session was used at this moment, and ends at `until`.
///
/// # Errors
/// When the database refuses.
pub fn extend(
    tx: &mut Tx<'_>,
    token: [u8; 32],
    (used, until): (Timestamp, Timestamp),
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_session SET expires_at = ");
    sql.bind(until).push(", used_at = ").bind(used);
    sql.push(" WHERE token = ").bind(token.to_vec());
    tx.execute(&sql)
}

/// Notes what a session is recognised by.
///
/// # Errors
/// When the database refuses.
pub fn describe(
    tx: &mut Tx<'_>,
    token: [u8; 32],
    (device, address): (&str, &str),
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_session SET device = ");
    sql.bind(device).push(", address = ").bind(address);
    sql.push(" WHERE token = ").bind(token.to_vec());
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
