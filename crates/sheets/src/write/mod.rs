//! Tables into files: csv that spreadsheets open as they should, and streamed workbooks.

mod csv;
mod guard;
mod template;
mod xlsx;

use serde::Serialize;

use crate::cell::DateTime;

pub use csv::CsvWriter;
pub use guard::{guard, is_bare, is_guarded, unguard};
pub use template::{TemplateColumn, TemplateWords, template};
pub use xlsx::{Written, XlsxWriter};

/// A cell to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Out<'a> {
    /// Nothing.
    Empty,
    /// Text, never taken for a formula or a number.
    Text(&'a str),
    /// A number in plain decimal notation.
    Number(&'a str),
    /// A truth value.
    Bool(bool),
    /// A date, a time or both.
    DateTime(&'a DateTime),
}

/// Why a file cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum WriteProblem {
    /// The disk is full, the folder is not writable …: the system's error kind.
    Unwritable {
        /// For instance `StorageFull`.
        kind: String,
    },
    /// The workbook would break a rule of its format.
    Refused {
        /// Which, for the log.
        detail: String,
    },
}

impl WriteProblem {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            WriteProblem::Unwritable { .. } => "unwritable",
            WriteProblem::Refused { .. } => "refused",
        }
    }
}

impl From<std::io::Error> for WriteProblem {
    fn from(error: std::io::Error) -> WriteProblem {
        WriteProblem::Unwritable { kind: format!("{:?}", error.kind()) }
    }
}

impl std::fmt::Display for WriteProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WriteProblem::Unwritable { kind: detail } | WriteProblem::Refused { detail } => {
                write!(f, "{} {detail}", self.code())
            }
        }
    }
}

impl std::error::Error for WriteProblem {}
