//! A workbook of 1995 to 2003.

use std::sync::Arc;

use crate::book::{Book, Comments, RawRow, RowStream, SheetMeta};
use crate::cell::Cell;
use crate::cfb::Cfb;
use crate::limits::Limits;
use crate::merges::Merge;
use crate::problem::Problem;
use crate::row::{note_number, text_cell};
use crate::source::Source;

use super::comments;
use super::globals::Globals;
use super::records::DAMAGED;
use super::sheet::{self, Place};

/// An opened workbook.
pub(crate) struct XlsBook {
    content: Arc<Content>,
}

struct Content {
    stream: Vec<u8>,
    globals: Globals,
    cell_chars: usize,
}

impl XlsBook {
    pub(crate) fn open(source: &Source, limits: &Limits) -> Result<XlsBook, Problem> {
        let file = Cfb::open(source.all(limits.held_bytes)?)?;
        let stream = match file.stream("Workbook")? {
            Some(stream) => stream,
            None => file.stream("Book")?.ok_or(DAMAGED)?,
        };
        let globals = Globals::read(&stream)?;
        let content = Content { stream, globals, cell_chars: limits.cell_chars };
        Ok(XlsBook { content: Arc::new(content) })
    }

    fn offset(&self, sheet: usize) -> Result<usize, Problem> {
        let number = u32::try_from(sheet).unwrap_or(u32::MAX);
        let offsets = &self.content.globals.offsets;
        offsets.get(sheet).copied().ok_or(Problem::NoSuchSheet { sheet: number })
    }
}

impl Content {
    fn row(&self, places: &[Place]) -> Result<RawRow, Problem> {
        let mut row = RawRow::default();
        for place in places {
            row.number = u32::from(place.row) + 1;
            let column = u32::from(place.column);
            let mut cell = sheet::cell(&self.stream, *place, &self.globals)?;
            note_number(&cell, column, &mut row.notes);
            if let Cell::Text { text } = cell {
                cell = text_cell(text, column, self.cell_chars, &mut row.notes);
            }
            row.cells.push((column, cell));
        }
        Ok(row)
    }
}

impl Book for XlsBook {
    fn sheets(&self) -> &[SheetMeta] {
        &self.content.globals.sheets
    }

    fn rows(&self, sheet: usize) -> Result<RowStream, Problem> {
        let content = Arc::clone(&self.content);
        let places = sheet::places(&content.stream, self.offset(sheet)?)?;
        let mut at = 0;
        Ok(Box::new(std::iter::from_fn(move || {
            let rest = &places[at..];
            let first = rest.first()?;
            let count = rest.iter().take_while(|place| place.row == first.row).count();
            at += count;
            Some(content.row(&rest[..count]))
        })))
    }

    fn merges(&self, sheet: usize) -> Result<Vec<Merge>, Problem> {
        sheet::merges(&self.content.stream, self.offset(sheet)?)
    }

    fn comments(&self, sheet: usize) -> Result<Comments, Problem> {
        comments::read(&self.content.stream, self.offset(sheet)?, &self.content.globals)
    }
}
