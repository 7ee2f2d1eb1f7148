//! What an undo would do, by reading: for batches that would hold the writer too long. It decides as the undo does, one
//! entry at a time, each against what is stored now; only a record that a batch changed twice can turn out otherwise.

use std::collections::HashMap;

use model::{Code, RecordId, Seq};
use store::Error;
use store::activities::find_activity;
use store::log::{Logged, batch_entries};
use store::records::{Record, find_many, read_columns};
use store::session::Read;

use super::decide::{Deed, Scene};
use super::ledger::Reading;
use super::{Kept, Reach, UndoPreview, Undoing, activity, documents, remark, target, task};
use crate::platform::Platform;
use crate::who::Who;

/// Entries read at once: each may hold 500 records.
const ENTRIES: u32 = 10;

impl Platform {
    /// What an undo would do, and how many records it concerns; `strictly` only for those who may undo the acts
    /// themselves.
    ///
    /// # Errors
    /// `NotFound` for the acts of others; when the database does not answer.
    pub(crate) fn read_undo(
        &self,
        who: &Who,
        reach: &Reach,
        strictly: bool,
    ) -> Result<(UndoPreview, usize), Error> {
        let catalog = self.catalog()?;
        let scene = Scene { catalog: &catalog, who };
        let mut undoing = Undoing::new(reach.clone());
        let (mut before, mut records, mut found) = (Seq::MAX, 0, false);
        loop {
            let read = |read: &mut dyn Read| batch_entries(read, reach.batch, before, ENTRIES);
            let entries = self.store().read(read)?;
            let Some(oldest) = entries.last() else { break };
            before = oldest.last;
            found = true;
            for entry in &entries {
                let theirs = entry.change.actor == who.actor();
                if strictly && !theirs && !catalog.may_administer(who) {
                    return Err(Error::rejected(Code::NotFound));
                }
                records += entry.records().len();
                self.store().read(|read| read_entry(read, scene, entry, &mut undoing))?;
            }
        }
        if !found && strictly {
            return Err(Error::rejected(Code::NotFound));
        }
        Ok((undoing.outcome, records))
    }
}

fn read_entry(
    read: &mut dyn Read,
    scene: Scene<'_>,
    entry: &Logged,
    undoing: &mut Undoing,
) -> Result<(), Error> {
    if entry.erased && super::put_away::keep(read, scene.catalog, entry, &mut undoing.outcome)? {
        return Ok(());
    }
    if task::is_of_task(entry.change.kind) {
        return task::read(read, entry, undoing);
    }
    if remark::is_of_remark(entry.change.kind) {
        return remark::read(read, entry, undoing);
    }
    let Some(form) = entry.change.form.filter(|_| !entry.erased) else { return Ok(()) };
    let changes = entry.records();
    let opened = match scene.open(form) {
        Ok(opened) => opened,
        Err(error) => {
            let why = super::decide::reason(error)?;
            for (seq, change) in changes {
                undoing.outcome.keep(Kept { form, record: change.record, seq, why: why.clone() });
            }
            return Ok(());
        }
    };
    let ids: Vec<RecordId> = changes.iter().map(|(_, change)| change.record).collect();
    let found = find_many(read, opened.table, &ids, &read_columns(opened.table))?;
    let found: HashMap<RecordId, Record> = found.into_iter().map(|r| (r.id, r)).collect();
    for (seq, change) in changes.iter().rev() {
        let current = found.get(&change.record);
        if let Some(documents) = documents(entry) {
            let stored = find_activity(read, documents.id)?;
            if let Some((stored, current)) = stored.zip(current) {
                match activity::decide(&documents, &stored, undoing)? {
                    activity::Deed::Nothing => {}
                    activity::Deed::Write => undoing.outcome.undone += 1,
                    activity::Deed::Keep(why) => {
                        let (record, seq) = (current.id, current.last_seq);
                        undoing.outcome.keep(Kept { form, record, seq, why });
                    }
                }
            }
            continue;
        }
        let about = (&opened, target(entry, (form, *seq), change));
        match scene.decide(&mut Reading(read), about, current, undoing)? {
            Deed::Keep(seq, why) => {
                undoing.outcome.keep(Kept { form, record: change.record, seq, why });
            }
            Deed::Move(_) | Deed::Set(_) => undoing.outcome.undone += 1,
            Deed::Nothing => {}
        }
    }
    Ok(())
}
