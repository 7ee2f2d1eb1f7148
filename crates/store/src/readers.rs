//! A pool of reading connections. A connection that broke heals itself at the next question; one that was left inside
//! a transaction is not lent again.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::fault::{Fault, FaultKind};
use crate::outage::Outage;
use crate::postgres::{self, PostgresOptions};
use crate::session::{Read, Session};
use crate::sqlite;

/// Idle connections kept open; more are opened under load and closed afterwards.
const KEEP: usize = 24;
/// Lent at once. PostgreSQL allows about a hundred in all by default, and several nodes share them.
const LIMIT: usize = 24;
/// Nobody waits longer for a connection: the database is drowning, and more waiting helps nobody.
const PATIENCE: Duration = Duration::from_secs(30);

type Connection = Box<dyn Session + Send>;
type Open = Box<dyn Fn() -> Result<Connection, Fault> + Send + Sync>;

/// The pool.
pub(crate) struct Readers {
    outage: Arc<Outage>,
    open: Open,
    begin: &'static str,
    patience: Duration,
    state: Mutex<Connections>,
    returned: Condvar,
}

#[derive(Default)]
struct Connections {
    idle: Vec<Connection>,
    lent: usize,
}

impl Readers {
    pub(crate) fn sqlite(path: &Path) -> Self {
        let path = path.to_owned();
        Self::new("BEGIN", Box::new(move || Ok(Box::new(sqlite::open_reader(&path)?))))
    }

    pub(crate) fn postgres(options: Arc<PostgresOptions>) -> Self {
        let open: Open = Box::new(move || Ok(Box::new(postgres::open_reader(&options)?)));
        Self::new("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", open)
    }

    fn new(begin: &'static str, open: Open) -> Self {
        let (state, returned) = (Mutex::default(), Condvar::new());
        Self { outage: Arc::default(), open, begin, patience: PATIENCE, state, returned }
    }

    pub(crate) fn with<T, E: From<Fault>>(
        &self,
        ask: impl FnOnce(&mut dyn Read) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.checkout()?;
        let answer = ask(&mut **lent.session())?;
        self.outage.answered();
        Ok(answer)
    }

    /// What is known of the database not answering.
    pub(crate) fn outage(&self) -> &Arc<Outage> {
        &self.outage
    }

    pub(crate) fn snapshot<T, E: From<Fault>>(
        &self,
        ask: impl FnOnce(&mut dyn Read) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.checkout()?;
        lent.session().script(self.begin)?;
        let answer = ask(&mut **lent.session());
        // Nothing was written: should ending it fail, the connection is dropped and the answer stands.
        drop(lent.session().script("ROLLBACK"));
        answer
    }

    /// Waits while too many are lent. A thread that holds one must not ask for another under load.
    fn checkout(&self) -> Result<Lent<'_>, Fault> {
        let many = |c: &mut Connections| c.lent >= LIMIT;
        let waited = self.returned.wait_timeout_while(self.lock(), self.patience, many);
        let (mut state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return Err(Fault::of(FaultKind::Busy, "all reading connections are in use"));
        }
        state.lent += 1;
        let mut lent = Lent { pool: self, session: state.idle.pop() };
        drop(state);
        if lent.session.is_none() {
            lent.session = Some((self.open)()?);
        }
        Ok(lent)
    }

    fn lock(&self) -> MutexGuard<'_, Connections> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lent connection; given back when dropped, also by a panic.
struct Lent<'a> {
    pool: &'a Readers,
    session: Option<Connection>,
}

impl Lent<'_> {
    #[expect(clippy::expect_used, reason = "taken only by drop")]
    fn session(&mut self) -> &mut Connection {
        self.session.as_mut().expect("a lent connection")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        // A connection with an open transaction would pin an old snapshot.
        let session = self.session.take().filter(|_| !std::thread::panicking());
        let session = session.and_then(|mut s| if s.is_in_transaction() { None } else { Some(s) });
        let mut state = self.pool.lock();
        state.lent -= 1;
        if let Some(session) = session.filter(|_| state.idle.len() < KEEP) {
            state.idle.push(session);
        }
        drop(state);
        self.pool.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_all_connections_are_lent_is_no_outage() {
        let closed: Open = Box::new(|| Err(Fault::new("nobody asks it")));
        let mut readers = Readers::new("BEGIN", closed);
        readers.patience = Duration::from_millis(1);
        readers.lock().lent = LIMIT;
        let fault = readers.with(|_| Ok::<_, Fault>(())).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Busy, "{fault}");
    }
}
