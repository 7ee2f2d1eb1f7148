//! A notice 消息 to one person.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{FormId, NoticeId, RecordId, UserId};

/// Why a person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// 下次跟进 is due.
    FollowUpDue,
    /// A record became theirs.
    Assigned,
    /// A record of theirs became somebody else's, or nobody's.
    Taken,
    /// A follow-up mentions them.
    Mentioned,
    /// Somebody remarked on a follow-up of theirs, or on one that they remarked on.
    Remarked,
    /// A task became theirs.
    TaskAssigned,
    /// A task of theirs is due.
    TaskDue,
    /// A job of theirs ended.
    JobEnded,
    /// A webhook's delivery was given up.
    WebhookDead,
    /// Somebody gave feedback about a form that they build.
    FeedbackGiven,
    /// Feedback of theirs was answered or resolved.
    FeedbackAnswered,
    /// Something that should have followed from a Change failed again and again, and was set aside.
    ReactionParked,
}

/// A notice as stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// To whom.
    pub person: UserId,
    /// Why.
    pub kind: NoticeKind,
    /// When.
    pub at: Timestamp,
    /// The form of the record it is about.
    pub form: Option<FormId>,
    /// The record it is about.
    pub record: Option<RecordId>,
    /// Whether it was read.
    pub read: bool,
    /// What the words need. Holds no field values: the record is read with the person's own Access when shown.
    pub params: serde_json::Value,
}
