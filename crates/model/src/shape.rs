//! Storage shapes: about a dozen ways in which a value lies in a table. Every field kind maps to one; `store` knows
//! shapes only, so a new kind needs no SQL.

use serde::{Deserialize, Serialize};

/// How a value is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// TEXT.
    Text,
    /// A whole number.
    Int,
    /// An exact decimal: NUMERIC on PostgreSQL, an integer scaled by 10^scale on SQLite.
    Decimal {
        /// Digits after the point, 0–6.
        scale: u8,
    },
    /// 0 or 1; boolean on PostgreSQL.
    Bool,
    /// Days since 1970-01-01 on SQLite; date on PostgreSQL.
    Date,
    /// Microseconds since 1970 UTC on SQLite; timestamptz on PostgreSQL.
    Instant,
    /// An option: 16 bytes; uuid on PostgreSQL.
    Option,
    /// A person: as `Option`.
    Person,
    /// A department: as `Option`.
    Department,
    /// A linked record's id: as `Option`.
    Record,
    /// Options in order, in the form's junction table.
    Options,
    /// Linked records in order, in the form's junction table.
    Records,
    /// Files in order, in the form's junction table, with name, size and media type as JSON.
    Files,
    /// A sealed text: TEXT that says nothing without the key.
    Sealed,
}

impl Shape {
    /// Whether the values lie in the junction table instead of a column of the row.
    pub fn is_many(self) -> bool {
        matches!(self, Self::Options | Self::Records | Self::Files)
    }
}
