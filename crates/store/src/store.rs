//! The store: one writer, many readers, on either database.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use model::Seq;

use crate::commits::Commits;
use crate::dialect::Dialect;
use crate::fault::{Error, Fault};
use crate::head;
use crate::log::{self, Logged};
use crate::migrations;
use crate::outage::Outage;
use crate::postgres::{self, PostgresOptions};
use crate::query;
use crate::readers::Readers;
use crate::schema::{self, IndexSpec};
use crate::session::{Read, Session};
use crate::sqlite;
use crate::table::Table;
use crate::tx::Tx;
use crate::upgrade::{BeforeUpgrade, before_upgrade};
use crate::writer::{Committed, Connect, Urgency, Writer};

/// Where the data lies.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL database and the schema in it.
    Postgres {
        /// `postgres://…`.
        url: String,
        /// `public` unless several workspaces share a database.
        schema: String,
    },
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            // The address may hold a password.
            Self::Postgres { schema, .. } => {
                f.debug_struct("Postgres").field("schema", schema).finish_non_exhaustive()
            }
        }
    }
}

/// Brings the platform's own tables up to date.
type Migrate<'m> = &'m dyn Fn(&mut dyn Session) -> Result<(), Error>;

/// The open database.
pub struct Store {
    location: Location,
    dialect: Dialect,
    commits: Arc<Commits>,
    readers: Readers,
    // Dropped last: it finishes what is queued.
    writer: Writer,
}

impl Store {
    /// Opens the database, brings its schema up to date, starts the writer.
    ///
    /// # Errors
    /// When the database cannot be opened, was written by a newer program, or refuses durable settings.
    pub fn open(location: Location) -> Result<Self, Error> {
        Self::open_prepared(location, &migrations::migrate)
    }

    /// The same; before an older database is brought up to date, a backup of it is kept.
    ///
    /// # Errors
    /// As [`Store::open`]; when the backup cannot be kept, and then nothing was changed.
    pub fn open_keeping(
        location: Location,
        before: &dyn BeforeUpgrade,
        now: Timestamp,
    ) -> Result<Self, Error> {
        Self::open_prepared(location, &|session| {
            before_upgrade(session, before, now)?;
            migrations::migrate(session)
        })
    }

    /// Opens a database that a restore has filled but that is not yet said to be whole.
    pub(crate) fn open_restored(location: Location) -> Result<Self, Error> {
        Self::open_prepared(location, &|session| {
            migrations::migrate_to(session, migrations::CURRENT)
        })
    }

    fn open_prepared(location: Location, migrate: Migrate<'_>) -> Result<Self, Error> {
        match &location {
            Location::Sqlite(path) => Self::open_sqlite(path.clone(), location, migrate),
            Location::Postgres { url, schema } => {
                let options = PostgresOptions { url: url.clone(), schema: schema.clone() };
                Self::open_postgres(Arc::new(options), location, migrate)
            }
        }
    }

    fn open_postgres(
        options: Arc<PostgresOptions>,
        location: Location,
        migrate: Migrate<'_>,
    ) -> Result<Self, Error> {
        let mut session = postgres::open_writer(&options)?;
        // Several nodes may start at once; the connection's end sets the lock free.
        session.script("SELECT pg_advisory_lock(hashtext('clew ' || current_schema()))")?;
        migrate(&mut session)?;
        query::loosen_grams(&mut session)?;
        head::plant(&mut session)?;
        drop(session);
        let readers = Readers::postgres(Arc::clone(&options));
        let connect: Connect =
            Box::new(move || Ok(Box::new(postgres::open_writer(&options)?) as Box<dyn Session>));
        Self::start(location, Dialect::Postgres, readers, connect)
    }

    fn open_sqlite(path: PathBuf, location: Location, migrate: Migrate<'_>) -> Result<Self, Error> {
        let mut session = sqlite::open_writer(&path)?;
        migrate(&mut session)?;
        head::plant(&mut session)?;
        drop(session);
        let readers = Readers::sqlite(&path);
        let connect: Connect = {
            let path = path.clone();
            Box::new(move || Ok(Box::new(sqlite::open_writer(&path)?) as Box<dyn Session>))
        };
        Self::start(location, Dialect::Sqlite, readers, connect)
    }

    fn start(
        location: Location,
        dialect: Dialect,
        readers: Readers,
        connect: Connect,
    ) -> Result<Self, Error> {
        let commits = Arc::new(Commits::default());
        let head = readers.with(|read| head::read(read))?;
        commits.raise(&head);
        let writer = Writer::start(connect, Arc::clone(&commits), Arc::clone(readers.outage()))?;
        Ok(Self { location, dialect, commits, readers, writer })
    }

    /// Where the data lies.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// What was committed last.
    pub fn commits(&self) -> &Arc<Commits> {
        &self.commits
    }

    /// Whether the database can be reached, for those who log that it cannot.
    pub fn outage(&self) -> &Outage {
        self.readers.outage()
    }

    /// Runs a request in a transaction and returns when it is durable. It may run more than once.
    ///
    /// # Errors
    /// What the request returned, or why it could not be made durable.
    pub fn write<T: Send + 'static>(
        &self,
        run: impl Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<Committed<T>, Error> {
        self.writer.write(Urgency::Interactive, run)
    }

    /// The same for a chunk of long work, behind people's requests. Keep a chunk under 500 rows.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_chunk<T: Send + 'static>(
        &self,
        run: impl Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<Committed<T>, Error> {
        self.writer.write(Urgency::Background, run)
    }

    /// The same for long work that cannot be cut into chunks: see [`Urgency::Yielding`].
    ///
    /// # Errors
    /// As [`Store::write`]; [`crate::FaultKind::TransactionLost`] when somebody interactive came.
    pub fn write_yielding<T: Send + 'static>(
        &self,
        run: impl Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<Committed<T>, Error> {
        self.writer.write(Urgency::Yielding, run)
    }

    /// Makes an index while everybody goes on writing; false where the database cannot do that.
    ///
    /// # Errors
    /// `Busy` while another node makes it or the table is changed; when the database refuses.
    pub fn make_index(&self, table: &Table, spec: &IndexSpec) -> Result<bool, Fault> {
        let Location::Postgres { url, schema } = &self.location else { return Ok(false) };
        let options = PostgresOptions { url: url.clone(), schema: schema.clone() };
        schema::add_index_beside(&mut postgres::open_writer(&options)?, table, spec)?;
        Ok(true)
    }

    /// Drops an index by name without being in anybody's way; false where the database cannot do that.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn drop_index(&self, name: &str) -> Result<bool, Fault> {
        let Location::Postgres { url, schema } = &self.location else { return Ok(false) };
        let options = PostgresOptions { url: url.clone(), schema: schema.clone() };
        schema::drop_index_beside(&mut postgres::open_writer(&options)?, name)?;
        Ok(true)
    }

    /// Some entries of the log that reach beyond `cursor`, oldest first: [`log::after`], from memory where this process
    /// has just written them.
    ///
    /// # Errors
    /// When the database does not answer or an entry cannot be read.
    pub fn log_after(&self, cursor: Seq, limit: u32) -> Result<Vec<Arc<Logged>>, Fault> {
        if let Some(recent) = self.commits.recent_after(cursor, limit as usize) {
            return Ok(recent);
        }
        let read = self.readers.with(|read| log::after(read, cursor, limit))?;
        Ok(read.into_iter().map(Arc::new).collect())
    }

    /// Clears what is left of deleted rows in pages that nothing uses and in the write-ahead log; whether that was done.
    /// On PostgreSQL vacuum does it.
    ///
    /// # Errors
    /// When the database cannot be opened or refuses.
    pub fn clear_freed(&self) -> Result<bool, Fault> {
        match &self.location {
            Location::Sqlite(path) => sqlite::clear_freed(path),
            Location::Postgres { .. } => Ok(true),
        }
    }

    /// Asks on a reading connection. Statements see what is durable when each begins.
    ///
    /// # Errors
    /// What the questions return.
    pub fn read<T, E: From<Fault>>(
        &self,
        ask: impl FnOnce(&mut dyn Read) -> Result<T, E>,
    ) -> Result<T, E> {
        self.readers.with(ask)
    }

    /// Asks within one snapshot: all statements see the same state.
    ///
    /// # Errors
    /// What the questions return.
    pub fn snapshot<T, E: From<Fault>>(
        &self,
        ask: impl FnOnce(&mut dyn Read) -> Result<T, E>,
    ) -> Result<T, E> {
        self.readers.snapshot(ask)
    }
}

/// The SQLite file inside a data folder.
pub fn sqlite_file(data: &Path) -> PathBuf {
    data.join("clew.db")
}
