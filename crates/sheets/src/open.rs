//! Opening a file: format, sheet, table, and then its rows one after the other.

use serde::{Deserialize, Serialize};

use crate::book::{Book, RawRow, Survey};
use crate::encoding::Encoding;
use crate::format::{self, Format};
use crate::guard::fenced;
use crate::html::HtmlBook;
use crate::json_lines::JsonLinesBook;
use crate::limits::Limits;
use crate::ods::OdsBook;
use crate::problem::Problem;
use crate::propose::{self, SheetInfo, SheetReason};
use crate::rows::Rows;
use crate::source::Source;
use crate::table::{self, HeaderChoice, HeaderRows, Table};
use crate::text::{Delimiter, TextBook};
use crate::xls::XlsBook;
use crate::xlsb::XlsbBook;
use crate::xlsx::XlsxBook;

/// What a person chose; everything left out is found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// The sheet's place, from 0.
    pub sheet: Option<u32>,
    /// The header.
    pub header: HeaderChoice,
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// The delimiter of a text file.
    pub delimiter: Option<Delimiter>,
    /// Takes away the `'` that [`crate::write::CsvWriter`] puts before formula-like text.
    pub strip_formula_guard: bool,
}

/// Opens a file and finds its table.
///
/// # Errors
/// Any [`Problem`]; those of single rows come from the iterator.
pub fn open(source: impl Into<Source>, choice: &Choice, limits: &Limits) -> Result<Rows, Problem> {
    let source = source.into();
    fenced("file", || {
        let book = OpenedBook::open(&source, choice, limits)?;
        let found = book.find(choice, limits, Scope::ChosenSheet)?;
        book.rows(found, choice)
    })
}

/// Which sheets are surveyed where one is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All of them, to be listed.
    AllSheets,
    /// That one: a survey is a pass over the sheet.
    ChosenSheet,
}

/// An opened file with what was learnt on the way.
pub(crate) struct OpenedBook {
    pub(crate) format: Format,
    pub(crate) encoding: Option<Encoding>,
    pub(crate) delimiter: Option<Delimiter>,
    pub(crate) has_bad_bytes: bool,
    book: Box<dyn Book>,
}

/// The sheet and the table in it.
pub(crate) struct Found {
    pub(crate) sheet: usize,
    pub(crate) because: SheetReason,
    pub(crate) sheets: Vec<SheetInfo>,
    pub(crate) survey: Survey,
    pub(crate) table: Table,
    /// Rows with content before the first row of data.
    pub(crate) rows_before: u32,
}

impl OpenedBook {
    pub(crate) fn open(
        source: &Source,
        choice: &Choice,
        limits: &Limits,
    ) -> Result<OpenedBook, Problem> {
        let format = format::detect(source, limits)?;
        let (mut encoding, mut delimiter, mut has_bad_bytes) = (None, None, false);
        let book: Box<dyn Book> = match format {
            Format::Xlsx => Box::new(XlsxBook::open(source, limits)?),
            Format::Xlsb => Box::new(XlsbBook::open(source, limits)?),
            Format::Xls => Box::new(XlsBook::open(source, limits)?),
            Format::Ods => Box::new(OdsBook::open(source, limits)?),
            Format::Html => Box::new(HtmlBook::open(source, limits)?),
            Format::JsonLines => Box::new(JsonLinesBook::open(source, limits)?),
            Format::Text => {
                let book = TextBook::open(source, limits, choice.encoding, choice.delimiter)?;
                encoding = Some(book.encoding);
                delimiter = Some(book.delimiter);
                has_bad_bytes = book.has_bad_bytes;
                Box::new(book)
            }
        };
        Ok(OpenedBook { format, encoding, delimiter, has_bad_bytes, book })
    }

    /// Surveys the sheets, takes the chosen or the best one, and finds its table.
    pub(crate) fn find(
        &self,
        choice: &Choice,
        limits: &Limits,
        scope: Scope,
    ) -> Result<Found, Problem> {
        let metas = self.book.sheets();
        let mut sheets = Vec::new();
        let mut surveys = Vec::new();
        for (index, meta) in metas.iter().enumerate() {
            let is_other = choice.sheet.is_some_and(|sheet| sheet as usize != index);
            let survey = if is_other && scope == Scope::ChosenSheet {
                Survey::default()
            } else {
                self.book.survey(index)?
            };
            sheets.push(propose::info(index, meta, &survey));
            surveys.push(survey);
        }
        let (sheet, because) = match choice.sheet {
            Some(sheet) => (sheet as usize, SheetReason::Chosen),
            None => propose::propose(&sheets).ok_or(Problem::NoData)?,
        };
        if sheet >= surveys.len() {
            return Err(Problem::NoSuchSheet { sheet: choice.sheet.unwrap_or_default() });
        }
        let survey = surveys.swap_remove(sheet);
        let found = survey.columns.count();
        if found > limits.columns {
            return Err(Problem::TooManyColumns { found, limit: limits.columns });
        }
        let sample = self.sample(sheet, limits.sample_rows)?;
        let header = match (self.format, choice.header) {
            // Keys are names, whatever they look like.
            (Format::JsonLines, HeaderChoice::Detect) => {
                HeaderChoice::Rows(HeaderRows { first: 1, last: 1 })
            }
            (_, header) => header,
        };
        let table = table::find(&sample, &survey, header)?;
        let before = sample.iter().filter(|row| row.number < table.first_data_row).count();
        let rows_before = u32::try_from(before).unwrap_or(u32::MAX);
        Ok(Found { sheet, because, sheets, survey, table, rows_before })
    }

    pub(crate) fn sample(&self, sheet: usize, count: usize) -> Result<Vec<RawRow>, Problem> {
        let mut sample = Vec::new();
        for row in self.book.rows(sheet)? {
            let row = row?;
            if !row.is_blank() {
                sample.push(row);
            }
            if sample.len() >= count {
                break;
            }
        }
        Ok(sample)
    }

    pub(crate) fn rows(&self, found: Found, choice: &Choice) -> Result<Rows, Problem> {
        let stream = self.book.rows(found.sheet)?;
        let comments = self.book.comments(found.sheet)?;
        Ok(Rows::new(stream, found.table, &found.survey.merges, comments)
            .strip_formula_guard(choice.strip_formula_guard))
    }
}
