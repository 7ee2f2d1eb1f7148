//! Feedback 反馈: what somebody says of a form, for those who build it.

use serde::{Deserialize, Serialize};

use crate::task::Done;
use crate::{FeedbackId, FileId, FormId, UserId};

/// Feedback about a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feedback {
    /// Its id.
    pub id: FeedbackId,
    /// The form.
    pub form: FormId,
    /// Where in the client it was given: a path such as `/f/orders`.
    pub page: String,
    /// What they said.
    pub text: String,
    /// A picture of what they saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileId>,
    /// Who gave it.
    pub person: UserId,
    /// What a builder answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// When and by whom it was put away as dealt with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Done>,
}

/// What a builder answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The words.
    pub text: String,
    /// When and by whom.
    #[serde(flatten)]
    pub given: Done,
}
