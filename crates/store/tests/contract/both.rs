//! A fresh store of either kind.

use std::path::PathBuf;

use store::postgres::{self, PostgresOptions, PostgresSession};
use store::session::Session;
use store::{Dialect, Location, Store, sqlite};

/// Runs each named test on both databases. A test is `fn name(db: &Db)`.
macro_rules! both_databases {
    ($($(#[$attribute:meta])* $name:ident,)*) => {
        mod on_sqlite {
            $($(#[$attribute])* #[test]
            fn $name() {
                super::$name(&$crate::both::Db::sqlite());
            })*
        }
        mod on_postgres {
            $($(#[$attribute])* #[test]
            fn $name() {
                if let Some(db) = $crate::both::Db::postgres() {
                    super::$name(&db);
                }
            })*
        }
    };
}

/// A database of its own for one test; gone afterwards.
pub(crate) struct Db {
    pub(crate) location: Location,
    _folder: Option<tempfile::TempDir>,
}

impl Db {
    /// A file in a folder of its own.
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Sqlite(folder.path().join("clew.db"));
        Self { location, _folder: Some(folder) }
    }

    /// A schema of its own; none where no server is named.
    pub(crate) fn postgres() -> Option<Self> {
        let Ok(url) = std::env::var("CLEW_TEST_POSTGRES") else {
            eprintln!("skipped: CLEW_TEST_POSTGRES names no server");
            return None;
        };
        let mut random = [0u8; 8];
        getrandom::fill(&mut random).unwrap();
        let schema = format!("t_{:016x}", u64::from_be_bytes(random));
        Some(Self { location: Location::Postgres { url, schema }, _folder: None })
    }

    /// Opens it.
    pub(crate) fn open(&self) -> Store {
        Store::open(self.location.clone()).unwrap()
    }

    /// Which kind it is.
    pub(crate) fn dialect(&self) -> Dialect {
        match self.location {
            Location::Sqlite(_) => Dialect::Sqlite,
            Location::Postgres { .. } => Dialect::Postgres,
        }
    }

    /// A writing connection beside the store's, for tampering and for being another node.
    pub(crate) fn other_writer(&self) -> Box<dyn Session> {
        match &self.location {
            Location::Sqlite(path) => Box::new(sqlite::open_writer(path).unwrap()),
            Location::Postgres { .. } => Box::new(postgres::open_writer(&self.options()).unwrap()),
        }
    }

    /// How to reach the PostgreSQL variant.
    pub(crate) fn options(&self) -> PostgresOptions {
        match &self.location {
            Location::Postgres { url, schema } => {
                PostgresOptions { url: url.clone(), schema: schema.clone() }
            }
            Location::Sqlite(_) => panic!("only on PostgreSQL"),
        }
    }

    /// A PostgreSQL connection.
    pub(crate) fn postgres_session(&self) -> PostgresSession {
        postgres::open_writer(&self.options()).unwrap()
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        if let Location::Postgres { schema, .. } = &self.location {
            let dropped = postgres::open_writer(&self.options())
                .and_then(|mut s| s.script(&format!("DROP SCHEMA \"{schema}\" CASCADE")));
            if let Err(fault) = dropped {
                eprintln!("leaving a schema behind: {fault}");
            }
        }
    }
}

/// Real sample data, where it is at hand.
pub(crate) fn samples(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CLEW_SAMPLES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: no sample data ({file})");
    None
}
