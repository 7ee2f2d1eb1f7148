//! A pool of reading connections.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::fault::Fault;
use crate::session::{Read, Session};
use crate::sqlite;

/// Idle connections kept open; more are opened under load and closed afterwards.
const KEEP: usize = 8;

type Open = Box<dyn Fn() -> Result<Box<dyn Session + Send>, Fault> + Send + Sync>;

/// The pool.
pub(crate) struct Readers {
    open: Open,
    begin: &'static str,
    idle: Mutex<Vec<Box<dyn Session + Send>>>,
}

impl Readers {
    pub(crate) fn sqlite(path: &Path) -> Self {
        let path: PathBuf = path.to_owned();
        let open: Open = Box::new(move || Ok(Box::new(sqlite::open_reader(&path)?)));
        Self { open, begin: "BEGIN", idle: Mutex::new(Vec::new()) }
    }

    pub(crate) fn with<T, E: From<Fault>>(
        &self,
        ask: impl FnOnce(&mut dyn Read) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut session = self.checkout()?;
        let answer = ask(&mut *session);
        self.give_back(session);
        answer
    }

    pub(crate) fn snapshot<T, E: From<Fault>>(
        &self,
        ask: impl FnOnce(&mut dyn Read) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut session = self.checkout()?;
        session.script(self.begin)?;
        let answer = ask(&mut *session);
        session.script("COMMIT")?;
        self.give_back(session);
        answer
    }

    fn checkout(&self) -> Result<Box<dyn Session + Send>, Fault> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(session) => Ok(session),
            None => (self.open)(),
        }
    }

    fn give_back(&self, mut session: Box<dyn Session + Send>) {
        // A connection with an open transaction would pin an old snapshot.
        if session.is_in_transaction() {
            return;
        }
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEEP {
            idle.push(session);
        }
    }
}

