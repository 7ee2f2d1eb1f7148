//! Everything a person needs to say "yes, that is my table" before it is imported.

use serde::Serialize;

use crate::book::Visibility;
use crate::encoding::Encoding;
use crate::format::Format;
use crate::guard::fenced;
use crate::limits::Limits;
use crate::open::{Choice, Found, OpenedBook, Scope};
use crate::problem::Problem;
use crate::propose::{SheetInfo, SheetReason};
use crate::row::{NoteKind, Row, RowKind};
use crate::source::Source;
use crate::table::Table;
use crate::text::Delimiter;

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// By content.
    pub format: Format,
    /// Of a text file.
    pub encoding: Option<Encoding>,
    /// Of a text file.
    pub delimiter: Option<Delimiter>,
    /// All sheets, in their order.
    pub sheets: Vec<SheetInfo>,
    /// The sheet that `table` and `rows` are of.
    pub sheet: u32,
    /// Why this one.
    pub because: SheetReason,
    /// The table in it.
    pub table: Table,
    /// Its first rows.
    pub rows: Vec<Row>,
    /// Rows with content below the header.
    pub row_count: u32,
    /// What a person should know.
    pub warnings: Vec<Warning>,
}

/// Something a person should know before importing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Warning {
    /// Other sheets hold data too.
    OtherSheets {
        /// How many.
        count: u32,
    },
    /// Hidden sheets hold data.
    HiddenSheets {
        /// How many.
        count: u32,
    },
    /// Some bytes are not of the text's encoding.
    BadBytes,
    /// The data has no header: names were made.
    NoHeader,
    /// Some columns have no header: names were made.
    NamesMade {
        /// How many.
        count: u32,
    },
    /// Some names occur twice: numbers were added.
    NamesTwice {
        /// How many.
        count: u32,
    },
    /// Values merged over several rows were given to each of them.
    MergedRows {
        /// Merged ranges below the header.
        count: u32,
    },
    /// Sums among the rows shown.
    Totals {
        /// The first one's row, 1-based.
        row: u32,
    },
    /// Numbers longer than a spreadsheet keeps, among the rows shown.
    LostDigits {
        /// The first one's row, 1-based.
        row: u32,
    },
    /// Formulas without a value, among the rows shown.
    FormulasWithoutValue {
        /// The first one's row, 1-based.
        row: u32,
    },
    /// A date that never was (29 February 1900), among the rows shown.
    ImpossibleDate {
        /// The first one's row, 1-based.
        row: u32,
    },
}

/// Looks into a file.
///
/// # Errors
/// Any [`Problem`].
pub fn preview(source: impl Into<Source>, limits: &Limits) -> Result<Preview, Problem> {
    preview_with(source, &Choice::default(), limits)
}

/// Looks into a file with part of the answers given: another sheet, another header.
///
/// # Errors
/// Any [`Problem`].
pub fn preview_with(
    source: impl Into<Source>,
    choice: &Choice,
    limits: &Limits,
) -> Result<Preview, Problem> {
    let source = source.into();
    fenced("file", || look(&source, choice, limits))
}

fn look(source: &Source, choice: &Choice, limits: &Limits) -> Result<Preview, Problem> {
    let book = OpenedBook::open(source, choice, limits)?;
    let found = book.find(choice, limits, Scope::AllSheets)?;
    let mut warnings = of_book(&book, &found);
    let (sheet, because) = (found.sheet, found.because);
    let sheets = found.sheets.clone();
    let row_count = found.survey.rows.saturating_sub(found.rows_before);
    let stream = book.rows(found, choice)?;
    let table = stream.table().clone();
    let rows: Vec<Row> = stream.take(limits.sample_rows).collect::<Result<_, _>>()?;
    warnings.extend(of_rows(&rows));
    Ok(Preview {
        format: book.format,
        encoding: book.encoding,
        delimiter: book.delimiter,
        sheets,
        sheet: u32::try_from(sheet).unwrap_or(u32::MAX),
        because,
        table,
        rows,
        row_count,
        warnings,
    })
}

fn of_book(book: &OpenedBook, found: &Found) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let others = |visible: bool| {
        // A guide holds no data, and what only programs show is theirs.
        let holds_data =
            |s: &&SheetInfo| s.rows > 0 && !s.is_guide && s.visibility != Visibility::VeryHidden;
        let filled =
            found.sheets.iter().filter(holds_data).filter(|s| s.index as usize != found.sheet);
        count(filled.filter(|s| (s.visibility == Visibility::Visible) == visible).count())
    };
    let mut add = |count: u32, warning: fn(u32) -> Warning| {
        if count > 0 {
            warnings.push(warning(count));
        }
    };
    add(others(true), |count| Warning::OtherSheets { count });
    add(others(false), |count| Warning::HiddenSheets { count });
    add(u32::from(book.has_bad_bytes), |_| Warning::BadBytes);
    let table = &found.table;
    if table.header.is_none() {
        add(1, |_| Warning::NoHeader);
    } else {
        let made = table.columns.iter().filter(|column| column.generated).count();
        add(count(made), |count| Warning::NamesMade { count });
    }
    let twice = table.columns.iter().filter(|column| column.duplicate).count();
    add(count(twice), |count| Warning::NamesTwice { count });
    let merges = found.survey.merges.iter();
    let merged = merges.filter(|m| m.first_row >= table.first_data_row && m.last_row > m.first_row);
    add(count(merged.count()), |count| Warning::MergedRows { count });
    warnings
}

fn of_rows(rows: &[Row]) -> Vec<Warning> {
    let noted = |kind: &NoteKind| {
        rows.iter().find(|row| row.notes.iter().any(|note| note.kind == *kind)).map(|r| r.number)
    };
    let total = rows.iter().find(|row| row.kind == RowKind::Total).map(|row| row.number);
    let is_impossible = |row: &&Row| {
        row.cells.iter().any(|c| matches!(c, crate::cell::Cell::DateTime(date) if !date.is_real()))
    };
    let impossible = rows.iter().find(is_impossible).map(|row| row.number);
    [
        total.map(|row| Warning::Totals { row }),
        noted(&NoteKind::LostDigits).map(|row| Warning::LostDigits { row }),
        noted(&NoteKind::FormulaWithoutValue).map(|row| Warning::FormulasWithoutValue { row }),
        impossible.map(|row| Warning::ImpossibleDate { row }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
