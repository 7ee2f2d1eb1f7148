//! A table as JSON lines: walked by its key in chunks, so neither database keeps a whole table in memory.

use super::cell::{self, Cell};
use super::plan::TablePlan;
use crate::fault::Fault;
use crate::session::{Read, all, first, must};
use crate::sql::{Param, Sql};

/// Hands the table over as lines, each an array of the columns' values; how many rows there were.
pub(super) fn each_row(
    read: &mut dyn Read,
    table: &TablePlan,
    line: &mut dyn FnMut(&[u8]) -> Result<(), Fault>,
) -> Result<u64, Fault> {
    let mut after: Option<Vec<Param>> = None;
    let mut rows = 0u64;
    let mut buffer = Vec::new();
    loop {
        let sql = question(read, table, after.as_deref());
        let chunk = all(read, &sql, |row| {
            let read = |(i, (_, cell)): (usize, &(String, Cell))| cell.read(row, i);
            table.columns.iter().enumerate().map(read).collect::<Result<Vec<Param>, _>>()
        })?;
        for values in &chunk {
            buffer.clear();
            for (i, value) in values.iter().enumerate() {
                buffer.push(if i == 0 { b'[' } else { b',' });
                cell::write(value, &mut buffer)?;
            }
            buffer.extend_from_slice(b"]\n");
            line(&buffer)?;
        }
        rows += chunk.len() as u64;
        let whole = i64::try_from(chunk.len()).unwrap_or(i64::MAX) == table.chunk();
        let Some(last) = chunk.last().filter(|_| whole) else { return Ok(rows) };
        after = Some(table.key.iter().filter_map(|place| last.get(*place).cloned()).collect());
    }
}

/// How many rows a table has.
pub(super) fn count(read: &mut dyn Read, table: &TablePlan) -> Result<u64, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT COUNT(*) FROM ");
    sql.name(&table.name);
    let count = first(read, &sql, |row| must(row.int(0)?, "count"))?;
    Ok(u64::try_from(count.unwrap_or(0)).unwrap_or(0))
}

fn question(read: &dyn Read, table: &TablePlan, after: Option<&[Param]>) -> Sql {
    let mut sql = Sql::of(read.dialect(), "SELECT ");
    for (i, (name, _)) in table.columns.iter().enumerate() {
        sql.push(if i > 0 { ", " } else { "" }).name(name);
    }
    sql.push(" FROM ").name(&table.name);
    let key = |sql: &mut Sql| {
        for (i, place) in table.key.iter().enumerate() {
            sql.push(if i > 0 { ", " } else { "" });
            if let Some((name, _)) = table.columns.get(*place) {
                sql.name(name);
            }
        }
    };
    if let Some(after) = after {
        sql.push(" WHERE (");
        key(&mut sql);
        sql.push(") > (").bind_all(after.iter().cloned()).push(")");
    }
    sql.push(" ORDER BY ");
    key(&mut sql);
    sql.push(" LIMIT ").bind(table.chunk());
    sql
}
