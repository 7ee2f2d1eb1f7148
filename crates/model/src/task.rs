//! A task 任务: a person's open work, on a record of any form or standing alone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{FormId, RecordId, TaskId, UserId};

/// A task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// What is to be done, in a line.
    pub title: String,
    /// More about it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whose work it is.
    pub assignee: UserId,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// When and by whom it was done; none = it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
}

/// Until when a task is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The moment. Of a whole day it is the day's end, where the task was written.
    pub at: Timestamp,
    /// A day was said, no hour.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_day: bool,
}

/// That a task was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    pub at: Timestamp,
    /// By whom; none = by the command line.
    pub by: Option<UserId>,
}

/// The record that a task is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its form.
    pub form: FormId,
    /// The record.
    pub record: RecordId,
}

/// What to change of a task; none = leave it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TaskEdit {
    /// The revision that the caller saw: refused when there is another by now. None = whatever it is now, for what
    /// takes nothing away, such as finishing it.
    pub base_rev: Option<i64>,
    /// Another title.
    pub title: Option<String>,
    /// Another note.
    pub note: Option<String>,
    /// Another assignee.
    pub assignee: Option<UserId>,
    /// Another due date, or none any more.
    pub due: Option<Option<Due>>,
    /// Done, or open again.
    pub done: Option<bool>,
}
