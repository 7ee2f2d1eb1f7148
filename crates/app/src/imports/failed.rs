//! The rows that became no record, or one with something to know about it, as a file: as they stood, with what is to be
//! said beside each. Corrected, it can be imported again: the added column is known, and what guards cells against
//! formulas is taken away.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use model::ImportId;
use sheets::write::{CsvWriter, Out, WriteProblem};
use sheets::{Limits, Rows};
use store::imports::{LeftRow, list_rows};
use store::{Error, Fault};

use super::document::{Import, Problem};
use super::look::unreadable;
use super::pipeline::missing_file;
use super::prepared::NOTED;
use super::{kept, words};
use crate::platform::Platform;
use crate::who::Who;

/// Rows read from the store at once.
const PAGE: u32 = 1_000;

/// Which rows a file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Those that became no record.
    Failed,
    /// Those that were written with something to know about them, such as words that name no option.
    Noted,
}

impl Told {
    fn outcomes(self) -> &'static [&'static str] {
        match self {
            Self::Failed => &["failed", "skipped"],
            Self::Noted => &[NOTED],
        }
    }
}

impl Platform {
    /// Writes such rows of an import, as they stood with what is to be said of each, into a new temporary file; the
    /// caller removes it.
    ///
    /// # Errors
    /// `NotFound`; when the disk refuses.
    pub fn import_rows_file(&self, who: &Who, id: ImportId, told: Told) -> Result<PathBuf, Error> {
        let import = kept::own(self, who, id)?;
        if !kept::path(self, &import)?.exists() {
            return Err(missing_file());
        }
        let path = self.ports().files.temporary()?;
        let file = File::create(&path).map_err(|e| Fault::new(format!("failed rows: {e}")))?;
        let written = self.write_rows(who, (&import, told), BufWriter::new(file));
        if written.is_err() {
            crate::files::discard(&path)?;
        }
        written?;
        Ok(path)
    }

    /// What such a file is called: as the one that was imported, and which of its rows it holds.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn import_rows_name(&self, who: &Who, id: ImportId, told: Told) -> Result<String, Error> {
        let import = kept::own(self, who, id)?;
        let name = import.file.name.trim();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let rows = words::rows(told, who.language);
        Ok(if stem.is_empty() { format!("{rows}.csv") } else { format!("{stem}-{rows}.csv") })
    }

    fn write_rows(
        &self,
        who: &Who,
        (import, told): (&Import, Told),
        out: impl Write,
    ) -> Result<(), Error> {
        let kept = kept::path(self, import)?;
        let mut rows = sheets::open(kept.as_path(), &import.choice, &Limits::default())
            .map_err(|p| unreadable(&p))?;
        let mut csv = CsvWriter::new(out).map_err(broken)?;
        let mut header: Vec<Out<'_>> =
            import.columns.iter().map(|c| Out::Text(c.header.as_str())).collect();
        header.push(Out::Text(words::header(told, who.language)));
        csv.row(&header).map_err(broken)?;
        let mut after = 0;
        loop {
            let page = (after, PAGE);
            let left =
                self.store().read(|read| list_rows(read, import.id, told.outcomes(), page))?;
            let Some(last) = left.last() else { break };
            after = last.row;
            copy(who, import, (&mut rows, &left), &mut csv)?;
        }
        let mut file = csv.finish().map_err(broken)?;
        file.flush().map_err(|e| Fault::new(format!("failed rows: {e}")))?;
        Ok(())
    }
}

/// Copies these rows, which stand in the order of the file.
fn copy<W: Write>(
    who: &Who,
    import: &Import,
    (rows, left): (&mut Rows, &[LeftRow]),
    csv: &mut CsvWriter<W>,
) -> Result<(), Error> {
    let mut left = left.iter().peekable();
    while let Some(wanted) = left.peek() {
        let Some(row) = rows.next() else { return Ok(()) };
        let row = row.map_err(|p| unreadable(&p))?;
        if row.number < wanted.row {
            continue;
        }
        let reasons: Vec<Problem> = serde_json::from_value(wanted.reasons.clone())
            .map_err(|e| Fault::new(format!("reasons of a row: {e}")))?;
        let name = |problem: &Problem| {
            let column = import.columns.iter().find(|c| Some(c.index) == problem.column);
            column.map(|c| c.header.clone()).or_else(|| problem.field.clone())
        };
        let said = words::sentence((&wanted.outcome, &reasons), name, who.language);
        let texts: Vec<_> = row.cells.iter().map(|c| c.display()).collect();
        let mut cells: Vec<Out<'_>> = texts
            .iter()
            .map(|t| if t.is_empty() { Out::Empty } else { Out::Text(t.as_ref()) })
            .collect();
        cells.push(Out::Text(&said));
        csv.row(&cells).map_err(broken)?;
        left.next();
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn broken(problem: WriteProblem) -> Error {
    Fault::new(format!("failed rows: {problem}")).into()
}
