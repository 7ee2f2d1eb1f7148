//! Forms: what values may be in a record, and what follows from them. Pure; begin with [`read`], [`check`], [`show`].
//!
//! A write goes: `read::values` (API form → typed values, at the edge) → `known::References::of` (which people,
//! records and files the values name; `app` fetches them) → `change` (what a record does not have already) →
//! `check::create` or `check::update` (inside the transaction) → `diff::changes` (what the log says) and `derive` (sort keys and search text).
//! A read goes: `show::json` and `show::display`.
//!
//! [`kinds`] holds a file per field kind. [`phones`], [`numerals`], [`dates`], [`readings`] and [`fold`] read what
//! people write; search, matching and imports use them too.

pub mod change;
pub mod check;
pub mod credit_code;
pub mod currencies;
pub mod dates;
pub mod derive;
pub mod diff;
pub mod fold;
pub mod kinds;
pub mod known;
pub mod merge;
pub mod names;
pub mod numerals;
pub mod phones;
pub mod read;
pub mod readings;
pub mod sealed;
pub mod show;
pub mod stages;
mod system;

pub use check::{Writer, create, update};
pub use derive::has_sort_key;
pub use kinds::{Sought, SoughtBy, behaviour, field_shape, may_be_sensitive, shape};
pub use known::{Facts, Found, Known, References};
