//! Binary workbooks, through calamine: held in memory while they are read, so weighed before.
//! Merges and comments are not read.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use crate::book::{Book, RawRow, RowStream, SheetMeta, Visibility};
use crate::cell::{Cell, DateKind, NumberFormat};
use crate::guard::fenced;
use crate::limits::Limits;
use crate::number_format::Class;
use crate::package::Package;
use crate::problem::Problem;
use crate::row::{note_number, text_cell};
use crate::serial;
use crate::source::Source;

const PART: &str = "xlsb";
/// Cells that are read beyond the columns of a workbook are damage.
const LAST_COLUMN: u32 = 16_383;

/// An opened binary workbook.
pub(crate) struct XlsbBook {
    bytes: Arc<[u8]>,
    sheets: Vec<SheetMeta>,
    cell_chars: usize,
}

impl XlsbBook {
    pub(crate) fn open(source: &Source, limits: &Limits) -> Result<XlsbBook, Problem> {
        Package::open(source, limits)?.weigh(limits.held_bytes)?;
        let bytes = source.all(limits.held_bytes)?;
        let sheets = fenced(PART, || {
            let book = workbook(&bytes)?;
            let sheets = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet);
            Ok(sheets
                .map(|sheet| SheetMeta {
                    name: sheet.name.clone(),
                    visibility: match sheet.visible {
                        SheetVisible::Visible => Visibility::Visible,
                        SheetVisible::Hidden => Visibility::Hidden,
                        SheetVisible::VeryHidden => Visibility::VeryHidden,
                    },
                })
                .collect())
        })?;
        Ok(XlsbBook { bytes, sheets, cell_chars: limits.cell_chars })
    }

    fn read(&self, name: &str) -> Result<Vec<RawRow>, Problem> {
        let mut book = workbook(&self.bytes)?;
        let base_1904 = book.has_1904_epoch();
        let mut cells = book.worksheet_cells_reader(name).map_err(|e| problem(&e))?;
        let mut rows: Vec<RawRow> = Vec::new();
        while let Some(found) = cells.next_cell().map_err(|e| problem(&e))? {
            let (row, column) = found.get_position();
            if column > LAST_COLUMN {
                return Err(Problem::Damaged { part: PART });
            }
            let cell = convert(found.get_value(), base_1904);
            if rows.last().is_none_or(|last| last.number != row + 1) {
                rows.push(RawRow { number: row + 1, ..RawRow::default() });
            }
            let Some(last) = rows.last_mut() else { continue };
            note_number(&cell, column, &mut last.notes);
            let cell = match cell {
                Cell::Empty => continue,
                Cell::Text { text } => text_cell(text, column, self.cell_chars, &mut last.notes),
                cell => cell,
            };
            last.cells.push((column, cell));
        }
        rows.sort_by_key(|row| row.number);
        for row in &mut rows {
            row.cells.sort_by_key(|(column, _)| *column);
        }
        Ok(rows)
    }
}

impl Book for XlsbBook {
    fn sheets(&self) -> &[SheetMeta] {
        &self.sheets
    }

    fn rows(&self, sheet: usize) -> Result<RowStream, Problem> {
        let number = u32::try_from(sheet).unwrap_or(u32::MAX);
        let meta = self.sheets.get(sheet).ok_or(Problem::NoSuchSheet { sheet: number })?;
        let rows = fenced(PART, || self.read(&meta.name))?;
        Ok(Box::new(rows.into_iter().map(Ok)))
    }
}

fn workbook(bytes: &Arc<[u8]>) -> Result<Xlsb<Cursor<Arc<[u8]>>>, Problem> {
    Xlsb::new(Cursor::new(Arc::clone(bytes))).map_err(|error| problem(&error))
}

fn problem(error: &XlsbError) -> Problem {
    match error {
        XlsbError::Password => Problem::Encrypted,
        _ => Problem::Damaged { part: PART },
    }
}

fn convert(value: &DataRef<'_>, base_1904: bool) -> Cell {
    let number = |value: f64| serial::cell(value, Class::Number(NumberFormat::General), base_1904);
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::text(text.as_str()),
        DataRef::SharedString(text) => Cell::text(*text),
        #[expect(clippy::cast_precision_loss, reason = "stored in 30 bits")]
        DataRef::Int(value) => number(*value as f64),
        DataRef::Float(value) => number(*value),
        DataRef::Bool(value) => Cell::Bool { value: *value },
        DataRef::DateTime(value) if value.is_duration() => {
            serial::cell(value.as_f64(), Class::Duration, base_1904)
        }
        DataRef::DateTime(value) => {
            // The format itself is not told: a whole day is a date, a part of one a time.
            let kind =
                if value.as_f64().fract() == 0.0 { DateKind::Date } else { DateKind::DateTime };
            serial::cell(value.as_f64(), Class::Date(kind), base_1904)
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => match serial::from_iso(text) {
            Some(date) => Cell::DateTime(date),
            None => Cell::text(text.as_str()),
        },
        DataRef::Error(error) => Cell::Error { code: error.to_string() },
    }
}
