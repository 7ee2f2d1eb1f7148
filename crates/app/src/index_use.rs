//! The product makes its own indexes from use: a list that was slow several times, and that an index over what it
//! filters and sorts by would serve, gets one.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use engines::definitions::indexes_for;
use model::job::JobKind;
use model::{Cause, Expr, FieldRef, FormId};
use store::query::{self, SortBy};
use store::schema::{self, IndexSpec};
use store::{Error, Table};

use crate::jobs::{self, NewJob};
use crate::platform::Platform;

/// A list slower than this wants an index.
const SLOW: Duration = Duration::from_millis(15);
/// So many times.
const TIMES: u32 = 3;
/// Shapes of questions remembered.
const SHAPES: usize = 500;

/// What slow lists asked by.
#[derive(Default)]
pub(crate) struct IndexUse {
    /// The log's last seq when the search index was put in order.
    settled: AtomicI64,
    slow: Mutex<HashMap<Wanted, u32>>,
    /// What lists asked by since somebody took this.
    asked: Mutex<HashSet<Wanted>>,
}

/// An index over these fields of a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Wanted {
    pub(crate) form: FormId,
    fields: Vec<FieldRef>,
    /// A list without a sort comes by row key, which only an index over nothing else gives.
    exact: bool,
}

impl Wanted {
    /// Whether an index of this name serves it.
    pub(crate) fn is_served_by(&self, table: &Table, name: &str) -> bool {
        let wanted = IndexSpec { fields: self.fields.clone() }.name(table);
        wanted.is_some_and(|wanted| serves(name, &wanted, self.exact))
    }
}

/// Runs while a list is read; notes at its end how long that took.
pub(crate) struct Timed<'a> {
    owner: &'a IndexUse,
    begun: Instant,
    asked: Vec<Wanted>,
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
        let exact = by_column.is_none();
        let found = indexes_for(filter, rows, by_column).into_iter();
        let asked: Vec<Wanted> = found.map(|fields| Wanted { form, fields, exact }).collect();
        let mut known = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        for asked in &asked {
            if known.len() < SHAPES && !known.contains(asked) {
                known.insert(asked.clone());
            }
        }
        drop(known);
        Timed { owner: self, begun: Instant::now(), asked }
    }

    /// What lists asked by since this was called last.
    pub(crate) fn take_asked(&self) -> HashSet<Wanted> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A form and fields that were slow often enough; asked once.
    fn wanted(&self) -> Option<Wanted> {
        let mut slow = self.slow.lock().unwrap_or_else(PoisonError::into_inner);
        let (key, times) =
            slow.iter_mut().find(|(_, times)| **times >= TIMES && **times < u32::MAX)?;
        *times = u32::MAX;
        Some(key.clone())
    }
}

impl Drop for Timed<'_> {
    fn drop(&mut self) {
        if self.begun.elapsed() <= SLOW {
            return;
        }
        let mut slow = self.owner.slow.lock().unwrap_or_else(PoisonError::into_inner);
        for asked in self.asked.drain(..) {
            if slow.len() < SHAPES || slow.contains_key(&asked) {
                let times = slow.entry(asked).or_default();
                *times = times.saturating_add(1);
            }
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

    /// Has one index made that slow lists want; how many are on their way. It is a job that people can see: on SQLite
    /// it gives way to everybody who writes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) fn make_wanted_index(&self) -> Result<usize, Error> {
        let Some(Wanted { form, fields, exact }) = self.index_use().wanted() else { return Ok(0) };
        let catalog = self.catalog()?;
        let Some(table) = catalog.tables.get(&form) else { return Ok(0) };
        let spec = IndexSpec { fields };
        let known = self.store().read(|read| schema::list_indexes(read, table))?;
        let Some(name) = spec.name(table) else { return Ok(0) };
        // The definition's own indexes stand among the known ones.
        if known.iter().any(|known| serves(known, &name, exact))
            || !self.has_room(&catalog, form)?
        {
            return Ok(0);
        }
        tracing::info!(index = %name, "making an index for a list that was slow");
        let (ports, now) = (self.ports().clone(), self.now());
        let plan = serde_json::json!({ "index": "list", "form": form, "fields": spec.fields });
        let job =
            NewJob { kind: JobKind::BackFill, plan, cause: Cause::system(), batch: None, total: 1 };
        self.write_chunk(move |tx, _| Ok(jobs::insert(tx, (&ports, now), &job)?))?;
        Ok(1)
    }
}

/// Whether a known index is the one of this name or, where more columns do no harm, begins so.
fn serves(known: &str, name: &str, exact: bool) -> bool {
    known == name || (!exact && known.strip_prefix(name).is_some_and(|rest| rest.starts_with('_')))
}
