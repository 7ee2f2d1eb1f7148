//! Workbooks written row by row; only the current row is in memory. Text is always stored as
//! text, so nothing in it can run and leading zeros stay.

use std::borrow::Cow;
use std::io::{Seek, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::cell::{DateKind, DateTime};

use super::{Out, WriteProblem};

/// Rows of one sheet.
const ROWS: u32 = 1_048_576;
/// UTF-16 units of one cell.
const CELL: usize = 32_767;
/// Digits a spreadsheet keeps; longer numbers are written as text.
const DIGITS: usize = 15;

/// Writes a workbook. A table with more rows than a sheet has goes on in a second sheet.
pub struct XlsxWriter {
    workbook: Workbook,
    name: String,
    header: Vec<String>,
    formats: Formats,
    sheet: usize,
    next_row: u32,
    written: Written,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Rows without headers.
    pub rows: u64,
    /// Sheets.
    pub sheets: u32,
    /// Cells whose text was cut to the 32,767 characters that a cell holds.
    pub cut_cells: u64,
}

struct Formats {
    header: Format,
    date: Format,
    time: Format,
    date_time: Format,
}

impl XlsxWriter {
    /// Begins a sheet with a header.
    ///
    /// # Errors
    /// `Refused`, `Unwritable`.
    pub fn new(sheet_name: &str, header: &[&str]) -> Result<XlsxWriter, WriteProblem> {
        let mut writer = XlsxWriter {
            workbook: Workbook::new(),
            name: sheet_title(sheet_name),
            header: header.iter().map(|name| (*name).to_owned()).collect(),
            formats: Formats {
                header: Format::new().set_bold(),
                date: Format::new().set_num_format("yyyy-mm-dd"),
                time: Format::new().set_num_format("hh:mm:ss"),
                date_time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            },
            sheet: 0,
            next_row: 0,
            written: Written::default(),
        };
        writer.begin_sheet()?;
        Ok(writer)
    }

    /// Writes one row.
    ///
    /// # Errors
    /// `Refused`, `Unwritable`.
    pub fn row(&mut self, cells: &[Out<'_>]) -> Result<(), WriteProblem> {
        if self.next_row >= ROWS {
            self.begin_sheet()?;
        }
        let row = self.next_row;
        let sheet = self.workbook.worksheet_from_index(self.sheet).map_err(problem)?;
        for (column, cell) in (0_u16..).zip(cells) {
            let cut = write(sheet, (row, column), *cell, &self.formats).map_err(problem)?;
            self.written.cut_cells += u64::from(cut);
        }
        self.next_row += 1;
        self.written.rows += 1;
        Ok(())
    }

    /// Writes the workbook out.
    ///
    /// # Errors
    /// `Refused`, `Unwritable`.
    pub fn finish<W: Write + Seek + Send>(mut self, output: W) -> Result<Written, WriteProblem> {
        self.workbook.save_to_writer(output).map_err(problem)?;
        Ok(self.written)
    }

    fn begin_sheet(&mut self) -> Result<(), WriteProblem> {
        let number = self.written.sheets + 1;
        let name = match number {
            1 => self.name.clone(),
            number => format!("{} ({number})", self.name),
        };
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(problem)?;
        sheet.set_name(name).map_err(problem)?;
        sheet.set_freeze_panes(1, 0).map_err(problem)?;
        for (column, name) in (0_u16..).zip(&self.header) {
            let name = escape(fit(name).0);
            sheet
                .write_string_with_format(0, column, name, &self.formats.header)
                .map_err(problem)?;
        }
        self.sheet = self.written.sheets as usize;
        self.written.sheets = number;
        self.next_row = 1;
        Ok(())
    }
}

/// Writes a cell; true if its text was cut.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: Out<'_>,
    formats: &Formats,
) -> Result<bool, XlsxError> {
    match cell {
        Out::Empty => {}
        Out::Text(text) => {
            let (text, cut) = fit(text);
            sheet.write_string(row, column, escape(text))?;
            return Ok(cut);
        }
        Out::Number(text) => match number(text) {
            Some(value) => {
                sheet.write_number(row, column, value)?;
            }
            None => {
                sheet.write_string(row, column, text)?;
            }
        },
        Out::Bool(value) => {
            sheet.write_boolean(row, column, value)?;
        }
        Out::DateTime(value) => match date_time(value) {
            Some(date) => {
                let format = match value.kind {
                    DateKind::Date => &formats.date,
                    DateKind::Time => &formats.time,
                    DateKind::DateTime => &formats.date_time,
                };
                sheet.write_datetime_with_format(row, column, &date, format)?;
            }
            None => {
                sheet.write_string(row, column, value.to_string())?;
            }
        },
    }
    Ok(false)
}

/// The value, if a sheet keeps all of its digits.
fn number(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['-', '0', '.']).chars().filter(char::is_ascii_digit);
    if digits.count() > DIGITS {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

fn date_time(value: &DateTime) -> Option<ExcelDateTime> {
    let base = match value.kind {
        DateKind::Time => return time(ExcelDateTime::from_hms_milli, value),
        _ => ExcelDateTime::from_ymd(value.year, value.month, value.day).ok()?,
    };
    time(|h, m, s, ms| base.and_hms_milli(h, m, s, ms), value)
}

fn time(
    make: impl FnOnce(u16, u8, u8, u16) -> Result<ExcelDateTime, XlsxError>,
    value: &DateTime,
) -> Option<ExcelDateTime> {
    make(u16::from(value.hour), value.minute, value.second, value.milli).ok()
}

/// The text as far as it fits in a cell, and whether it was cut.
fn fit(text: &str) -> (&str, bool) {
    if text.len() <= CELL {
        return (text, false);
    }
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > CELL {
            return (&text[..at], true);
        }
    }
    (text, false)
}

/// Text that looks like an escape (`_x000D_`) would be read as one, so its underscore is escaped.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_escape = |at: &usize| {
        let bytes = &text.as_bytes()[*at..];
        bytes.len() >= 7 && bytes[6] == b'_' && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
    };
    let places: Vec<usize> = text.match_indices("_x").map(|(at, _)| at).filter(is_escape).collect();
    if places.is_empty() || text.len() + places.len() * 6 > CELL {
        return Cow::Borrowed(text);
    }
    let mut out = text.to_owned();
    for at in places.into_iter().rev() {
        out.insert_str(at, "_x005F");
    }
    Cow::Owned(out)
}

/// A name that a sheet may have: 31 characters with room for a number, none of `[]:*?/\`.
pub(super) fn sheet_title(name: &str) -> String {
    let allowed =
        |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
    let title: String = name.chars().filter(allowed).take(25).collect();
    let title = title.trim_matches([' ', '\'']).to_owned();
    if title.is_empty() { "Sheet".to_owned() } else { title }
}

pub(super) fn problem(error: XlsxError) -> WriteProblem {
    match error {
        XlsxError::IoError(error) => error.into(),
        error => WriteProblem::Refused { detail: error.to_string() },
    }
}
