//! Parameters on their way to PostgreSQL: each [`Param`] exactly, or a fault; nothing is rounded or guessed.

use std::error::Error as StdError;
use std::fmt;

use bytes::{BufMut, BytesMut};
use rust_decimal::Decimal;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::fault::Fault;
use crate::sql::{Param, Sql};

type Boxed = Box<dyn StdError + Sync + Send>;

/// 2000-01-01, PostgreSQL's day 0, in days and microseconds since 1970.
const EPOCH_DAYS: i32 = 10_957;
const EPOCH_MICROSECONDS: i64 = EPOCH_DAYS as i64 * 86_400_000_000;

/// A parameter in the client's terms.
pub(super) struct Bound<'a>(pub(super) &'a Param);

// The client writes parameters to its debug log by this: the kind may be seen, the value never.
impl fmt::Debug for Bound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(kind(self.0))
    }
}

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        match self.0 {
            Param::Null => Ok(IsNull::Yes),
            Param::Text(text) if <&str as ToSql>::accepts(ty) => text.as_str().to_sql(ty, out),
            Param::Text(text) if *ty == Type::JSON => text.as_str().to_sql(&Type::TEXT, out),
            Param::Int(n) => whole(*n, ty, out),
            Param::Decimal(value, scale) if *ty == Type::NUMERIC => {
                fitting(*value, *scale)?.to_sql(ty, out)
            }
            Param::Bool(value) if *ty == Type::BOOL => value.to_sql(ty, out),
            Param::Date(date) if *ty == Type::DATE => {
                let days = i32::try_from(crate::sqlite::days(*date))?;
                (days - EPOCH_DAYS).to_sql(&Type::INT4, out)
            }
            Param::Instant(at) if *ty == Type::TIMESTAMPTZ => {
                (at.as_microsecond() - EPOCH_MICROSECONDS).to_sql(&Type::INT8, out)
            }
            Param::Uuid(id) if *ty == Type::UUID => id.to_sql(ty, out),
            Param::Bytes(bytes) if *ty == Type::BYTEA => bytes.as_slice().to_sql(ty, out),
            Param::Texts(texts) if <Vec<String> as ToSql>::accepts(ty) => texts.to_sql(ty, out),
            Param::Uuids(ids) if *ty == Type::UUID_ARRAY => ids.to_sql(ty, out),
            Param::Ints(list) => whole_list(list, ty, out),
            Param::Grams(lists) if *ty == Type::TS_VECTOR_ARRAY => {
                lists.iter().map(|list| Lexemes(list)).collect::<Vec<_>>().to_sql(ty, out)
            }
            other => Err(mismatch(kind(other), ty)),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A `tsvector` without places. In order: the server puts it in order otherwise.
#[derive(Debug)]
struct Lexemes<'a>(&'a [String]);

impl ToSql for Lexemes<'_> {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        out.put_i32(i32::try_from(self.0.len())?);
        for lexeme in self.0 {
            out.put_slice(lexeme.as_bytes());
            // The end of the text, and no places.
            out.put_slice(&[0, 0, 0]);
        }
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::TS_VECTOR
    }

    to_sql_checked!();
}

fn whole(n: i64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
    match *ty {
        Type::INT8 => n.to_sql(ty, out),
        Type::INT4 => i32::try_from(n)?.to_sql(ty, out),
        Type::INT2 => i16::try_from(n)?.to_sql(ty, out),
        Type::NUMERIC => Decimal::from(n).to_sql(ty, out),
        _ => Err(mismatch("a whole number", ty)),
    }
}

fn whole_list(list: &[i64], ty: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
    match *ty {
        Type::INT8_ARRAY => list.to_sql(ty, out),
        Type::INT4_ARRAY => narrowed::<i32>(list)?.to_sql(ty, out),
        Type::INT2_ARRAY => narrowed::<i16>(list)?.to_sql(ty, out),
        _ => Err(mismatch("a list of whole numbers", ty)),
    }
}

fn narrowed<T: TryFrom<i64>>(list: &[i64]) -> Result<Vec<T>, T::Error> {
    list.iter().map(|n| T::try_from(*n)).collect()
}

/// A decimal that its column keeps without rounding, within the same limits as on SQLite.
fn fitting(value: Decimal, scale: u8) -> Result<Decimal, Fault> {
    crate::sqlite::scaled(value, scale)?;
    Ok(value)
}

fn mismatch(kind: &str, ty: &Type) -> Boxed {
    Box::new(Fault::new(format!("{kind} cannot be bound to {ty}")))
}

fn kind(param: &Param) -> &'static str {
    match param {
        Param::Null => "NULL",
        Param::Text(_) => "a text",
        Param::Int(_) => "a whole number",
        Param::Decimal(..) => "a decimal",
        Param::Bool(_) => "a yes or no",
        Param::Date(_) => "a day",
        Param::Instant(_) => "a moment",
        Param::Uuid(_) => "an id",
        Param::Bytes(_) => "bytes",
        Param::Texts(_) => "a list of texts",
        Param::Uuids(_) => "a list of ids",
        Param::Ints(_) => "a list of whole numbers",
        Param::Grams(_) => "lists of grams",
    }
}

/// PostgreSQL has no NUL in text and would break the transaction; it is refused before anything is sent.
pub(super) fn refuse_nul(sql: &Sql) -> Result<(), Fault> {
    refuse_nul_in(sql.params(), sql.text())
}

/// The same of values that go to `place`.
pub(super) fn refuse_nul_in(values: &[Param], place: &str) -> Result<(), Fault> {
    let nul = values.iter().any(|param| match param {
        Param::Text(text) => text.contains('\0'),
        Param::Texts(texts) => texts.iter().any(|text| text.contains('\0')),
        Param::Grams(lists) => lists.iter().flatten().any(|text| text.contains('\0')),
        _ => false,
    });
    if nul { Err(Fault::new(format!("a text holds NUL: {place}"))) } else { Ok(()) }
}
