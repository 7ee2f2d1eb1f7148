//! A database of its own for one test; gone afterwards.

use store::postgres::{self, PostgresOptions};
use store::session::Session;
use store::{Location, sqlite_file};
use tempfile::TempDir;

/// A SQLite file in a temporary folder, or a schema of a PostgreSQL server.
pub struct TestDatabase {
    location: Location,
    _folder: Option<TempDir>,
}

impl TestDatabase {
    /// A file in a folder of its own.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { location: Location::Sqlite(sqlite_file(folder.path())), _folder: Some(folder) }
    }

    /// A schema of its own; none, with a message, where `CLEW_TEST_POSTGRES` names no server.
    ///
    /// # Panics
    /// When the system has no randomness for the schema's name.
    pub fn postgres() -> Option<Self> {
        let Ok(url) = std::env::var("CLEW_TEST_POSTGRES") else {
            tell("skipped: CLEW_TEST_POSTGRES names no server");
            return None;
        };
        let mut random = [0u8; 8];
        getrandom::fill(&mut random).expect("randomness");
        let schema = format!("t_{:016x}", u64::from_be_bytes(random));
        Some(Self { location: Location::Postgres { url, schema }, _folder: None })
    }

    /// Where it lies.
    pub fn location(&self) -> &Location {
        &self.location
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Location::Postgres { url, schema } = &self.location else { return };
        let options = PostgresOptions { url: url.clone(), schema: schema.clone() };
        let dropped = postgres::open_writer(&options)
            .and_then(|mut s| s.script(&format!("DROP SCHEMA \"{schema}\" CASCADE")));
        if let Err(fault) = dropped {
            tell(&format!("leaving a schema behind: {fault}"));
        }
    }
}

#[expect(clippy::print_stderr, reason = "tests tell what they skip")]
fn tell(message: &str) {
    eprintln!("{message}");
}
