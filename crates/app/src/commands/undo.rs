//! Undo of a batch: compensating writes through the same door, newest first. What was changed since, and what is
//! refused by now, is kept and listed with the reason; one record never holds up the others. Undo is a batch itself,
//! so it can be undone.
//!
//! `decide` says what becomes of a record and asks a `ledger` about it; `record`, `activity` and `bulk` do it, `reading`
//! only counts it, `told` says it to a person, `put_away` keeps what the log no longer tells.

mod activity;
mod ask;
mod bulk;
mod decide;
mod ledger;
mod past;
mod put_away;
mod reading;
mod record;
mod remark;
mod task;
mod told;

use std::collections::HashSet;

use model::change::{Payload, RecordChange};
use model::{BatchId, Code, FormId, RecordId, Rejection, Seq};
use serde::{Deserialize, Serialize};
use store::Error;
use store::log::{Logged, batch_entries};

use self::decide::{Scene, Target};
use self::past::Past;
use super::Receipt;
use super::door::Door;

pub use ask::Undone;
pub(crate) use remark::is_reading;
pub use told::Changed;

/// Records that one request may undo; more is a job.
pub(crate) const MOST: usize = 2_000;
/// Entries read at once.
const CHUNK: u32 = 200;

/// What an undo does or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UndoPreview {
    /// Changes taken back.
    pub undone: usize,
    /// Records left as they are, each once.
    pub kept: Vec<Kept>,
    /// Records left as they are because what was written of them together was put away: which ones, only the file says.
    #[serde(default)]
    pub put_away: usize,
    #[serde(skip)]
    known: HashSet<RecordId>,
}

impl UndoPreview {
    fn keep(&mut self, kept: Kept) {
        if self.known.insert(kept.record) {
            self.kept.push(kept);
        }
    }

    /// How many records are left as they are.
    pub fn left(&self) -> usize {
        self.kept.len() + self.put_away
    }
}

/// A record that stays as it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Its form.
    pub form: FormId,
    /// The record.
    pub record: RecordId,
    /// The Change since which it is as it is.
    pub seq: Seq,
    /// Why: `changed_since`, or what refused the compensating write.
    pub why: Rejection,
}

impl Eq for Kept {}

/// What to take back.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    /// This batch.
    pub(crate) batch: BatchId,
    /// Changes of these batches are no changes since: the batch's own, its undos and theirs.
    pub(crate) ours: Vec<BatchId>,
    /// Also what was changed since.
    pub(crate) insist: bool,
}

/// An undo under way, in one transaction or one reading.
pub(crate) struct Undoing {
    pub(crate) reach: Reach,
    pub(crate) outcome: UndoPreview,
    past: Past,
}

impl Undoing {
    pub(crate) fn new(reach: Reach) -> Self {
        Self { reach, outcome: UndoPreview::default(), past: Past::default() }
    }

    /// One that goes on where these records were kept already.
    pub(crate) fn after(reach: Reach, kept: impl IntoIterator<Item = RecordId>) -> Self {
        let outcome = UndoPreview { known: kept.into_iter().collect(), ..UndoPreview::default() };
        Self { outcome, ..Self::new(reach) }
    }

    /// Lists a task that stays as it is under its record; one that stands alone has nowhere to be listed.
    fn keep_task(&mut self, entry: &Logged, why: Code) {
        if let Some((form, record)) = task::record_of(entry) {
            self.outcome.keep(Kept { form, record, seq: entry.last, why: Rejection::new(why) });
        }
    }

    fn scene<'a>(&self, door: &Door<'a, '_>) -> Scene<'a> {
        Scene { catalog: door.catalog, who: door.who }
    }
}

/// Takes a batch back within one request.
pub(super) fn undo(
    door: &mut Door<'_, '_>,
    batch: BatchId,
    insist: bool,
) -> Result<(Receipt, UndoPreview), Error> {
    let outcome = take_back(door, batch, insist)?;
    if outcome.undone == 0 {
        return Err(nothing_done(&outcome).into());
    }
    Ok((Receipt { record: None, rev: 0, seq: door.tx.seq() }, outcome))
}

/// Why an undo came to nothing: the first reason beyond "changed since", which only tells how to insist, and beyond what
/// lies out of sight, where nothing can be done.
fn nothing_done(outcome: &UndoPreview) -> Rejection {
    let usual = [Code::ChangedSince, Code::OutOfSight];
    let beyond = outcome.kept.iter().find(|kept| !usual.contains(&kept.why.code));
    let changed = || outcome.kept.iter().find(|kept| kept.why.code == Code::ChangedSince);
    let count = outcome.left();
    match beyond.or_else(changed).or(outcome.kept.first()) {
        Some(kept) => kept.why.clone().with("count", count),
        None if count > 0 => Rejection::new(Code::LogArchived).with("count", count),
        None => Rejection::new(Code::AlreadyDone),
    }
}

fn take_back(door: &mut Door<'_, '_>, batch: BatchId, insist: bool) -> Result<UndoPreview, Error> {
    let ours = [Some(batch), door.cause.batch].into_iter().flatten().collect();
    let mut undoing = Undoing::new(Reach { batch, ours, insist });
    let mut before = Seq::MAX;
    let mut found = false;
    loop {
        // The last part of an act may share the transaction with its undo.
        let mut entries = if found { Vec::new() } else { door.tx.written_in(batch)? };
        entries.extend(batch_entries(door.tx, batch, before, CHUNK)?);
        let Some(oldest) = entries.last() else { break };
        before = oldest.last;
        for entry in &entries {
            found = true;
            // Another person's act is theirs to undo.
            if !door.catalog.may_administer(door.who) && entry.change.actor != door.who.actor() {
                return Err(Error::rejected(Code::NotFound));
            }
            undo_entry(door, entry, &mut undoing)?;
            if undoing.outcome.undone > MOST {
                return Err(Rejection::new(Code::TooMany).with("max", MOST).into());
            }
        }
    }
    if found { Ok(undoing.outcome) } else { Err(Error::rejected(Code::NotFound)) }
}

/// Takes one entry of a batch back. Jobs call it chunk by chunk. What is written names the entry as its cause: history
/// says what an undo undid.
pub(crate) fn undo_entry(
    door: &mut Door<'_, '_>,
    entry: &Logged,
    undoing: &mut Undoing,
) -> Result<(), Error> {
    let outer = door.cause.seq.replace(entry.last);
    let done = reverse(door, entry, undoing);
    door.cause.seq = outer;
    done
}

fn reverse(door: &mut Door<'_, '_>, entry: &Logged, undoing: &mut Undoing) -> Result<(), Error> {
    if entry.erased && put_away::keep(door.tx, door.catalog, entry, &mut undoing.outcome)? {
        return Ok(());
    }
    if task::is_of_task(entry.change.kind) {
        return task::take_back(door, entry, undoing);
    }
    if remark::is_of_remark(entry.change.kind) {
        return remark::take_back(door, entry, undoing);
    }
    let Some(form) = entry.change.form.filter(|_| !entry.erased) else { return Ok(()) };
    if let Some(wish) = bulk::moves(entry) {
        return bulk::take_back(door, (entry, form, wish), undoing);
    }
    for (seq, change) in entry.records().into_iter().rev() {
        match documents(entry) {
            Some(documents) => {
                activity::take_back(door, (form, change.record, seq), &documents, undoing)?;
            }
            None => record::take_back(door, target(entry, (form, seq), &change), undoing)?,
        }
    }
    Ok(())
}

fn documents(entry: &Logged) -> Option<activity::Documents<'_>> {
    match &entry.change.payload {
        Payload::Activity { activity, before, after, .. } => {
            Some(activity::Documents { id: *activity, before, after })
        }
        _ => None,
    }
}

fn target<'c>(entry: &Logged, (form, seq): (FormId, Seq), change: &'c RecordChange) -> Target<'c> {
    Target { form, seq, kind: entry.change.kind, change }
}
