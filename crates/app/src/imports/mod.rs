//! IMPORTS: a company's own data, from the file that it has to records of a form.
//!
//! [`Platform::start_import`] keeps the file, finds its table, looks at every column once and proposes where each goes,
//! with the reason. [`Platform::change_import`] takes changes and checks again. Nothing is written until
//! [`Platform::run_import`]: then a job reads, sorts and writes, 500 rows a transaction, all under one batch.
//!
//! The way of a row: `sheets` → `reader` (cells to values, problems) → `sort` (new, change, skip or refuse; against the
//! file and the stored records, see `keys` for what that costs) → `prepared` (rows that mean one record become one
//! write) → `write` (inside the transaction). The check takes the same way up to `sort`.
//!
//! [`Platform::start_import`]: crate::Platform::start_import
//! [`Platform::change_import`]: crate::Platform::change_import
//! [`Platform::run_import`]: crate::Platform::run_import

mod cell;
mod check;
mod checking;
mod checkup;
mod chosen;
mod document;
mod erase;
mod expiry;
mod failed;
mod fits;
mod history;
mod indexes;
mod job;
mod kept;
mod keys;
mod linked;
mod links;
mod look;
mod made_parts;
mod new_options;
mod numbering;
mod origin;
mod patch;
mod pipeline;
mod prepared;
mod present;
mod propose;
mod reader;
mod remembered;
mod returning;
mod rows;
mod run;
mod sort;
mod spoken;
mod start;
mod steps;
mod target;
mod template;
mod undo;
mod uniques;
mod untidy;
mod view;
mod walker;
mod words;
mod write;

pub(crate) use checking::CheckRows;
pub use checkup::Finding;
pub use document::{Mode, NewForm, Problem, Rule, State, Target, To, Unowned};
pub(crate) use erase::{forget_texts, import_of};
pub(crate) use expiry::{FILE_EXPIRES, expire};
pub use failed::Told;
pub use history::PastImport;
pub(crate) use history::file_of;
pub(crate) use job::{ImportRows, asker};
pub use keys::Compared;
pub use made_parts::PartsView;
pub use origin::RecordOrigin;
pub use patch::{
    ColumnPatch, HeaderPatch, ImportPatch, LinkPatch, PeoplePatch, TargetPatch, WordPatch,
};
pub(crate) use pipeline::Pipelines;
pub use prepared::Counts;
pub use rows::{RowView, RowsPage, Which};
pub(crate) use undo::{TurnWish, begin_turn, end_turn, may_go_on};
pub(crate) use uniques::{Wanted, refused as taken};
pub use untidy::{RangeEnd, Untidy};
pub use view::{ImportView, ProblemsView};
