//! A workbook, its sheets opened one at a time.

use std::sync::{Arc, Mutex};

use crate::book::{Book, Comments, RowStream, SheetMeta, Survey};
use crate::limits::Limits;
use crate::merges::Merge;
use crate::package::Package;
use crate::problem::Problem;
use crate::source::Source;
use crate::xml::Xml;

use super::comments;
use super::shared::SharedStrings;
use super::sheet::{Context, SheetReader};
use super::styles::Styles;
use super::workbook::{self, Workbook};

/// An opened workbook.
pub(crate) struct XlsxBook {
    package: Package,
    workbook: Workbook,
    context: Context,
    limits: Limits,
}

impl XlsxBook {
    pub(crate) fn open(source: &Source, limits: &Limits) -> Result<XlsxBook, Problem> {
        let package = Package::open(source, limits)?;
        let workbook = workbook::read(&package, limits.held_bytes)?;
        let shared = match &workbook.shared_strings {
            Some(part) => SharedStrings::read(&package, part, limits)?,
            None => SharedStrings::default(),
        };
        let styles = match &workbook.styles {
            Some(part) => Styles::read(&package, part, limits.held_bytes)?,
            None => Styles::default(),
        };
        let context = Context {
            shared: Arc::new(Mutex::new(shared)),
            styles: Arc::new(styles),
            base_1904: workbook.base_1904,
            cell_chars: limits.cell_chars,
        };
        Ok(XlsxBook { package, workbook, context, limits: limits.clone() })
    }

    fn reader(&self, sheet: usize, only_presence: bool) -> Result<SheetReader, Problem> {
        let part = self.part(sheet)?;
        let xml = Xml::new(self.package.read(part, "sheet", self.limits.sheet_bytes)?, "sheet");
        Ok(SheetReader::new(xml, self.context.clone(), only_presence))
    }

    fn part(&self, sheet: usize) -> Result<&String, Problem> {
        let number = u32::try_from(sheet).unwrap_or(u32::MAX);
        self.workbook.parts.get(sheet).ok_or(Problem::NoSuchSheet { sheet: number })
    }
}

impl Book for XlsxBook {
    fn sheets(&self) -> &[SheetMeta] {
        &self.workbook.sheets
    }

    fn rows(&self, sheet: usize) -> Result<RowStream, Problem> {
        let mut reader = self.reader(sheet, false)?;
        Ok(Box::new(std::iter::from_fn(move || reader.next_row().transpose())))
    }

    /// Merges stand after the rows, so this is a pass over the whole sheet.
    fn merges(&self, sheet: usize) -> Result<Vec<Merge>, Problem> {
        Ok(self.survey(sheet)?.merges)
    }

    fn comments(&self, sheet: usize) -> Result<Comments, Problem> {
        comments::read(&self.package, self.part(sheet)?, self.limits.held_bytes)
    }

    fn survey(&self, sheet: usize) -> Result<Survey, Problem> {
        let mut reader = self.reader(sheet, true)?;
        let mut survey = Survey::default();
        while let Some(row) = reader.next_row()? {
            survey.add(row.number, row.cells.iter().map(|(column, _)| *column));
        }
        survey.merges = reader.merges(self.limits.merges)?;
        Ok(survey)
    }
}
