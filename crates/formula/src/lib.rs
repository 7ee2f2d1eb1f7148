//! The one expression tree at work: formulas, filters, Access and every condition of the platform.
//!
//! * [`text`] reads and prints the formula language, [`filter`] the JSON filters of the HTTP API;
//! * [`check`] knows the types, [`functions`] is the one table of what can be called;
//! * [`bind`] fixes who asks and when, [`eval`] computes; `store::lower` turns the same trees to SQL.
//!
//! Pure: no clock, no I/O, no form documents beyond [`names::Names`]. The rule-book that all of it keeps, and that
//! the vectors in `vectors.json` pin down, is `docs/formula.md`. Begin with [`names::Names`] and [`text::parse`].

pub mod bind;
mod calendar;
pub mod check;
pub mod eval;
pub mod filter;
pub mod functions;
mod lex;
pub mod names;
pub mod number;
pub mod period;
mod sargable;
mod syntax;
pub mod text;
pub mod types;
mod words;

pub use bind::{Binding, bind};
pub use eval::{Row, evaluate, matches};
pub use names::{FormNames, Linked, Names};
pub use types::Type;
pub use words::TRIMMED;
