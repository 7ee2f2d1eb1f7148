//! One cell to one value, as the column's rules say.

use model::kind::TextMeaning;
use model::{FieldKind, Rejection, Value};

use super::guess::without_point_zero;
use crate::forms::dates::{self, Hints};
use crate::forms::fold::{fold_label, is_invisible};
use crate::forms::{Facts, behaviour};

/// What people decided about a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CellRules {
    /// Words that stand for "nothing".
    pub empty_words: Vec<String>,
    /// Words to be read as other words: `GTXPro` → `GTX Pro`. Nothing stands for "nothing".
    pub replace: Vec<(String, String)>,
    /// `03/04/2021` is the third of April.
    pub day_first: bool,
    /// The sheet counts days from 1904.
    pub epoch_1904: bool,
    /// Text stays as it stands, with the white space around it. Numbers, dates, choices and the like never need it.
    pub keep_space: bool,
}

/// Reads one cell; the value is checked and in its stored form.
///
/// # Errors
/// The text cannot be read or may not be stored; `params.text` is what was written.
pub fn parse_cell(
    kind: &FieldKind,
    text: &str,
    rules: &CellRules,
    facts: &Facts<'_>,
) -> Result<Value, Rejection> {
    let is_blank = |text: &str| text.chars().all(|c| c.is_whitespace() || is_invisible(c));
    if is_blank(text) && !is_kept(kind, rules) {
        return Ok(Value::Null);
    }
    let mut text = text;
    // Folding every cell of a large file would cost more than reading it.
    if !rules.empty_words.is_empty() || !rules.replace.is_empty() {
        let word = fold_label(text);
        if rules.empty_words.iter().any(|w| fold_label(w) == word) {
            return Ok(Value::Null);
        }
        let replaced = rules.replace.iter().find(|(from, _)| fold_label(from) == word);
        text = replaced.map_or(text, |(_, to)| to.as_str());
        if is_blank(text) && !is_kept(kind, rules) {
            return Ok(Value::Null);
        }
    }
    let handle = behaviour(kind);
    let value = match kind {
        FieldKind::Date(_) | FieldKind::DateTime(_) => match moment(kind, text, rules, facts) {
            Some(value) => value,
            None => handle.read_text(text, facts)?,
        },
        FieldKind::Phone(_) => handle.read_text(&whole_number(text), facts)?,
        FieldKind::Text(k) if k.meaning == Some(TextMeaning::CreditCode) => {
            handle.read_text(text.trim(), facts)?
        }
        kind if is_kept(kind, rules) && text.is_empty() => Value::Null,
        kind if is_kept(kind, rules) => Value::Text(text.to_owned()),
        _ => handle.read_text(text, facts)?,
    };
    handle.check(value, facts.known)
}

/// Whether the white space around a text belongs to it.
fn is_kept(kind: &FieldKind, rules: &CellRules) -> bool {
    rules.keep_space
        && match kind {
            FieldKind::LongText(_) => true,
            FieldKind::Text(k) => k.meaning != Some(TextMeaning::CreditCode),
            _ => false,
        }
}

/// Dates whose reading the column decides: serial numbers, and which of day and month comes first.
fn moment(kind: &FieldKind, text: &str, rules: &CellRules, facts: &Facts<'_>) -> Option<Value> {
    let hints = Hints { today: facts.today, day_first: rules.day_first };
    let serial = without_point_zero(text);
    let civil = match serial.parse::<i64>() {
        // Eight digits are a date written out, five are days since the epoch.
        Ok(days) if serial.len() == 5 => {
            dates::from_serial(days, rules.epoch_1904)?.to_datetime(jiff::civil::Time::midnight())
        }
        _ => {
            let read = dates::read(text, &hints).filter(|r| r.rest.is_empty())?;
            if text.trim().ends_with('Z') && read.time.is_some() {
                return None;
            }
            read.civil()
        }
    };
    Some(match kind {
        FieldKind::Date(_) => Value::Date(civil.date()),
        _ => Value::Instant(civil.to_zoned(facts.zone.clone()).ok()?.timestamp()),
    })
}

/// `1.38E+10` and `13800000000.0` are digits that a spreadsheet took for a number.
fn whole_number(text: &str) -> String {
    let text = without_point_zero(text);
    let scientific = text.contains(['e', 'E']) && text.contains('.');
    match crate::forms::numerals::read(&text) {
        Some(n) if scientific && n.unit.is_empty() => n.value.normalize().to_string(),
        _ => text,
    }
}
