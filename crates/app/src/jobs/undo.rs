//! Undo of what a job wrote, chunk by chunk, newest first, through the same door. What was changed since or is refused
//! stays and is listed with the reason. The undo is a batch of its own, so it can be undone in its turn.

use std::sync::Arc;

use model::job::{Job, JobKind, JobState};
use model::{BatchId, Cause, ChangeKind, Code, ImportId, JobId, Origin, RecordId, Seq};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use store::log::{Logged, batch_entries, batch_size};
use store::{Error, Fault};

use super::{JobHandler, NewJob, Progress, Step};
use crate::commands::{Changed, Door, Kept, Reach, Undoing, undo_entry};
use crate::imports::{self, TurnWish};
use crate::platform::Platform;
use crate::who::Who;

/// Records of one transaction.
const CHUNK: usize = 500;
/// Entries read at once.
const ENTRIES: u32 = 50;
/// Kept records that are listed.
const LISTED: usize = 200;

/// What to take back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct UndoPlan {
    pub(crate) batch: BatchId,
    /// Also what was changed since.
    pub(crate) insist: bool,
    /// The import that wrote it.
    pub(crate) import: Option<ImportId>,
    /// Where the import stands afterwards.
    #[serde(default)]
    pub(crate) to: Option<imports::State>,
    /// Batches whose changes are no changes since: earlier undos of the same import.
    #[serde(default)]
    pub(crate) ours: Vec<BatchId>,
}

impl UndoPlan {
    pub(crate) fn reach(&self, own: Option<BatchId>) -> Reach {
        let mut ours = self.ours.clone();
        ours.extend([Some(self.batch), own].into_iter().flatten());
        Reach { batch: self.batch, ours, insist: self.insist }
    }
}

/// What an undo would leave alone.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ChangedSince {
    /// The first of those that the person sees.
    pub changed_since: Vec<Changed>,
    /// All of them.
    pub count: usize,
    /// Records that an undo concerns.
    pub records: usize,
    /// Fields and options that were made for the import and go with it, unless they are asked to stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<imports::PartsView>,
}

/// How far it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct At {
    /// Entries from here on are dealt with.
    before: Option<Seq>,
    /// The import is ready to come back: its form is there again.
    #[serde(default)]
    begun: bool,
    finished: bool,
    /// Records looked at.
    #[serde(default)]
    seen: usize,
    undone: usize,
    kept: usize,
    /// Those of them of which the log no longer tells what to take back.
    #[serde(default)]
    put_away: usize,
    /// Kept records that may come again in an older entry: each is counted and told once.
    #[serde(default)]
    met: Vec<RecordId>,
    /// The first records that were left alone.
    #[serde(default)]
    reasons: Vec<Kept>,
    /// The form that went with the records.
    #[serde(default)]
    form: Option<String>,
    /// Fields and options that did.
    #[serde(default)]
    parts: (usize, usize),
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
            return Ok(Step::Done(result(&plan, &at)));
        }
        let who = imports::asker(platform, job, Origin::Undo)?;
        let work = Work { platform, job, who, plan };
        if !at.begun {
            return work.begin(at);
        }
        let before = at.before.unwrap_or(Seq::MAX);
        let mut entries =
            platform.store().read(|read| batch_entries(read, work.plan.batch, before, ENTRIES))?;
        if entries.is_empty() {
            return Ok(work.finish(at));
        }
        let mut sum = 0;
        let fits = entries.iter().take_while(|e| {
            sum += e.records().len();
            sum <= CHUNK
        });
        let fits = fits.count().max(1);
        entries.truncate(fits);
        Ok(work.chunk(at, entries))
    }
}

struct Work<'a> {
    platform: &'a Platform,
    job: &'a Job,
    who: Who,
    plan: UndoPlan,
}

impl Work<'_> {
    fn cause(&self) -> Cause {
        Cause { batch: self.job.batch, ..Cause::of(self.who.actor(), Origin::Undo) }
    }

    /// Makes sure that nobody asked for something else since, and brings the form back that the records belong to.
    fn begin(self, at: At) -> Result<Step, Error> {
        let total = self.platform.store().read(|read| batch_size(read, self.plan.batch))?;
        let (cause, now) = (self.cause(), self.platform.now());
        let (job, who, plan) = (self.job.id, self.who, self.plan);
        Ok(Step::Chunk(Arc::new(move |tx, catalog| {
            if let Some((import, to)) = plan.import.zip(plan.to) {
                let cause = cause.clone();
                let mut door = Door { tx, catalog, who: &who, cause, at: now };
                imports::begin_turn(&mut door, import, (job, to))?;
            }
            progress(&At { begun: true, ..at.clone() }, total)
        })))
    }

    fn chunk(self, at: At, entries: Vec<Logged>) -> Step {
        let (cause, now) = (self.cause(), self.platform.now());
        let reach = self.plan.reach(self.job.batch);
        let (who, total) = (self.who, self.job.total);
        Step::Chunk(Arc::new(move |tx, catalog| {
            let cause = cause.clone();
            let mut door = Door { tx, catalog, who: &who, cause, at: now };
            let mut undoing = Undoing::after(reach.clone(), at.met.iter().copied());
            let mut next = at.clone();
            for entry in &entries {
                let before = undoing.outcome.kept.len();
                undo_entry(&mut door, entry, &mut undoing)?;
                // Nothing of the batch lies before what made a record.
                if !makes_records(entry) {
                    let kept = undoing.outcome.kept.get(before..).unwrap_or_default();
                    next.met.extend(kept.iter().map(|kept| kept.record));
                }
                next.before = Some(entry.last);
                next.seen += entry.records().len();
            }
            let outcome = undoing.outcome;
            next.undone += outcome.undone;
            next.kept += outcome.left();
            next.put_away += outcome.put_away;
            let room = LISTED.saturating_sub(next.reasons.len());
            next.reasons.extend(outcome.kept.into_iter().take(room));
            progress(&next, total)
        }))
    }

    fn finish(self, at: At) -> Step {
        let (cause, now, total) = (self.cause(), self.platform.now(), self.job.total);
        let (job, who, plan) = (self.job.id, self.who, self.plan);
        Step::Chunk(Arc::new(move |tx, catalog| {
            let mut next = At { finished: true, ..at.clone() };
            // Where the log no longer tells what to take back, the import stays what it is.
            let stays = at.undone == 0 && at.put_away > 0;
            if let Some(import) = plan.import.filter(|_| !stays) {
                let cause = cause.clone();
                let mut door = Door { tx, catalog, who: &who, cause, at: now };
                let complete = at.kept == 0;
                let gone = imports::end_turn(&mut door, import, (job, plan.to), complete)?;
                (next.form, next.parts) = (gone.form, (gone.fields, gone.options));
            }
            progress(&next, total)
        }))
    }
}

fn makes_records(entry: &Logged) -> bool {
    matches!(entry.change.kind, ChangeKind::RecordCreated | ChangeKind::RecordsCreated)
}

fn progress(at: &At, total: i64) -> Result<Progress, Error> {
    let done = i64::try_from(at.seen).unwrap_or(i64::MAX);
    let checkpoint =
        serde_json::to_value(at).map_err(|e| Fault::new(format!("a checkpoint: {e}")))?;
    Ok(Progress { done, total: total.max(done), checkpoint })
}

/// What came of it. Records are named when somebody asks, as far as they see them then.
fn result(plan: &UndoPlan, at: &At) -> Json {
    json!({
        "undone": at.undone, "kept": at.kept, "put_away": at.put_away, "reasons": at.reasons, "import": plan.import,
        "form_deleted": at.form, "fields_archived": at.parts.0, "options_archived": at.parts.1,
    })
}

impl Platform {
    /// Undoes what a job wrote, as a job.
    ///
    /// # Errors
    /// `NotFound` for jobs of others; `CannotUndo` for jobs that write no records; `Busy` while it is at work;
    /// `AlreadyDone` when something else was made of it since.
    pub fn undo_job(&self, who: &Who, id: JobId, insist: bool) -> Result<JobId, Error> {
        self.undo_job_keeping(who, id, (insist, false))
    }

    /// The same; with `keeps_parts`, fields and options that were made for an import stay.
    ///
    /// # Errors
    /// As [`Platform::undo_job`].
    pub fn undo_job_keeping(
        &self,
        who: &Who,
        id: JobId,
        (insist, keeps_parts): (bool, bool),
    ) -> Result<JobId, Error> {
        self.once(who, || self.undo_job_now(who, id, TurnWish { insist, keeps_parts }))
    }

    fn undo_job_now(&self, who: &Who, id: JobId, wish: TurnWish) -> Result<JobId, Error> {
        let (job, batch) = self.undoable(who, id)?;
        self.ended_job(id)?;
        match (import_of(&job), job.kind) {
            (Some(import), JobKind::Import) => self.undo_import_as(who, import, wish),
            (Some(import), _) => self.turn_back(who, (import, &job), wish),
            (None, _) => {
                let (import, to, ours) = (None, None, Vec::new());
                self.enqueue_undo(who, UndoPlan { batch, insist: wish.insist, import, to, ours })
            }
        }
    }

    /// What an undo of this job would leave alone.
    ///
    /// # Errors
    /// As [`Platform::undo_job`].
    pub fn preview_undo_job(&self, who: &Who, id: JobId) -> Result<ChangedSince, Error> {
        let (job, batch) = self.undoable(who, id)?;
        let Some(import) = import_of(&job) else {
            return self.would_keep(who, batch, Vec::new());
        };
        let kept = self.would_keep(who, batch, self.turns_of(import)?)?;
        Ok(ChangedSince { made: self.parts_of(import)?, ..kept })
    }

    fn undoable(&self, who: &Who, id: JobId) -> Result<(Job, BatchId), Error> {
        let job = self.find_stored_job(who, id)?;
        let writes = matches!(job.kind, JobKind::Import | JobKind::Undo);
        let batch = job.batch.filter(|_| writes);
        let batch = batch.ok_or_else(|| Error::rejected(Code::CannotUndo))?;
        Ok((job, batch))
    }

    /// Refuses while the job waits or runs.
    fn ended_job(&self, id: JobId) -> Result<(), Error> {
        let job = self.store().read(|read| store::jobs::find(read, id))?;
        let at_work = job.is_some_and(|j| matches!(j.state, JobState::Waiting | JobState::Running));
        if at_work { Err(Error::rejected(Code::Busy)) } else { Ok(()) }
    }

    fn enqueue_undo(&self, who: &Who, plan: UndoPlan) -> Result<JobId, Error> {
        let new = undo_job(who, &plan, BatchId(self.ports().ids.next()))?;
        self.enqueue_once(who, new)
    }

    /// What an undo of a batch would leave alone, by reading: nobody's writing waits for it.
    pub(crate) fn would_keep(
        &self,
        who: &Who,
        batch: BatchId,
        mut ours: Vec<BatchId>,
    ) -> Result<ChangedSince, Error> {
        ours.push(batch);
        let (outcome, _) = self.read_undo(who, &Reach { batch, ours, insist: false }, false)?;
        let count = outcome.left();
        // As the undo will count them: what is in the bin already is neither taken back nor kept.
        let records = outcome.undone + count;
        let first = outcome.kept.get(..LISTED.min(outcome.kept.len())).unwrap_or_default();
        let (changed_since, _) = self.tell_kept(who, first)?;
        Ok(ChangedSince { changed_since, count, records, made: None })
    }
}

/// The job that carries a plan out, under this batch.
pub(crate) fn undo_job(who: &Who, plan: &UndoPlan, batch: BatchId) -> Result<NewJob, Fault> {
    Ok(NewJob {
        kind: JobKind::Undo,
        plan: serde_json::to_value(plan).map_err(|e| Fault::new(format!("an undo's plan: {e}")))?,
        cause: Cause { batch: Some(batch), ..Cause::of(who.actor(), Origin::Undo) },
        batch: Some(batch),
        total: 0,
    })
}

/// An undo's result as this person may know of it: kept records that they see, by title, with the reason.
pub(super) fn told(platform: &Platform, who: &Who, mut result: Json) -> Result<Json, Error> {
    // Undos of older programs told no reasons.
    let reasons = result.get_mut("reasons").map_or(json!([]), Json::take);
    let kept: Vec<Kept> = serde_json::from_value(reasons)
        .map_err(|e| Fault::new(format!("an undo's result: {e}")))?;
    let (told, _) = platform.tell_kept(who, &kept)?;
    if let Json::Object(result) = &mut result {
        result.remove("reasons");
        let told =
            serde_json::to_value(told).map_err(|e| Fault::new(format!("an undo's result: {e}")))?;
        result.insert("changed_since".to_owned(), told);
    }
    Ok(result)
}

/// The import that a job is about.
pub(crate) fn import_of(job: &Job) -> Option<ImportId> {
    serde_json::from_value(job.plan.get("import")?.clone()).ok()
}
