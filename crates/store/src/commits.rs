//! What was committed last, for those who wait for more: reactors, live screens, caches.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use model::Seq;

use crate::head::Head;
use crate::log::Logged;

/// Entries kept in memory for those who read right behind the writer.
const RECENT: usize = 1_000;

/// The last commit that this process knows of.
#[derive(Default)]
pub struct Commits {
    last: Mutex<(Seq, i64)>,
    raised: Condvar,
    attempts: AtomicU64,
    /// The newest entries that this process wrote, without a gap between them.
    recent: Mutex<VecDeque<Arc<Logged>>>,
}

impl Commits {
    /// Keeps entries that were just committed, oldest first. Every reactor reads them at once: from here that costs
    /// nothing. What another node wrote between makes the older ones useless; so do large entries of imports.
    pub(crate) fn keep(&self, entries: Vec<Logged>) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in entries {
            if recent.back().is_some_and(|last| last.last + 1 != entry.first) {
                recent.clear();
            }
            if entry.first == entry.last {
                recent.push_back(Arc::new(entry));
            } else {
                recent.clear();
            }
        }
        let beyond = recent.len().saturating_sub(RECENT);
        recent.drain(..beyond);
    }

    /// Entries right after `cursor`, oldest first; none when they are not all known here.
    pub(crate) fn recent_after(&self, cursor: Seq, limit: usize) -> Option<Vec<Arc<Logged>>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let first = recent.front()?.first;
        let skipped = usize::try_from(cursor.checked_add(1)?.checked_sub(first)?).ok()?;
        (skipped < recent.len()).then(|| recent.range(skipped..).take(limit).cloned().collect())
    }

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
