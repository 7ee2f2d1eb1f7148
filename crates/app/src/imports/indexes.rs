//! Key indexes that are kept between the checks of an import: a change of one column asks what changed since in the log
//! instead of scanning all records again.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use model::{FieldRef, RecordId, Seq};
use store::records::{Record, find_many};
use store::session::Read;
use store::{Fault, head, log};

use super::keys::{Index, Sight, needed};

/// Indexes kept.
const KEPT: usize = 4;
/// Most keys of one that is kept: 24 bytes each.
const KEYS: usize = 1_000_000;
/// Entries of the log that are read instead of scanning.
const ENTRIES: u32 = 200;
/// Records that may have changed before scanning costs no more.
const CHANGED: usize = 5_000;

/// What the keys are made of, and for whom: the form, its fields, and which records are in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recipe(String);

impl Recipe {
    /// `how` says what is made of the fields.
    pub(super) fn new(sight: Sight<'_>, fields: &[FieldRef], how: &str) -> Self {
        let Sight { form, access, .. } = sight;
        // The version: what a field's texts mean is part of its definition.
        Self(format!("{}/{}/{how}/{fields:?}/{:?}", form.id, form.version, access.rows))
    }
}

/// The indexes of this node.
#[derive(Debug, Default)]
pub(crate) struct Indexes {
    kept: Mutex<VecDeque<(Recipe, Seq, Arc<Index>)>>,
}

/// Adds the keys of a record.
pub(super) type Keys<'k> = &'k dyn Fn(&Record, &mut Vec<(u64, RecordId)>);

impl Indexes {
    /// The keys of all records in sight, as they are now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) fn load(
        &self,
        read: &mut dyn Read,
        (sight, fields): (Sight<'_>, &[FieldRef]),
        (recipe, keys): (Recipe, Keys<'_>),
    ) -> Result<Arc<Index>, Fault> {
        let now = head::read(read)?.seq;
        if let Some((seq, index)) = self.find(&recipe)
            && let Some(changed) = changed_since(read, sight, (seq, now))?
        {
            let index = fresh(read, (sight, fields), (index, changed), keys)?;
            self.keep(recipe, now, &index);
            return Ok(index);
        }
        let index = Arc::new(scanned(read, (sight, fields), keys)?);
        self.keep(recipe, now, &index);
        Ok(index)
    }

    fn find(&self, recipe: &Recipe) -> Option<(Seq, Arc<Index>)> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(known, ..)| known == recipe);
        found.map(|(_, seq, index)| (*seq, Arc::clone(index)))
    }

    fn keep(&self, recipe: Recipe, seq: Seq, index: &Arc<Index>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, ..)| *known != recipe);
        if index.len() <= KEYS {
            kept.push_front((recipe, seq, Arc::clone(index)));
        }
        kept.truncate(KEPT);
    }
}

/// The keys of all records in sight, by scanning them.
///
/// # Errors
/// When the database does not answer.
pub(super) fn scanned(
    read: &mut dyn Read,
    (sight, fields): (Sight<'_>, &[FieldRef]),
    keys: Keys<'_>,
) -> Result<Index, Fault> {
    let mut all = Vec::new();
    sight.walk(read, fields, |record| keys(record, &mut all))?;
    Ok(Index::of(all))
}

/// The records of the form that changed after a seq; none when that would take longer than scanning.
fn changed_since(
    read: &mut dyn Read,
    sight: Sight<'_>,
    (seq, now): (Seq, Seq),
) -> Result<Option<HashSet<RecordId>>, Fault> {
    let mut changed = HashSet::new();
    if seq == now {
        return Ok(Some(changed));
    }
    let entries = log::after(read, seq, ENTRIES)?;
    let told = entries.last().is_some_and(|entry| entry.last >= now);
    // An erasure, and what was put away, no longer say which records they were about.
    if !told || entries.iter().any(|entry| entry.erased) {
        return Ok(None);
    }
    for entry in entries.iter().filter(|entry| entry.change.form == Some(sight.form.id)) {
        changed.extend(entry.change.record);
        changed.extend(entry.records().into_iter().map(|(_, change)| change.record));
    }
    Ok((changed.len() <= CHANGED).then_some(changed))
}

/// An index with the keys of these records as they are now.
fn fresh(
    read: &mut dyn Read,
    (sight, fields): (Sight<'_>, &[FieldRef]),
    (index, changed): (Arc<Index>, HashSet<RecordId>),
    keys: Keys<'_>,
) -> Result<Arc<Index>, Fault> {
    if changed.is_empty() {
        return Ok(index);
    }
    let mut wanted = fields.to_vec();
    wanted.extend(needed());
    let ids: Vec<RecordId> = changed.iter().copied().collect();
    let mut new = Vec::new();
    for chunk in ids.chunks(500) {
        let found = find_many(read, sight.table, chunk, &wanted)?;
        found.iter().filter(|r| sight.sees(r)).for_each(|record| keys(record, &mut new));
    }
    Ok(Arc::new(index.with(&changed, new)))
}
