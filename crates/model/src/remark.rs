//! What colleagues put under a follow-up: a remark 点评, or only that they read it 已阅.

use serde::{Deserialize, Serialize};

use crate::{ActivityId, RemarkId};

/// A remark on a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Its id.
    pub id: RemarkId,
    /// The follow-up.
    pub activity: ActivityId,
    /// What was said; none = only that they read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
