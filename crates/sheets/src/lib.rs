//! Tables out of files, and into them.
//!
//! Given a file, by path or as bytes: what it is by its content, which sheets it has, where the
//! table in it stands, and its rows one after the other in bounded memory. Given rows: csv and
//! xlsx.
//!
//! * [`preview`] answers "is this my table?": format, sheets, header, first rows, warnings.
//! * [`open`] gives an iterator over all rows of the chosen table.
//! * [`write`] has the writers.
//!
//! ```ignore
//! let limits = Limits::default();
//! let seen = preview(path, &limits)?;                       // show it, let a person correct it
//! let choice = Choice { sheet: Some(seen.sheet), ..Choice::default() };
//! for row in open(path, &choice, &limits)? {                // Row { number, cells, comments, … }
//!     let row = row?;                                       // a Problem ends the rows
//! }
//! ```
//!
//! What this crate does not know: forms, fields, kinds. It hands out cells as stored, with hints
//! ([`Cell`], [`NumberFormat`]), and their text as a person reads it ([`Cell::display`]); what a
//! column means is decided elsewhere. It depends on no other crate of the workspace, does no
//! async, and speaks in codes ([`Problem::code`]), not in sentences.
//!
//! Begin reading in `open`; every format is a `Book` (see `book`).

mod book;
mod cell;
mod cfb;
mod encoding;
mod format;
mod guard;
mod head;
mod header;
mod html;
mod json_lines;
mod limits;
mod merges;
mod naming;
mod number;
mod number_format;
mod ods;
mod open;
mod package;
mod preview;
mod problem;
mod propose;
mod row;
mod rows;
mod serial;
mod shape;
mod source;
mod table;
mod text;
pub mod write;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

pub use book::Visibility;
pub use cell::{Cell, DateKind, DateTime, NumberFormat};
pub use encoding::Encoding;
pub use format::{Format, detect};
pub use head::{HeadRow, head};
pub use limits::Limits;
pub use naming::Column;
pub use open::{Choice, open};
pub use preview::{Preview, Warning, preview, preview_with};
pub use problem::Problem;
pub use propose::{SheetInfo, SheetReason};
pub use row::{Comment, Note, NoteKind, Row, RowKind};
pub use rows::Rows;
pub use source::Source;
pub use table::{HeaderChoice, HeaderReason, HeaderRows, SkippedKind, SkippedRow, Table};
pub use text::Delimiter;
