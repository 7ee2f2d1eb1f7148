//! Columns of fields, and where they are written down.

use std::collections::BTreeMap;

use model::{FieldId, FormId, Shape};

use super::create::spill_ddl;
use crate::dialect::Dialect;
use crate::fault::Fault;
use crate::migrations;
use crate::session::{Read, all, must};
use crate::sql::Sql;
use crate::table::{Column, Table, sql_type};
use crate::tx::Tx;

/// The schema since which a field may lie in a part behind the first table.
const PARTS: i64 = 3;

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
    let mut column = Column { name: format!("f{}", taken + 1), shape, sort_key, part: 0 };
    column.part = table.part_for(&column);
    let dialect = tx.dialect();
    let mut ddl = Vec::new();
    if column.part > 0 && !shape.is_many() && !table.spills().contains(&column.part) {
        ddl.push(spill_ddl(table, column.part, dialect));
    }
    ddl.extend(column_ddl(table, &column, dialect));
    for text in ddl {
        tx.session().script(&text)?;
    }
    let stored = serde_json::to_string(&shape).map_err(|e| Fault::new(format!("a shape: {e}")))?;
    let mut sql = Sql::of(
        dialect,
        "INSERT INTO clew_column (form, field, name, shape, sort_key, part) VALUES (",
    );
    sql.bind_all([
        table.form.0.into(),
        field.0.into(),
        column.name.clone().into(),
        stored.into(),
        sort_key.into(),
        column.part.into(),
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
        let rows = table.part(column.part);
        format!("ALTER TABLE {rows} ADD COLUMN {name} {}", sql_type(shape, dialect))
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
    load_tables_of(read, migrations::CURRENT)
}

/// The same in a database of an older schema.
pub(crate) fn load_tables_of(
    read: &mut dyn Read,
    version: i64,
) -> Result<BTreeMap<FormId, Table>, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT id, number FROM clew_form");
    let forms = all(read, &sql, |row| {
        Ok((FormId(must(row.uuid(0)?, "id")?), must(row.int(1)?, "number")?))
    })?;
    let mut tables: BTreeMap<FormId, Table> = forms
        .into_iter()
        .map(|(form, number)| (form, Table { form, number, columns: BTreeMap::new() }))
        .collect();
    let part = if version < PARTS { "0" } else { "part" };
    let text = format!("SELECT form, field, name, shape, sort_key, {part} FROM clew_column");
    let sql = Sql::of(read.dialect(), &text);
    let columns = all(read, &sql, |row| {
        let shape = must(row.text(3)?, "shape")?;
        let shape: Shape = serde_json::from_str(&shape)
            .map_err(|e| Fault::new(format!("a column's shape: {e}")))?;
        let column = Column {
            name: must(row.text(2)?, "name")?,
            shape,
            sort_key: must(row.bool(4)?, "sort_key")?,
            part: u32::try_from(must(row.int(5)?, "part")?)
                .map_err(|_| Fault::new("a column lies in an impossible part"))?,
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
