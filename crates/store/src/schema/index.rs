//! Indexes on rows. All leave the recycle bin out, so every query over live records can use them.

use model::{FieldId, FieldRef};

use crate::dialect::Dialect;
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
        self.part(table)?;
        Some(format!("i{}_{}", table.number, columns?.join("_")))
    }

    /// The one table that all of its fields lie in. None when they lie in several: no index reaches across.
    fn part(&self, table: &Table) -> Option<u32> {
        let mut parts = self.fields.iter().map(|f| table.part_of(*f));
        let first = parts.next()??;
        parts.all(|part| part == Some(first)).then_some(first)
    }
}

/// Makes an index unless it exists, or its fields lie in several tables.
///
/// # Errors
/// When the database refuses, or a field has no column.
pub fn add_index(tx: &mut Tx<'_>, table: &Table, spec: &IndexSpec) -> Result<(), Fault> {
    match index_ddl(table, spec, tx.dialect(), "")? {
        Some(text) => tx.session().script(&text),
        None => Ok(()),
    }
}

/// The statement that makes an index, in this way; none when its fields lie in several tables.
pub(super) fn index_ddl(
    table: &Table,
    spec: &IndexSpec,
    dialect: Dialect,
    way: &str,
) -> Result<Option<String>, Fault> {
    if spec.fields.iter().any(|f| table.sort_column(*f).is_none()) {
        return Err(Fault::new("an index over an unknown field"));
    }
    let (Some(name), Some(part)) = (spec.name(table), spec.part(table)) else { return Ok(None) };
    let columns: Vec<String> =
        spec.fields.iter().filter_map(|f| table.sort_column(*f)).map(|(name, _)| name).collect();
    let key = if dialect.is_postgres() { ", rk" } else { "" };
    Ok(Some(format!(
        "CREATE INDEX {way}IF NOT EXISTS {name} ON {} ({}{key}){}",
        table.part(part),
        columns.join(", "),
        // What is in the recycle bin is asked of the first table.
        if part == 0 { " WHERE deleted_at IS NULL" } else { "" }
    )))
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
        table.part(table.part_of(field.into()).unwrap_or(0))
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
        "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() AND tablename::text"
    } else {
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name"
    };
    let mut sql = Sql::of(read.dialect(), text);
    let parts = std::iter::once(0).chain(table.spills());
    sql.push(" IN (").bind_all(parts.map(|part| table.part(part).into())).push(")");
    let names = all(read, &sql, |row| must(row.text(0)?, "name"))?;
    Ok(names.into_iter().filter(|name| name.starts_with(prefix)).collect())
}

/// The column behind a part's name (`x1`, or nothing) and the point.
fn of_part<'c>((part, column): (&str, &'c str)) -> Option<&'c str> {
    let numbered = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    (part.is_empty() || part.strip_prefix('x').is_some_and(numbered)).then_some(column)
}

impl Table {
    /// The field that a refused unique index stands for: `u1_f3` or, as SQLite says it, `r1.f3`.
    pub fn unique_field(&self, constraint: &str) -> Option<FieldId> {
        let column = constraint
            .strip_prefix(&format!("u{}_", self.number))
            .or_else(|| constraint.strip_prefix(&self.rows())?.split_once('.').map(of_part)?)?;
        self.columns.iter().find(|(_, c)| c.name == column).map(|(id, _)| *id)
    }
}
