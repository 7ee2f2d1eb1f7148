//! A cursor names the last row seen by its sort keys and row key; the next page begins right after it, however many
//! rows were added or removed before.

use jiff::{Timestamp, civil::Date};
use model::Shape;
use model::value::{is_known_day, is_known_moment};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::segments::{Key, Segment};
use crate::fault::Fault;
use crate::session::Row;
use crate::sql::{Param, Sql};

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    /// Which segment of the sort.
    #[serde(rename = "s")]
    pub(super) segment: usize,
    /// The sort keys of the last row; `None` = no value.
    #[serde(rename = "k")]
    pub(super) keys: Vec<Option<KeyValue>>,
    /// Its row key.
    #[serde(rename = "r")]
    pub(super) row: i64,
}

/// One sort key in a cursor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum KeyValue {
    #[serde(rename = "t")]
    Text(String),
    #[serde(rename = "i")]
    Int(i64),
    #[serde(rename = "n")]
    Decimal(Decimal, u8),
    #[serde(rename = "b")]
    Bool(bool),
    #[serde(rename = "d")]
    Date(Date),
    #[serde(rename = "m")]
    Instant(Timestamp),
    #[serde(rename = "u")]
    Uuid(Uuid),
}

impl Cursor {
    /// Whether it can have come from a walk of these segments. Anyone can send one made up, or one of another list.
    pub(super) fn fits(&self, segments: &[Segment]) -> bool {
        segments.get(self.segment).is_some_and(|segment| {
            segment.keys.len() == self.keys.len()
                && segment.keys.iter().zip(&self.keys).all(|(key, value)| match value {
                    Some(value) => value.fits(key.shape),
                    None => key.nullable,
                })
        })
    }
}

impl KeyValue {
    fn fits(&self, shape: Shape) -> bool {
        match (self, shape) {
            (Self::Text(text), Shape::Text) => !text.contains('\0'),
            (Self::Int(_), Shape::Int) | (Self::Bool(_), Shape::Bool) => true,
            (Self::Decimal(value, own), Shape::Decimal { scale }) => {
                *own == scale && crate::sqlite::scaled(*value, scale).is_ok()
            }
            (Self::Date(day), Shape::Date) => is_known_day(*day),
            (Self::Instant(at), Shape::Instant) => is_known_moment(*at),
            (Self::Uuid(_), shape) => !matches!(
                shape,
                Shape::Text
                    | Shape::Int
                    | Shape::Bool
                    | Shape::Decimal { .. }
                    | Shape::Date
                    | Shape::Instant
            ),
            _ => false,
        }
    }

    fn param(&self) -> Param {
        match self {
            Self::Text(v) => v.clone().into(),
            Self::Int(v) => (*v).into(),
            Self::Decimal(v, scale) => Param::Decimal(*v, *scale),
            Self::Bool(v) => (*v).into(),
            Self::Date(v) => (*v).into(),
            Self::Instant(v) => (*v).into(),
            Self::Uuid(v) => (*v).into(),
        }
    }

    /// Reads a sort key from a row.
    pub(super) fn read(row: &dyn Row, column: usize, shape: Shape) -> Result<Option<Self>, Fault> {
        Ok(match shape {
            Shape::Text | Shape::Sealed => row.text(column)?.map(Self::Text),
            Shape::Int => row.int(column)?.map(Self::Int),
            Shape::Decimal { scale } => {
                row.decimal(column, scale)?.map(|d| Self::Decimal(d, scale))
            }
            Shape::Bool => row.bool(column)?.map(Self::Bool),
            Shape::Date => row.date(column)?.map(Self::Date),
            Shape::Instant => row.instant(column)?.map(Self::Instant),
            _ => row.uuid(column)?.map(Self::Uuid),
        })
    }
}

/// ` AND (…)`: rows of the segment that come after the cursor.
pub(super) fn after(segment: &Segment, cursor: &Cursor, empty: &Sql) -> Sql {
    let mut sql = empty.clone();
    if let ([key], [Some(value)]) = (segment.keys.as_slice(), cursor.keys.as_slice())
        && !key.nullable
        && key.descending == segment.descending
    {
        // One range over one index.
        sql.push(" AND (").append(&key.column).push(", ").push(&segment.row).push(") ");
        sql.push(if key.descending { "< (" } else { "> (" });
        sql.bind(value.param()).push(", ").bind(cursor.row).push(")");
        return sql;
    }
    sql.push(" AND (");
    let mut equal = empty.clone();
    for (key, value) in segment.keys.iter().zip(&cursor.keys) {
        sql.append(&equal).append(&beyond(key, value.as_ref(), empty)).push(" OR ");
        equal.append(&same(key, value.as_ref(), empty)).push(" AND ");
    }
    sql.append(&equal).push(&segment.row).push(if segment.descending { " < " } else { " > " });
    sql.bind(cursor.row).push(")");
    if let (Some(key), Some(Some(value))) = (segment.keys.first(), cursor.keys.first())
        && !key.nullable
    {
        // Implied, and what lets an index start at the cursor.
        sql.push(" AND ").append(&key.column).push(if key.descending { " <= " } else { " >= " });
        sql.bind(value.param());
    }
    sql
}

fn beyond(key: &Key, value: Option<&KeyValue>, empty: &Sql) -> Sql {
    let mut sql = empty.clone();
    let Some(value) = value else {
        sql.push("FALSE");
        return sql;
    };
    sql.push("(").append(&key.column).push(if key.descending { " < " } else { " > " });
    sql.bind(value.param());
    if key.nullable {
        sql.push(" OR ").append(&key.column).push(" IS NULL");
    }
    sql.push(")");
    sql
}

fn same(key: &Key, value: Option<&KeyValue>, empty: &Sql) -> Sql {
    let mut sql = key.column.clone();
    match value {
        Some(value) => sql.push(" = ").bind(value.param()),
        None => sql.push(" IS NULL"),
    };
    let mut wrapped = empty.clone();
    wrapped.append(&sql);
    wrapped
}
