//! The first rows of a sheet as they stand, so that a person can say which of them is the header.

use serde::{Deserialize, Serialize};

use crate::guard::fenced;
use crate::limits::Limits;
use crate::open::{Choice, OpenedBook};
use crate::problem::Problem;
use crate::source::Source;

/// Longest text shown of a cell, in characters.
const SHOWN: usize = 60;

/// A row as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadRow {
    /// 1-based row in the file.
    pub row: u32,
    /// What the first columns show, shortened.
    pub cells: Vec<String>,
}

/// The first `rows` rows with content of a sheet, `columns` wide.
///
/// # Errors
/// Any [`Problem`].
pub fn head(
    source: impl Into<Source>,
    (sheet, choice): (u32, &Choice),
    limits: &Limits,
    (rows, columns): (usize, usize),
) -> Result<Vec<HeadRow>, Problem> {
    let source = source.into();
    fenced("file", || {
        let book = OpenedBook::open(&source, choice, limits)?;
        let mut found = book.sample(sheet as usize, rows)?;
        found.truncate(rows);
        let row = |raw: &crate::book::RawRow| {
            let mut cells: Vec<String> = Vec::new();
            for (column, cell) in &raw.cells {
                let at = *column as usize;
                if at >= columns {
                    break;
                }
                cells.resize(at + 1, String::new());
                cells[at] = cell.display().chars().take(SHOWN).collect();
            }
            HeadRow { row: raw.number, cells }
        };
        Ok(found.iter().map(row).collect())
    })
}
