//! Opens connections with the settings that durability hangs on, and reads them back.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::SqliteSession;
use crate::fault::Fault;

/// The settings that decide whether an answered write survives a power cut, as the live connection reports them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Durability {
    /// `wal`.
    pub journal_mode: String,
    /// 2 = FULL: the log is synced before each commit returns.
    pub synchronous: i64,
}

/// Opens the one writing connection.
///
/// # Errors
/// When the file cannot be opened, or the settings do not take.
pub fn open_writer(path: &Path) -> Result<SqliteSession, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|e| opening(&e))?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = OFF;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -65536;
             PRAGMA wal_autocheckpoint = 4000;
             PRAGMA secure_delete = FAST;",
        )
        .map_err(|e| opening(&e))?;
    connection.busy_timeout(Duration::from_secs(10)).map_err(|e| opening(&e))?;
    connection.set_prepared_statement_cache_capacity(512);
    let mut session = SqliteSession::new(connection);
    let found = durability(&mut session)?;
    if found.journal_mode != "wal" || found.synchronous < 2 {
        return Err(Fault::new(format!("the database refuses safe settings: {found:?}")));
    }
    Ok(session)
}

/// Opens a reading connection.
///
/// # Errors
/// When the file cannot be opened.
pub fn open_reader(path: &Path) -> Result<SqliteSession, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|e| opening(&e))?;
    connection
        .execute_batch(
            "PRAGMA query_only = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA mmap_size = 268435456;
             PRAGMA cache_size = -16384;",
        )
        .map_err(|e| opening(&e))?;
    connection.busy_timeout(Duration::from_secs(10)).map_err(|e| opening(&e))?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(SqliteSession::new(connection))
}

/// Reads the durability settings back from a live connection.
///
/// # Errors
/// When the connection does not answer.
pub fn durability(session: &mut SqliteSession) -> Result<Durability, Fault> {
    let connection = session.connection();
    let pragma = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .map_err(|e| opening(&e))
    };
    let journal_mode = match pragma("journal_mode")? {
        rusqlite::types::Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    let synchronous = match pragma("synchronous")? {
        rusqlite::types::Value::Integer(n) => n,
        _ => -1,
    };
    Ok(Durability { journal_mode, synchronous })
}

fn opening(error: &rusqlite::Error) -> Fault {
    Fault::new(format!("opening the database: {error}"))
}
