//! What every format offers: sheets, their rows from the beginning, their merges and comments.

use std::collections::HashMap;

use serde::Serialize;

use crate::cell::Cell;
use crate::merges::Merge;
use crate::problem::Problem;
use crate::row::{Comment, Note};

/// Whether a sheet's tab is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Shown.
    Visible,
    /// Hidden, a person can show it.
    Hidden,
    /// Hidden from people, only a program shows it.
    VeryHidden,
}

#[derive(Debug, Clone)]
pub(crate) struct SheetMeta {
    /// Empty for text.
    pub(crate) name: String,
    pub(crate) visibility: Visibility,
}

/// The cells that a row stores, left to right.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawRow {
    /// 1-based.
    pub(crate) number: u32,
    /// 0-based column and content.
    pub(crate) cells: Vec<(u32, Cell)>,
    pub(crate) notes: Vec<Note>,
}

impl RawRow {
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|(_, cell)| cell.is_blank())
    }
}

pub(crate) type RowStream = Box<dyn Iterator<Item = Result<RawRow, Problem>> + Send>;
/// Comments by 1-based row.
pub(crate) type Comments = HashMap<u32, Vec<Comment>>;

/// An opened file.
pub(crate) trait Book: Send {
    fn sheets(&self) -> &[SheetMeta];

    /// The rows from the first, in order; rows without cells may be left out.
    fn rows(&self, sheet: usize) -> Result<RowStream, Problem>;

    fn merges(&self, _sheet: usize) -> Result<Vec<Merge>, Problem> {
        Ok(Vec::new())
    }

    fn comments(&self, _sheet: usize) -> Result<Comments, Problem> {
        Ok(Comments::new())
    }

    /// One pass over the sheet: how much of it is really used.
    fn survey(&self, sheet: usize) -> Result<Survey, Problem> {
        let mut survey = Survey::default();
        for row in self.rows(sheet)? {
            let row = row?;
            survey.add(
                row.number,
                row.cells.iter().filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| *column),
            );
        }
        survey.merges = self.merges(sheet)?;
        Ok(survey)
    }
}

/// What a pass over a sheet found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Survey {
    /// Rows with at least one cell that is not blank.
    pub(crate) rows: u32,
    /// 1-based, 0 if there is none.
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) columns: Columns,
    pub(crate) merges: Vec<Merge>,
}

impl Survey {
    /// Adds a row with the columns that hold something.
    pub(crate) fn add(&mut self, row: u32, columns: impl Iterator<Item = u32>) {
        let mut any = false;
        for column in columns {
            self.columns.insert(column);
            any = true;
        }
        if any {
            self.rows += 1;
            self.last_row = self.last_row.max(row);
            if self.first_row == 0 {
                self.first_row = row;
            }
        }
    }
}

/// A set of 0-based columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns(Vec<u64>);

impl Columns {
    pub(crate) fn insert(&mut self, column: u32) {
        let word = (column / 64) as usize;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (column % 64);
    }

    pub(crate) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        (0_u32..).zip(&self.0).flat_map(|(index, word)| {
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| index * 64 + bit)
        })
    }
}
