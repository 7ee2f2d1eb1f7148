//! One pass over all rows: what stands in each column, in bounded memory.

use std::collections::HashMap;

use engines::imports as decide;
use model::{Code, Rejection};
use sheets::write::{is_bare, is_guarded};
use sheets::{Cell, Limits, NumberFormat, Row, RowKind};
use store::Error;

use super::document::Look;
use super::template::is_example;

/// Different texts of one column that are counted.
pub(super) const DISTINCT: usize = 1_000;
/// Longest text that is remembered, in bytes; a longer one counts as one of too many.
const LONGEST: usize = 400;
/// Texts shown.
const SAMPLE: usize = 8;
/// Texts that the engines look at.
const SAMPLES: usize = 200;

/// What is learnt of one column.
#[derive(Debug, Default)]
struct Tally {
    counts: HashMap<String, (u64, usize)>,
    more: bool,
    blank: u64,
    money: u64,
    dates: u64,
    comments: u64,
    spaced: u64,
    hollow: u64,
    guarded: (u64, u64),
}

impl Tally {
    fn add(&mut self, cell: &Cell) {
        if let Cell::Text { text } = cell {
            self.remark(text);
        }
        if cell.is_blank() {
            self.blank += 1;
            return;
        }
        match cell {
            Cell::Number { format: NumberFormat::Currency, .. } => self.money += 1,
            Cell::DateTime(_) => self.dates += 1,
            _ => {}
        }
        if self.more {
            return;
        }
        let text = cell.display();
        if let Some((count, _)) = self.counts.get_mut(text.as_ref()) {
            *count += 1;
        } else if self.counts.len() < DISTINCT && text.len() <= LONGEST {
            let order = self.counts.len();
            self.counts.insert(text.into_owned(), (1, order));
        } else {
            self.more = true;
        }
    }

    /// What a person may not see in a text.
    fn remark(&mut self, text: &str) {
        let bare = text.trim();
        self.spaced += u64::from(bare.len() < text.len());
        self.hollow += u64::from(bare.is_empty() && !text.is_empty());
        self.guarded.0 += u64::from(is_guarded(text));
        self.guarded.1 += u64::from(is_bare(text));
    }

    fn finish(self) -> Look {
        let distinct = (self.counts.len() + usize::from(self.more)) as u64;
        let mut values: Vec<(String, u64, usize)> =
            self.counts.into_iter().map(|(text, (count, order))| (text, count, order)).collect();
        values.sort_by_key(|(_, _, order)| *order);
        let sample = values.iter().take(SAMPLE).map(|(text, ..)| text.clone()).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then(a.2.cmp(&b.2)));
        if self.more {
            values.truncate(SAMPLES);
        }
        Look {
            sample,
            blank: self.blank,
            distinct,
            more: self.more,
            values: values.into_iter().map(|(text, count, _)| (text, count)).collect(),
            money: self.money,
            dates: self.dates,
            comments: self.comments,
            spaced: self.spaced,
            hollow: self.hollow,
            guarded: self.guarded,
        }
    }
}

/// What the engines want to know of a column.
pub(super) fn for_engines(header: &str, look: &Look) -> decide::Column {
    let whole = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    decide::Column {
        header: header.to_owned(),
        samples: look.values.iter().take(SAMPLES).map(|(t, n)| (t.clone(), whole(*n))).collect(),
        // A column with more texts than were counted is none with few values.
        distinct: if look.more { usize::MAX } else { whole(look.distinct) },
        blank: whole(look.blank),
        money: whole(look.money),
        dates: whole(look.dates),
    }
}

/// Looks at all rows of the table; what stands in each column.
///
/// # Errors
/// Why the file cannot be read to its end.
pub(super) fn look(
    source: &std::path::Path,
    choice: &sheets::Choice,
    names: &[sheets::Column],
) -> Result<Vec<Look>, Error> {
    let mut tallies: Vec<Tally> = names.iter().map(|_| Tally::default()).collect();
    for row in sheets::open(source, choice, &Limits::default()).map_err(|p| unreadable(&p))? {
        let row: Row = row.map_err(|p| unreadable(&p))?;
        if row.kind != RowKind::Data || is_example(&row) {
            continue;
        }
        for (tally, cell) in tallies.iter_mut().zip(&row.cells) {
            tally.add(cell);
        }
        for comment in &row.comments {
            let place = names.iter().position(|name| name.index == comment.column);
            if let Some(tally) = place.and_then(|place| tallies.get_mut(place)) {
                tally.comments += 1;
            }
        }
    }
    Ok(tallies.into_iter().map(Tally::finish).collect())
}

/// Why a file cannot be read, as a refusal at `file`: its code stands in `params.reason`.
pub(super) fn unreadable(problem: &sheets::Problem) -> Error {
    let mut rejection = Rejection::at(Code::Malformed, "file").with("reason", problem.code());
    for (name, value) in problem.params() {
        rejection = rejection.with(name, value);
    }
    rejection.into()
}
