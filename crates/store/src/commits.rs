//! What was committed last, for those who wait for more: reactors, live screens, caches.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use model::Seq;
use model::change::Payload;

use crate::head::Head;
use crate::log::Logged;

/// Entries kept in memory for those who read right behind the writer.
const RECENT: usize = 1_000;
/// Changes of fields kept in them all together: a few chunks of an import, some megabytes.
const CHANGES: usize = 60_000;

/// The last commit that this process knows of.
#[derive(Default)]
pub struct Commits {
    last: Mutex<(Seq, i64)>,
    raised: Condvar,
    attempts: AtomicU64,
    /// The newest entries that this process wrote, without a gap between them.
    recent: Mutex<Recent>,
}

#[derive(Default)]
struct Recent {
    entries: VecDeque<Arc<Logged>>,
    changes: usize,
}

impl Recent {
    fn clear(&mut self) {
        self.entries.clear();
        self.changes = 0;
    }

    fn push(&mut self, entry: Logged) {
        if self.entries.back().is_some_and(|last| last.last + 1 != entry.first) {
            self.clear();
        }
        self.changes += changes(&entry);
        self.entries.push_back(Arc::new(entry));
        while self.entries.len() > RECENT || self.changes > CHANGES {
            let Some(oldest) = self.entries.pop_front() else { return };
            self.changes -= changes(&oldest);
        }
    }
}

/// Changes of fields in an entry.
fn changes(entry: &Logged) -> usize {
    match &entry.change.payload {
        Payload::Records(records) => records.iter().map(|r| r.fields.len() + 1).sum(),
        Payload::Fields(fields) | Payload::Activity { fields, .. } => fields.len() + 1,
        Payload::Document { .. } => 1,
    }
}

impl Commits {
    /// Keeps entries that were just committed, oldest first. Every reactor reads them at once: from here that costs
    /// nothing. What another node wrote between makes the older ones useless.
    pub(crate) fn keep(&self, entries: Vec<Logged>) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        entries.into_iter().for_each(|entry| recent.push(entry));
    }

    /// Entries that reach beyond `cursor`, oldest first; none when they are not all known here.
    pub(crate) fn recent_after(&self, cursor: Seq, limit: usize) -> Option<Vec<Arc<Logged>>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let first = recent.entries.front()?.first;
        let begin = recent.entries.partition_point(|entry| entry.last <= cursor);
        (first <= cursor.checked_add(1)? && begin < recent.entries.len())
            .then(|| recent.entries.range(begin..).take(limit).cloned().collect())
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
