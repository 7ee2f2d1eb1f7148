//! Many new rows of one table, on their way to either database.

use crate::dialect::Dialect;
use crate::sql::{Param, Sql};

/// Parameters of one INSERT: below the limits of both databases, wide forms included.
const PARAMETERS: usize = 8_000;

/// Rows to add to a table.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRows {
    /// The table.
    pub table: String,
    /// Its columns that are given; the others take their defaults.
    pub columns: Vec<String>,
    /// The rows, a value for each column.
    pub rows: Vec<Vec<Param>>,
}

impl NewRows {
    /// The columns, separated by commas.
    pub(crate) fn columns(&self) -> String {
        self.columns.join(", ")
    }

    /// Statements that add the rows, a part of them each.
    pub(crate) fn inserts(&self, dialect: Dialect) -> impl Iterator<Item = Sql> {
        let at_once = (PARAMETERS / self.columns.len().max(1)).max(1);
        self.rows.chunks(at_once).map(move |rows| {
            let mut sql = Sql::of(dialect, "INSERT INTO ");
            sql.push(&self.table).push(" (").push(&self.columns()).push(") VALUES ");
            for (i, row) in rows.iter().enumerate() {
                sql.push(if i > 0 { ", (" } else { "(" });
                sql.bind_all(row.iter().cloned()).push(")");
            }
            sql
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_takes_no_more_parameters_than_a_database_allows() {
        let columns = (0..100).map(|n| format!("f{n}")).collect();
        let rows = vec![vec![Param::Int(1); 100]; 170];
        let new = NewRows { table: "r1".to_owned(), columns, rows };
        let counts: Vec<usize> = new.inserts(Dialect::Sqlite).map(|s| s.params().len()).collect();
        assert_eq!(counts, [8_000, 8_000, 1_000]);
    }
}
