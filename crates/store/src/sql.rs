//! SQL text with its bound parameters. Placeholders are `$1 … $n` in order of appearance, which both databases read
//! alike. Values never become text: [`Sql::bind`] is the only way in.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::dialect::Dialect;
use crate::table::Named;

/// A parameter, or a value read from a row, before it has a meaning.
#[derive(Debug, Clone, PartialEq)]
pub enum Param {
    /// NULL.
    Null,
    /// Text.
    Text(String),
    /// A whole number. On SQLite also scaled decimals, days and microseconds.
    Int(i64),
    /// A decimal with the scale of its column; scaled to an integer on SQLite.
    Decimal(Decimal, u8),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// A moment.
    Instant(Timestamp),
    /// An id.
    Uuid(Uuid),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A list of texts: PostgreSQL only (`= ANY`, `@>`).
    Texts(Vec<String>),
    /// A list of ids: PostgreSQL only.
    Uuids(Vec<Uuid>),
    /// A list of whole numbers: PostgreSQL only.
    Ints(Vec<i64>),
    /// A list of lists of distinct grams in order (`tsvector[]`): PostgreSQL only.
    Grams(Vec<Vec<String>>),
}

/// SQL text being written, for one database.
#[derive(Debug, Clone)]
pub struct Sql {
    /// For whom it is written.
    pub dialect: Dialect,
    text: String,
    params: Vec<Param>,
    /// Joins without which the text means nothing.
    joins: BTreeSet<String>,
}

impl Sql {
    /// Nothing yet.
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            text: String::with_capacity(256),
            params: Vec::new(),
            joins: BTreeSet::new(),
        }
    }

    /// Starts with this text.
    pub fn of(dialect: Dialect, text: &str) -> Self {
        let mut sql = Self::new(dialect);
        sql.push(text);
        sql
    }

    /// Adds SQL text, which must never hold user data.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a column. Whoever writes the FROM before it asks [`Sql::joins`].
    pub fn column(&mut self, column: &Named) -> &mut Self {
        self.joins.extend(column.join.clone());
        self.push(&column.text)
    }

    /// What has to be joined for this text to mean something.
    pub fn joins(&self) -> impl Iterator<Item = &str> {
        self.joins.iter().map(String::as_str)
    }

    /// Takes over what is joined: the text is complete without.
    pub(crate) fn take_joins(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut self.joins)
    }

    /// Asks for a join.
    pub(crate) fn needs(&mut self, joins: impl IntoIterator<Item = String>) -> &mut Self {
        self.joins.extend(joins);
        self
    }

    /// Adds an identifier in double quotes.
    pub fn name(&mut self, name: &str) -> &mut Self {
        self.text.push('"');
        self.text.push_str(&name.replace('"', "\"\""));
        self.text.push('"');
        self
    }

    /// Adds a placeholder and its value.
    pub fn bind(&mut self, param: impl Into<Param>) -> &mut Self {
        self.params.push(param.into());
        self.text.push('$');
        self.text.push_str(&self.params.len().to_string());
        self
    }

    /// Adds `$n, $n+1, …`.
    pub fn bind_all(&mut self, params: impl IntoIterator<Item = Param>) -> &mut Self {
        for (i, param) in params.into_iter().enumerate() {
            if i > 0 {
                self.push(", ");
            }
            self.bind(param);
        }
        self
    }

    /// Adds ` IN ($n, …)` over ids or whole numbers; on PostgreSQL ` = ANY($n)`, so that the text, which is prepared
    /// once, does not depend on how many there are.
    pub fn among(&mut self, params: impl IntoIterator<Item = Param>) -> &mut Self {
        let params: Vec<Param> = params.into_iter().collect();
        let list = if self.dialect.is_postgres() { one_list(&params) } else { None };
        match list {
            Some(list) => self.push(" = ANY(").bind(list).push(")"),
            None => self.push(" IN (").bind_all(params).push(")"),
        }
    }

    /// Adds another piece; its placeholders are renumbered.
    pub fn append(&mut self, other: &Self) -> &mut Self {
        self.joins.extend(other.joins.iter().cloned());
        let mut bytes = other.text.char_indices().peekable();
        let mut quoted: Option<char> = None;
        while let Some((_, c)) = bytes.next() {
            match quoted {
                Some(q) => {
                    self.text.push(c);
                    if c == q {
                        quoted = None;
                    }
                }
                None if c == '$' => {
                    let mut number = 0usize;
                    while let Some(digit) = bytes.peek().and_then(|(_, d)| d.to_digit(10)) {
                        number = number * 10 + digit as usize;
                        bytes.next();
                    }
                    let param = other.params.get(number.wrapping_sub(1)).cloned();
                    self.bind(param.unwrap_or(Param::Null));
                }
                None => {
                    if c == '\'' || c == '"' {
                        quoted = Some(c);
                    }
                    self.text.push(c);
                }
            }
        }
        self
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parameters so far, `$1` first.
    pub fn params(&self) -> &[Param] {
        &self.params
    }
}

/// All of them as one array, if they are of one kind.
fn one_list(params: &[Param]) -> Option<Param> {
    let uuid = |p: &Param| if let Param::Uuid(id) = p { Some(*id) } else { None };
    let int = |p: &Param| if let Param::Int(n) = p { Some(*n) } else { None };
    match params.first()? {
        Param::Uuid(_) => params.iter().map(uuid).collect::<Option<_>>().map(Param::Uuids),
        Param::Int(_) => params.iter().map(int).collect::<Option<_>>().map(Param::Ints),
        _ => None,
    }
}

macro_rules! into_param {
    ($($from:ty => $variant:ident;)*) => {$(
        impl From<$from> for Param {
            fn from(value: $from) -> Self { Self::$variant(value.into()) }
        }
    )*};
}

into_param! {
    String => Text;
    &str => Text;
    i64 => Int;
    i32 => Int;
    u32 => Int;
    bool => Bool;
    Date => Date;
    Timestamp => Instant;
    Uuid => Uuid;
    Vec<u8> => Bytes;
}

impl<T: Into<Self>> From<Option<T>> for Param {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_in_order_also_across_pieces() {
        let mut inner = Sql::of(Dialect::Sqlite, "b = ");
        inner.bind("x").push(" OR c = '$1' OR d = ").bind(2i64);
        let mut sql = Sql::of(Dialect::Sqlite, "a = ");
        sql.bind(1i64).push(" AND (").append(&inner).push(")");
        assert_eq!(sql.text(), "a = $1 AND (b = $2 OR c = '$1' OR d = $3)");
        assert_eq!(sql.params().len(), 3);
    }

    #[test]
    fn a_list_is_one_parameter_where_the_database_can_take_it() {
        let numbers = || [1i64, 2].map(Param::from);
        let text = |dialect, params: Vec<Param>| {
            let mut sql = Sql::of(dialect, "a");
            sql.among(params).text().to_owned()
        };
        assert_eq!(text(Dialect::Postgres, numbers().to_vec()), "a = ANY($1)");
        assert_eq!(text(Dialect::Sqlite, numbers().to_vec()), "a IN ($1, $2)");
        assert_eq!(text(Dialect::Postgres, vec![1i64.into(), "x".into()]), "a IN ($1, $2)");
    }
}
