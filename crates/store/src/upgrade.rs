//! Before a database that holds something is brought up to date, what it holds is written down elsewhere: migrations may
//! destroy, and an older program cannot open what they leave.

use std::io::Write;

use jiff::Timestamp;

use crate::backup::{About, write_older};
use crate::fault::{Error, Fault};
use crate::migrations::{self, CURRENT};
use crate::session::{Session, first, must};
use crate::sql::Sql;

/// Keeps a backup of the schema version that it is told, written by what it is given.
pub trait BeforeUpgrade {
    /// Keeps it. The database is not touched when this fails.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn keep(
        &self,
        version: i64,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Fault>,
    ) -> Result<(), Error>;
}

/// Has a backup kept where the database is older than this program and not empty.
pub(crate) fn before_upgrade(
    session: &mut dyn Session,
    before: &dyn BeforeUpgrade,
    now: Timestamp,
) -> Result<(), Error> {
    let Some(version) = older(session)? else { return Ok(()) };
    let begin = if session.dialect().is_postgres() {
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    } else {
        "BEGIN"
    };
    session.script(begin)?;
    let program = format!("before schema {CURRENT}");
    let about = About { program, made_at: now, workspace: String::new() };
    let kept = before.keep(version, &mut |out| write_older(session, (&about, version), out));
    // Nothing was written, whatever became of the backup.
    session.script("ROLLBACK")?;
    kept
}

/// The version of a database that is there and older.
fn older(session: &mut dyn Session) -> Result<Option<i64>, Fault> {
    let text = if session.dialect().is_postgres() {
        "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'clew_meta'"
    } else {
        "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'clew_meta'"
    };
    let sql = Sql::of(session.dialect(), text);
    let is_ours = first(session, &sql, |row| must(row.int(0)?, "count"))?.unwrap_or(0) > 0;
    if !is_ours || migrations::is_restoring(session)? {
        return Ok(None);
    }
    let version = migrations::found_version(session)?;
    Ok((0 < version && version < CURRENT).then_some(version))
}
