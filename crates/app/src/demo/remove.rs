//! Takes a demo away: exactly the records that it made go to the recycle bin, whoever changed them since,
//! and what was told about them goes.

use model::change::Payload;
use model::{
    BatchId, Cause, ChangeKind, Code, FieldChange, FieldRef, FormId, Origin, RecordId, Seq,
    SystemField, Value,
};
use store::log::{Logged, batch_entries};
use store::records::{Act, BulkEdit, Edit, edit_many, find_many};
use store::{Error, notices, settings};

use super::make::{DEMO, DemoState};
use super::people;
use crate::document_change;
use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// Entries read at once: each holds up to 500 records.
const ENTRIES: u32 = 8;

impl Platform {
    /// Takes the demo away; how many records went. Interrupted, it goes on where it was.
    ///
    /// # Errors
    /// `NotFound` when there is none; `Forbidden`.
    pub fn remove_demo(&self, who: &Who, progress: &mut dyn FnMut(u64)) -> Result<u64, Error> {
        permit::administers(who, &*self.catalog()?)?;
        let demo = self.demo()?.filter(|d| d.removed_at.is_none());
        let demo = demo.ok_or_else(|| Error::rejected(Code::NotFound))?;
        let batch = BatchId(self.ports().ids.next());
        let demo = self.begin_to_forget(demo, who, batch)?;
        let cause = Cause { batch: Some(batch), origin: Origin::Undo, ..who.cause() };
        let begun = self.now();
        let (mut before, mut gone) = (Seq::MAX, 0);
        loop {
            let read = |read: &mut dyn store::session::Read| {
                batch_entries(read, demo.batch, before, ENTRIES)
            };
            let entries = self.store().read(read)?;
            let Some(oldest) = entries.last() else { break };
            before = oldest.last;
            for entry in &entries {
                if let Some((form, records)) = made_by(entry) {
                    gone += self.bin((who, &cause), form, records)?;
                    progress(gone);
                }
            }
        }
        self.forget(&demo, who, begun)?;
        Ok(gone)
    }

    /// Writes down under which batch the records go, before the first one does.
    fn begin_to_forget(
        &self,
        before: DemoState,
        who: &Who,
        batch: BatchId,
    ) -> Result<DemoState, Error> {
        let mut batches = before.all_batches();
        batches.push(batch);
        let (after, asker, at) = (DemoState { batches, ..before.clone() }, who.clone(), self.now());
        let begun = after.clone();
        self.write(move |tx, catalog| {
            permit::administers(&asker, catalog)?;
            settings::save(tx, DEMO, &begun)?;
            let about = (ChangeKind::SettingChanged, DEMO);
            let said = (Some(&before), Some(&begun));
            Ok(document_change::append(tx, (&asker.cause(), at), about, said)?)
        })?;
        Ok(after)
    }

    fn bin(
        &self,
        (who, cause): (&Who, &Cause),
        form: FormId,
        records: Vec<RecordId>,
    ) -> Result<u64, Error> {
        let (at, asker, cause) = (self.now(), who.clone(), cause.clone());
        let written = self.write_chunk(move |tx, catalog| {
            permit::administers(&asker, catalog)?;
            let (definition, table) = (catalog.effective(form)?, catalog.table(form)?);
            let deleted = FieldRef::System(SystemField::DeletedAt);
            let found = find_many(tx, table, &records, &[deleted])?;
            let live = found.into_iter().filter(|record| record.deleted_at().is_none());
            let edits: Vec<BulkEdit> = live
                .map(|current| {
                    let (before, after) = (Value::Null, Value::Instant(at));
                    let fields = vec![FieldChange { field: deleted, before, after }];
                    BulkEdit { current, edit: Edit { fields, sort_keys: Vec::new() } }
                })
                .collect();
            let act = Act { cause: cause.clone(), at, form_version: definition.version };
            edit_many(tx, table, ChangeKind::RecordsTrashed, &edits, &act)?;
            notices::remove_about(tx, form, &records)?;
            Ok(edits.len() as u64)
        })?;
        Ok(written.value)
    }

    fn forget(&self, demo: &DemoState, who: &Who, begun: jiff::Timestamp) -> Result<(), Error> {
        let (before, asker, at) = (demo.clone(), who.clone(), self.now());
        self.write(move |tx, catalog| {
            permit::administers(&asker, catalog)?;
            let cause = asker.cause();
            let after = DemoState { removed_at: Some(at), ..before.clone() };
            settings::save(tx, DEMO, &after)?;
            let about = (ChangeKind::SettingChanged, DEMO);
            document_change::append(tx, (&cause, at), about, (Some(&before), Some(&after)))?;
            Ok(people::retire(tx, (catalog, &before), (&cause, at), begun)?)
        })?;
        Ok(())
    }
}

/// The records that an entry of the batch made.
fn made_by(entry: &Logged) -> Option<(FormId, Vec<RecordId>)> {
    match (&entry.change.payload, entry.change.kind) {
        (Payload::Records(records), ChangeKind::RecordsCreated) => {
            Some((entry.change.form?, records.iter().map(|r| r.record).collect()))
        }
        _ => None,
    }
}
