//! Clears what SQLite leaves behind of deleted rows: pages that nothing uses, and the write-ahead log.

use std::path::Path;

use super::SqliteSession;
use super::open::open_writer;
use crate::dialect::Dialect;
use crate::fault::Fault;
use crate::session::{Session, first, must};
use crate::sql::Sql;

/// Pages written over in one transaction: others write in between.
const CHUNK: i64 = 2_000;

/// Writes zeros over every free page, then empties the write-ahead log; whether both were done. Not while somebody
/// reads an old picture: then call again later.
///
/// # Errors
/// When the database cannot be opened or refuses.
pub(crate) fn clear_freed(path: &Path) -> Result<bool, Fault> {
    let mut session = open_writer(path)?;
    let (size, free) = (ask(&mut session, "PRAGMA page_size")?, freed(&mut session)?);
    if free > 0 {
        // Free pages are what new rows are written to: zeros take them all, and give them back.
        session.script("CREATE TABLE IF NOT EXISTS clew_zeros (zeros BLOB)")?;
        let mut left = free;
        while left > 0 {
            let pages = freed(&mut session)?.min(CHUNK);
            if pages == 0 {
                break;
            }
            let mut sql = Sql::of(Dialect::Sqlite, "INSERT INTO clew_zeros VALUES (zeroblob(");
            sql.bind(pages * size).push("))");
            session.execute(&sql)?;
            left -= pages;
        }
        session.script("DROP TABLE clew_zeros")?;
    }
    Ok(ask(&mut session, "PRAGMA wal_checkpoint(TRUNCATE)")? == 0)
}

fn freed(session: &mut SqliteSession) -> Result<i64, Fault> {
    ask(session, "PRAGMA freelist_count")
}

fn ask(session: &mut SqliteSession, pragma: &str) -> Result<i64, Fault> {
    let sql = Sql::of(Dialect::Sqlite, pragma);
    Ok(first(session, &sql, |row| must(row.int(0)?, pragma))?.unwrap_or(0))
}
