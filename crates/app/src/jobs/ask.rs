//! What people may ask of jobs: their own ones; administrators of all.

use model::job::{Job, JobKind, JobState};
use model::{Code, JobId};
use store::{Committed, Error, Tx};

use super::NewJob;
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Jobs in a list.
const LISTED: u32 = 100;

impl Platform {
    /// Makes a job; a thread of the runtime begins it within a second. Whether they may is the caller's to ask.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn enqueue_job(&self, new: NewJob) -> Result<Committed<JobId>, Error> {
        let (ports, now) = (self.ports().clone(), self.now());
        self.write(move |tx, _| Ok(super::insert(tx, (&ports, now), &new)?))
    }

    /// The same for a person's request, which may carry a key.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) fn enqueue_once(&self, who: &Who, new: NewJob) -> Result<JobId, Error> {
        let (ports, now) = (self.ports().clone(), self.now());
        let run = move |tx: &mut Tx<'_>, _: &Catalog| Ok(super::insert(tx, (&ports, now), &new)?);
        self.once(who, || Ok(self.write_once(who, run)?.value))
    }

    /// The newest jobs that this person may see.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn list_jobs(&self, who: &Who) -> Result<Vec<Job>, Error> {
        let by = if self.catalog()?.may_administer(who) { None } else { who.id() };
        let mut jobs = self.store().read(|read| store::jobs::list(read, by, LISTED))?;
        for result in jobs.iter_mut().filter_map(|job| job.result.as_object_mut()) {
            // A list names no records: who asks for the job is told which ones they see.
            result.retain(|name, _| name != "reasons" && name != "changed_since");
        }
        Ok(jobs)
    }

    /// One job. Where it failed, `result` is the first reason: `{"code", "field", "params"}`. What an undo left alone is
    /// named as far as the person sees it now.
    ///
    /// # Errors
    /// `NotFound`, also for jobs of others.
    pub fn find_job(&self, who: &Who, id: JobId) -> Result<Job, Error> {
        let mut job = self.find_stored_job(who, id)?;
        if job.kind == JobKind::Undo && job.state == JobState::Done {
            job.result = super::undo::told(self, who, job.result)?;
        }
        Ok(job)
    }

    /// A job as it is stored.
    pub(crate) fn find_stored_job(&self, who: &Who, id: JobId) -> Result<Job, Error> {
        let found = self.store().read(|read| store::jobs::find(read, id))?;
        seen(found, (&*self.catalog()?, who))
    }

    /// Stops a job: at once while it waits, after its chunk when it runs. What it did stays, and can be undone.
    ///
    /// # Errors
    /// `AlreadyDone` when it has ended.
    pub fn cancel_job(&self, who: &Who, id: JobId) -> Result<Job, Error> {
        let (asker, now) = (who.clone(), self.now());
        self.write(move |tx, catalog| {
            let job = seen(store::jobs::find(tx, id)?, (catalog, &asker))?;
            match job.state {
                JobState::Running => store::jobs::ask_to_stop(tx, id)?,
                JobState::Waiting | JobState::Failed => {
                    store::jobs::put(tx, id, JobState::Cancelled)?;
                    let cancelled = Job { state: JobState::Cancelled, ..job.clone() };
                    super::tell(tx, &asker.cause(), (&cancelled, Some(job.state)), now)?;
                }
                JobState::Done | JobState::Cancelled => {
                    return Err(Error::rejected(Code::AlreadyDone));
                }
            }
            Ok(())
        })?;
        self.find_job(who, id)
    }

    /// Lets a failed or cancelled job go on from its checkpoint.
    ///
    /// # Errors
    /// `AlreadyDone` when it is at work or done, and for an import that was undone since.
    pub fn resume_job(&self, who: &Who, id: JobId) -> Result<Job, Error> {
        let (asker, now) = (who.clone(), self.now());
        self.write(move |tx, catalog| {
            let job = seen(store::jobs::find(tx, id)?, (catalog, &asker))?;
            if !matches!(job.state, JobState::Failed | JobState::Cancelled) {
                return Err(Error::rejected(Code::AlreadyDone));
            }
            if job.kind == JobKind::Import {
                crate::imports::may_go_on(tx, &job)?;
            }
            store::jobs::put(tx, id, JobState::Waiting)?;
            let waiting = Job { state: JobState::Waiting, ..job.clone() };
            super::tell(tx, &asker.cause(), (&waiting, Some(job.state)), now)?;
            Ok(())
        })?;
        self.find_job(who, id)
    }
}

/// The job, if this person may see it by these definitions.
fn seen(job: Option<Job>, (catalog, who): (&Catalog, &Who)) -> Result<Job, Error> {
    let administers = catalog.may_administer(who);
    let sees = |job: &Job| administers || (job.by.is_some() && job.by == who.id());
    job.filter(sees).ok_or_else(|| Error::rejected(Code::NotFound))
}
