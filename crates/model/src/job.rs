//! Long work with progress, cancel and undo.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{BatchId, JobId, UserId};

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// 数据导入.
    Import,
    /// Checks all rows of a large file before its import runs.
    ImportCheck,
    /// 数据导出.
    Export,
    /// 撤销.
    Undo,
    /// Fills a new column or index.
    BackFill,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Not yet begun.
    Waiting,
    /// At work; resumed from its checkpoint after a crash.
    Running,
    /// Finished.
    Done,
    /// Stopped by a fault or a refusal; may be resumed.
    Failed,
    /// Stopped by a person.
    Cancelled,
}

/// A job as stored. `plan` says what to do, `checkpoint` how far it is, `result` what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// Where it stands.
    pub state: JobState,
    /// Units done.
    pub done: i64,
    /// Units in all; 0 while unknown.
    pub total: i64,
    /// Who asked for it; none = the command line or the platform.
    pub by: Option<UserId>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// What it changed, for undo.
    pub batch: Option<BatchId>,
    /// What to do, in the job kind's own form.
    pub plan: serde_json::Value,
    /// How far it is, in the job kind's own form.
    pub checkpoint: serde_json::Value,
    /// What came of it, in the job kind's own form.
    pub result: serde_json::Value,
}
