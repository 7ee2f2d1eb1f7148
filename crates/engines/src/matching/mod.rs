//! Matching: which records may be the same thing. [`company`] brings names to keys, [`near`] finds titles that are
//! almost a word, [`signals`] and [`similar`] say which records are alike and because of what.
//!
//! `app` asks [`questions`] what to look up, fetches those records (with Access), and asks [`similar`].

mod company;
mod near;
mod regions;
mod signals;

pub use company::{Company, company};
pub use near::{Near, likeness, near};
pub use signals::{Because, Key, Likeness, Question, Signal, questions, signals, similar};
