//! People's pictures: which kept file is whose. What a file is stands with all other files, so backups bring them too.

use std::collections::BTreeMap;

use model::{FileId, UserId};

use crate::fault::Fault;
use crate::session::{Read, all, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// Who has a picture, with the SHA-256 of its bytes.
///
/// # Errors
/// When the database does not answer.
pub fn list(read: &mut dyn Read) -> Result<BTreeMap<UserId, [u8; 32]>, Fault> {
    let sql = Sql::of(
        read.dialect(),
        "SELECT a.person, f.hash FROM clew_avatar a JOIN clew_file f ON f.id = a.file",
    );
    let found = all(read, &sql, |row| {
        Ok((UserId(must(row.uuid(0)?, "person")?), must(row.bytes(1)?, "hash")?))
    })?;
    let known = found.into_iter().map(|(person, hash)| {
        let hash = hash.try_into().map_err(|_| Fault::new("a file's hash has a wrong length"))?;
        Ok((person, hash))
    });
    known.collect()
}

/// The file that is a person's picture.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, person: UserId) -> Result<Option<FileId>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT file FROM clew_avatar WHERE person = ");
    sql.bind(person.0);
    first(read, &sql, |row| Ok(FileId(must(row.uuid(0)?, "file")?)))
}

/// The media type of the picture with these bytes, as long as it is somebody's.
///
/// # Errors
/// When the database does not answer.
pub fn find_media(read: &mut dyn Read, hash: [u8; 32]) -> Result<Option<String>, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT f.media FROM clew_file f JOIN clew_avatar a ON a.file = f.id WHERE f.hash = ",
    );
    sql.bind(hash.to_vec()).push(" LIMIT 1");
    first(read, &sql, |row| must(row.text(0)?, "media"))
}

/// Makes a kept file a person's picture, in the place of an earlier one. The caller appends the Change.
///
/// # Errors
/// When the database refuses.
pub fn save(tx: &mut Tx<'_>, person: UserId, file: FileId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_avatar (person, file) VALUES (");
    sql.bind_all([person.0.into(), file.0.into()]);
    sql.push(") ON CONFLICT (person) DO UPDATE SET file = excluded.file");
    tx.execute(&sql)
}

/// Takes a person's picture away. The caller appends the Change.
///
/// # Errors
/// When the database refuses.
pub fn remove(tx: &mut Tx<'_>, person: UserId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_avatar WHERE person = ");
    sql.bind(person.0);
    tx.execute(&sql)
}
