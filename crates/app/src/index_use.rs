//! The product makes its own indexes from use: a list that was slow several times, and that an index over what it
//! filters and sorts by would serve, gets one.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use engines::definitions::index_for;
use model::{Expr, FieldRef, FormId};
use store::query::{self, SortBy};
use store::schema::{self, IndexSpec};
use store::{Error, Table};

use crate::platform::Platform;

/// A list slower than this wants an index.
const SLOW: Duration = Duration::from_millis(15);
/// So many times.
const TIMES: u32 = 3;
/// Indexes of a form that use adds to those of its definition; each costs every write.
const MOST: usize = 8;
/// Shapes of questions remembered.
const SHAPES: usize = 500;

/// What slow lists asked by.
#[derive(Default)]
pub(crate) struct IndexUse {
    /// The log's last seq when the search index was put in order.
    settled: AtomicI64,
    slow: Mutex<HashMap<(FormId, Vec<FieldRef>), u32>>,
}

/// Runs while a list is read; notes at its end how long that took.
pub(crate) struct Timed<'a> {
    owner: &'a IndexUse,
    begun: Instant,
    asked: Option<(FormId, Vec<FieldRef>)>,
}

impl IndexUse {
    /// Begins to time a list.
    pub(crate) fn time(
        &self,
        (form, filter, rows): (FormId, &Expr, &Expr),
        sort: &[SortBy],
    ) -> Timed<'_> {
        let by_column = sort.first().and_then(|s| match s {
            SortBy::Column { field, .. } => Some(*field),
            SortBy::Ranked { .. } => None,
        });
        let fields = index_for(filter, rows, by_column);
        let asked = (!fields.is_empty()).then_some((form, fields));
        Timed { owner: self, begun: Instant::now(), asked }
    }

    /// A form and fields that were slow often enough; asked once.
    fn wanted(&self) -> Option<(FormId, Vec<FieldRef>)> {
        let mut slow = self.slow.lock().unwrap_or_else(PoisonError::into_inner);
        let (key, times) =
            slow.iter_mut().find(|(_, times)| **times >= TIMES && **times < u32::MAX)?;
        *times = u32::MAX;
        Some(key.clone())
    }
}

impl Drop for Timed<'_> {
    fn drop(&mut self) {
        let Some(asked) = self.asked.take().filter(|_| self.begun.elapsed() > SLOW) else { return };
        let mut slow = self.owner.slow.lock().unwrap_or_else(PoisonError::into_inner);
        if slow.len() < SHAPES || slow.contains_key(&asked) {
            let times = slow.entry(asked).or_default();
            *times = times.saturating_add(1);
        }
    }
}

impl Platform {
    /// Puts the search index in order if anything was written since; whether there was need is all the same to callers.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) fn settle_search(&self) -> Result<usize, Error> {
        let seq = self.store().commits().seq();
        if self.index_use().settled.swap(seq, Ordering::Relaxed) != seq {
            self.store().read(|read| query::settle_grams(read))?;
        }
        Ok(0)
    }

    /// Makes one index that slow lists want; how many were made.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) fn make_wanted_index(&self) -> Result<usize, Error> {
        let Some((form, fields)) = self.index_use().wanted() else { return Ok(0) };
        let catalog = self.catalog()?;
        let Some(table) = catalog.tables.get(&form).cloned() else { return Ok(0) };
        let spec = IndexSpec { fields };
        let known = self.store().read(|read| schema::list_indexes(read, &table))?;
        let Some(name) = spec.name(&table) else { return Ok(0) };
        // The definition's own indexes stand among the known ones.
        if serves(&known, &name) || known.len() >= MOST + MOST {
            return Ok(0);
        }
        tracing::info!(index = %name, "making an index for a list that was slow");
        self.make_index(table, spec)
    }

    fn make_index(&self, table: Table, spec: IndexSpec) -> Result<usize, Error> {
        self.write_chunk(move |tx, _| Ok(schema::add_index(tx, &table, &spec)?))?;
        Ok(1)
    }
}

/// Whether an index of this name, or one that begins with its columns, is there.
fn serves(known: &[String], name: &str) -> bool {
    known.iter().any(|k| k == name || k.starts_with(&format!("{name}_")))
}
