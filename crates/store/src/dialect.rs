//! What differs between the two databases when SQL text is made.

/// Which database speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite, one file.
    Sqlite,
    /// PostgreSQL 13 or later.
    Postgres,
}

impl Dialect {
    /// Whether this is PostgreSQL.
    pub fn is_postgres(self) -> bool {
        matches!(self, Self::Postgres)
    }
}
