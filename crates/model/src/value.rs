//! Typed values of fields. The JSON form here is the log's: readable in ten years, one tag a type.

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{DepartmentId, FileId, OptionId, RecordId, UserId};

/// One value. `Null` is the absence of a value; an empty text or an empty set is stored as `Null`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// No value.
    #[default]
    Null,
    /// Text without NUL.
    Text(String),
    /// An exact decimal, at most 18 digits in all.
    Number(Decimal),
    /// Yes or no.
    Bool(bool),
    /// A day, without a zone.
    Date(Date),
    /// A moment in UTC, to the microsecond.
    Instant(Timestamp),
    /// One option of a choice or stage field.
    Option(OptionId),
    /// Several options, in the order in which they were chosen.
    Options(Vec<OptionId>),
    /// A person.
    Person(UserId),
    /// A department.
    Department(DepartmentId),
    /// A linked record.
    Record(RecordId),
    /// Several linked records, in order.
    Records(Vec<RecordId>),
    /// Attached files, in order.
    Files(Vec<FileRef>),
    /// The text of a sensitive field, sealed: it stands so in rows, in the log and in memory, and only what asks for
    /// it by name opens it. Equal texts have equal seals. Empty in a request: as it was.
    Sealed(String),
}

/// A file attached to a record; the bytes are stored once by content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// The stored file.
    pub file: FileId,
    /// The name it was given.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Media type, e.g. `image/png`.
    pub media: String,
}

/// Whether a day is one that calendars show and both databases keep.
pub fn is_known_day(day: Date) -> bool {
    (1..=9999).contains(&day.year())
}

/// Whether a moment is on such a day, wherever one is.
pub fn is_known_moment(at: Timestamp) -> bool {
    is_known_day(at.to_zoned(jiff::tz::TimeZone::UTC).date())
}

impl Value {
    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The seal, if this is a sealed text. [`Value::as_text`] does not know it, so nothing is derived from one.
    pub fn as_sealed(&self) -> Option<&str> {
        if let Self::Sealed(seal) = self { Some(seal) } else { None }
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}
