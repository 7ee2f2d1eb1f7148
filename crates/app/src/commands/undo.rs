//! Undo of a batch: compensating writes through the same door, newest first. What was changed since is kept and
//! listed, unless the person insists. Undo is a batch itself, so it can be undone.

mod activity;
mod record;

use model::change::RecordChange;
use model::{BatchId, Code, FormId, RecordId, Rejection, Seq};
use store::Error;
use store::log::{Logged, batch_entries};

use super::Receipt;
use super::door::Door;
use crate::platform::Platform;
use crate::who::Who;

/// Records that one request may undo; more is a job.
const MOST: usize = 2_000;
/// Entries read at once.
const CHUNK: u32 = 200;

/// What an undo does or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UndoPreview {
    /// Changes taken back.
    pub undone: usize,
    /// Records left as they are, because they were changed since.
    pub kept: Vec<Kept>,
}

/// A record that was changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its form.
    pub form: FormId,
    /// The record.
    pub record: RecordId,
    /// The later Change.
    pub seq: Seq,
}

/// Takes a batch back within one request.
pub(super) fn undo(
    door: &mut Door<'_, '_>,
    batch: BatchId,
    insist: bool,
) -> Result<Receipt, Error> {
    let outcome = take_back(door, batch, insist)?;
    if outcome.undone == 0 && !outcome.kept.is_empty() {
        return Err(Rejection::new(Code::ChangedSince).with("count", outcome.kept.len()).into());
    }
    if outcome.undone == 0 {
        return Err(Error::rejected(Code::AlreadyDone));
    }
    Ok(Receipt { record: None, rev: 0, seq: door.tx.seq() })
}

fn take_back(door: &mut Door<'_, '_>, batch: BatchId, insist: bool) -> Result<UndoPreview, Error> {
    let mut outcome = UndoPreview::default();
    let mut before = Seq::MAX;
    let mut found = false;
    loop {
        let entries = batch_entries(door.tx, batch, before, CHUNK)?;
        let Some(oldest) = entries.last() else { break };
        before = oldest.last;
        for entry in &entries {
            found = true;
            // Another person's act is theirs to undo.
            if !door.who.may_administer() && entry.change.actor != door.who.actor() {
                return Err(Error::rejected(Code::NotFound));
            }
            undo_entry(door, (entry, batch), insist, &mut outcome)?;
            if outcome.undone > MOST {
                return Err(Rejection::new(Code::TooMany).with("max", MOST).into());
            }
        }
    }
    if found { Ok(outcome) } else { Err(Error::rejected(Code::NotFound)) }
}

/// Takes one entry of a batch back, into `outcome`. Jobs call it chunk by chunk.
pub(crate) fn undo_entry(
    door: &mut Door<'_, '_>,
    (entry, batch): (&Logged, BatchId),
    insist: bool,
    outcome: &mut UndoPreview,
) -> Result<(), Error> {
    if entry.erased {
        return Ok(());
    }
    for (seq, change) in entry.records().into_iter().rev() {
        undo_one(door, (entry, batch), (seq, &change), insist, outcome)?;
    }
    Ok(())
}

/// Takes one record's part of an entry back.
pub(crate) fn undo_one(
    door: &mut Door<'_, '_>,
    (entry, batch): (&Logged, BatchId),
    (seq, change): (Seq, &RecordChange),
    insist: bool,
    outcome: &mut UndoPreview,
) -> Result<(), Error> {
    let Some(form) = entry.change.form else {
        return Err(Error::rejected(Code::CannotUndo));
    };
    let target = record::Target { form, seq, kind: entry.change.kind, batch };
    let taken = match &entry.change.payload {
        model::change::Payload::Activity { activity, before, after, .. } => {
            let documents = activity::Documents { id: *activity, before, after };
            activity::take_back(door, (form, change.record), &documents, insist)?
        }
        _ => record::take_back(door, &target, change, insist)?,
    };
    match taken {
        record::Taken::Back => outcome.undone += 1,
        record::Taken::Kept(later) => {
            outcome.kept.push(Kept { form, record: change.record, seq: later });
        }
        record::Taken::Nothing => {}
    }
    Ok(())
}

impl Platform {
    /// What an undo of this batch would do: the same run, taken back at its end.
    ///
    /// # Errors
    /// As the undo itself.
    pub fn preview_undo(&self, who: &Who, batch: BatchId) -> Result<UndoPreview, Error> {
        let slot = std::sync::Arc::new(std::sync::Mutex::new(None));
        let (given, shared, who) = (self.now(), std::sync::Arc::clone(&slot), who.clone());
        let ran = self.write(move |tx, catalog| -> Result<(), Error> {
            let cause = who.cause();
            let mut door = Door { tx, catalog, who: &who, cause, at: given };
            let outcome = take_back(&mut door, batch, false)?;
            if let Ok(mut slot) = shared.lock() {
                *slot = Some(outcome);
            }
            // A refusal rolls everything back.
            Err(Error::rejected(Code::Cancelled))
        });
        let previewed = slot.lock().ok().and_then(|mut slot| slot.take());
        match (previewed, ran) {
            (Some(outcome), _) => Ok(outcome),
            (None, Err(error)) => Err(error),
            (None, Ok(_)) => Err(Error::rejected(Code::NotFound)),
        }
    }
}
