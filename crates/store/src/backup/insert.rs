//! Lines of a backup back into a table, many rows in one statement.

use super::cell::Cell;
use super::plan::TablePlan;
use crate::fault::Fault;
use crate::session::Session;
use crate::sql::{Param, Sql};

/// Parameters of one statement: below the limits of both databases.
const PARAMETERS: usize = 8_000;

/// Inserts a part's lines in one transaction; how many rows.
pub(super) fn insert_part(
    session: &mut dyn Session,
    table: &TablePlan,
    part: &[u8],
) -> Result<u64, Fault> {
    let mut rows = 0;
    let at_once = (PARAMETERS / table.columns.len().max(1)).max(1);
    session.script("BEGIN")?;
    let mut waiting: Vec<Param> = Vec::with_capacity(PARAMETERS);
    for line in part.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        read_line(table, line, &mut waiting)?;
        rows += 1;
        if waiting.len() >= at_once * table.columns.len() {
            insert(session, table, &mut waiting)?;
        }
    }
    insert(session, table, &mut waiting)?;
    session.flush()?;
    session.script("COMMIT")?;
    session.flush()?;
    Ok(rows)
}

fn read_line(table: &TablePlan, line: &[u8], into: &mut Vec<Param>) -> Result<(), Fault> {
    let broken = || Fault::new(format!("a line of {} in the backup is broken", table.name));
    let values: Vec<serde_json::Value> = serde_json::from_slice(line).map_err(|_| broken())?;
    if values.len() != table.columns.len() {
        return Err(broken());
    }
    for ((_, cell), json) in table.columns.iter().zip(values) {
        into.push(Cell::parse(*cell, json)?);
    }
    Ok(())
}

fn insert(
    session: &mut dyn Session,
    table: &TablePlan,
    waiting: &mut Vec<Param>,
) -> Result<(), Fault> {
    if waiting.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::of(session.dialect(), "INSERT INTO ");
    sql.name(&table.name).push(" (");
    for (i, (name, _)) in table.columns.iter().enumerate() {
        sql.push(if i > 0 { ", " } else { "" }).name(name);
    }
    sql.push(") VALUES ");
    let width = table.columns.len();
    for (i, value) in waiting.drain(..).enumerate() {
        sql.push(match (i, i % width) {
            (0, _) => "(",
            (_, 0) => "), (",
            _ => ", ",
        });
        sql.bind(value);
    }
    sql.push(")");
    session.execute(&sql)
}

/// Lets the database number new rows behind those that came with their numbers.
pub(super) fn go_on_numbering(session: &mut dyn Session, table: &TablePlan) -> Result<(), Fault> {
    let column = table.serial.and_then(|place| table.columns.get(place));
    let Some((column, _)) = column.filter(|_| session.dialect().is_postgres()) else {
        return Ok(());
    };
    let name = &table.name;
    let text = format!(
        "SELECT setval(pg_get_serial_sequence('{name}', '{column}'), COALESCE(MAX({column}), 1), \
         MAX({column}) IS NOT NULL) FROM {name}"
    );
    session.each(&Sql::of(session.dialect(), &text), &mut |_| Ok(true))
}
