//! How far jobs got. That is in no log: jobs write it down beside their work, and this looks there, so it is told by
//! every node and not more often than screens can use it.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use model::JobId;
use store::Fault;
use store::jobs::{self, AtWork as Job};

use crate::platform::Platform;

/// Looked for this often while somebody listens.
const OFTEN: SignedDuration = SignedDuration::from_millis(500);

/// What was seen last.
#[derive(Default)]
pub(super) struct AtWork {
    at: Option<Timestamp>,
    known: HashMap<JobId, (i64, i64)>,
}

impl AtWork {
    /// The jobs that got on since it was looked for last.
    pub(super) fn look(&mut self, platform: &Platform) -> Result<Vec<Job>, Fault> {
        let now = platform.now();
        // A clock that was set back must not make it wait.
        if self.at.is_some_and(|at| now.duration_since(at).abs() < OFTEN) {
            return Ok(Vec::new());
        }
        let mut jobs = platform.store().read(|read| jobs::list_at_work(read))?;
        self.at = Some(now);
        let now_known = jobs.iter().map(|job| (job.id, (job.done, job.total))).collect();
        let before = std::mem::replace(&mut self.known, now_known);
        jobs.retain(|job| before.get(&job.id) != Some(&(job.done, job.total)));
        Ok(jobs)
    }
}
