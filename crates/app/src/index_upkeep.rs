//! Indexes that the product made from use, and that no list has asked for in a month, are dropped: each costs every
//! write. When each was asked for last is kept among the settings, so that a restart forgets nothing.

use std::collections::BTreeMap;

use engines::definitions;
use jiff::{SignedDuration, Timestamp};
use model::FormId;
use store::schema::{self, IndexSpec};
use store::{Error, settings};

use crate::catalog::Catalog;
use crate::platform::Platform;

/// An index that was not asked for in this time is dropped.
const UNUSED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// One that was not asked for in this time makes room for one that is.
const IDLE: SignedDuration = SignedDuration::from_hours(24);
/// Indexes of a form that were made from use.
pub(crate) const LEARNED: usize = 8;
/// The key of [`LastAsked`].
const KEY: &str = "index_use";

/// When lists asked last for each index that was made from use.
type LastAsked = BTreeMap<String, Timestamp>;

impl Platform {
    /// Notes which indexes lists have asked for, and drops those that none has for a month; to be called now and then.
    ///
    /// # Errors
    /// When the database does not answer or refuses.
    pub fn drop_unused_indexes(&self) -> Result<(), Error> {
        let (catalog, now) = (self.catalog()?, self.now());
        let mut known = Vec::new();
        for form in catalog.tables.keys() {
            known.extend(self.learned(&catalog, *form)?.into_iter().map(|name| (*form, name)));
        }
        let before: LastAsked =
            self.store().read(|read| settings::find(read, KEY))?.unwrap_or_default();
        let asked = self.index_use().take_asked();
        let is_used = |form: FormId, name: &str| {
            let table = catalog.tables.get(&form);
            asked.iter().any(|a| a.form == form && table.is_some_and(|t| a.is_served_by(t, name)))
        };
        let mut after = LastAsked::new();
        for (form, name) in known {
            let last = before.get(&name).copied().filter(|_| !is_used(form, &name));
            after.insert(name, last.unwrap_or(now));
        }
        let unused: Vec<String> = longest_first(&after, now, UNUSED).collect();
        for name in &unused {
            self.drop_learned(name)?;
            after.remove(name);
        }
        if after != before {
            self.write_chunk(move |tx, _| Ok(settings::save(tx, KEY, &after)?))?;
        }
        Ok(())
    }

    /// The names of a form's indexes that no definition asks for.
    pub(crate) fn learned(&self, catalog: &Catalog, form: FormId) -> Result<Vec<String>, Error> {
        let Some(table) = catalog.tables.get(&form) else { return Ok(Vec::new()) };
        let defined: Vec<String> = catalog
            .forms
            .get(&form)
            .map(definitions::indexes)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|spec| IndexSpec { fields: spec.fields }.name(table))
            .collect();
        let mut names = self.store().read(|read| schema::list_indexes(read, table))?;
        names.retain(|name| !defined.contains(name));
        Ok(names)
    }

    /// Whether one more index may be made from use; the one that was idle for longest goes for it.
    pub(crate) fn has_room(&self, catalog: &Catalog, form: FormId) -> Result<bool, Error> {
        let learned = self.learned(catalog, form)?;
        if learned.len() < LEARNED {
            return Ok(true);
        }
        self.drop_unused_indexes()?;
        let known: LastAsked =
            self.store().read(|read| settings::find(read, KEY))?.unwrap_or_default();
        let idle = longest_first(&known, self.now(), IDLE).find(|name| learned.contains(name));
        let Some(idle) = idle else { return Ok(false) };
        self.drop_learned(&idle)?;
        Ok(true)
    }

    fn drop_learned(&self, name: &str) -> Result<(), Error> {
        tracing::info!(index = name, "dropping an index that no list asks for");
        if !self.store().drop_index(name)? {
            let name = name.to_owned();
            self.write_chunk(move |tx, _| Ok(schema::drop_index(tx, &name)?))?;
        }
        Ok(())
    }
}

/// Those that were not asked for in this time, the longest first.
fn longest_first(
    known: &LastAsked,
    now: Timestamp,
    time: SignedDuration,
) -> impl Iterator<Item = String> {
    let mut idle: Vec<(Timestamp, String)> = known
        .iter()
        .filter(|(_, last)| now.duration_since(**last) > time)
        .map(|(name, last)| (*last, name.clone()))
        .collect();
    idle.sort_unstable();
    idle.into_iter().map(|(_, name)| name)
}
