//! Rows as they are handed out, with what a reader should know about single cells.

use serde::Serialize;

use crate::cell::Cell;

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// 1-based row in the file, as a spreadsheet shows it.
    pub number: u32,
    /// One cell per column of the table, in its order.
    pub cells: Vec<Cell>,
    /// Comments on cells of this row.
    pub comments: Vec<Comment>,
    /// Remarks on cells of this row.
    pub notes: Vec<Note>,
    /// What the row seems to be.
    pub kind: RowKind,
}

/// What a row seems to be; the reader decides what to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A record.
    Data,
    /// 合计, 总计, Total …: a sum over other rows.
    Total,
    /// The header once more, as on each page of a printed list.
    RepeatedHeader,
}

/// A comment attached to a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// 1-based row in the file.
    pub row: u32,
    /// 0-based column in the sheet (compare `Column::index`).
    pub column: u32,
    /// Who wrote it, as far as the file says.
    pub author: Option<String>,
    /// The text, lines kept.
    pub text: String,
}

/// A remark on a cell: the value is there, but not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// 0-based column in the sheet (compare `Column::index`).
    pub column: u32,
    /// What is the matter.
    pub kind: NoteKind,
}

/// What is the matter with a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum NoteKind {
    /// The text was longer than the limit and is cut.
    TextCut {
        /// Its length in characters.
        chars: usize,
    },
    /// A number with more digits than a spreadsheet keeps: its last digits were lost when it was
    /// typed (an 18-digit identity number, a bank card).
    LostDigits,
    /// Bytes that do not decode became U+FFFD.
    BadBytes,
    /// A formula that was never calculated, so the cell has no value.
    FormulaWithoutValue,
}

/// A text cell within the limit; a cut is noted.
pub(crate) fn text_cell(
    mut text: String,
    column: u32,
    limit: usize,
    notes: &mut Vec<Note>,
) -> Cell {
    // Bytes first: counting characters of every cell would cost more than reading it.
    if text.len() > limit {
        let chars = text.chars().count();
        if let Some((end, _)) = text.char_indices().nth(limit) {
            text.truncate(end);
            notes.push(Note { column, kind: NoteKind::TextCut { chars } });
        }
    }
    Cell::Text { text }
}

/// Notes a number whose digits are lost.
pub(crate) fn note_number(cell: &Cell, column: u32, notes: &mut Vec<Note>) {
    if let Cell::Number { text, .. } = cell
        && crate::number::has_lost_digits(text)
    {
        notes.push(Note { column, kind: NoteKind::LostDigits });
    }
}
