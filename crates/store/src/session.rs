//! One connection, whichever database it is on. Everything above speaks to these traits.

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::dialect::Dialect;
use crate::fault::Fault;
use crate::rows::NewRows;
use crate::sql::Sql;

/// A row under the cursor. Columns count from 0; `None` is NULL.
pub trait Row {
    /// Text.
    fn text(&self, column: usize) -> Result<Option<String>, Fault>;
    /// A whole number.
    fn int(&self, column: usize) -> Result<Option<i64>, Fault>;
    /// Yes or no.
    fn bool(&self, column: usize) -> Result<Option<bool>, Fault>;
    /// A decimal of a column with this scale.
    fn decimal(&self, column: usize, scale: u8) -> Result<Option<Decimal>, Fault>;
    /// A day.
    fn date(&self, column: usize) -> Result<Option<Date>, Fault>;
    /// A moment.
    fn instant(&self, column: usize) -> Result<Option<Timestamp>, Fault>;
    /// An id.
    fn uuid(&self, column: usize) -> Result<Option<Uuid>, Fault>;
    /// Bytes.
    fn bytes(&self, column: usize) -> Result<Option<Vec<u8>>, Fault>;
}

/// Called for each row; `Ok(false)` stops.
pub type EachRow<'a> = &'a mut dyn FnMut(&dyn Row) -> Result<bool, Fault>;

/// Says when long work is to be broken off. Asked often.
pub type GiveWay = Box<dyn Fn() -> bool + Send>;

/// Something that can be asked.
pub trait Read {
    /// Which database.
    fn dialect(&self) -> Dialect;
    /// Runs a query and hands over its rows.
    fn each(&mut self, sql: &Sql, row: EachRow<'_>) -> Result<(), Fault>;
}

/// A connection that can also write. Only the writer thread holds one.
pub trait Session: Read {
    /// Runs a statement. A PostgreSQL session may hold it back until the next question, [`Session::count`] or
    /// [`Session::flush`], and report its error there.
    fn execute(&mut self, sql: &Sql) -> Result<(), Fault>;
    /// Runs a statement at once; how many rows it touched.
    fn count(&mut self, sql: &Sql) -> Result<u64, Fault>;
    /// Adds many rows to a table.
    fn add_rows(&mut self, new: &NewRows) -> Result<(), Fault> {
        let dialect = self.dialect();
        new.inserts(dialect).try_for_each(|sql| self.execute(&sql))
    }
    /// Runs statements without parameters, separated by semicolons.
    fn script(&mut self, text: &str) -> Result<(), Fault>;
    /// From now on a statement ends with a fault as soon as this says so, where the database can do that.
    fn give_way(&mut self, _when: Option<GiveWay>) {}
    /// Sends what was held back and reports the first error.
    fn flush(&mut self) -> Result<(), Fault>;
    /// Whether a transaction is open. On PostgreSQL a statement may have failed in it: then a savepoint can save it.
    fn is_in_transaction(&mut self) -> bool;
    /// Whether the open transaction can be committed as it is, as far as is known before [`Session::flush`].
    fn is_committable(&mut self) -> bool {
        self.is_in_transaction()
    }
}

/// Everything a query finds, mapped.
pub fn all<T>(
    read: &mut dyn Read,
    sql: &Sql,
    mut map: impl FnMut(&dyn Row) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut found = Vec::new();
    read.each(sql, &mut |row| {
        found.push(map(row)?);
        Ok(true)
    })?;
    Ok(found)
}

/// The first row a query finds, mapped.
pub fn first<T>(
    read: &mut dyn Read,
    sql: &Sql,
    mut map: impl FnMut(&dyn Row) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    let mut found = None;
    read.each(sql, &mut |row| {
        found = Some(map(row)?);
        Ok(false)
    })?;
    Ok(found)
}

/// A column that the schema says is never NULL.
pub fn must<T>(value: Option<T>, what: &str) -> Result<T, Fault> {
    value.ok_or_else(|| Fault::new(format!("{what} is NULL")))
}
