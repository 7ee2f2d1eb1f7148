//! A SQL view per form, with today's codes and readable values, for reporting tools that open the database.

use model::{FieldRef, Shape};

use crate::dialect::Dialect;
use crate::fault::Fault;
use crate::session::Read;
use crate::sql::Sql;
use crate::table::{SYSTEM_COLUMNS, Table};
use crate::tx::Tx;

/// One column of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewColumn {
    /// The field.
    pub field: FieldRef,
    /// Its code today.
    pub code: String,
}

/// Makes the view anew under the form's code. Many-valued fields are left to the junction table.
///
/// # Errors
/// When the database refuses.
pub fn refresh_view(
    tx: &mut Tx<'_>,
    table: &Table,
    (old_code, code): (Option<&str>, &str),
    columns: &[ViewColumn],
) -> Result<(), Fault> {
    let dialect = tx.dialect();
    for name in [old_code, Some(code)].into_iter().flatten() {
        tx.session().script(&format!("DROP VIEW IF EXISTS \"{name}\""))?;
    }
    let system =
        SYSTEM_COLUMNS.iter().map(|(field, _)| (FieldRef::System(*field), field.code().to_owned()));
    let own = columns.iter().map(|column| (column.field, column.code.clone()));
    let mut select = Sql::new(dialect);
    for (field, code) in system.chain(own) {
        let Some(found) = table.named("t", field).filter(|n| !n.shape.is_many()) else { continue };
        select.push(if select.text().is_empty() { "" } else { ", " });
        select.push(&readable(&found.text, found.shape, dialect)).push(" AS ").name(&code);
        select.needs(found.join);
    }
    let text = format!(
        "CREATE VIEW \"{code}\" AS SELECT {} FROM {} WHERE t.deleted_at IS NULL",
        select.text(),
        table.from([&select])
    );
    tx.session().script(&text)
}

fn readable(column: &str, shape: Shape, dialect: Dialect) -> String {
    if dialect.is_postgres() {
        return column.to_owned();
    }
    match shape {
        Shape::Date => format!("date({column} * 86400, 'unixepoch')"),
        Shape::Instant => {
            format!("strftime('%Y-%m-%dT%H:%M:%fZ', {column} / 1000000.0, 'unixepoch')")
        }
        Shape::Decimal { scale: 0 } => column.to_owned(),
        Shape::Decimal { scale } => format!("{column} / 1{}.0", "0".repeat(usize::from(scale))),
        Shape::Option | Shape::Person | Shape::Department | Shape::Record => {
            format!("lower(hex({column}))")
        }
        _ => column.to_owned(),
    }
}
