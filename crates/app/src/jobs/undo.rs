//! Undo of what a job wrote, chunk by chunk, newest first, through the same door. What was changed since stays and is
//! listed, unless the person insists. The undo is a batch of its own, so it can be undone in its turn.

use std::collections::HashMap;
use std::sync::Arc;

use model::change::RecordChange;
use model::job::{Job, JobKind, JobState};
use model::{
    BatchId, Cause, ChangeKind, Code, FieldChange, FieldRef, Form, FormId, ImportId, JobId, Origin,
    RecordId, Seq, SystemField, Value,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::log::{Logged, batch_entries, entry_of};
use store::records::{BulkEdit, Edit, Record, edit_many, find_many, read_columns};
use store::{Error, Fault, imports as stored_imports};

use super::{JobHandler, NewJob, Progress, Step};
use crate::access::is_visible;
use crate::catalog::Catalog;
use crate::commands::{Door, UndoPreview, Wish, changes_of, guard, undo_entry, undo_one};
use crate::imports;
use crate::known::{title_fields, title_of};
use crate::platform::Platform;
use crate::who::Who;

/// Records of one transaction.
const CHUNK: usize = 500;
/// Entries read at once.
const ENTRIES: u32 = 50;
/// Records listed that were changed since.
const LISTED: usize = 200;

/// What to take back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct UndoPlan {
    pub(crate) batch: BatchId,
    /// Also what was changed since.
    pub(crate) insist: bool,
    /// The import that wrote it.
    pub(crate) import: Option<ImportId>,
}

/// Records that were changed since.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ChangedSince {
    /// The first of them.
    pub changed_since: Vec<Changed>,
    /// All of them.
    pub count: usize,
    /// Records that an undo concerns.
    pub records: usize,
}

/// A record that was changed since.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// Code of its form.
    pub form: String,
    /// The record.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// Who changed it last.
    pub by: String,
    /// When.
    pub at: jiff::Timestamp,
}

/// How far it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct At {
    /// Entries from here on are dealt with.
    before: Option<Seq>,
    finished: bool,
    undone: usize,
    kept: usize,
    /// The first records that were left alone.
    listed: Vec<(FormId, RecordId, Seq)>,
}

/// The handler.
pub(super) struct Undo;

impl JobHandler for Undo {
    fn step(&self, platform: &Platform, job: &Job) -> Result<Step, Error> {
        let plan: UndoPlan = serde_json::from_value(job.plan.clone())
            .map_err(|e| Fault::new(format!("an undo's plan: {e}")))?;
        let at: At = serde_json::from_value::<Option<At>>(job.checkpoint.clone())
            .map_err(|e| Fault::new(format!("an undo's checkpoint: {e}")))?
            .unwrap_or_default();
        if at.finished {
            let catalog = platform.catalog()?;
            let code = |form: &FormId| catalog.forms.get(form).map(|f| f.code.as_str());
            let listed: Vec<_> = at
                .listed
                .iter()
                .map(|(form, id, seq)| json!({"form": code(form), "id": id, "seq": seq}))
                .collect();
            return Ok(Step::Done(json!({
                "undone": at.undone, "kept": at.kept, "changed_since": listed,
                "import": plan.import,
            })));
        }
        let before = at.before.unwrap_or(Seq::MAX);
        let mut entries =
            platform.store().read(|read| batch_entries(read, plan.batch, before, ENTRIES))?;
        let total = job.total;
        if entries.is_empty() {
            let batch = job.batch;
            return Ok(Step::Chunk(Arc::new(move |tx, _| {
                if let Some(import) = plan.import {
                    imports::settle_undone(tx, import, batch)?;
                }
                progress(&At { finished: true, ..at.clone() }, total)
            })));
        }
        let mut sum = 0;
        let fits = entries.iter().take_while(|e| {
            sum += e.records().len();
            sum <= CHUNK
        });
        let fits = fits.count().max(1);
        entries.truncate(fits);
        let who = imports::asker(platform, job, Origin::Undo)?;
        let cause = Cause { batch: job.batch, ..Cause::of(who.actor(), Origin::Undo) };
        let now = platform.now();
        Ok(Step::Chunk(Arc::new(move |tx, catalog| {
            let cause = cause.clone();
            let mut door = Door { tx, catalog, who: &who, cause, at: now };
            let mut outcome = UndoPreview::default();
            let mut next = at.clone();
            for entry in &entries {
                take_back(&mut door, (entry, plan.batch), plan.insist, &mut outcome)?;
                next.before = Some(entry.last);
            }
            next.undone += outcome.undone;
            next.kept += outcome.kept.len();
            let room = LISTED.saturating_sub(next.listed.len());
            let kept = outcome.kept.iter().take(room).map(|k| (k.form, k.record, k.seq));
            next.listed.extend(kept);
            progress(&next, total)
        })))
    }
}

fn progress(at: &At, total: i64) -> Result<Progress, Error> {
    let done = i64::try_from(at.undone + at.kept).unwrap_or(i64::MAX);
    let checkpoint =
        serde_json::to_value(at).map_err(|e| Fault::new(format!("a checkpoint: {e}")))?;
    Ok(Progress { done, total: total.max(done), checkpoint })
}

/// Takes an entry back: new records to the bin and binned ones out of it all under one Change, the rest one by one.
fn take_back(
    door: &mut Door<'_, '_>,
    (entry, batch): (&Logged, BatchId),
    insist: bool,
    outcome: &mut UndoPreview,
) -> Result<(), Error> {
    let (kind, wish) = match entry.change.kind {
        ChangeKind::RecordsCreated | ChangeKind::RecordsRestored => {
            (ChangeKind::RecordsTrashed, Wish::Trash)
        }
        ChangeKind::RecordsTrashed => (ChangeKind::RecordsRestored, Wish::Restore),
        _ => return undo_entry(door, (entry, batch), insist, outcome),
    };
    let Some(form) = entry.change.form.filter(|_| !entry.erased) else { return Ok(()) };
    let opened = door.open(form)?;
    let changes: Vec<(Seq, RecordChange)> = entry.records();
    let ids: Vec<RecordId> = changes.iter().map(|(_, change)| change.record).collect();
    let found = find_many(door.tx, opened.table, &ids, &read_columns(opened.table))?;
    let found: HashMap<RecordId, Record> = found.into_iter().map(|r| (r.id, r)).collect();
    let wanted: Vec<imports::Wanted<'_>> = (0u32..)
        .zip(&changes)
        .filter(|_| wish == Wish::Restore)
        .filter_map(|(n, (_, change))| {
            let record = found.get(&change.record)?;
            Some(imports::Wanted { row: n, record: record.id, values: &record.values })
        })
        .collect();
    let about = (opened.form, Some(opened.table));
    let taken = imports::taken(door.tx, about, &wanted, &mut HashMap::new())?;
    let mut edits = Vec::with_capacity(changes.len());
    for (n, (seq, change)) in (0u32..).zip(&changes) {
        let Some(current) = found.get(&change.record) else { continue };
        let is_same = (current.deleted_at().is_some()) == (wish == Wish::Trash);
        if is_same || !is_visible(&opened.access, current) {
            continue;
        }
        if taken.contains_key(&n) {
            let kept = crate::commands::Kept { form, record: current.id, seq: current.last_seq };
            outcome.kept.push(kept);
        } else if insist || current.last_seq == *seq {
            guard(current, &opened.access, wish)?;
            edits.push(BulkEdit { current: current.clone(), edit: binned(current, wish, door.at) });
            outcome.undone += 1;
        } else {
            undo_one(door, (entry, batch), (*seq, change), insist, outcome)?;
        }
    }
    let act = door.act(opened.form);
    edit_many(door.tx, opened.table, kind, &edits, &act)?;
    Ok(())
}

fn binned(current: &Record, wish: Wish, at: jiff::Timestamp) -> Edit {
    let field = FieldRef::System(SystemField::DeletedAt);
    let before = current.value(field).clone();
    let after = if wish == Wish::Trash { Value::Instant(at) } else { Value::Null };
    Edit { fields: vec![FieldChange { field, before, after }], sort_keys: Vec::new() }
}

impl Platform {
    /// Undoes what a job wrote, as a job.
    ///
    /// # Errors
    /// `NotFound` for jobs of others; `CannotUndo` for jobs that write no records; `AlreadyDone` while it is at work.
    pub fn undo_job(&self, who: &Who, id: JobId, insist: bool) -> Result<JobId, Error> {
        let (job, batch) = self.undoable(who, id)?;
        self.ended_job(id)?;
        if let Some(import) = import_of(&job).filter(|_| job.kind == JobKind::Import) {
            return self.undo_import(who, import, insist);
        }
        self.enqueue_undo(who, UndoPlan { batch, insist, import: import_of(&job) })
    }

    /// What an undo of this job would leave alone.
    ///
    /// # Errors
    /// As [`Platform::undo_job`].
    pub fn preview_undo_job(&self, who: &Who, id: JobId) -> Result<ChangedSince, Error> {
        let (_, batch) = self.undoable(who, id)?;
        self.changed_since(who, batch)
    }

    fn undoable(&self, who: &Who, id: JobId) -> Result<(Job, BatchId), Error> {
        let job = self.find_job(who, id)?;
        let writes = matches!(job.kind, JobKind::Import | JobKind::Undo);
        let batch = job.batch.filter(|_| writes);
        let batch = batch.ok_or_else(|| Error::rejected(Code::CannotUndo))?;
        Ok((job, batch))
    }

    /// Refuses while the job waits or runs.
    pub(crate) fn ended_job(&self, id: JobId) -> Result<(), Error> {
        let job = self.store().read(|read| store::jobs::find(read, id))?;
        let at_work = job.is_some_and(|j| matches!(j.state, JobState::Waiting | JobState::Running));
        if at_work { Err(Error::rejected(Code::Busy)) } else { Ok(()) }
    }

    pub(crate) fn enqueue_undo(&self, who: &Who, plan: UndoPlan) -> Result<JobId, Error> {
        let batch = BatchId(self.ports().ids.next());
        let new = NewJob {
            kind: JobKind::Undo,
            plan: serde_json::to_value(&plan)
                .map_err(|e| Fault::new(format!("an undo's plan: {e}")))?,
            cause: Cause { batch: Some(batch), ..Cause::of(who.actor(), Origin::Undo) },
            batch: Some(batch),
            total: 0,
        };
        Ok(self.enqueue_job(new)?.value)
    }

    /// The records of a batch that others changed since.
    pub(crate) fn changed_since(&self, who: &Who, batch: BatchId) -> Result<ChangedSince, Error> {
        let catalog = self.catalog()?;
        let mut out = ChangedSince::default();
        let mut before = Seq::MAX;
        loop {
            let entries = self.store().read(|read| batch_entries(read, batch, before, ENTRIES))?;
            let Some(oldest) = entries.last() else { return Ok(out) };
            before = oldest.last;
            for entry in &entries {
                self.add_changed(&catalog, who, (entry, batch), &mut out)?;
            }
        }
    }

    /// Adds the records of one entry that others changed since.
    fn add_changed(
        &self,
        catalog: &Catalog,
        who: &Who,
        (entry, batch): (&Logged, BatchId),
        out: &mut ChangedSince,
    ) -> Result<(), Error> {
        let Some(form) = entry.change.form.and_then(|id| catalog.forms.get(&id)) else {
            return Ok(());
        };
        let table = catalog.table(form.id)?;
        let records = entry.records();
        out.records += records.len();
        let seqs: HashMap<RecordId, Seq> =
            records.iter().map(|(seq, change)| (change.record, *seq)).collect();
        let ids: Vec<RecordId> = seqs.keys().copied().collect();
        let lasts = self.store().read(|read| stored_imports::last_seqs(read, table, &ids))?;
        for (id, last) in lasts {
            let moved = seqs.get(&id).copied().filter(|seq| *seq != last);
            let known = out.changed_since.iter().any(|known| known.id == id);
            let Some(seq) = moved.filter(|_| !known) else { continue };
            let steps = self
                .store()
                .read(|read| changes_of(|s| entry_of(read, s), id, last, |step| step.seq > seq))?;
            let foreign = steps.iter().find(|s| s.entry.change.batch != Some(batch));
            let Some(foreign) = foreign else { continue };
            out.count += 1;
            if out.changed_since.len() < LISTED {
                let changed = self.changed(catalog, who, (form, id), &foreign.entry)?;
                out.changed_since.push(changed);
            }
        }
        Ok(())
    }

    /// A record and its later Change, as the person may know of them.
    fn changed(
        &self,
        catalog: &Catalog,
        who: &Who,
        (form, id): (&Form, RecordId),
        later: &Logged,
    ) -> Result<Changed, Error> {
        let table = catalog.table(form.id)?;
        let found = self.store().read(|read| find_many(read, table, &[id], &title_fields(form)))?;
        let access = catalog.access(who, form);
        let seen = found.first().filter(|r| is_visible(&access, r));
        let title = seen.map(|r| title_of(form, &access, r, who.language)).unwrap_or_default();
        let by = match later.change.actor {
            model::Actor::Person(person) => catalog.person_name(person).to_owned(),
            model::Actor::Cli | model::Actor::System => String::new(),
        };
        Ok(Changed { form: form.code.clone(), id, title, by, at: later.at })
    }
}

fn import_of(job: &Job) -> Option<ImportId> {
    serde_json::from_value(job.plan.get("import")?.clone()).ok()
}
