//! Taking a whole import back, and taking that back again.

use model::{BatchId, Code, ImportId, JobId};
use store::{Error, Tx, imports};

use super::document::{Import, State};
use super::kept;
use crate::jobs::{ChangedSince, UndoPlan};
use crate::platform::Platform;
use crate::who::Who;

impl Platform {
    /// What an undo of this import would leave alone, because somebody changed it since.
    ///
    /// # Errors
    /// `NotFound`; `AlreadyDone` when it is undone already, or has not run.
    pub fn preview_undo_import(&self, who: &Who, id: ImportId) -> Result<ChangedSince, Error> {
        let batch = written(&kept::own(self, who, id)?)?;
        self.changed_since(who, batch)
    }

    /// Takes an import back as a job. What was changed since stays, unless the person insists.
    ///
    /// # Errors
    /// `NotFound`; `AlreadyDone` when it is undone already, has not run, or is being written.
    pub fn undo_import(&self, who: &Who, id: ImportId, insist: bool) -> Result<JobId, Error> {
        let import = kept::own(self, who, id)?;
        let batch = written(&import)?;
        if let Some(job) = import.job.filter(|_| import.state == State::Running) {
            self.ended_job(job)?;
        }
        self.enqueue_undo(who, UndoPlan { batch, insist, import: Some(id) })
    }
}

/// The batch that an undo takes back.
fn written(import: &Import) -> Result<BatchId, Error> {
    let batch = import.batch.filter(|_| matches!(import.state, State::Running | State::Done));
    batch.ok_or_else(|| Error::rejected(Code::AlreadyDone))
}

/// Writes down that a job of this batch took an import back, or brought it back again.
///
/// # Errors
/// When the database refuses.
pub(crate) fn settle(tx: &mut Tx<'_>, id: ImportId, batch: Option<BatchId>) -> Result<(), Error> {
    let Some(stored) = imports::find(tx, id)? else { return Ok(()) };
    let mut import = kept::document(&stored)?;
    import.state = match import.state {
        State::Undone => {
            // From now on the redone records are what an undo takes back.
            import.batch = batch;
            State::Done
        }
        _ => State::Undone,
    };
    Ok(kept::write(tx, &import)?)
}
