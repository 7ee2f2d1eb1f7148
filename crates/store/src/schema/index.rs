//! Indexes on rows. All leave the recycle bin out, so every query over live records can use them.

use model::{FieldId, FieldRef};

use crate::fault::Fault;
use crate::session::{Read, all, must};
use crate::sql::Sql;
use crate::table::Table;
use crate::tx::Tx;

/// An index over sort columns, the row key last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IndexSpec {
    /// In order.
    pub fields: Vec<FieldRef>,
}

impl IndexSpec {
    /// Its name: a function of the columns, so that making it twice is no work.
    pub fn name(&self, table: &Table) -> Option<String> {
        let columns: Option<Vec<String>> =
            self.fields.iter().map(|f| table.sort_column(*f).map(|(name, _)| name)).collect();
        Some(format!("i{}_{}", table.number, columns?.join("_")))
    }
}

/// Makes an index unless it exists.
///
/// # Errors
/// When the database refuses, or a field has no column.
pub fn add_index(tx: &mut Tx<'_>, table: &Table, spec: &IndexSpec) -> Result<(), Fault> {
    let name = spec.name(table).ok_or_else(|| Fault::new("an index over an unknown field"))?;
    let columns: Vec<String> =
        spec.fields.iter().filter_map(|f| table.sort_column(*f)).map(|(name, _)| name).collect();
    let key = if tx.dialect().is_postgres() { ", rk" } else { "" };
    let text = format!(
        "CREATE INDEX IF NOT EXISTS {name} ON {} ({}{key}) WHERE deleted_at IS NULL",
        table.rows(),
        columns.join(", ")
    );
    tx.session().script(&text)
}

/// Drops an index by name.
///
/// # Errors
/// When the database refuses.
pub fn drop_index(tx: &mut Tx<'_>, name: &str) -> Result<(), Fault> {
    tx.session().script(&format!("DROP INDEX IF EXISTS {name}"))
}

/// Lets no two live records share a value of this field.
///
/// # Errors
/// [`crate::FaultKind::Unique`] when some already do.
pub fn add_unique(tx: &mut Tx<'_>, table: &Table, field: FieldId) -> Result<(), Fault> {
    let Some((column, _)) = table.locate(field.into()) else {
        return Err(Fault::new("a unique field has no column"));
    };
    let text = format!(
        "CREATE UNIQUE INDEX IF NOT EXISTS u{}_{column} ON {} ({column}) WHERE deleted_at IS NULL",
        table.number,
        table.rows()
    );
    tx.session().script(&text)
}

/// Lets values repeat again.
///
/// # Errors
/// When the database refuses.
pub fn drop_unique(tx: &mut Tx<'_>, table: &Table, field: FieldId) -> Result<(), Fault> {
    match table.locate(field.into()) {
        Some((column, _)) => drop_index(tx, &format!("u{}_{column}", table.number)),
        None => Ok(()),
    }
}

/// Names of the plain indexes of a form's rows.
///
/// # Errors
/// When the database does not answer.
pub fn list_indexes(read: &mut dyn Read, table: &Table) -> Result<Vec<String>, Fault> {
    names(read, table, &format!("i{}_", table.number))
}

/// Columns of a form's rows whose values may not repeat.
///
/// # Errors
/// When the database does not answer.
pub fn list_uniques(read: &mut dyn Read, table: &Table) -> Result<Vec<String>, Fault> {
    let prefix = format!("u{}_", table.number);
    let names = names(read, table, &prefix)?;
    Ok(names.iter().filter_map(|name| name.strip_prefix(&prefix)).map(str::to_owned).collect())
}

fn names(read: &mut dyn Read, table: &Table, prefix: &str) -> Result<Vec<String>, Fault> {
    let text = if read.dialect().is_postgres() {
        "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() AND tablename::text = "
    } else {
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = "
    };
    let mut sql = Sql::of(read.dialect(), text);
    sql.bind(table.rows());
    let names = all(read, &sql, |row| must(row.text(0)?, "name"))?;
    Ok(names.into_iter().filter(|name| name.starts_with(prefix)).collect())
}

impl Table {
    /// The field that a refused unique index stands for: `u1_f3` or, as SQLite says it, `r1.f3`.
    pub fn unique_field(&self, constraint: &str) -> Option<FieldId> {
        let column = constraint
            .strip_prefix(&format!("u{}_", self.number))
            .or_else(|| constraint.strip_prefix(&format!("{}.", self.rows())))?;
        self.columns.iter().find(|(_, c)| c.name == column).map(|(id, _)| *id)
    }
}
