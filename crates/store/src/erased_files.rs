//! Bytes that an erasure took the last name from. They lie outside the database, so they go after the commit: here
//! stands which, until they are gone.

use crate::fault::Fault;
use crate::session::{Read, all, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// Writes down that these bytes shall go.
///
/// # Errors
/// When the database refuses.
pub fn add(tx: &mut Tx<'_>, hash: [u8; 32]) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_erased_file (hash) VALUES (");
    sql.bind(hash.to_vec()).push(") ON CONFLICT (hash) DO NOTHING");
    tx.execute(&sql)
}

/// All that shall go.
///
/// # Errors
/// When the database does not answer.
pub fn list(read: &mut dyn Read) -> Result<Vec<[u8; 32]>, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT hash FROM clew_erased_file ORDER BY hash");
    all(read, &sql, |row| {
        let hash = must(row.bytes(0)?, "hash")?;
        hash.try_into().map_err(|_| Fault::new("a file's hash has a wrong length"))
    })
}

/// They are gone, or somebody has brought them anew.
///
/// # Errors
/// When the database refuses.
pub fn remove(tx: &mut Tx<'_>, hash: [u8; 32]) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_erased_file WHERE hash = ");
    sql.bind(hash.to_vec());
    tx.execute(&sql)
}
