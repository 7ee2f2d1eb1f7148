//! Long work as rows. A claim lends a job until `lease_until` under a number that only rises: every later write of the
//! claimer names that number, so work of a node that was thought dead rolls back.

use jiff::Timestamp;
use model::job::{Job, JobKind, JobState};
use model::{BatchId, JobId, UserId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fault::{Fault, FaultKind};
use crate::session::{Read, Row, all, first, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

const COLUMNS: &str =
    "id, kind, state, done, total, person, created_at, batch, plan, checkpoint, result";

/// A job that the caller may work on.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The job.
    pub job: Job,
    /// Which claim this is.
    pub number: i64,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Units done.
    pub done: i64,
    /// Units in all; 0 while unknown.
    pub total: i64,
    /// Where to go on, in the job kind's own form.
    pub checkpoint: serde_json::Value,
}

/// Adds a job.
///
/// # Errors
/// When the database refuses.
pub fn insert(tx: &mut Tx<'_>, job: &Job) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_job (");
    sql.push(COLUMNS).push(", claims, lease_until, stopping) VALUES (");
    sql.bind_all([
        job.id.0.into(),
        word(&job.kind)?.into(),
        word(&job.state)?.into(),
        job.done.into(),
        job.total.into(),
        job.by.map(|p| p.0).into(),
        job.created_at.into(),
        job.batch.map(|b| b.0).into(),
        job.plan.to_string().into(),
        job.checkpoint.to_string().into(),
        job.result.to_string().into(),
        0i64.into(),
        job.created_at.into(),
        false.into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// One job.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, id: JobId) -> Result<Option<Job>, Fault> {
    let mut sql = select(read);
    sql.push(" FROM clew_job WHERE id = ").bind(id.0);
    first(read, &sql, job)
}

/// Jobs by id; missing ones are left out.
///
/// # Errors
/// When the database does not answer.
pub fn find_some(read: &mut dyn Read, ids: &[JobId]) -> Result<Vec<Job>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = select(read);
    sql.push(" FROM clew_job WHERE id").among(ids.iter().map(|id| Param::Uuid(id.0)));
    all(read, &sql, job)
}

/// The newest jobs of a kind, whoever's they are.
///
/// # Errors
/// When the database does not answer.
pub fn newest(read: &mut dyn Read, kind: JobKind, limit: u32) -> Result<Vec<Job>, Fault> {
    let mut sql = select(read);
    sql.push(" FROM clew_job WHERE kind = ").bind(word(&kind)?);
    sql.push(" ORDER BY created_at DESC, id DESC LIMIT ").bind(limit);
    all(read, &sql, job)
}

/// A job at work, as far as screens follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtWork {
    /// The job.
    pub id: JobId,
    /// Whose it is.
    pub by: Option<UserId>,
    /// Units done.
    pub done: i64,
    /// Units in all; 0 while unknown.
    pub total: i64,
}

/// All jobs at work.
///
/// # Errors
/// When the database does not answer.
pub fn list_at_work(read: &mut dyn Read) -> Result<Vec<AtWork>, Fault> {
    let text = "SELECT id, person, done, total FROM clew_job WHERE state = 'running'";
    let sql = Sql::of(read.dialect(), text);
    all(read, &sql, |row| {
        Ok(AtWork {
            id: JobId(must(row.uuid(0)?, "id")?),
            by: row.uuid(1)?.map(UserId),
            done: must(row.int(2)?, "done")?,
            total: must(row.int(3)?, "total")?,
        })
    })
}

/// Exports asked for before a moment whose file is still there, oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_old_exports(
    read: &mut dyn Read,
    before: Timestamp,
    limit: u32,
) -> Result<Vec<Job>, Fault> {
    let mut sql = select(read);
    sql.push(" FROM clew_job WHERE kind = 'export' AND state = 'done' AND created_at < ");
    sql.bind(before).push(" AND result LIKE '%\"file\"%' ORDER BY created_at LIMIT ").bind(limit);
    all(read, &sql, job)
}

/// Writes down what is left of what an ended job made.
///
/// # Errors
/// When the database refuses.
pub fn save_result(tx: &mut Tx<'_>, id: JobId, result: &serde_json::Value) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_job SET result = ");
    sql.bind(result.to_string()).push(" WHERE id = ").bind(id.0);
    tx.execute(&sql)
}

/// The job that writes a batch; the oldest where a later one went on with it.
///
/// # Errors
/// When the database does not answer.
pub fn of_batch(read: &mut dyn Read, batch: BatchId) -> Result<Option<JobId>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT id FROM clew_job WHERE batch = ");
    sql.bind(batch.0).push(" ORDER BY created_at, id LIMIT 1");
    first(read, &sql, |row| Ok(JobId(must(row.uuid(0)?, "id")?)))
}

/// Jobs, newest first: one person's, or everyone's. Checks of imports are shown with their import only.
///
/// # Errors
/// When the database does not answer.
pub fn list(read: &mut dyn Read, by: Option<UserId>, limit: u32) -> Result<Vec<Job>, Fault> {
    let mut sql = select(read);
    sql.push(" FROM clew_job WHERE kind <> ").bind(word(&JobKind::ImportCheck)?);
    if let Some(by) = by {
        sql.push(" AND person = ").bind(by.0);
    }
    sql.push(" ORDER BY created_at DESC, id DESC LIMIT ").bind(limit);
    all(read, &sql, job)
}

/// Whether any job waits or was abandoned: asked before a transaction is opened for nothing.
///
/// # Errors
/// When the database does not answer.
pub fn is_any_ready(read: &mut dyn Read, now: Timestamp) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_job WHERE ");
    ready(&mut sql, now);
    sql.push(" LIMIT 1");
    Ok(first(read, &sql, |_| Ok(()))?.is_some())
}

/// Takes the oldest job that waits or was abandoned, until `lease`.
///
/// # Errors
/// When the database refuses.
pub fn claim(
    tx: &mut Tx<'_>,
    (now, lease): (Timestamp, Timestamp),
) -> Result<Option<Claim>, Fault> {
    let mut sql = select(tx);
    sql.push(", claims FROM clew_job WHERE ");
    ready(&mut sql, now);
    sql.push(" ORDER BY created_at, id LIMIT 1");
    let found = first(tx, &sql, |row| Ok((job(row)?, must(row.int(11)?, "claims")?)))?;
    let Some((mut job, claims)) = found else { return Ok(None) };
    job.state = JobState::Running;
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_job SET state = 'running', claims = ");
    sql.bind(claims + 1).push(", lease_until = ").bind(lease);
    sql.push(" WHERE id = ").bind(job.id.0);
    tx.execute(&sql)?;
    Ok(Some(Claim { job, number: claims + 1 }))
}

fn ready(sql: &mut Sql, now: Timestamp) {
    sql.push("(state = 'waiting' OR (state = 'running' AND lease_until <= ").bind(now).push("))");
}

/// Writes down how far a claimed job is and renews the lease, in the transaction of the work itself.
///
/// # Errors
/// [`FaultKind::Outrun`] when another node has claimed it since: this transaction must be rolled back.
pub fn checkpoint(
    tx: &mut Tx<'_>,
    claim: &Claim,
    progress: &Progress,
    lease: Timestamp,
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_job SET done = ");
    sql.bind(progress.done).push(", total = ").bind(progress.total);
    sql.push(", checkpoint = ").bind(progress.checkpoint.to_string());
    sql.push(", lease_until = ").bind(lease);
    write_claimed(tx, sql, claim)
}

/// Ends a claimed job.
///
/// # Errors
/// [`FaultKind::Outrun`] when another node has claimed it since.
pub fn finish(
    tx: &mut Tx<'_>,
    claim: &Claim,
    state: JobState,
    result: &serde_json::Value,
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_job SET state = ");
    sql.bind(word(&state)?).push(", result = ").bind(result.to_string());
    write_claimed(tx, sql, claim)
}

fn write_claimed(tx: &mut Tx<'_>, mut sql: Sql, claim: &Claim) -> Result<(), Fault> {
    sql.push(" WHERE id = ").bind(claim.job.id.0).push(" AND state = 'running' AND claims = ");
    sql.bind(claim.number);
    if tx.count(&sql)? == 1 {
        return Ok(());
    }
    Err(Fault::of(FaultKind::Outrun, "the job was claimed by another node"))
}

/// Asks a running job to stop after its chunk.
///
/// # Errors
/// When the database refuses.
pub fn ask_to_stop(tx: &mut Tx<'_>, id: JobId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_job SET stopping = ");
    sql.bind(true).push(" WHERE id = ").bind(id.0);
    tx.execute(&sql)
}

/// Whether a job was asked to stop.
///
/// # Errors
/// When the database does not answer.
pub fn is_stopping(read: &mut dyn Read, id: JobId) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT stopping FROM clew_job WHERE id = ");
    sql.bind(id.0);
    Ok(first(read, &sql, |row| must(row.bool(0)?, "stopping"))?.unwrap_or(false))
}

/// Puts a job that nobody works on into another state: cancelled while it waits, waiting again after it stopped.
///
/// # Errors
/// When the database refuses.
pub fn put(tx: &mut Tx<'_>, id: JobId, state: JobState) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_job SET stopping = ");
    sql.bind(false).push(", state = ").bind(word(&state)?).push(" WHERE id = ").bind(id.0);
    tx.execute(&sql)
}

fn select(read: &dyn Read) -> Sql {
    let mut sql = Sql::of(read.dialect(), "SELECT ");
    sql.push(COLUMNS);
    sql
}

fn job(row: &dyn Row) -> Result<Job, Fault> {
    Ok(Job {
        id: JobId(must(row.uuid(0)?, "id")?),
        kind: read_word(row, 1)?,
        state: read_word(row, 2)?,
        done: must(row.int(3)?, "done")?,
        total: must(row.int(4)?, "total")?,
        by: row.uuid(5)?.map(UserId),
        created_at: must(row.instant(6)?, "created_at")?,
        batch: row.uuid(7)?.map(BatchId),
        plan: read_json(row, 8)?,
        checkpoint: read_json(row, 9)?,
        result: read_json(row, 10)?,
    })
}

fn word<T: Serialize>(value: &T) -> Result<String, Fault> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(Fault::new("a job's kind or state has no name")),
    }
}

fn read_word<T: DeserializeOwned>(row: &dyn Row, column: usize) -> Result<T, Fault> {
    let text = must(row.text(column)?, "kind or state")?;
    serde_json::from_value(text.into()).map_err(|e| Fault::new(format!("a job: {e}")))
}

fn read_json(row: &dyn Row, column: usize) -> Result<serde_json::Value, Fault> {
    let text = must(row.text(column)?, "document")?;
    serde_json::from_str(&text).map_err(|e| Fault::new(format!("a job's document: {e}")))
}
