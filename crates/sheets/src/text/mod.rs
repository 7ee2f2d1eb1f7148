//! Delimited text: csv, tsv, and what a person pastes from a sheet.
//!
//! Begin with `book`; `records` cuts the text into fields, `delimiter` finds what cuts them.

mod book;
mod delimiter;
mod records;

pub(crate) use book::TextBook;
pub use delimiter::Delimiter;
