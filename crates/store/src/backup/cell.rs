//! One value of a table in the backup: typed by its column, the same whichever database it came from.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Shape;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::fault::Fault;
use crate::session::Row;
use crate::sql::Param;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Text: a JSON string.
    Text,
    /// A whole number.
    Int,
    /// An exact decimal: a JSON string.
    Decimal(u8),
    /// true or false.
    Bool,
    /// `2026-11-21`.
    Date,
    /// `2026-11-21T01:30:00.000001Z`.
    Instant,
    /// An id with hyphens.
    Uuid,
    /// Base 64.
    Bytes,
}

impl Cell {
    /// What the column of a single-valued shape holds.
    pub(super) fn of(shape: Shape) -> Self {
        match shape {
            Shape::Text | Shape::Sealed => Self::Text,
            Shape::Int => Self::Int,
            Shape::Decimal { scale } => Self::Decimal(scale),
            Shape::Bool => Self::Bool,
            Shape::Date => Self::Date,
            Shape::Instant => Self::Instant,
            Shape::Option
            | Shape::Person
            | Shape::Department
            | Shape::Record
            | Shape::Options
            | Shape::Records
            | Shape::Files => Self::Uuid,
        }
    }

    /// What a type word of a migration stands for.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "{text}" => Self::Text,
            "{int}" | "{key}" => Self::Int,
            "{bool}" => Self::Bool,
            "{date}" => Self::Date,
            "{instant}" => Self::Instant,
            "{uuid}" => Self::Uuid,
            "{bytes}" => Self::Bytes,
            _ => return None,
        })
    }

    /// Reads a column as a parameter, which is a typed value.
    pub(super) fn read(self, row: &dyn Row, column: usize) -> Result<Param, Fault> {
        Ok(match self {
            Self::Text => row.text(column)?.into(),
            Self::Int => row.int(column)?.into(),
            Self::Decimal(scale) => {
                row.decimal(column, scale)?.map_or(Param::Null, |d| Param::Decimal(d, scale))
            }
            Self::Bool => row.bool(column)?.into(),
            Self::Date => row.date(column)?.into(),
            Self::Instant => row.instant(column)?.into(),
            Self::Uuid => row.uuid(column)?.into(),
            Self::Bytes => row.bytes(column)?.into(),
        })
    }

    /// A JSON value as the parameter of such a column.
    pub(super) fn parse(self, json: Json) -> Result<Param, Fault> {
        let wrong = || Fault::new("a value in the backup is not of its column's kind");
        let text = match (self, json) {
            (_, Json::Null) => return Ok(Param::Null),
            (Self::Int, Json::Number(n)) => return n.as_i64().map(Param::Int).ok_or_else(wrong),
            (Self::Bool, Json::Bool(b)) => return Ok(Param::Bool(b)),
            (_, Json::String(text)) => text,
            _ => return Err(wrong()),
        };
        Ok(match self {
            Self::Text => Param::Text(text),
            Self::Decimal(scale) => {
                let value: Decimal = text.parse().map_err(|_| wrong())?;
                Param::Decimal(value, scale)
            }
            Self::Date => Param::Date(text.parse().map_err(|_| wrong())?),
            Self::Instant => Param::Instant(text.parse().map_err(|_| wrong())?),
            Self::Uuid => Param::Uuid(text.parse().map_err(|_| wrong())?),
            Self::Bytes => Param::Bytes(STANDARD.decode(text).map_err(|_| wrong())?),
            Self::Int | Self::Bool => return Err(wrong()),
        })
    }
}

/// Writes a value behind what is there.
pub(super) fn write(param: &Param, out: &mut Vec<u8>) -> Result<(), Fault> {
    use std::io::Write as _;
    let written = match param {
        Param::Null => out.write_all(b"null"),
        Param::Text(text) => serde_json::to_writer(&mut *out, text).map_err(Into::into),
        Param::Int(n) => write!(out, "{n}"),
        Param::Decimal(d, _) => write!(out, "\"{d}\""),
        Param::Bool(b) => write!(out, "{b}"),
        Param::Date(date) => write!(out, "\"{date}\""),
        Param::Instant(at) => write!(out, "\"{at}\""),
        Param::Uuid(id) => write!(out, "\"{id}\""),
        Param::Bytes(bytes) => write!(out, "\"{}\"", STANDARD.encode(bytes)),
        Param::Texts(_) | Param::Uuids(_) | Param::Ints(_) | Param::Grams(_) => {
            return Err(Fault::new("a list is no value of a column"));
        }
    };
    written.map_err(|e| Fault::new(format!("a value of the backup: {e}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn every_kind_of_value_comes_back_as_it_was() {
        let instant = "2026-11-21T01:30:00.000001Z".parse().unwrap();
        let values = [
            (Cell::Text, Param::Text("引号 \" 与\n换行".into())),
            (Cell::Int, Param::Int(i64::MIN)),
            (Cell::Decimal(2), Param::Decimal(Decimal::new(-1_234_567_890_123_456, 2), 2)),
            (Cell::Bool, Param::Bool(false)),
            (Cell::Date, Param::Date(jiff::civil::date(1969, 12, 31))),
            (Cell::Instant, Param::Instant(instant)),
            (Cell::Uuid, Param::Uuid(Uuid::from_u128(7))),
            (Cell::Bytes, Param::Bytes(vec![0, 255, 10])),
            (Cell::Bytes, Param::Null),
        ];
        for (cell, value) in values {
            let mut line = Vec::new();
            write(&value, &mut line).unwrap();
            let json = serde_json::from_slice(&line).unwrap();
            assert_eq!(cell.parse(json).unwrap(), value);
        }
    }

    #[test]
    fn a_value_of_another_kind_is_refused() {
        for (cell, json) in [
            (Cell::Int, serde_json::json!("7")),
            (Cell::Bool, serde_json::json!(1)),
            (Cell::Text, serde_json::json!(7)),
            (Cell::Uuid, serde_json::json!("x")),
        ] {
            assert!(cell.parse(json).is_err(), "{cell:?}");
        }
    }
}
