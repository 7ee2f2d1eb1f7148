//! The pool of reading connections. A broken one is replaced; a read that finds its connection closed is asked again.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::open::{PostgresOptions, Role};
use super::session::PostgresSession;
use crate::dialect::Dialect;
use crate::fault::{Fault, FaultKind};
use crate::session::{EachRow, Read, Session};
use crate::sql::Sql;

/// Nobody waits longer for a connection: the server is drowning and more waiting helps nobody.
const PATIENCE: Duration = Duration::from_secs(30);

/// At most `limit` reading connections, opened when they are needed.
#[derive(Debug)]
pub struct Readers {
    options: Arc<PostgresOptions>,
    limit: usize,
    state: Mutex<Connections>,
    returned: Condvar,
}

#[derive(Debug, Default)]
struct Connections {
    idle: Vec<PostgresSession>,
    /// Idle and lent ones.
    open: usize,
}

impl Readers {
    /// An empty pool: nothing is connected yet.
    pub fn new(options: &PostgresOptions, limit: usize) -> Arc<Self> {
        Arc::new(Self {
            options: Arc::new(options.clone()),
            limit: limit.max(1),
            state: Mutex::default(),
            returned: Condvar::new(),
        })
    }

    /// Lends a connection; waits while all are lent. One thread must not wait for two at a time.
    ///
    /// # Errors
    /// `Unreachable` when the server does not answer or no connection came free in time.
    pub fn checkout(self: &Arc<Self>) -> Result<PooledReader, Fault> {
        let session = match self.take_idle()? {
            Some(session) => session,
            None => PostgresSession::open(Arc::clone(&self.options), Role::Reader)
                .inspect_err(|_| self.forget_one())?,
        };
        Ok(PooledReader { pool: Arc::clone(self), session: Some(session) })
    }

    /// Lends a connection whose questions all see the same moment: for backups and deep checks.
    ///
    /// # Errors
    /// As [`Readers::checkout`].
    pub fn snapshot(self: &Arc<Self>) -> Result<Snapshot, Fault> {
        let mut reader = self.checkout()?;
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        reader.execute(&Sql::of(Dialect::Postgres, begin))?;
        // The moment is that of the first question.
        reader.count(&Sql::of(Dialect::Postgres, "SELECT 1"))?;
        Ok(Snapshot { reader })
    }

    /// How many connections are open, lent ones included.
    pub fn open(&self) -> usize {
        self.lock().open
    }

    /// An idle connection, or none and the right to open one.
    fn take_idle(&self) -> Result<Option<PostgresSession>, Fault> {
        let all_lent = |c: &mut Connections| c.idle.is_empty() && c.open >= self.limit;
        let waited = self.returned.wait_timeout_while(self.lock(), PATIENCE, all_lent);
        let (mut state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            let message = format!("all {} reading connections are in use", self.limit);
            return Err(Fault::of(FaultKind::Unreachable, message));
        }
        let session = state.idle.pop();
        if session.is_none() {
            state.open += 1;
        }
        Ok(session)
    }

    fn take_back(&self, session: PostgresSession) {
        let mut state = self.lock();
        if session.is_broken() {
            state.open -= 1;
        } else {
            state.idle.push(session);
        }
        self.returned.notify_one();
    }

    fn forget_one(&self) {
        self.lock().open -= 1;
        self.returned.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Connections> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lent connection; given back when dropped.
#[derive(Debug)]
pub struct PooledReader {
    pool: Arc<Readers>,
    /// Taken only by `drop`.
    session: Option<PostgresSession>,
}

impl Deref for PooledReader {
    type Target = PostgresSession;

    fn deref(&self) -> &PostgresSession {
        self.session.as_ref().expect("taken only by drop")
    }
}

impl DerefMut for PooledReader {
    fn deref_mut(&mut self) -> &mut PostgresSession {
        self.session.as_mut().expect("taken only by drop")
    }
}

impl Drop for PooledReader {
    fn drop(&mut self) {
        let Some(mut session) = self.session.take() else { return };
        // A snapshot ends here. When that fails the connection is broken, and the pool sees it.
        let rolled_back = session.execute(&Sql::of(Dialect::Postgres, "ROLLBACK"));
        if rolled_back.is_err() {
            self.pool.forget_one();
        } else {
            self.pool.take_back(session);
        }
    }
}

impl Read for PooledReader {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn each(&mut self, sql: &Sql, row: EachRow<'_>) -> Result<(), Fault> {
        self.deref_mut().each(sql, row)
    }
}

/// A lent connection inside a read-only transaction.
#[derive(Debug)]
pub struct Snapshot {
    reader: PooledReader,
}

impl Read for Snapshot {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn each(&mut self, sql: &Sql, row: EachRow<'_>) -> Result<(), Fault> {
        self.reader.each(sql, row)
    }
}
