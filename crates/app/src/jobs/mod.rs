//! JOBS: long work in chunks, resumable from its checkpoint, cancellable between chunks. A handler says what to do
//! next; the runner in [`crate::runtime`] claims, commits, renews the lease and ends the job.

mod ask;
mod back_fill;
mod export;
mod undo;

use std::sync::Arc;

pub use export::{ExportFile, ExportFormat, ExportRequest};
use jiff::Timestamp;
use model::job::{Job, JobKind, JobState};
use model::{BatchId, Cause, ChangeKind, JobId, UserId};
use serde::Serialize;
use serde_json::Value as Json;
pub use store::jobs::Progress;
use store::{Error, Fault, Tx};
pub use undo::ChangedSince;
pub(crate) use undo::{UndoPlan, import_of, undo_job};

use crate::catalog::Catalog;
use crate::document_change;
use crate::platform::Platform;
use crate::ports::Ports;

/// Work for one transaction; may run more than once, and only the last run counts. Keep it under 500 rows. What it
/// returns is written down in the same transaction, so a chunk and its checkpoint are durable together.
pub type Chunk = Arc<dyn Fn(&mut Tx<'_>, &Catalog) -> Result<Progress, Error> + Send + Sync>;

/// What a job needs next.
pub enum Step {
    /// Work for one transaction.
    Chunk(Chunk),
    /// Work for one transaction that takes long: broken off, and begun again when the lease is over, as soon as somebody
    /// wants to write.
    Long(Chunk),
    /// Something was done outside the database (a part of a file); only how far it is needs writing down.
    Aside(Progress),
    /// Nothing more: what came of it, in the job kind's own form.
    Done(Json),
}

/// What a kind of job does.
pub trait JobHandler: Sync {
    /// The next step from the job's checkpoint, which is `null` at first. Called outside any transaction: it may read
    /// files and ask the database; what it writes belongs into the chunk.
    ///
    /// # Errors
    /// A rejection fails the job with reasons for its owner, who may resume it at this step; so does a fault, unless
    /// it is one that passes.
    fn step(&self, platform: &Platform, job: &Job) -> Result<Step, Error>;
}

/// What does the jobs of a kind; none where this program cannot.
pub(crate) fn handler(kind: JobKind) -> Option<&'static dyn JobHandler> {
    match kind {
        JobKind::BackFill => Some(&back_fill::BackFill),
        JobKind::Export => Some(&export::Export),
        JobKind::Import => Some(&crate::imports::ImportRows),
        JobKind::ImportCheck => Some(&crate::imports::CheckRows),
        JobKind::Undo => Some(&undo::Undo),
    }
}

/// A job to be made.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What it does.
    pub kind: JobKind,
    /// What to do, in the job kind's own form.
    pub plan: Json,
    /// Who asks for it.
    pub cause: Cause,
    /// What its changes will belong to, for undo.
    pub batch: Option<BatchId>,
    /// Units in all; 0 while unknown.
    pub total: i64,
}

/// Makes a job in the transaction of what it follows from.
///
/// # Errors
/// When the database refuses.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    (ports, now): (&Ports, Timestamp),
    new: &NewJob,
) -> Result<JobId, Fault> {
    let job = Job {
        id: JobId(ports.ids.next()),
        kind: new.kind,
        state: JobState::Waiting,
        done: 0,
        total: new.total,
        by: new.cause.person(),
        created_at: now,
        batch: new.batch,
        plan: new.plan.clone(),
        checkpoint: Json::Null,
        result: Json::Null,
    };
    store::jobs::insert(tx, &job)?;
    tell(tx, &new.cause, (&job, None), now)?;
    Ok(job.id)
}

/// What the log says of a job: not its plan, which may hold words that people searched for.
#[derive(Serialize)]
struct Said {
    kind: JobKind,
    state: JobState,
    by: Option<UserId>,
    batch: Option<BatchId>,
}

/// Logs that a job is in another state than `before`.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    cause: &Cause,
    (job, before): (&Job, Option<JobState>),
    now: Timestamp,
) -> Result<(), Fault> {
    let said = |state| Said { kind: job.kind, state, by: job.by, batch: job.batch };
    let (before, after) = (before.map(said), said(job.state));
    // A batch's own entries are what undo reverses; this one is not of them.
    let cause = Cause { batch: None, ..cause.clone() };
    let about = (ChangeKind::JobChanged, job.id);
    document_change::append(tx, (&cause, now), about, (before.as_ref(), Some(&after)))
}
