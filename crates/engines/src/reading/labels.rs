//! 公司：青岛海达机械 联系人：张伟 — what the text itself names goes to that field.

use std::ops::Range;

use super::page::Page;
use super::slots::Slots;
use super::words::Words;
use crate::forms::phones;

/// Longest label, in characters.
const LONGEST: usize = 20;

struct Labelled {
    /// Where the label begins.
    start: usize,
    /// Where its text begins.
    text: usize,
    slot: usize,
}

/// Fills fields from `label: text`, and takes both.
pub(super) fn read(page: &mut Page, slots: &mut Slots<'_>, words: &Words) {
    let mut from = 0;
    while let Some(label) = next(page, slots, words, from) {
        let end = next(page, slots, words, label.text).map_or(page.len(), |l| l.start);
        let range = value(page, label.text..end, slots.is_long(label.slot));
        let text = page.pasted(range.clone());
        let slot = slots.rather(label.slot, text.trim(), words);
        if slots.fill(slot, text.trim()) {
            page.take(label.start..range.end);
        } else if let Some((place, number)) = number_in(page, range)
            && slots.fill(slot, &number)
        {
            // What else stands there is for others to read.
            page.take(label.start..label.text);
            page.take(place);
        }
        from = label.text;
    }
}

/// The first number to call in a range, and where it stands.
fn number_in(page: &Page, range: Range<usize>) -> Option<(Range<usize>, String)> {
    let number = phones::read_all(&page.pasted(range.clone())).into_iter().next()?;
    let is_it =
        |place: &Range<usize>| phones::read(&page.text(place.clone())).as_ref() == Some(&number);
    let mut places =
        range.clone().flat_map(|start| (start + 1..=range.end).rev().map(move |end| start..end));
    let place = places.find(is_it)?;
    Some((place, number))
}

fn next(page: &Page, slots: &Slots<'_>, words: &Words, from: usize) -> Option<Labelled> {
    (from..page.len()).filter(|at| page.free(*at) == Some(':')).find_map(|colon| {
        let head = colon.saturating_sub(LONGEST).max(from);
        let start = (head..colon)
            .rev()
            .take_while(|at| page.free(*at).is_some_and(|c| !",;。\n\t|:".contains(c)))
            .last()?;
        // `12:30` and `https://` are no labels; of `您好 公司` the longest end that names a field counts.
        (start..colon).filter(|at| *at == start || page.opens(*at)).find_map(|at| {
            let label = page.text(at..colon);
            let slot =
                slots.named(label.trim_matches([' ', '-', '*', '[', ']', '(', ')']), words)?;
            Some(Labelled { start: at, text: colon + 1, slot })
        })
    })
}

/// How far the text behind a label goes.
fn value(page: &Page, range: Range<usize>, long: bool) -> Range<usize> {
    let start = range.clone().find(|at| page.chars[*at] != ' ').unwrap_or(range.end);
    let latin = |at: usize| page.chars.get(at).is_some_and(char::is_ascii);
    let ends = |at: usize| match page.chars[at] {
        '\n' => true,
        _ if long => false,
        ';' | '。' | '|' | '\t' => true,
        ',' => page.pasted(at..at + 1) == "，" || !latin(at + 1),
        ' ' => !(at > 0 && latin(at - 1) && latin(at + 1)),
        _ => false,
    };
    let mut end = (start..range.end).find(|at| ends(*at)).unwrap_or(range.end);
    while end > start && " ,;、\n\t-*[(".contains(page.chars[end - 1]) {
        end -= 1;
    }
    start..end
}
