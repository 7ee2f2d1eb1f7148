//! Which tables are in a backup, with their columns and keys. The platform's own are read out of the migrations, so a
//! table or a column that is added there cannot be forgotten here.

use super::cell::Cell;
use crate::migrations;

/// Left out: the head stands in the manifest; sessions must not come back; leases are of running nodes.
const LEFT_OUT: [&str; 3] = ["clew_head", "clew_session", "clew_lease"];

/// A table to be written or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TablePlan {
    /// Its name.
    pub name: String,
    /// Columns in order.
    pub columns: Vec<(String, Cell)>,
    /// Places of the key's columns: the order in which it is walked.
    pub key: Vec<usize>,
    /// The column that the database numbers by itself.
    pub serial: Option<usize>,
}

impl TablePlan {
    /// The names of the columns.
    pub fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Rows to read at once: payloads are large.
    pub(super) fn chunk(&self) -> i64 {
        if self.columns.iter().any(|(name, cell)| *cell == Cell::Bytes && name == "body") {
            64
        } else {
            1_000
        }
    }
}

/// The platform's own tables at a schema version.
pub fn platform(version: i64) -> Vec<TablePlan> {
    let mut tables: Vec<TablePlan> = Vec::new();
    for text in migrations::up_to(version) {
        for line in text.lines() {
            read_line(line, &mut tables);
        }
    }
    tables.retain(|t| !LEFT_OUT.contains(&t.name.as_str()));
    tables
}

/// Migrations are written one column a line, which a test holds them to.
fn read_line(line: &str, tables: &mut Vec<TablePlan>) {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["CREATE", "TABLE", name, "("] => tables.push(TablePlan {
            name: (*name).to_owned(),
            columns: Vec::new(),
            key: Vec::new(),
            serial: None,
        }),
        ["DROP", "TABLE", name] => tables.retain(|t| t.name != name.trim_end_matches(';')),
        ["ALTER", "TABLE", name, "ADD", "COLUMN", column, kind, ..] => {
            let table = tables.iter_mut().find(|t| t.name == *name);
            if let (Some(table), Some(cell)) = (table, Cell::of_word(bare(kind))) {
                table.columns.push(((*column).to_owned(), cell));
            }
        }
        ["PRIMARY", "KEY", ..] if line.starts_with(' ') => {
            let Some(table) = tables.last_mut() else { return };
            let names = line.split(['(', ')']).nth(1).unwrap_or_default();
            let place = |name: &str| table.columns.iter().position(|(c, _)| c == name.trim());
            table.key = names.split(',').filter_map(place).collect();
        }
        [column, kind, rest @ ..] if line.starts_with(' ') => {
            let (Some(table), Some(cell)) = (tables.last_mut(), Cell::of_word(bare(kind))) else {
                return;
            };
            let place = table.columns.len();
            if bare(kind) == "{key}" {
                table.serial = Some(place);
            }
            if bare(kind) == "{key}" || rest.first() == Some(&"PRIMARY") {
                table.key = vec![place];
            }
            table.columns.push(((*column).to_owned(), cell));
        }
        _ => {}
    }
}

fn bare(kind: &str) -> &str {
    kind.trim_end_matches([',', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_columns_and_a_key() {
        let tables = platform(migrations::CURRENT);
        assert!(tables.len() > 20);
        for table in &tables {
            assert!(!table.columns.is_empty() && !table.key.is_empty(), "{}", table.name);
        }
        let log = tables.iter().find(|t| t.name == "clew_log").unwrap();
        assert_eq!((log.columns.len(), log.key.as_slice()), (15, [0].as_slice()));
        let versions = tables.iter().find(|t| t.name == "clew_form_version").unwrap();
        assert_eq!(versions.key, [0, 1]);
        let notices = tables.iter().find(|t| t.name == "clew_notice").unwrap();
        assert_eq!(notices.serial, Some(0));
    }

    #[test]
    fn sessions_stay_behind_and_password_hashes_do_not() {
        let tables = platform(migrations::CURRENT);
        assert!(tables.iter().all(|t| t.name != "clew_session"));
        let people = tables.iter().find(|t| t.name == "clew_person").unwrap();
        assert!(people.columns.contains(&("password".to_owned(), Cell::Text)));
    }
}
