//! Workbooks of 2007 and later, streamed: a sheet is never held in memory, shared strings beyond
//! a limit go to a temporary file. ECMA-376 part 1.
//!
//! Begin with `book`; `sheet` reads rows, the others read the parts a row refers to.

mod book;
mod comments;
mod escape;
mod relations;
mod shared;
mod sheet;
mod styles;
mod workbook;

pub(crate) use book::XlsxBook;
