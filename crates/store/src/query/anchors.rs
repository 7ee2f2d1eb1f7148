//! Sparse anchors: for a walk that was jumped into, some ordinals with the cursor right before them. A jump goes on
//! from the nearest one instead of counting from the start.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use model::Seq;

use super::keyset::Cursor;

/// Walks remembered at once.
const WALKS: usize = 200;
/// Anchors of one walk.
const PER_WALK: usize = 2_000;

/// While the log grows, ordinals may be off by what changed within this time.
const FRESH: Duration = Duration::from_secs(2);

/// The anchors of many walks.
pub struct Anchors {
    walks: Mutex<HashMap<String, BTreeMap<i64, Cursor>>>,
    seen: Mutex<(Seq, Instant)>,
}

impl Default for Anchors {
    fn default() -> Self {
        Self { walks: Mutex::default(), seen: Mutex::new((0, Instant::now())) }
    }
}

impl Anchors {
    /// Nothing known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets the walks over a form's rows (`r7`), whose ordinals may have shifted.
    pub fn forget(&self, rows: &str) {
        let prefix = format!("{rows} ");
        self.lock().retain(|key, _| !key.starts_with(&prefix));
    }

    /// Told the log's last seq before a walk: what was remembered before other Changes is forgotten, at most every two
    /// seconds, so that jumping stays fast while people and imports write.
    pub fn see(&self, seq: Seq) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.0 != seq && seen.1.elapsed() > FRESH {
            *seen = (seq, Instant::now());
            self.lock().clear();
        }
    }

    pub(super) fn nearest(&self, walk: &str, at: i64) -> (i64, Option<Cursor>) {
        let walks = self.lock();
        let found = walks.get(walk).and_then(|points| points.range(..=at).next_back());
        found.map_or((0, None), |(ordinal, cursor)| (*ordinal, Some(cursor.clone())))
    }

    pub(super) fn remember(&self, walk: &str, ordinal: i64, cursor: &Cursor) {
        let mut walks = self.lock();
        if walks.len() >= WALKS && !walks.contains_key(walk) {
            walks.clear();
        }
        let points = walks.entry(walk.to_owned()).or_default();
        if points.len() < PER_WALK {
            points.insert(ordinal, cursor.clone());
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, BTreeMap<i64, Cursor>>> {
        self.walks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
