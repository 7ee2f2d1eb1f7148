//! ERASE 彻底清除: everything that the workspace holds of one record, in rows, log, follow-ups, files, the search index
//! and what is on its way out. For administrators, for a record that lies in the recycle bin; it cannot be undone.
//!
//! What was taken out before (exports, backups, letters that were sent) is not reached. Restoring an older backup
//! brings the record back for a moment; [`Platform::erase_again`] takes it away before anybody can open the database.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use model::{BatchId, Code, Form, FormId, ImportId, RecordId, Seq};
use serde::{Deserialize, Serialize};
use store::log::entries_naming;
use store::records::{self, Act, ErasedRecord};
use store::{Error, Fault, Tx, erased_files, erased_text, files, head, idempotency};

use crate::catalog::Catalog;
use crate::commands::{Door, Opened, Wish};
use crate::imports;
use crate::people::permit;
use crate::platform::Platform;
use crate::ports::List;
use crate::who::Who;

/// No request is under way for longer.
const LATELY: SignedDuration = SignedDuration::from_hours(1);
/// Records of which the log and other texts are asked at once.
const TOGETHER: usize = 200;
/// Steps of clearing the search index that whoever erases waits for; the hour's work goes on.
const AT_ONCE: usize = 40;

/// What an erasure did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureReport {
    /// The erasure's own seq.
    pub seq: i64,
    /// Entries of the log that say nothing of the record any more.
    pub entries: usize,
    /// Follow-ups that were removed.
    pub activities: u64,
    /// Files that nobody else has.
    pub files: usize,
}

/// Which records may be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    /// In the recycle bin.
    Bin,
    /// In the recycle bin since before this moment.
    BinBefore(Timestamp),
    /// Anywhere: it was erased before, and came back with an older backup.
    Anywhere,
}

/// What one reading found of some records before the transactions that erase them: each of them reads from there on.
struct Known {
    /// Up to here.
    seen: Seq,
    /// Those that are there.
    records: BTreeMap<RecordId, Named>,
}

/// Where a record is named.
#[derive(Clone)]
struct Named {
    /// Entries of the log.
    entries: Vec<Seq>,
    /// Requests by what they came to.
    keys: Vec<idempotency::Key>,
    /// In the bin a record is no longer found by name, so no other import follows.
    imports: Vec<ImportId>,
}

impl Platform {
    /// Erases a record for good, with all that is known of it.
    ///
    /// # Errors
    /// `Forbidden` for everyone but administrators; `NotFound`; `NotInRecycleBin`.
    pub fn erase_record(
        &self,
        who: &Who,
        form: &str,
        id: RecordId,
    ) -> Result<ErasureReport, Error> {
        let report = self.once(who, || {
            let catalog = self.catalog()?;
            permit::administers(who, &catalog)?;
            self.erase(who, catalog.form(form)?, id, Where::Bin)
        })?;
        // What is left to do stands in the database, and the next hour's work does it where this cannot.
        if let Err(error) = self.clear_erased_text(AT_ONCE) {
            tracing::warn!("an erasure is not finished in the database file yet: {error}");
        }
        Ok(report)
    }

    /// Erases again what was erased before, as far as it is there: called on a database that an older backup has just
    /// filled. How many records.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn erase_again(&self, known: &[ErasedRecord]) -> Result<usize, Error> {
        let mut again = 0;
        // Folder and backup often name the same ones.
        let mut forms: BTreeMap<FormId, BTreeSet<RecordId>> = BTreeMap::new();
        for erased in known {
            forms.entry(erased.form).or_default().insert(erased.record);
        }
        for (form, records) in forms {
            let catalog = self.catalog()?;
            let Some(form) = catalog.forms.get(&form) else { continue };
            let records: Vec<RecordId> = records.into_iter().collect();
            for outcome in self.erase_each(&Who::cli(), form, (&records, Where::Anywhere))? {
                match outcome {
                    Ok(_) => again += 1,
                    Err(error) if error.code() == Some(Code::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(again)
    }

    /// The records of which the data folder knows that they were erased.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn known_erasures(&self) -> Result<Vec<ErasedRecord>, Fault> {
        let lines = self.ports().witness.noted(List::Erasures)?;
        lines.iter().map(|line| read_erasure(line)).collect()
    }

    /// Writes down in the data folder what the database knows to be erased, also by other nodes.
    ///
    /// # Errors
    /// When the database does not answer or the disk refuses.
    pub fn note_erasures(&self) -> Result<(), Error> {
        let known: BTreeSet<RecordId> =
            self.known_erasures()?.into_iter().map(|erased| erased.record).collect();
        let all: Vec<ErasedRecord> = self.store().read(|read| records::list_erased(read))?;
        let new = all.iter().filter(|erased| !known.contains(&erased.record));
        let lines: Result<Vec<String>, _> = new.map(serde_json::to_string).collect();
        let lines = lines.map_err(|e| Fault::new(format!("an erasure: {e}")))?;
        Ok(self.ports().witness.note(List::Erasures, &lines)?)
    }

    /// Removes bytes that nobody names any more since an erasure, as far as nobody is bringing them this moment.
    ///
    /// # Errors
    /// When the database or the disk refuses.
    pub fn remove_erased_files(&self) -> Result<(), Error> {
        for hash in self.store().read(|read| erased_files::list(read))? {
            let kept = self.store().read(|read| files::is_kept(read, hash))?;
            if !kept {
                self.ports().files.forget(&hash)?;
            }
            if kept || !self.ports().files.path(&hash).exists() {
                self.store().write_chunk(move |tx| Ok(erased_files::remove(tx, hash)?))?;
            }
        }
        Ok(())
    }

    /// Clears texts that were erased out of the database file: the search index is written anew without them, in at
    /// most so many steps, then freed pages and the write-ahead log are emptied.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn clear_erased_text(&self, mut steps: usize) -> Result<(), Error> {
        let forms = self.store().read(|read| erased_text::list(read))?;
        if forms.is_empty() {
            return Ok(());
        }
        for form in forms.iter().copied() {
            loop {
                if steps == 0 {
                    return Ok(());
                }
                steps -= 1;
                let step = move |tx: &mut Tx<'_>, catalog: &Catalog| {
                    Ok(erased_text::renew(tx, catalog.table(form)?)?)
                };
                if !self.write_chunk(step)?.value {
                    break;
                }
            }
        }
        if self.store().clear_freed()? {
            self.store().write_chunk(move |tx| Ok(erased_text::finish(tx, &forms)?))?;
        }
        Ok(())
    }

    fn erase(
        &self,
        who: &Who,
        form: &Form,
        id: RecordId,
        from: Where,
    ) -> Result<ErasureReport, Error> {
        let only = self.erase_each(who, form, (&[id], from))?.pop();
        only.unwrap_or_else(|| Err(Error::rejected(Code::NotFound)))
    }

    /// Erases records, each in a transaction of its own: what became of each, in their order. The log is read once for
    /// a whole part of them.
    ///
    /// # Errors
    /// When the database does not answer before anything is erased.
    pub(crate) fn erase_each(
        &self,
        who: &Who,
        form: &Form,
        (ids, from): (&[RecordId], Where),
    ) -> Result<Vec<Result<ErasureReport, Error>>, Error> {
        let catalog = self.catalog()?;
        let rows = catalog.table(form.id)?.rows();
        let know = |part: &[RecordId]| self.know(form, part);
        let outcomes =
            in_parts(ids, know, |id, known| self.erase_known(who, form, (id, from), known))?;
        self.anchors().forget(&rows);
        // What is left to do stands in the database, and the next hour's work does it where this cannot.
        if let Err(error) = self.remove_erased_files().and_then(|()| self.note_erasures()) {
            tracing::warn!("an erasure is not finished outside the database yet: {error}");
        }
        Ok(outcomes)
    }

    fn know(&self, form: &Form, ids: &[RecordId]) -> Result<Known, Error> {
        let catalog = self.catalog()?;
        let table = catalog.table(form.id)?;
        self.store().snapshot(|read| {
            let there = records::find_many(read, table, ids, &[])?;
            let there: Vec<RecordId> = there.iter().map(|record| record.id).collect();
            let seen = head::read(read)?.seq;
            let mut entries = entries_naming(read, &there, 0)?;
            let mut keys = idempotency::naming(read, &there, Timestamp::UNIX_EPOCH)?;
            let mut imports = store::imports::naming(read, &there)?;
            let named = |id| {
                let named = Named {
                    entries: entries.remove(&id).unwrap_or_default(),
                    keys: keys.remove(&id).unwrap_or_default(),
                    imports: imports.remove(&id).unwrap_or_default(),
                };
                (id, named)
            };
            Ok(Known { seen, records: there.into_iter().map(named).collect() })
        })
    }

    fn erase_known(
        &self,
        who: &Who,
        form: &Form,
        (id, from): (RecordId, Where),
        known: &Known,
    ) -> Result<ErasureReport, Error> {
        let (asker, form, at) = (who.clone(), form.id, self.now());
        let lately = at.checked_sub(LATELY).unwrap_or(Timestamp::MIN);
        let before = known.records.get(&id).cloned();
        let before = before.ok_or_else(|| Error::rejected(Code::NotFound))?;
        let seen = known.seen;
        let written = self.write_once(who, move |tx, catalog| {
            let (form, table) = (catalog.effective(form)?, catalog.table(form)?);
            permit::administers(&asker, catalog)?;
            let access = catalog.access(&asker, form);
            let opened = Opened { form, table, access };
            let mut door = Door { tx, catalog, who: &asker, cause: asker.cause(), at };
            let wish = if from == Where::Anywhere { Wish::EraseAgain } else { Wish::Erase };
            let record = door.record(&opened, id, wish)?;
            if let Where::BinBefore(moment) = from
                && record.deleted_at().is_none_or(|deleted| deleted >= moment)
            {
                return Err(Error::rejected(Code::NotInRecycleBin));
            }
            let keys = idempotency::naming(tx, &[id], lately)?;
            for key in before.keys.iter().chain(keys.values().flatten()) {
                idempotency::untie(tx, key, id)?;
            }
            let act = Act { cause: asker.cause(), at, form_version: form.version };
            let since = entries_naming(tx, &[id], seen)?;
            let named = before.entries.iter().chain(since.values().flatten());
            let named: Vec<Seq> = named.copied().collect();
            let erased = records::erase(tx, table, (&record, &named), &act)?;
            let mut gone = 0;
            for file in &erased.files {
                if !records::has_file(tx, &catalog.tables, *file)? {
                    gone += 1;
                    files::remove_file(tx, *file)?
                        .map(|hash| erased_files::add(tx, hash))
                        .transpose()?;
                }
            }
            forget_imports(tx, &erased.batches, &before.imports)?;
            let (seq, entries, activities) = (erased.seq, erased.entries, erased.activities);
            Ok(ErasureReport { seq, entries, activities, files: gone })
        })?;
        Ok(written.value)
    }
}

/// Erases with what was read of each part. All is read before anything is erased, so what was erased is always told.
fn in_parts<K, R>(
    ids: &[RecordId],
    know: impl FnMut(&[RecordId]) -> Result<K, Error>,
    mut erase: impl FnMut(RecordId, &K) -> R,
) -> Result<Vec<R>, Error> {
    let known: Vec<K> = ids.chunks(TOGETHER).map(know).collect::<Result<_, _>>()?;
    let parts = ids.chunks(TOGETHER).zip(&known);
    let each = parts.flat_map(|(part, known)| part.iter().map(move |id| (*id, known)));
    Ok(each.map(|(id, known)| erase(id, known)).collect())
}

/// An import that made or changed the record has its row in a file, one that names it has words for it.
fn forget_imports(
    tx: &mut Tx<'_>,
    batches: &BTreeSet<BatchId>,
    naming: &[ImportId],
) -> Result<(), Error> {
    let mut found: BTreeSet<ImportId> = naming.iter().copied().collect();
    for batch in batches {
        found.extend(imports::import_of(tx, *batch)?);
    }
    for import in found {
        if let Some(hash) = imports::forget_texts(tx, import)? {
            erased_files::add(tx, hash)?;
        }
    }
    Ok(())
}

/// A line of the list.
///
/// # Errors
/// When it is none.
pub fn read_erasure(line: &str) -> Result<ErasedRecord, Fault> {
    serde_json::from_str(line).map_err(|e| Fault::new(format!("a line of the erasures: {e}")))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn nothing_is_erased_where_something_could_not_be_read() {
        let ids: Vec<RecordId> = (0..450).map(|n| RecordId(Uuid::from_u128(n))).collect();
        let mut erased = Vec::new();
        let mut parts = 0;
        let know = |part: &[RecordId]| {
            parts += 1;
            if parts == 3 { Err(Fault::new("no answer").into()) } else { Ok(part[0]) }
        };
        let outcome = in_parts(&ids, know, |id, _| erased.push(id));
        assert!(outcome.is_err());
        assert_eq!(erased, []);
        let told = in_parts(&ids, |part| Ok(part[0]), |id, first| (id, *first)).unwrap_or_default();
        assert_eq!(told.len(), 450);
        assert_eq!((told[199], told[200]), ((ids[199], ids[0]), (ids[200], ids[200])));
    }
}
