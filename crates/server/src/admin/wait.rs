//! Waits until a job has ended.

use std::time::Duration;

use anyhow::{Result, bail};
use app::runtime::drain;
use app::{Platform, Who};
use model::JobId;
use model::job::JobState;

use super::Reply;
use super::perform::Served;
use crate::user_add::told;

/// How often the job is looked at while the server works on it.
const LOOK: Duration = Duration::from_millis(100);

/// Waits, and says how far it is when that changes.
pub(super) fn wait_for(
    platform: &Platform,
    served: Served,
    id: JobId,
    reply: &mut dyn Reply,
) -> Result<()> {
    let mut told_of = -1;
    loop {
        let job = platform.find_job(&Who::cli(), id).map_err(told)?;
        match job.state {
            JobState::Done => return Ok(()),
            JobState::Failed => bail!("refused: {}", job.result),
            JobState::Cancelled => bail!("it was cancelled"),
            JobState::Waiting | JobState::Running => {}
        }
        if job.done != told_of && job.done > 0 {
            told_of = job.done;
            reply.note(&format!("{} of {}", job.done, job.total))?;
        }
        match served {
            Served::Here => drain(platform).map_err(told)?,
            Served::Elsewhere => std::thread::sleep(LOOK),
        }
    }
}
