//! What people may ask: an undo of a batch, and what it would do.

use std::sync::{Arc, Mutex};

use model::{BatchId, Cause, Code, JobId, Origin};
use serde::{Deserialize, Serialize};
use store::Error;
use store::log::batch_size;

use super::{Reach, UndoPreview, take_back, undo};
use crate::commands::Done;
use crate::commands::door::Door;
use crate::commands::untold::untold;
use crate::platform::Platform;
use crate::who::Who;

/// A preview of so many records is made by doing it; of more, by reading.
const DONE: i64 = 200;

/// What came of asking for an undo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Undone {
    /// It is done.
    Now(Done, UndoPreview),
    /// What a job wrote is taken back by a job.
    Later(JobId),
}

impl Platform {
    /// Takes a batch back; what is refused or was changed since stays, and is told.
    ///
    /// # Errors
    /// `NotFound` for the acts of others; where nothing could be taken back, why.
    pub fn undo_batch(&self, who: &Who, batch: BatchId, insist: bool) -> Result<Undone, Error> {
        if let Some(job) = self.store().read(|read| store::jobs::of_batch(read, batch))? {
            return Ok(Undone::Later(self.undo_job(who, job, insist)?));
        }
        let undone = self.once(who, || {
            let (given, at, asker) = (BatchId(self.ports().ids.next()), self.now(), who.clone());
            let written = self.write_once(who, move |tx, catalog| {
                let cause = Cause { batch: Some(given), origin: Origin::Undo, ..asker.cause() };
                let mut door = Door { tx, catalog, who: &asker, cause, at };
                let (receipt, outcome) = undo(&mut door, batch, insist)?;
                let (receipts, seq) = (vec![receipt], door.tx.seq());
                let done =
                    Done { receipts, batch: given, seq, activities: Vec::new(), tasks: Vec::new() };
                Ok(Undone::Now(done, outcome))
            })?;
            Ok(written.value)
        });
        undone.map_err(|error| match self.catalog() {
            Ok(catalog) => untold(&catalog, who, error),
            Err(fault) => fault.into(),
        })
    }

    /// What an undo of this batch would do: a small one is done and rolled back, so that preview and undo cannot
    /// disagree; a large one is read, so that nobody's writing waits for it.
    ///
    /// # Errors
    /// As the undo itself.
    pub fn preview_undo(&self, who: &Who, batch: BatchId) -> Result<UndoPreview, Error> {
        if self.store().read(|read| batch_size(read, batch))? > DONE {
            let reach = Reach { batch, ours: vec![batch], insist: false };
            return Ok(self.read_undo(who, &reach, true)?.0);
        }
        let slot = Arc::new(Mutex::new(None));
        // A batch of its own, as the undo has one: what it writes first is no change since for what it writes then.
        let given = BatchId(self.ports().ids.next());
        let (at, shared, who) = (self.now(), Arc::clone(&slot), who.clone());
        let ran = self.write(move |tx, catalog| -> Result<(), Error> {
            let cause = Cause { batch: Some(given), origin: Origin::Undo, ..who.cause() };
            let mut door = Door { tx, catalog, who: &who, cause, at };
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
