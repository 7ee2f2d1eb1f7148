//! What the columns of a sheet are by themselves: asked once, however many forms they are held against.

use model::{FieldKind, SystemField};

use super::activities::split_activities;
use super::empties::is_empty_word;
use super::guess::{Guess, guess, text_kind, without_point_zero};
use super::headers::{Meaning, clean_header, meaning};
use super::{Column, Today};
use crate::forms::dates::{self, Hints};
use crate::forms::fold::{fold, fold_label};
use crate::forms::kinds::yes_no;

/// One column, read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The column without words for "nothing".
    pub(super) bare: Column,
    /// Those words.
    pub(super) empty_words: Vec<String>,
    /// What the header says.
    pub(super) says: Option<Meaning>,
    /// 序号: counts the rows of the sheet and says nothing about them.
    pub(super) is_row_number: bool,
    /// The system column that header and texts mean.
    pub(super) system: Option<SystemField>,
    /// Follow-ups, each with its day.
    pub(super) is_dated: bool,
    /// What its texts are.
    pub(super) guess: Guess,
}

impl Reading {
    fn of(column: &Column, today: Today) -> Self {
        let (bare, empty_words) = without_empty_words(column);
        let says = meaning(&column.header);
        let dated = |t: &str| split_activities(t, today).iter().any(|p| p.date.is_some());
        Self {
            is_row_number: is_row_number(&bare),
            system: system(&bare, says),
            is_dated: says == Some(Meaning::Activities) && bare.share(dated) >= 0.3,
            guess: guess(&bare, today),
            bare,
            empty_words,
            says,
        }
    }

    fn is_short_name_of_company(&self) -> bool {
        let header = fold(&self.bare.header);
        let of = ["公司", "客户", "企业", "单位", "company"];
        self.says == Some(Meaning::Alias) && of.iter().any(|word| header.contains(word))
    }

    /// Takes another meaning than the header's words have by themselves.
    fn mean(&mut self, says: Meaning) {
        self.says = Some(says);
        if matches!(self.guess.kind, FieldKind::Text(_)) {
            self.guess.kind = text_kind(self.says);
        }
    }

    /// Nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.bare.samples.is_empty()
    }
}

/// Reads all columns of a sheet, in their order.
pub fn read(columns: &[Column], today: Today) -> Vec<Reading> {
    let mut read: Vec<Reading> = columns.iter().map(|column| Reading::of(column, today)).collect();
    let is_name = |says| matches!(says, Some(Meaning::Company | Meaning::Title));
    if !read.iter().any(|one| is_name(one.says)) {
        // Where nothing else is a name, what a company is called for short is its name.
        if let Some(only) = read.iter_mut().find(|one| one.is_short_name_of_company()) {
            only.mean(Meaning::Company);
        }
    }
    read
}

fn is_row_number(column: &Column) -> bool {
    let header = fold_label(&clean_header(&column.header));
    let counts = |t: &str| without_point_zero(t).parse::<u32>().is_ok();
    ["序号", "行号", "no", "no.", "#", "№"].contains(&header.as_str())
        && column.all(counts)
        && column.samples.iter().all(|(_, count)| *count == 1)
}

/// The column without words for "nothing", and those words. Where they answer yes or no they are answers.
fn without_empty_words(column: &Column) -> (Column, Vec<String>) {
    let spoken = |t: &str| !is_empty_word(t) || yes_no::read_yes_no(t).is_some();
    let answers = column.samples.iter().any(|(t, _)| yes_no::read_yes_no(t) == Some(true))
        && column
            .samples
            .iter()
            .filter(|(t, _)| spoken(t))
            .all(|(t, _)| yes_no::read_yes_no(t).is_some());
    let empty = |t: &str| is_empty_word(t) && !(answers && spoken(t));
    let words: Vec<String> = column
        .samples
        .iter()
        .filter(|(t, _)| empty(t) && !t.trim().is_empty())
        .map(|(t, _)| t.clone())
        .collect();
    let mut bare = column.clone();
    bare.samples.retain(|(t, _)| !empty(t));
    let dropped = column.samples.len() - bare.samples.len();
    bare.blank += column.filled() - bare.filled();
    bare.distinct = bare.distinct.saturating_sub(dropped);
    (bare, words)
}

/// 负责人, 创建时间, 创建人.
fn system(column: &Column, says: Option<Meaning>) -> Option<SystemField> {
    let field = match says? {
        Meaning::Owner => SystemField::Owner,
        Meaning::CreatedBy => SystemField::CreatedBy,
        Meaning::CreatedAt => SystemField::CreatedAt,
        Meaning::NextActivity => SystemField::NextActivityAt,
        _ => return None,
    };
    let kind = || guess(column, column_today()).kind;
    let fits = match field {
        // 上周五 among them makes the others no less days.
        SystemField::NextActivityAt => column.share(is_day) >= 0.5,
        SystemField::CreatedAt => matches!(kind(), FieldKind::Date(_) | FieldKind::DateTime(_)),
        _ => matches!(kind(), FieldKind::Person(_)),
    };
    fits.then_some(field)
}

/// Whether a text is a day, with or without its year.
fn is_day(text: &str) -> bool {
    let hints = Hints { today: column_today(), day_first: false };
    let serial = |t: &str| t.len() == 5 && t.starts_with('4') && t.parse::<u32>().is_ok();
    dates::read(text, &hints).is_some_and(|r| r.rest.is_empty()) || serial(text.trim())
}

/// Dates of when records were made carry their year; the day only has to be some day.
fn column_today() -> Today {
    Today::constant(2000, 1, 1)
}
