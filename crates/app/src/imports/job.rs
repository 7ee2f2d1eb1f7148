//! The import as a job: records that rows link to, then the rows, 500 a transaction, each with the checkpoint beside it.

use std::sync::Arc;

use jiff::Timestamp;
use model::job::Job;
use model::{Cause, Code, ImportId, Origin, SystemField};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Error, Fault, imports};

use super::document::{Import, State, Target, To};
use super::linked;
use super::numbering;
use super::pipeline::{Next, Task, missing_file};
use super::prepared::Counts;
use super::target::goal;
use super::write;
use super::{expiry, kept, steps};
use crate::commands::Door;
use crate::jobs::{Chunk, JobHandler, Progress, Step};
use crate::platform::Platform;
use crate::who::Who;

/// What to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Plan {
    pub(super) import: ImportId,
}

/// How far it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct At {
    /// Records that rows link to were made.
    linked: bool,
    /// The last row that was dealt with.
    row: u32,
    /// All rows were.
    finished: bool,
    counts: Counts,
}

/// The handler.
pub(crate) struct ImportRows;

impl JobHandler for ImportRows {
    fn step(&self, platform: &Platform, job: &Job) -> Result<Step, Error> {
        let plan: Plan = serde_json::from_value(job.plan.clone())
            .map_err(|e| Fault::new(format!("an import's plan: {e}")))?;
        let at: At = serde_json::from_value::<Option<At>>(job.checkpoint.clone())
            .map_err(|e| Fault::new(format!("an import's checkpoint: {e}")))?
            .unwrap_or_default();
        let import = kept::load(platform, plan.import)?;
        if at.finished {
            return Ok(Step::Done(result(platform, &import, (job, &at))?));
        }
        let who = asker(platform, job, Origin::Import)?;
        let run = Run { platform, job, who, import };
        if at.linked { run.rows(at) } else { run.linked(at) }
    }
}

/// Who the job acts for, as they are now.
///
/// # Errors
/// `Forbidden` when they may no longer sign in.
pub(crate) fn asker(platform: &Platform, job: &Job, origin: Origin) -> Result<Who, Error> {
    match job.by {
        Some(id) => platform.who_is(id, origin)?.ok_or_else(|| Error::rejected(Code::Forbidden)),
        None => {
            let zone = platform.catalog()?.workspace.time_zone();
            Ok(Who { zone, ..Who::cli() })
        }
    }
}

fn result(
    platform: &Platform,
    import: &Import,
    (job, at): (&Job, &At),
) -> Result<serde_json::Value, Fault> {
    let mut result =
        serde_json::to_value(at.counts).map_err(|e| Fault::new(format!("counts: {e}")))?;
    result["import"] = json!(import.id);
    result["records"] = made_by(import, job.created_at, at.row);
    let catalog = platform.catalog()?;
    let form = match import.target {
        Target::Form(form) => catalog.forms.get(&form),
        Target::New(_) => None,
    };
    result["form"] = json!(form.map(|f| f.code.as_str()));
    // Who may not sign in any more has no list to look at.
    if let (1.., Some(form)) = (at.counts.lacking, form)
        && let Ok(who) = asker(platform, job, Origin::Import)
    {
        let access = catalog.access(&who, form);
        let mut among = result["records"].clone();
        if !among.is_null() && at.counts.updated > 0 {
            among = json!({"or": [among, changed_by(import, job.created_at, platform.now())]});
        }
        result["lacking_records"] = steps::filter(form, &access, &among);
    }
    Ok(result)
}

/// The filter that lists the records that an import made, by when and by whom they were made; null where its file says
/// when, for then nothing tells them from others.
fn made_by(import: &Import, begun: Timestamp, last: u32) -> serde_json::Value {
    let says = |field| import.columns.iter().any(|c| c.to == Some(To::System(field)));
    if says(SystemField::CreatedAt) {
        return serde_json::Value::Null;
    }
    let mut all = vec![
        json!({"field": "created_at", "op": "ge", "value": numbering::made_at(begun, last)}),
        json!({"field": "created_at", "op": "le", "value": begun}),
    ];
    if let Some(by) = import.by.filter(|_| !says(SystemField::CreatedBy)) {
        all.push(json!({"field": "created_by", "op": "eq", "value": by}));
    }
    json!({ "and": all })
}

/// The filter that lists the records that an import changed and nobody else since.
fn changed_by(import: &Import, begun: Timestamp, ended: Timestamp) -> serde_json::Value {
    let mut all = vec![
        json!({"field": "updated_at", "op": "ge", "value": begun}),
        json!({"field": "updated_at", "op": "le", "value": ended}),
    ];
    all.extend(import.by.map(|by| json!({"field": "updated_by", "op": "eq", "value": by})));
    json!({ "and": all })
}

struct Run<'a> {
    platform: &'a Platform,
    job: &'a Job,
    who: Who,
    import: Import,
}

impl Run<'_> {
    fn cause(&self) -> Cause {
        Cause { batch: self.job.batch, ..Cause::of(self.who.actor(), Origin::Import) }
    }

    /// The records that unknown words of link columns become, all in one transaction: there are at most some thousands.
    fn linked(self, at: At) -> Result<Step, Error> {
        let catalog = self.platform.catalog()?;
        let goal = goal(self.platform, &catalog, &self.who, &self.import)?;
        let wanted = linked::wanted(&self.import, &goal);
        let (cause, now, total) = (self.cause(), self.platform.now(), self.job.total);
        let who = self.who;
        Ok(Step::Chunk(Arc::new(move |tx, catalog| {
            let cause = cause.clone();
            let mut door = Door { tx, catalog, who: &who, cause, at: now };
            linked::create(&mut door, &wanted)?;
            progress(&At { linked: true, ..at.clone() }, total)
        })))
    }

    fn rows(self, at: At) -> Result<Step, Error> {
        let Target::Form(form) = self.import.target else {
            return Err(Fault::new("an import runs without a form").into());
        };
        let catalog = self.platform.catalog()?;
        let version = catalog.effective(form)?.version;
        let begin = || {
            let goal = goal(self.platform, &catalog, &self.who, &self.import)?;
            let path = kept::path(self.platform, &self.import)?;
            if !path.exists() {
                return Err(missing_file());
            }
            Ok(Task {
                store: Arc::clone(self.platform.store()),
                catalog: Arc::clone(&catalog),
                who: self.who.clone(),
                import: self.import.clone(),
                goal,
                path,
                begun: self.job.created_at,
                after: at.row,
            })
        };
        match self.platform.imports().next(self.job.id, (at.row, version), begin)? {
            Next::Later => Ok(Step::Aside(progress(&at, self.job.total)?)),
            Next::End => Ok(Step::Chunk(self.finish(at))),
            Next::Rows(prepared) => {
                let about = (self.import.id, form, version);
                let (cause, now, total) = (self.cause(), self.platform.now(), self.job.total);
                let who = self.who;
                Ok(Step::Chunk(Arc::new(move |tx, catalog| {
                    let cause = cause.clone();
                    let mut door = Door { tx, catalog, who: &who, cause, at: now };
                    let counts = write::write(&mut door, about, &prepared, at.counts)?;
                    progress(&At { row: prepared.upto, counts, ..at.clone() }, total)
                })))
            }
        }
    }

    fn finish(self, at: At) -> Chunk {
        let total = self.job.total;
        let (id, now) = (self.import.id, self.platform.now());
        Arc::new(move |tx, _| {
            // As it is now: its texts may have been erased while its rows were written.
            let stored = imports::find(tx, id)?.ok_or_else(|| Error::rejected(Code::NotFound))?;
            let import = Import { state: State::Done, ..kept::document(&stored)? };
            kept::write(tx, &import)?;
            expiry::extend(tx, &import, now)?;
            progress(&At { finished: true, ..at.clone() }, total)
        })
    }
}

fn progress(at: &At, total: i64) -> Result<Progress, Error> {
    let done = i64::try_from(at.counts.rows).unwrap_or(i64::MAX);
    let checkpoint =
        serde_json::to_value(at).map_err(|e| Fault::new(format!("a checkpoint: {e}")))?;
    Ok(Progress { done, total: total.max(done), checkpoint })
}
