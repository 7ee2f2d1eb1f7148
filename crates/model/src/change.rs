//! A Change: one line of the log. Its JSON form is frozen by golden files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::command::Activity;
use crate::{ActivityId, Actor, BatchId, FieldRef, FormId, Origin, RecordId, Value};

/// Place in the log: 1, 2, 3 … dense, in commit order.
pub type Seq = i64;

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What kind of thing happened.
    pub kind: ChangeKind,
    /// The form it is about; none for people, roles, settings.
    pub form: Option<FormId>,
    /// The form's version that the writer used.
    pub form_version: u32,
    /// The record it is about; none for bulk Changes and definitions.
    pub record: Option<RecordId>,
    /// Who.
    pub actor: Actor,
    /// Through what.
    pub origin: Origin,
    /// What it belongs to, for undo.
    pub batch: Option<BatchId>,
    /// The Change that led to it.
    pub cause: Option<Seq>,
    /// The same record's last Change: its history without another index.
    pub prev: Option<Seq>,
    /// What changed.
    pub payload: Payload,
}

/// What kind of thing happened. The number is what the database stores: never reuse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(i16)]
pub enum ChangeKind {
    /// A record was made.
    RecordCreated = 1,
    /// Fields of a record changed.
    RecordUpdated = 2,
    /// A record went to the recycle bin.
    RecordTrashed = 3,
    /// A record came back from it.
    RecordRestored = 4,
    /// A record was removed for good.
    RecordPurged = 5,
    /// Up to 500 records were made by one chunk of a job.
    RecordsCreated = 6,
    /// Up to 500 records were changed by one chunk of a job.
    RecordsUpdated = 7,
    /// Up to 500 records went to the recycle bin in one chunk.
    RecordsTrashed = 8,
    /// Up to 500 records came back in one chunk.
    RecordsRestored = 9,
    /// A follow-up was written.
    ActivityAdded = 20,
    /// A follow-up was corrected.
    ActivityChanged = 21,
    /// A follow-up was removed.
    ActivityRemoved = 22,
    /// A task was made.
    TaskAdded = 23,
    /// A task was changed, done or opened again.
    TaskChanged = 24,
    /// A task was removed.
    TaskRemoved = 25,
    /// Somebody remarked on a follow-up, or read it.
    RemarkAdded = 26,
    /// A remark was taken back.
    RemarkRemoved = 27,
    /// A form's new version was published.
    FormPublished = 40,
    /// A saved view was made, changed or removed.
    ViewChanged = 41,
    /// A person was added, changed, enabled or disabled.
    PersonChanged = 60,
    /// A department was added, changed or removed.
    DepartmentChanged = 61,
    /// A setting of the workspace changed.
    SettingChanged = 62,
    /// A webhook or an API key was added, changed or removed.
    AccessKeyChanged = 63,
    /// Feedback about a form was given, answered or resolved.
    FeedbackChanged = 64,
    /// Someone took records out as a file.
    Exported = 80,
    /// Someone had a sensitive value shown.
    Revealed = 82,
    /// A job began, ended, was cancelled or undone.
    JobChanged = 81,
    /// Personal data of earlier Changes was erased.
    Erased = 90,
    /// What old Changes of records say was put away into a file.
    Archived = 91,
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [Self; 29] = [
        Self::RecordCreated,
        Self::RecordUpdated,
        Self::RecordTrashed,
        Self::RecordRestored,
        Self::RecordPurged,
        Self::RecordsCreated,
        Self::RecordsUpdated,
        Self::RecordsTrashed,
        Self::RecordsRestored,
        Self::ActivityAdded,
        Self::ActivityChanged,
        Self::ActivityRemoved,
        Self::TaskAdded,
        Self::TaskChanged,
        Self::TaskRemoved,
        Self::RemarkAdded,
        Self::RemarkRemoved,
        Self::FormPublished,
        Self::ViewChanged,
        Self::PersonChanged,
        Self::DepartmentChanged,
        Self::SettingChanged,
        Self::AccessKeyChanged,
        Self::FeedbackChanged,
        Self::Exported,
        Self::Revealed,
        Self::JobChanged,
        Self::Erased,
        Self::Archived,
    ];

    /// What the database stores.
    pub fn number(self) -> i16 {
        self as i16
    }

    /// The kind that a stored number stands for.
    pub fn by_number(number: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.number() == number)
    }
}

/// What changed: the part of a Change that can be erased.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payload {
    /// Fields of one record.
    Fields(Vec<FieldChange>),
    /// Fields of up to 500 records.
    Records(Vec<RecordChange>),
    /// A follow-up on one record, with the system columns that follow from it.
    Activity {
        /// Which.
        activity: ActivityId,
        /// Before; null when it did not exist.
        before: serde_json::Value,
        /// After; null when it no longer exists.
        after: serde_json::Value,
        /// System columns of the record.
        fields: Vec<FieldChange>,
    },
    /// A definition, a person, a setting …: what it was and what it is.
    Document {
        /// Its id or name.
        subject: String,
        /// Before; null when it did not exist.
        before: serde_json::Value,
        /// After; null when it no longer exists.
        after: serde_json::Value,
    },
}

/// One record inside a bulk Change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordChange {
    /// The record.
    pub record: RecordId,
    /// Its last Change before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<Seq>,
    /// What changed on it.
    pub fields: Vec<FieldChange>,
    /// Follow-ups that came with it (imports).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
}

/// One field's change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which field.
    pub field: FieldRef,
    /// Value before; null when it had none.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub before: Value,
    /// Value after; null when it has none.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub after: Value,
}

/// Field values by field.
pub type FieldValues = BTreeMap<FieldRef, Value>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_keeps_a_number_of_its_own() {
        for kind in ChangeKind::ALL {
            assert_eq!(ChangeKind::by_number(kind.number()), Some(kind));
        }
    }
}
