//! What was committed last, for those who wait for more: reactors, live screens, caches.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use model::Seq;

use crate::head::Head;

/// The last commit that this process knows of.
#[derive(Default)]
pub struct Commits {
    last: Mutex<(Seq, i64)>,
    raised: Condvar,
    attempts: AtomicU64,
}

impl Commits {
    /// Makes a commit known. Also called by whoever polls a database that other nodes write to.
    pub fn raise(&self, head: &Head) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if head.seq > last.0 || head.catalog > last.1 {
            *last = (head.seq.max(last.0), head.catalog.max(last.1));
            self.raised.notify_all();
        }
    }

    /// The last seq that is known to be durable.
    pub fn seq(&self) -> Seq {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    /// The last catalog version that is known to be durable.
    pub fn catalog(&self) -> i64 {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    /// Waits until something beyond `seq` is durable, or the time is over. The last seq then.
    pub fn wait_beyond(&self, seq: Seq, at_most: Duration) -> Seq {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = self.raised.wait_timeout_while(last, at_most, |last| last.0 <= seq);
        wait.map_or_else(|e| e.into_inner().0.0, |(last, _)| last.0)
    }

    /// How many commits were attempted: benches divide by it.
    pub fn attempts(&self) -> u64 {
        self.attempts.load(Ordering::Relaxed)
    }

    pub(crate) fn about_to(&self) {
        self.attempts.fetch_add(1, Ordering::Relaxed);
    }
}
