//! A PostgreSQL row behind the row trait.

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use tokio_postgres::types::{FromSql, Type};
use uuid::Uuid;

use crate::fault::Fault;
use crate::session::Row;

/// One row of an answer.
pub(super) struct PostgresRow<'a>(pub(super) &'a tokio_postgres::Row);

impl PostgresRow<'_> {
    fn get<'r, T: FromSql<'r>>(&'r self, column: usize) -> Result<Option<T>, Fault> {
        self.0.try_get(column).map_err(|_| {
            let ty = self.kind(column).map_or("nothing", Type::name);
            Fault::new(format!("column {column} holds {ty}, which was not asked for"))
        })
    }

    fn kind(&self, column: usize) -> Option<&Type> {
        self.0.columns().get(column).map(tokio_postgres::Column::type_)
    }
}

impl Row for PostgresRow<'_> {
    fn text(&self, column: usize) -> Result<Option<String>, Fault> {
        self.get(column)
    }

    fn int(&self, column: usize) -> Result<Option<i64>, Fault> {
        match self.kind(column) {
            Some(&Type::INT4) => Ok(self.get::<i32>(column)?.map(i64::from)),
            Some(&Type::INT2) => Ok(self.get::<i16>(column)?.map(i64::from)),
            Some(&Type::BOOL) => Ok(self.get::<bool>(column)?.map(i64::from)),
            // The sum of whole numbers is a NUMERIC.
            Some(&Type::NUMERIC) => self
                .get::<Decimal>(column)?
                .map(|d| {
                    let whole = d.normalize();
                    let fits = if whole.scale() == 0 { i64::try_from(whole).ok() } else { None };
                    fits.ok_or_else(|| Fault::new(format!("column {column} is no whole number")))
                })
                .transpose(),
            _ => self.get(column),
        }
    }

    fn bool(&self, column: usize) -> Result<Option<bool>, Fault> {
        match self.kind(column) {
            Some(&Type::BOOL) => self.get(column),
            _ => Ok(self.int(column)?.map(|n| n != 0)),
        }
    }

    fn decimal(&self, column: usize, _scale: u8) -> Result<Option<Decimal>, Fault> {
        match self.kind(column) {
            Some(&Type::NUMERIC) => Ok(self.get::<Decimal>(column)?.map(|d| d.normalize())),
            _ => Ok(self.int(column)?.map(Decimal::from)),
        }
    }

    fn date(&self, column: usize) -> Result<Option<Date>, Fault> {
        self.get(column)
    }

    fn instant(&self, column: usize) -> Result<Option<Timestamp>, Fault> {
        self.get(column)
    }

    fn uuid(&self, column: usize) -> Result<Option<Uuid>, Fault> {
        self.get(column)
    }

    fn bytes(&self, column: usize) -> Result<Option<Vec<u8>>, Fault> {
        self.get(column)
    }
}
