//! Columns with few different values: choices, pipelines, and several choices in one cell.

use model::FieldKind;
use model::document::missing_option;
use model::kind::{Choice, ChoiceKind, Closed, Hue, Stage, StageKind};

use super::guess::Guess;
use super::headers::Meaning;
use super::propose::label;
use super::{Codes, Column, Reason};
use crate::forms::fold::fold_label;

/// Most options that a guess makes.
const MOST: usize = 50;
/// Longest label of an option.
const LONGEST: usize = 60;
/// Longest label where a cell holds several.
const LONGEST_PART: usize = 24;
const SEPARATORS: [char; 7] = ['、', '；', ';', ',', '，', '|', '\n'];

/// Colours in the order in which options get them.
const HUES: [Hue; 12] = [
    Hue::Blue,
    Hue::Green,
    Hue::Amber,
    Hue::Violet,
    Hue::Red,
    Hue::Teal,
    Hue::Pink,
    Hue::Cyan,
    Hue::Lime,
    Hue::Orange,
    Hue::Brown,
    Hue::Slate,
];

const WON: [&str; 9] =
    ["赢单", "成交", "已成交", "签约", "已签约", "won", "closedwon", "closed-won", "已转化"];
const LOST: [&str; 10] =
    ["输单", "战败", "流失", "已流失", "丢单", "无效", "lost", "closedlost", "closed-lost", "失败"];

/// Labels of a column that differ not only in case, width or spaces, most frequent spelling first.
fn distinct<'t>(texts: impl Iterator<Item = (&'t str, usize)>) -> Vec<(String, usize)> {
    let mut found: Vec<(String, String, usize, usize)> = Vec::new();
    for (text, count) in texts {
        let (text, key) = (text.trim(), fold_label(text));
        if key.is_empty() {
            continue;
        }
        match found.iter_mut().find(|(known, ..)| *known == key) {
            Some((_, spelling, best, sum)) => {
                if count > *best {
                    (*spelling, *best) = (text.to_owned(), count);
                }
                *sum += count;
            }
            None => found.push((key, text.to_owned(), count, count)),
        }
    }
    found.into_iter().map(|(_, text, _, sum)| (text, sum)).collect()
}

/// The colour that the nth option gets.
pub fn hue(nth: usize) -> Hue {
    HUES[nth % HUES.len()]
}

fn options(labels: &[(String, usize)]) -> Vec<Choice> {
    let mut codes = Codes::default();
    let option = |(i, (text, _)): (usize, &(String, usize))| Choice {
        id: missing_option(),
        code: codes.of_name(text, "option"),
        label: label(text),
        hue: hue(i),
        archived: false,
    };
    labels.iter().enumerate().map(option).collect()
}

/// One of few values, each used again and again.
pub(super) fn choice(column: &Column, says: Option<Meaning>) -> Option<Guess> {
    if column.distinct > column.samples.len() {
        return None;
    }
    let labels = distinct(column.samples.iter().map(|(t, n)| (t.as_str(), *n)));
    let filled = column.filled();
    let staged = says == Some(Meaning::Stage);
    let telling = matches!(
        says,
        Some(
            Meaning::Stage
                | Meaning::Source
                | Meaning::Industry
                | Meaning::City
                | Meaning::Position
        )
    );
    let free = matches!(says, Some(Meaning::Note | Meaning::Address | Meaning::Activities));
    let again = if telling {
        filled >= labels.len() * 2 || staged
    } else {
        filled >= labels.len() * 3 && filled >= 6
    };
    let short = labels.iter().all(|(t, _)| t.chars().count() <= LONGEST && !t.contains('\n'));
    if labels.is_empty() || labels.len() > MOST || !again || !short || free {
        return None;
    }
    let reason = Reason::new("few_values")
        .with("values", labels.len())
        .with("spellings", column.samples.len())
        .with("cells", filled);
    let kind = if staged {
        let stage = |choice: Choice| {
            let label = &choice.label;
            let closed = closing(if label.zh_cn.is_empty() { &label.en } else { &label.zh_cn });
            Stage { choice, probability: None, closed, requires: Vec::new() }
        };
        FieldKind::Stage(StageKind { options: options(&labels).into_iter().map(stage).collect() })
    } else {
        FieldKind::Choice(ChoiceKind { options: options(&labels) })
    };
    Some(Guess { kind, reason, day_first: false })
}

/// Several of few values in one cell.
pub(super) fn choices(column: &Column, says: Option<Meaning>) -> Option<Guess> {
    let several = |t: &str| t.trim().trim_end_matches(SEPARATORS).contains(SEPARATORS);
    let free = matches!(says, Some(Meaning::Note | Meaning::Address | Meaning::Activities));
    if free || column.share(several) < 0.3 || column.distinct > column.samples.len() {
        return None;
    }
    let parts =
        column.samples.iter().flat_map(|(t, n)| t.split(SEPARATORS).map(move |part| (part, *n)));
    let labels = distinct(parts);
    let pieces: usize = labels.iter().map(|(_, n)| n).sum();
    let short = labels.iter().all(|(t, _)| t.chars().count() <= LONGEST_PART);
    if labels.len() > MOST || labels.len() < 2 || pieces < labels.len() * 2 || !short {
        return None;
    }
    let reason =
        Reason::new("several_values").with("values", labels.len()).with("cells", column.filled());
    Some(Guess {
        kind: FieldKind::Choices(ChoiceKind { options: options(&labels) }),
        reason,
        day_first: false,
    })
}

/// How a step of this name ends a pipeline, if it does.
pub(super) fn closing(word: &str) -> Option<Closed> {
    let word = fold_label(word);
    if WON.contains(&word.as_str()) {
        Some(Closed::Won)
    } else {
        LOST.contains(&word.as_str()).then_some(Closed::Lost)
    }
}
