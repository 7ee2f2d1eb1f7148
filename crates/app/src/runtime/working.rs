//! The job loop: claim a job, ask its handler step by step, end it. A job that was abandoned by a node that died is
//! claimed again when its lease ends, and goes on at its checkpoint.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::SignedDuration;
use model::job::{JobKind, JobState};
use model::notice::{Notice, NoticeKind};
use model::{Cause, FormId, NoticeId};
use serde_json::Value as Json;
use store::jobs::{self as stored, Claim, Progress};
use store::{Error, Fault, Tx, notices};

use super::backoff::{is_held, is_outrun, is_passing};
use crate::catalog::Catalog;
use crate::jobs::{self, Chunk, Step};
use crate::platform::Platform;

/// How long a job may be silent before another node takes it.
const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// Works on one job until it ends or `is_stopping`; whether there was one.
pub(super) fn work(platform: &Platform, is_stopping: &dyn Fn() -> bool) -> Result<bool, Error> {
    let now = platform.now();
    if !platform.store().read(|read| stored::is_any_ready(read, now))? {
        return Ok(false);
    }
    let claimed = platform.write_chunk(move |tx, _| {
        let claimed = stored::claim(tx, (now, now + LEASE))?;
        if let Some(claim) = claimed.as_ref().filter(|c| c.number == 1) {
            jobs::tell(tx, &Cause::system(), (&claim.job, Some(JobState::Waiting)), now)?;
        }
        Ok(claimed)
    })?;
    let Some(mut claim) = claimed.value else { return Ok(false) };
    loop {
        if is_stopping() {
            // Whoever comes next need not wait for the lease to end.
            let progress = progress_of(&claim);
            write_progress(platform, &claim, progress, SignedDuration::ZERO)?;
            return Ok(true);
        }
        match step(platform, &mut claim) {
            Ok(None) => {}
            Ok(Some((state, result))) => {
                end(platform, &claim, state, result)?;
                return Ok(true);
            }
            Err(error) if is_outrun(&error) => return Ok(true),
            // Whoever holds it may need longer than a lease: it is looked at again when this one ends.
            Err(error) if is_held(&error) => {
                tracing::debug!("job {} waits: {error}", claim.job.id);
                return Ok(true);
            }
            Err(error) if is_passing(&error) => return Err(error),
            Err(error) => {
                tracing::warn!("job {} failed: {error}", claim.job.id);
                end(platform, &claim, JobState::Failed, problem(&error))?;
                return Ok(true);
            }
        }
    }
}

/// One step; how the job ends, if it does.
fn step(platform: &Platform, claim: &mut Claim) -> Result<Option<(JobState, Json)>, Error> {
    let id = claim.job.id;
    if platform.store().read(|read| stored::is_stopping(read, id))? {
        return Ok(Some((JobState::Cancelled, claim.job.result.clone())));
    }
    let handler = jobs::handler(claim.job.kind)
        .ok_or_else(|| Fault::new(format!("nobody does jobs of kind {:?}", claim.job.kind)))?;
    let next = catch_unwind(AssertUnwindSafe(|| handler.step(platform, &claim.job)))
        .unwrap_or_else(|_| Err(Fault::new("a job's step panicked").into()))?;
    let progress = match next {
        Step::Done(result) => return Ok(Some((JobState::Done, result))),
        Step::Aside(progress) => write_progress(platform, claim, progress, LEASE)?,
        Step::Chunk(run) => platform.write_chunk(checkpointed(platform, claim, run))?.value,
        Step::Long(run) => platform.write_yielding(checkpointed(platform, claim, run))?.value,
    };
    claim.job.done = progress.done;
    claim.job.total = progress.total;
    claim.job.checkpoint = progress.checkpoint;
    Ok(None)
}

/// A chunk that writes down how far the job is.
fn checkpointed(
    platform: &Platform,
    claim: &Claim,
    run: Chunk,
) -> impl Fn(&mut Tx<'_>, &Catalog) -> Result<Progress, Error> + Send + Sync + 'static {
    let (of, lease) = (claim.clone(), platform.now() + LEASE);
    move |tx, catalog| {
        let progress = run(tx, catalog)?;
        stored::checkpoint(tx, &of, &progress, lease)?;
        Ok(progress)
    }
}

fn progress_of(claim: &Claim) -> Progress {
    let job = &claim.job;
    Progress { done: job.done, total: job.total, checkpoint: job.checkpoint.clone() }
}

fn write_progress(
    platform: &Platform,
    claim: &Claim,
    progress: Progress,
    lease: SignedDuration,
) -> Result<Progress, Error> {
    let (of, lease) = (claim.clone(), platform.now() + lease);
    let written = platform.write_chunk(move |tx, _| {
        stored::checkpoint(tx, &of, &progress, lease)?;
        Ok(progress.clone())
    })?;
    Ok(written.value)
}

fn end(platform: &Platform, claim: &Claim, state: JobState, result: Json) -> Result<(), Error> {
    let (claim, ports, now) = (claim.clone(), platform.ports().clone(), platform.now());
    platform.write_chunk(move |tx, catalog| {
        stored::finish(tx, &claim, state, &result)?;
        let ended = model::job::Job { state, ..claim.job.clone() };
        jobs::tell(tx, &Cause::system(), (&ended, Some(JobState::Running)), now)?;
        let is_quiet = matches!(ended.kind, JobKind::BackFill | JobKind::ImportCheck);
        let told = ended.by.filter(|_| state != JobState::Cancelled && !is_quiet);
        if let Some(person) = told {
            let notice = Notice {
                id: NoticeId(ports.ids.next()),
                person,
                kind: NoticeKind::JobEnded,
                at: now,
                form: form_of(&ended, catalog),
                record: None,
                read: false,
                params: told_of(&ended, &result),
            };
            notices::add(tx, &notice, Some(&format!("job:{}:{}", ended.id, claim.number)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The form that an export is of.
fn form_of(job: &model::job::Job, catalog: &Catalog) -> Option<FormId> {
    let code = job.plan.get("form").filter(|_| job.kind == JobKind::Export)?.as_str()?;
    catalog.form(code).ok().map(|form| form.id)
}

/// What a notice says of a job that has ended: which import it was of, and how many records. The name of its file is
/// added when it is shown: it may be erased by then.
fn told_of(job: &model::job::Job, result: &Json) -> Json {
    let mut params = serde_json::json!({ "job": job.id, "kind": job.kind, "state": job.state });
    if job.kind == JobKind::Export {
        params["exported"] = job.done.into();
    }
    for (source, names) in [
        (&job.plan, &["import", "to"][..]),
        (result, &["created", "updated", "failed", "undone"][..]),
    ] {
        for name in names {
            if let Some(value) = source.get(name).filter(|v| v.is_string() || v.is_u64()) {
                params[*name] = value.clone();
            }
        }
    }
    params
}

/// Why it failed, for its owner: the first reason, or that it broke.
fn problem(error: &Error) -> Json {
    let first = match error {
        Error::Rejected(all) => all.0.first().and_then(|r| serde_json::to_value(r).ok()),
        Error::Fault(_) => None,
    };
    first.unwrap_or_else(|| serde_json::json!({ "code": "fault", "params": {} }))
}
