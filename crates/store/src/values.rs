//! Values ↔ parameters and columns, by shape.

use model::{DepartmentId, OptionId, RecordId, Shape, UserId, Value};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::fault::Fault;
use crate::session::Row;
use crate::sql::Param;

/// A single value as a parameter for a column of this shape.
///
/// # Errors
/// When the value is not of the shape: the definition and the value come from different versions.
pub fn param(value: &Value, shape: Shape) -> Result<Param, Fault> {
    Ok(match (value, shape) {
        (Value::Null, _) => Param::Null,
        (Value::Text(text), Shape::Text) => Param::Text(text.clone()),
        // A plain text never gets into a sealed column: whoever forgot to seal it is told.
        (Value::Sealed(seal), Shape::Sealed) if !seal.is_empty() => Param::Text(seal.clone()),
        (Value::Number(n), Shape::Int) => {
            let whole = n.is_integer().then(|| n.to_i64()).flatten();
            Param::Int(whole.ok_or_else(|| Fault::new("a fraction in a whole column"))?)
        }
        (Value::Number(n), Shape::Decimal { scale }) => Param::Decimal(*n, scale),
        (Value::Bool(b), Shape::Bool) => Param::Bool(*b),
        (Value::Date(date), Shape::Date) => Param::Date(*date),
        (Value::Instant(at), Shape::Instant) => Param::Instant(*at),
        (Value::Option(id), Shape::Option) => Param::Uuid(id.0),
        (Value::Person(id), Shape::Person) => Param::Uuid(id.0),
        (Value::Department(id), Shape::Department) => Param::Uuid(id.0),
        (Value::Record(id), Shape::Record) => Param::Uuid(id.0),
        _ => return Err(Fault::new(format!("a value does not fit a column of shape {shape:?}"))),
    })
}

/// A column of this shape as a value.
///
/// # Errors
/// When the column holds something else.
pub fn value(row: &dyn Row, column: usize, shape: Shape) -> Result<Value, Fault> {
    Ok(match shape {
        Shape::Text => row.text(column)?.map_or(Value::Null, Value::Text),
        Shape::Sealed => row.text(column)?.map_or(Value::Null, Value::Sealed),
        Shape::Int => row.int(column)?.map_or(Value::Null, |n| Value::Number(Decimal::from(n))),
        Shape::Decimal { scale } => row.decimal(column, scale)?.map_or(Value::Null, Value::Number),
        Shape::Bool => row.bool(column)?.map_or(Value::Null, Value::Bool),
        Shape::Date => row.date(column)?.map_or(Value::Null, Value::Date),
        Shape::Instant => row.instant(column)?.map_or(Value::Null, Value::Instant),
        Shape::Option => row.uuid(column)?.map_or(Value::Null, |id| Value::Option(OptionId(id))),
        Shape::Person => row.uuid(column)?.map_or(Value::Null, |id| Value::Person(UserId(id))),
        Shape::Department => {
            row.uuid(column)?.map_or(Value::Null, |id| Value::Department(DepartmentId(id)))
        }
        Shape::Record => row.uuid(column)?.map_or(Value::Null, |id| Value::Record(RecordId(id))),
        Shape::Options | Shape::Records | Shape::Files => Value::Null,
    })
}
