//! A text file as a book of one sheet.

use std::io::Read;

use crate::book::{Book, RawRow, RowStream, SheetMeta, Visibility};
use crate::encoding::{self, Detected, Encoding};
use crate::limits::Limits;
use crate::problem::Problem;
use crate::row::{Note, NoteKind, text_cell};
use crate::source::Source;

use super::delimiter::{self, Delimiter};
use super::records::{Record, Records};

/// Bytes of text that the delimiter is found in.
const SAMPLE: u64 = 64 * 1024;

/// Delimited text.
pub(crate) struct TextBook {
    source: Source,
    sheets: Vec<SheetMeta>,
    cell_chars: usize,
    pub(crate) encoding: Encoding,
    pub(crate) delimiter: Delimiter,
    /// Found while detecting; with a chosen encoding nobody has looked.
    pub(crate) has_bad_bytes: bool,
    notes_bad_bytes: bool,
    skip_first: bool,
}

impl TextBook {
    /// A given encoding or delimiter is taken as it is, otherwise it is detected.
    pub(crate) fn open(
        source: &Source,
        limits: &Limits,
        encoding: Option<Encoding>,
        delimiter: Option<Delimiter>,
    ) -> Result<TextBook, Problem> {
        let detected = match encoding {
            Some(encoding) => Detected { encoding, has_bad_bytes: false },
            None => encoding::detect(source)?,
        };
        let mut sample = Vec::new();
        encoding::read(source, detected.encoding)?
            .take(SAMPLE)
            .read_to_end(&mut sample)
            .map_err(|error| Problem::from_io(&error, "text"))?;
        let sample = String::from_utf8_lossy(&sample);
        if crate::cell::is_blank(&sample) && source.len()? <= SAMPLE {
            return Err(Problem::EmptyFile);
        }
        Ok(TextBook {
            source: source.clone(),
            sheets: vec![SheetMeta { name: String::new(), visibility: Visibility::Visible }],
            cell_chars: limits.cell_chars,
            encoding: detected.encoding,
            delimiter: delimiter.unwrap_or_else(|| delimiter::sniff(&sample)),
            has_bad_bytes: detected.has_bad_bytes,
            notes_bad_bytes: detected.has_bad_bytes
                || encoding.is_some()
                || detected.encoding != Encoding::Utf8,
            skip_first: delimiter::named(&sample).is_some(),
        })
    }
}

impl Book for TextBook {
    fn sheets(&self) -> &[SheetMeta] {
        &self.sheets
    }

    fn rows(&self, _sheet: usize) -> Result<RowStream, Problem> {
        let input = encoding::read(&self.source, self.encoding)?;
        let mut records = Records::new(input, self.delimiter.bytes());
        let mut record = Record::default();
        let (cell_chars, has_bad_bytes) = (self.cell_chars, self.notes_bad_bytes);
        let mut skip = self.skip_first;
        Ok(Box::new(std::iter::from_fn(move || {
            loop {
                match records.next(&mut record) {
                    Ok(true) if std::mem::take(&mut skip) || record.is_blank_line() => {}
                    Ok(true) => return Some(Ok(raw_row(&record, cell_chars, has_bad_bytes))),
                    Ok(false) => return None,
                    Err(problem) => return Some(Err(problem)),
                }
            }
        })))
    }
}

fn raw_row(record: &Record, cell_chars: usize, has_bad_bytes: bool) -> RawRow {
    let mut row = RawRow { number: record.row, ..RawRow::default() };
    row.cells.reserve(record.len());
    for (column, field) in (0_u32..).zip(record.fields()) {
        if field.is_empty() {
            continue;
        }
        if has_bad_bytes && field.contains('\u{fffd}') {
            row.notes.push(Note { column, kind: NoteKind::BadBytes });
        }
        let cell = text_cell(field.to_owned(), column, cell_chars, &mut row.notes);
        row.cells.push((column, cell));
    }
    row
}
