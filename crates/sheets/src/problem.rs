//! Why a file cannot be read. A problem is a stable code with parameters; its words are written
//! elsewhere, in the user's language.

use serde::Serialize;

/// An expected reason why a file, a sheet or a row cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// The file has no content, or nothing but white space.
    EmptyFile,
    /// The file could not be opened or read; `kind` is the name of the system's error kind.
    Unreadable {
        /// For instance `NotFound`, `PermissionDenied`.
        kind: String,
    },
    /// The content is something else than a table: `pdf`, `png`, `docx`, `binary` …
    NotATable {
        /// What it is, as far as its first bytes tell.
        kind: &'static str,
    },
    /// A table in a form this crate does not read: `xml_spreadsheet`, `mhtml`, `old_excel` …
    /// Saving it as .xlsx helps.
    Unsupported {
        /// The form.
        kind: &'static str,
    },
    /// The workbook opens with a password only.
    Encrypted,
    /// The file stops before its end: an upload or a copy was cut off.
    Truncated,
    /// A part of the file breaks its own format.
    Damaged {
        /// The part: `zip`, `workbook`, `sheet`, `shared_strings`, `styles`, `biff` …
        part: &'static str,
    },
    /// A part expands far beyond what a table needs (a zip bomb).
    Bomb {
        /// Bytes it had expanded to when reading stopped.
        expanded: u64,
        /// Compressed bytes of the part.
        compressed: u64,
    },
    /// A part is larger than this server reads.
    TooLarge {
        /// `file`, `expanded`, `sheet`, `shared_strings`, `merges`, `comments` …
        what: &'static str,
        /// The limit that was passed, in bytes (for `merges`: their number).
        limit: u64,
    },
    /// More columns hold data than a form may have fields.
    TooManyColumns {
        /// Columns that hold data.
        found: u32,
        /// The limit.
        limit: u32,
    },
    /// No sheet holds any data.
    NoData,
    /// The chosen sheet does not exist.
    NoSuchSheet {
        /// Its number, from 0.
        sheet: u32,
    },
    /// A quotation mark opened in this row is never closed, so the rest of the file would be one
    /// cell.
    UnclosedQuote {
        /// 1-based row.
        row: u32,
    },
    /// A line that is no JSON object among lines that are.
    BadLine {
        /// 1-based line.
        row: u32,
    },
}

impl Problem {
    /// The stable code, for translation and tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Problem::EmptyFile => "empty_file",
            Problem::Unreadable { .. } => "unreadable",
            Problem::NotATable { .. } => "not_a_table",
            Problem::Unsupported { .. } => "unsupported",
            Problem::Encrypted => "encrypted",
            Problem::Truncated => "truncated",
            Problem::Damaged { .. } => "damaged",
            Problem::Bomb { .. } => "bomb",
            Problem::TooLarge { .. } => "too_large",
            Problem::TooManyColumns { .. } => "too_many_columns",
            Problem::NoData => "no_data",
            Problem::NoSuchSheet { .. } => "no_such_sheet",
            Problem::UnclosedQuote { .. } => "unclosed_quote",
            Problem::BadLine { .. } => "bad_line",
        }
    }

    /// The parameters of the words, by name.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Problem::Unreadable { kind } => vec![("kind", kind.clone())],
            Problem::NotATable { kind } | Problem::Unsupported { kind } => {
                vec![("kind", (*kind).to_owned())]
            }
            Problem::Damaged { part } => vec![("part", (*part).to_owned())],
            Problem::Bomb { expanded, compressed } => {
                vec![("expanded", expanded.to_string()), ("compressed", compressed.to_string())]
            }
            Problem::TooLarge { what, limit } => {
                vec![("what", (*what).to_owned()), ("limit", limit.to_string())]
            }
            Problem::TooManyColumns { found, limit } => {
                vec![("found", found.to_string()), ("limit", limit.to_string())]
            }
            Problem::NoSuchSheet { sheet } => vec![("sheet", sheet.to_string())],
            Problem::UnclosedQuote { row } | Problem::BadLine { row } => {
                vec![("row", row.to_string())]
            }
            Problem::EmptyFile | Problem::Encrypted | Problem::Truncated | Problem::NoData => {
                Vec::new()
            }
        }
    }

    /// What an I/O error means. Readers of this crate pass a `Problem` through `std::io` layers
    /// by wrapping it; here it comes out again.
    pub(crate) fn from_io(error: &std::io::Error, part: &'static str) -> Problem {
        use std::io::ErrorKind;
        if let Some(problem) = error.get_ref().and_then(|inner| inner.downcast_ref::<Problem>()) {
            return problem.clone();
        }
        match error.kind() {
            ErrorKind::UnexpectedEof => Problem::Truncated,
            // What inflating says of broken data.
            ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::Other => {
                Problem::Damaged { part }
            }
            kind => Problem::Unreadable { kind: format!("{kind:?}") },
        }
    }

    /// Wraps the problem so that it can travel through `std::io::Read`.
    pub(crate) fn into_io(self) -> std::io::Error {
        std::io::Error::other(self)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())?;
        for (name, value) in self.params() {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
