//! Csv that spreadsheets open as UTF-8 and in columns.

use std::io::Write;

use super::{Out, WriteProblem, guard};

/// Writes rows of csv: UTF-8 with a byte order mark, CRLF, formula-like text guarded.
pub struct CsvWriter<W: Write> {
    inner: ::csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the mark at once.
    ///
    /// # Errors
    /// `Unwritable`.
    pub fn new(mut output: W) -> Result<CsvWriter<W>, WriteProblem> {
        output.write_all("\u{feff}".as_bytes())?;
        let inner = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(output);
        Ok(CsvWriter { inner })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// `Unwritable`.
    pub fn row(&mut self, cells: &[Out<'_>]) -> Result<(), WriteProblem> {
        for cell in cells {
            let written = match cell {
                Out::Empty => self.inner.write_field(""),
                Out::Text(text) => self.inner.write_field(guard(text).as_bytes()),
                Out::Number(text) => self.inner.write_field(text),
                Out::Bool(value) => self.inner.write_field(if *value { "TRUE" } else { "FALSE" }),
                Out::DateTime(value) => self.inner.write_field(value.to_string()),
            };
            written.map_err(problem)?;
        }
        self.inner.write_record(None::<&[u8]>).map_err(problem)
    }

    /// Flushes and gives the output back.
    ///
    /// # Errors
    /// `Unwritable`.
    pub fn finish(mut self) -> Result<W, WriteProblem> {
        self.inner.flush()?;
        self.inner
            .into_inner()
            .map_err(|error| WriteProblem::from(std::io::Error::from(error.error().kind())))
    }
}

fn problem(error: ::csv::Error) -> WriteProblem {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error.into(),
        kind => WriteProblem::Refused { detail: format!("{kind:?}") },
    }
}
