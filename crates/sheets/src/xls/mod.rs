//! Workbooks of 1995 to 2003 (MS-XLS, BIFF5 and BIFF8), straight from their records.
//!
//! A file states its own extent, and a reader that believes it can be made to reserve any amount
//! of memory; here a sheet costs eight bytes per stored cell, whatever it claims.
//!
//! Begin with `book`; `globals` reads what sheets share, `sheet` finds and decodes cells.

mod book;
mod comments;
mod globals;
mod records;
mod sheet;
mod strings;

pub(crate) use book::XlsBook;
