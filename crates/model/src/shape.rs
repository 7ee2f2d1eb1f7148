//! Storage shapes: the few forms in which the values of all field kinds are kept. `store` knows shapes only, so a new
//! field kind needs no SQL.

/// How values of a field are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Text, compared byte by byte.
    Text,
    /// A whole number of at most 18 digits.
    Int,
    /// An exact decimal with `scale` digits after the point, at most 18 digits in all.
    Decimal {
        /// Digits after the point, 1–6.
        scale: u8,
    },
    /// True or false.
    Bool,
    /// A day.
    Date,
    /// A moment in UTC, to the microsecond.
    Instant,
    /// An id: an option, a person, a record.
    Uuid,
    /// A list of option ids, in a junction table.
    Options,
    /// A list of record ids, in a junction table.
    Records,
    /// A list of files, in a junction table.
    Files,
}

impl Shape {
    /// Whether the values stand in a table of their own instead of a column.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Options | Self::Records | Self::Files)
    }

    /// Whether two records can be ordered by such a value. Ids have no order that means anything to people.
    pub fn is_ordered(self) -> bool {
        !self.is_list() && self != Self::Uuid
    }
}
