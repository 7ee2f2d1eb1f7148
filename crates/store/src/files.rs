//! Stored files: what is known of them. The bytes lie outside, by content.

use jiff::Timestamp;
use model::value::FileRef;
use model::{FileId, UserId};

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

/// A stored file.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredFile {
    /// Name, size, media type.
    pub file: FileRef,
    /// SHA-256 of the bytes.
    pub hash: [u8; 32],
    /// Who brought it; none = the platform.
    pub person: Option<UserId>,
    /// When.
    pub at: Timestamp,
}

/// Files by id; missing ones are left out.
///
/// # Errors
/// When the database does not answer.
pub fn find_files(read: &mut dyn Read, ids: &[FileId]) -> Result<Vec<StoredFile>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT id, name, size, media, hash, person, at FROM clew_file WHERE id",
    );
    sql.among(ids.iter().map(|id| Param::Uuid(id.0)));
    all(read, &sql, stored)
}

/// Writes down a file whose bytes are kept already.
///
/// # Errors
/// When the database refuses.
pub fn save_file(tx: &mut Tx<'_>, stored: &StoredFile) -> Result<(), Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_file (id, hash, size, media, name, person, at) VALUES (",
    );
    sql.bind_all([
        stored.file.file.0.into(),
        stored.hash.to_vec().into(),
        i64::try_from(stored.file.size).unwrap_or(i64::MAX).into(),
        stored.file.media.clone().into(),
        stored.file.name.clone().into(),
        stored.person.map(|p| p.0).into(),
        stored.at.into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// Forgets a file; the hash of its bytes if these may go, because no other file has the same.
///
/// # Errors
/// When the database refuses.
pub fn remove_file(tx: &mut Tx<'_>, id: FileId) -> Result<Option<[u8; 32]>, Fault> {
    let Some(found) = find_files(tx, &[id])?.pop() else { return Ok(None) };
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_file WHERE id = ");
    sql.bind(id.0);
    tx.execute(&sql)?;
    Ok((!is_kept(tx, found.hash)?).then_some(found.hash))
}

/// Whether a file with these bytes is known.
///
/// # Errors
/// When the database does not answer.
pub fn is_kept(read: &mut dyn Read, hash: [u8; 32]) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_file WHERE hash = ");
    sql.bind(hash.to_vec()).push(" LIMIT 1");
    Ok(first(read, &sql, |_| Ok(()))?.is_some())
}

fn stored(row: &dyn Row) -> Result<StoredFile, Fault> {
    let hash = must(row.bytes(4)?, "hash")?;
    Ok(StoredFile {
        file: FileRef {
            file: FileId(must(row.uuid(0)?, "id")?),
            name: must(row.text(1)?, "name")?,
            size: u64::try_from(must(row.int(2)?, "size")?).unwrap_or(0),
            media: must(row.text(3)?, "media")?,
        },
        hash: hash.try_into().map_err(|_| Fault::new("a file's hash has a wrong length"))?,
        person: row.uuid(5)?.map(UserId),
        at: must(row.instant(6)?, "at")?,
    })
}
