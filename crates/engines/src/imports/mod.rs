//! Imports: what the columns of a spreadsheet mean, said before anything is stored, each guess with its reason.
//!
//! [`propose`] looks at headers and samples and says where each column goes; [`Fit`] how well they fit a form;
//! [`new_form`] makes a form of them;
//! [`parse_cell`] turns one cell into a value or a located problem; [`split_activities`] takes a cell full of dated
//! notes apart. People may change every guess, so all of them are plain data.

mod activities;
mod cells;
mod codes;
mod currency;
mod empties;
mod fit;
mod guess;
mod headers;
mod new_options;
mod options;
mod propose;
mod readings;
mod units;

pub use activities::{Piece, split_activities};
pub use cells::{CellRules, parse_cell};
pub use codes::Codes;
pub use currency::{in_currency, with_digits};
pub use empties::is_empty_word;
pub use fit::{Candidate, Fit, is_called, rank};
pub use guess::{Guess, guess};
pub use headers::{Meaning, clean_header, meaning};
pub use new_options::{add_option, find_option};
pub use options::hue;
pub use propose::{Proposal, Target, is_made_by_button, new_form, propose, propose_read};
pub use readings::{Reading, read};
pub use units::{in_unit, unit_of};

use jiff::civil::Date;
use serde_json::{Map, Value as Json};

/// What is known of one column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Column {
    /// The header as it stands in the file.
    pub header: String,
    /// Distinct texts with how often each occurs, blanks left out; at most some 200.
    pub samples: Vec<(String, usize)>,
    /// Different texts in the whole column; more than `samples` when they were cut.
    pub distinct: usize,
    /// Cells without text.
    pub blank: usize,
    /// Cells that the sheet itself shows as money.
    pub money: usize,
    /// Cells that the sheet itself says are dates; their texts are ISO 8601.
    pub dates: usize,
}

impl Column {
    fn filled(&self) -> usize {
        self.samples.iter().map(|(_, count)| count).sum()
    }

    /// Share of sampled cells for which it holds.
    fn share(&self, holds: impl Fn(&str) -> bool) -> f64 {
        let all = self.filled();
        if all == 0 {
            return 0.0;
        }
        let some: usize = self.samples.iter().filter(|(text, _)| holds(text)).map(|(_, n)| n).sum();
        #[expect(clippy::cast_precision_loss, reason = "a share needs no more than 52 bits")]
        let share = some as f64 / all as f64;
        share
    }

    fn all(&self, holds: impl Fn(&str) -> bool) -> bool {
        !self.samples.is_empty() && self.samples.iter().all(|(text, _)| holds(text))
    }
}

/// Why a column was understood so: a stable code, worded by the web client, with what the words need.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Reason {
    /// E.g. `header`, `looks_like_phone`, `few_values`, `leading_zeros`, `empty_column`.
    pub code: &'static str,
    /// Numbers and names.
    pub params: Map<String, Json>,
}

impl Reason {
    fn new(code: &'static str) -> Self {
        Self { code, params: Map::new() }
    }

    fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

/// The day by which dates without a year are understood.
pub type Today = Date;

#[cfg(test)]
mod tests;
