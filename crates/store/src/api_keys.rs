//! API keys, found by the SHA-256 of their text, like sessions.

use jiff::Timestamp;
use model::{ApiKeyId, UserId};

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// An API key as stored: all but its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKey {
    /// Its id.
    pub id: ApiKeyId,
    /// What it is for.
    pub name: String,
    /// The last characters of the key, to tell keys apart.
    pub hint: String,
    /// As whom it acts.
    pub person: UserId,
    /// When it was made.
    pub created_at: Timestamp,
}

/// All keys, oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn list(read: &mut dyn Read) -> Result<Vec<StoredKey>, Fault> {
    let sql = Sql::of(
        read.dialect(),
        "SELECT id, name, hint, person, created_at FROM clew_api_key ORDER BY created_at, id",
    );
    all(read, &sql, key)
}

/// The key with this id.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, id: ApiKeyId) -> Result<Option<StoredKey>, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT id, name, hint, person, created_at FROM clew_api_key WHERE id = ",
    );
    sql.bind(id.0);
    first(read, &sql, key)
}

/// As whom the key with this hash acts.
///
/// # Errors
/// When the database does not answer.
pub fn find_person(read: &mut dyn Read, token: [u8; 32]) -> Result<Option<UserId>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT person FROM clew_api_key WHERE token = ");
    sql.bind(token.to_vec());
    first(read, &sql, |row| Ok(UserId(must(row.uuid(0)?, "person")?)))
}

/// Adds a key. The caller appends its Change, without the hash.
///
/// # Errors
/// When the database refuses.
pub fn insert(tx: &mut Tx<'_>, key: &StoredKey, token: [u8; 32]) -> Result<(), Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_api_key (id, name, hint, token, person, created_at) VALUES (",
    );
    sql.bind_all([
        key.id.0.into(),
        key.name.clone().into(),
        key.hint.clone().into(),
        token.to_vec().into(),
        key.person.0.into(),
        key.created_at.into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// Removes a key. The caller appends its Change.
///
/// # Errors
/// When the database refuses.
pub fn remove(tx: &mut Tx<'_>, id: ApiKeyId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_api_key WHERE id = ");
    sql.bind(id.0);
    tx.execute(&sql)
}

fn key(row: &dyn Row) -> Result<StoredKey, Fault> {
    Ok(StoredKey {
        id: ApiKeyId(must(row.uuid(0)?, "id")?),
        name: must(row.text(1)?, "name")?,
        hint: must(row.text(2)?, "hint")?,
        person: UserId(must(row.uuid(3)?, "person")?),
        created_at: must(row.instant(4)?, "created_at")?,
    })
}
