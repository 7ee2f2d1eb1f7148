//! A Command: what an actor asks for. Values are typed already; the edge parsed them against the definition.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::change::FieldValues;
use crate::form::Form;
use crate::remark::Remark;
use crate::task::{About, Task, TaskEdit};
use crate::value::FileRef;
use crate::{ActivityId, BatchId, FormId, RecordId, RemarkId, Seq, TaskId};

/// Field values by field, as asked for.
pub type Values = FieldValues;

/// What can be asked for through the one door about records.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Make a record.
    CreateRecord {
        /// The form.
        form: FormId,
        /// Made by the client, or not yet given.
        id: Option<RecordId>,
        /// Values of fields; `owner` and `next_activity_at` may be among them.
        values: Values,
    },
    /// Change fields of a record.
    UpdateRecord {
        /// The form.
        form: FormId,
        /// The record.
        id: RecordId,
        /// The revision that the caller saw.
        base_rev: i64,
        /// New values.
        values: Values,
    },
    /// Move a record to the recycle bin.
    TrashRecord {
        /// The form.
        form: FormId,
        /// The record.
        id: RecordId,
        /// The revision that the caller saw; none = whatever it is now.
        base_rev: Option<i64>,
    },
    /// Bring a record back from the recycle bin.
    RestoreRecord {
        /// The form.
        form: FormId,
        /// The record.
        id: RecordId,
    },
    /// Set a record's fields to what they were right after `seq`.
    RevertRecord {
        /// The form.
        form: FormId,
        /// The record.
        id: RecordId,
        /// The moment to go back to.
        seq: Seq,
    },
    /// Take a record that nobody owns out of the pool 领取.
    ClaimRecord {
        /// The form.
        form: FormId,
        /// The record.
        id: RecordId,
    },
    /// Give a record back to the pool 退回, with the reason as a note on its timeline.
    ReturnRecord {
        /// The form.
        form: FormId,
        /// The record.
        id: RecordId,
        /// Why; it stands on the timeline.
        reason: String,
    },
    /// Write a follow-up.
    AddActivity {
        /// The form.
        form: FormId,
        /// The record.
        record: RecordId,
        /// The follow-up.
        activity: Activity,
    },
    /// Correct a follow-up.
    ChangeActivity {
        /// The form.
        form: FormId,
        /// The record.
        record: RecordId,
        /// With the id of the one to correct.
        activity: Activity,
    },
    /// Remove a follow-up.
    RemoveActivity {
        /// The form.
        form: FormId,
        /// The record.
        record: RecordId,
        /// The one to remove.
        id: ActivityId,
    },
    /// Put a follow-up at the top of the timeline, or back in its place.
    PinActivity {
        /// The form.
        form: FormId,
        /// The record.
        record: RecordId,
        /// Which.
        id: ActivityId,
        /// At the top.
        pinned: bool,
    },
    /// Remark on a follow-up, or say that one read it.
    AddRemark {
        /// The form.
        form: FormId,
        /// The record.
        record: RecordId,
        /// The remark.
        remark: Remark,
    },
    /// Take a remark back.
    RemoveRemark {
        /// The form.
        form: FormId,
        /// The record.
        record: RecordId,
        /// The follow-up that it is on.
        activity: ActivityId,
        /// Which.
        id: RemarkId,
    },
    /// Give somebody, or oneself, work to do.
    AddTask {
        /// The record it is about, if any.
        about: Option<About>,
        /// The task, open.
        task: Task,
    },
    /// Change a task, have it done or open it again.
    ChangeTask {
        /// Which.
        id: TaskId,
        /// What becomes of it.
        edit: TaskEdit,
    },
    /// Remove a task.
    RemoveTask {
        /// Which.
        id: TaskId,
    },
    /// Reverse what a batch did, where nobody changed it since (or anyway, if insisted).
    UndoBatch {
        /// The batch.
        batch: BatchId,
        /// Also take back what was changed since.
        insist: bool,
    },
    /// Publish a form's new version.
    PublishForm {
        /// The complete document.
        form: Box<Form>,
        /// The version it was edited from; refused when another was published since.
        base_version: u32,
    },
}

/// A follow-up on a record 跟进记录.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// How.
    pub kind: ActivityKind,
    /// What was said.
    pub text: String,
    /// When it happened.
    pub at: Timestamp,
    /// How long a call took.
    pub minutes: Option<u32>,
    /// When to follow up next; also becomes the record's 下次跟进.
    pub next_at: Option<Timestamp>,
    /// Files and pictures that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
    /// Since when it stands at the top of the timeline 置顶.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinned_at: Option<Timestamp>,
}

impl Activity {
    /// A follow-up that says this and nothing more.
    pub fn said(id: ActivityId, kind: ActivityKind, text: String, at: Timestamp) -> Self {
        Self {
            id,
            kind,
            text,
            at,
            minutes: None,
            next_at: None,
            files: Vec::new(),
            pinned_at: None,
        }
    }
}

/// How a follow-up was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// 电话.
    Call,
    /// 拜访.
    Visit,
    /// 微信/短信/邮件.
    Message,
    /// 备注: does not count as a follow-up.
    Note,
}

/// Parameters of a [`crate::Rejection`], by name.
pub type Params = BTreeMap<String, serde_json::Value>;
