//! Columns of fields, and where they are written down.

use std::collections::BTreeMap;

use model::{FieldId, FormId, Shape};

use crate::dialect::Dialect;
use crate::fault::Fault;
use crate::session::{Read, all, must};
use crate::sql::Sql;
use crate::table::{Column, Table, sql_type};
use crate::tx::Tx;

/// Gives a field a column (or a number in the junction table).
///
/// # Errors
/// When the database refuses.
pub fn add_column(
    tx: &mut Tx<'_>,
    table: &mut Table,
    field: FieldId,
    (shape, sort_key): (Shape, bool),
) -> Result<(), Fault> {
    let taken = table.columns.values().map(Column::number).max().unwrap_or(0);
    let column = Column { name: format!("f{}", taken + 1), shape, sort_key };
    let dialect = tx.dialect();
    for text in column_ddl(table, &column, dialect) {
        tx.session().script(&text)?;
    }
    let stored = serde_json::to_string(&shape).map_err(|e| Fault::new(format!("a shape: {e}")))?;
    let mut sql =
        Sql::of(dialect, "INSERT INTO clew_column (form, field, name, shape, sort_key) VALUES (");
    sql.bind_all([
        table.form.0.into(),
        field.0.into(),
        column.name.clone().into(),
        stored.into(),
        sort_key.into(),
    ]);
    sql.push(")");
    tx.execute(&sql)?;
    table.columns.insert(field, column);
    Ok(())
}

/// What adds a field's columns; nothing where its values lie in the junction table.
pub(super) fn column_ddl(table: &Table, column: &Column, dialect: Dialect) -> Vec<String> {
    let mut ddl = Vec::new();
    if column.shape.is_many() {
        return ddl;
    }
    let add = |name: &str, shape| {
        format!("ALTER TABLE {} ADD COLUMN {name} {}", table.rows(), sql_type(shape, dialect))
    };
    ddl.push(add(&column.name, column.shape));
    if column.sort_key {
        ddl.push(add(&column.sort_name(), Shape::Text));
    }
    ddl
}

/// Every form's tables.
///
/// # Errors
/// When the database does not answer.
pub fn load_tables(read: &mut dyn Read) -> Result<BTreeMap<FormId, Table>, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT id, number FROM clew_form");
    let forms = all(read, &sql, |row| {
        Ok((FormId(must(row.uuid(0)?, "id")?), must(row.int(1)?, "number")?))
    })?;
    let mut tables: BTreeMap<FormId, Table> = forms
        .into_iter()
        .map(|(form, number)| (form, Table { form, number, columns: BTreeMap::new() }))
        .collect();
    let sql = Sql::of(read.dialect(), "SELECT form, field, name, shape, sort_key FROM clew_column");
    let columns = all(read, &sql, |row| {
        let shape = must(row.text(3)?, "shape")?;
        let shape: Shape = serde_json::from_str(&shape)
            .map_err(|e| Fault::new(format!("a column's shape: {e}")))?;
        let column = Column {
            name: must(row.text(2)?, "name")?,
            shape,
            sort_key: must(row.bool(4)?, "sort_key")?,
        };
        Ok((FormId(must(row.uuid(0)?, "form")?), FieldId(must(row.uuid(1)?, "field")?), column))
    })?;
    for (form, field, column) in columns {
        if let Some(table) = tables.get_mut(&form) {
            table.columns.insert(field, column);
        }
    }
    Ok(tables)
}
