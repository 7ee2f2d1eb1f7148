//! A SQLite connection behind the session traits.

use jiff::{Timestamp, civil::Date};
use rusqlite::types::{ToSqlOutput, Value as SqlValue, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::dialect::Dialect;
use crate::fault::{Fault, FaultKind};
use crate::session::{EachRow, GiveWay, Read, Row, Session};
use crate::sql::{Param, Sql};

/// Steps of SQLite's machine, about a millisecond of them, between two questions whether to give way.
const STEPS: i32 = 10_000;

/// A connection to the file.
pub struct SqliteSession {
    connection: Connection,
}

impl SqliteSession {
    /// Wraps an open connection.
    pub fn new(connection: Connection) -> Self {
        Self { connection }
    }

    /// The connection itself, for backup and settings.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl Read for SqliteSession {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn each(&mut self, sql: &Sql, row: EachRow<'_>) -> Result<(), Fault> {
        let mut statement =
            self.connection.prepare_cached(sql.text()).map_err(|e| fault(&e, sql))?;
        bind(&mut statement, sql)?;
        let mut rows = statement.raw_query();
        while let Some(found) = rows.next().map_err(|e| fault(&e, sql))? {
            if !row(&SqliteRow(found))? {
                break;
            }
        }
        Ok(())
    }
}

impl Session for SqliteSession {
    fn execute(&mut self, sql: &Sql) -> Result<(), Fault> {
        self.count(sql).map(|_| ())
    }

    fn count(&mut self, sql: &Sql) -> Result<u64, Fault> {
        let mut statement =
            self.connection.prepare_cached(sql.text()).map_err(|e| fault(&e, sql))?;
        bind(&mut statement, sql)?;
        statement.raw_execute().map(|n| n as u64).map_err(|e| fault(&e, sql))
    }

    fn script(&mut self, text: &str) -> Result<(), Fault> {
        self.connection.execute_batch(text).map_err(|e| fault(&e, &Sql::of(Dialect::Sqlite, text)))
    }

    fn give_way(&mut self, when: Option<GiveWay>) {
        // A connection that cannot be told goes on without.
        drop(self.connection.progress_handler(STEPS, when));
    }

    fn flush(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn is_in_transaction(&mut self) -> bool {
        !self.connection.is_autocommit()
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, sql: &Sql) -> Result<(), Fault> {
    for (i, param) in sql.params().iter().enumerate() {
        statement.raw_bind_parameter(i + 1, Bound(param)).map_err(|e| fault(&e, sql))?;
    }
    Ok(())
}

struct Bound<'a>(&'a Param);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let whole = |n: i64| ToSqlOutput::Owned(SqlValue::Integer(n));
        Ok(match self.0 {
            Param::Null => ToSqlOutput::Owned(SqlValue::Null),
            Param::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Param::Int(n) => whole(*n),
            Param::Decimal(decimal, scale) => whole(scaled(*decimal, *scale).map_err(boxed)?),
            Param::Bool(b) => whole(i64::from(*b)),
            Param::Date(date) => whole(days(*date)),
            Param::Instant(at) => whole(at.as_microsecond()),
            Param::Uuid(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
            Param::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Param::Texts(_) | Param::Uuids(_) | Param::Ints(_) | Param::Grams(_) => {
                return Err(boxed(Fault::new("a list cannot be bound on SQLite")));
            }
        })
    }
}

fn boxed(fault: Fault) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(fault))
}

/// A decimal as the integer that stands for it: value × 10^scale.
///
/// # Errors
/// When digits would be lost or it does not fit.
pub(crate) fn scaled(decimal: Decimal, scale: u8) -> Result<i64, Fault> {
    let factor = 10u64.checked_pow(u32::from(scale)).map(Decimal::from);
    let product = factor.and_then(|f| decimal.checked_mul(f)).map(|p| p.normalize());
    match product {
        Some(p) if p.scale() == 0 => {
            i64::try_from(p).map_err(|_| Fault::new("a number is out of range"))
        }
        _ => Err(Fault::new("a number has more digits than its column")),
    }
}

/// A day as days since 1970-01-01.
pub(crate) fn days(date: Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    i64::from(date.since((jiff::Unit::Day, epoch)).map_or(0, |span| span.get_days()))
}

struct SqliteRow<'a>(&'a rusqlite::Row<'a>);

impl SqliteRow<'_> {
    fn value(&self, column: usize) -> Result<ValueRef<'_>, Fault> {
        self.0.get_ref(column).map_err(|e| Fault::new(format!("reading column {column}: {e}")))
    }

    fn whole(&self, column: usize) -> Result<Option<i64>, Fault> {
        match self.value(column)? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(n) => Ok(Some(n)),
            // Sums beyond 64 bits come back as REAL; nobody has asked for such a column.
            other => Err(unexpected(column, other)),
        }
    }
}

fn unexpected(column: usize, value: ValueRef<'_>) -> Fault {
    Fault::new(format!("column {column} holds {:?}", value.data_type()))
}

impl Row for SqliteRow<'_> {
    fn text(&self, column: usize) -> Result<Option<String>, Fault> {
        match self.value(column)? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => String::from_utf8(bytes.to_vec())
                .map(Some)
                .map_err(|_| Fault::new(format!("column {column} is not UTF-8"))),
            other => Err(unexpected(column, other)),
        }
    }

    fn int(&self, column: usize) -> Result<Option<i64>, Fault> {
        self.whole(column)
    }

    fn bool(&self, column: usize) -> Result<Option<bool>, Fault> {
        Ok(self.whole(column)?.map(|n| n != 0))
    }

    fn decimal(&self, column: usize, scale: u8) -> Result<Option<Decimal>, Fault> {
        Ok(self.whole(column)?.map(|n| Decimal::new(n, u32::from(scale)).normalize()))
    }

    fn date(&self, column: usize) -> Result<Option<Date>, Fault> {
        let Some(n) = self.whole(column)? else { return Ok(None) };
        let span = jiff::Span::new()
            .try_days(n)
            .map_err(|_| Fault::new(format!("column {column} is not a day")))?;
        jiff::civil::date(1970, 1, 1)
            .checked_add(span)
            .map(Some)
            .map_err(|_| Fault::new(format!("column {column} is not a day")))
    }

    fn instant(&self, column: usize) -> Result<Option<Timestamp>, Fault> {
        let Some(n) = self.whole(column)? else { return Ok(None) };
        Timestamp::from_microsecond(n)
            .map(Some)
            .map_err(|_| Fault::new(format!("column {column} is not a moment")))
    }

    fn uuid(&self, column: usize) -> Result<Option<Uuid>, Fault> {
        match self.value(column)? {
            ValueRef::Null => Ok(None),
            ValueRef::Blob(bytes) => Uuid::from_slice(bytes)
                .map(Some)
                .map_err(|_| Fault::new(format!("column {column} is not an id"))),
            other => Err(unexpected(column, other)),
        }
    }

    fn bytes(&self, column: usize) -> Result<Option<Vec<u8>>, Fault> {
        match self.value(column)? {
            ValueRef::Null => Ok(None),
            ValueRef::Blob(bytes) => Ok(Some(bytes.to_vec())),
            other => Err(unexpected(column, other)),
        }
    }
}

/// What SQLite's error means. The statement's text goes along, its values never.
fn fault(error: &rusqlite::Error, sql: &Sql) -> Fault {
    let message = format!("{error}: {}", sql.text());
    let Some(code) = error.sqlite_error() else { return Fault::new(message) };
    match code.code {
        ErrorCode::DiskFull => Fault::of(FaultKind::DiskFull, message),
        ErrorCode::ConstraintViolation => match unique_column(&error.to_string()) {
            Some(column) => Fault::of(FaultKind::Unique(column), message),
            None => Fault::new(message),
        },
        ErrorCode::OperationInterrupted | ErrorCode::SystemIoFailure | ErrorCode::OutOfMemory => {
            Fault::of(FaultKind::TransactionLost, message)
        }
        _ => Fault::new(message),
    }
}

/// `UNIQUE constraint failed: r1.f3` names the column, `… index 'u1_3'` the index.
fn unique_column(message: &str) -> Option<String> {
    let rest = message.strip_prefix("UNIQUE constraint failed: ")?;
    let first = rest.split(", ").next()?;
    Some(first.trim_start_matches("index ").trim_matches('\'').to_owned())
}
