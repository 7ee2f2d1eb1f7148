//! Who it is: 张经理, 我是王小明, 欧阳女士, 采购部 李强, Mr. John Smith, Regards, Ana Lima; and what they do there.

use std::ops::Range;

use super::page::{Page, is_boundary};
use super::words::Words;
use super::{Found, Sign};
use crate::forms::fold::is_han;

/// Finds and takes a person and a position.
pub(super) fn find(page: &mut Page, words: &Words) -> Vec<Found> {
    let mut found = titled(page, words);
    if found.is_empty() {
        found = introduced(page, words)
            .or_else(|| latin(page, words))
            .or_else(|| alone(page, words))
            .into_iter()
            .collect();
        for person in &found {
            take_text(page, &person.text);
        }
    }
    if !found.iter().any(|f| f.sign == Sign::Position)
        && let Some((range, title)) = title_alone(page, words)
    {
        page.take(range);
        found.push(Found::plain(Sign::Position, title));
    }
    found
}

fn take_text(page: &mut Page, text: &str) {
    let wanted: Vec<char> = text.chars().collect();
    let at = (0..page.len())
        .find(|at| wanted.iter().enumerate().all(|(i, c)| page.free(at + i) == Some(*c)));
    if let Some(at) = at {
        page.take(at..at + wanted.len());
    }
}

/// 张经理, 王总, 李建国 先生.
fn titled(page: &mut Page, words: &Words) -> Vec<Found> {
    for at in 0..page.len() {
        let ahead = page.ahead(at, 10);
        let title = words.head("titles", &ahead);
        let honour = words.head("honorifics", &ahead);
        let Some(word) = title.max_by_len(honour) else { continue };
        let end = at + word.chars().count();
        if word.chars().count() == 1 && !closes_honour(page, words, end) {
            continue;
        }
        let gap = usize::from(at > 0 && page.free(at - 1) == Some(' '));
        let Some(name) = name_before(page, words, at - gap, gap > 0) else { continue };
        let whole = page.text(name.start..end).replace(' ', "");
        let given = page.text(name.clone());
        let full = given.chars().count()
            >= if words.head("double_surnames", &given).is_some() { 3 } else { 2 };
        let value = if full { given } else { whole.clone() };
        let mut found = vec![Found::new(Sign::Person, value, whole.clone())];
        if title.is_some_and(|title| title == word) {
            found.push(Found::new(Sign::Position, word, whole));
        }
        page.take(name.start..end);
        return found;
    }
    Vec::new()
}

/// Whether a whole text is how somebody is called at work: 李总, 张经理, 老刘.
pub(super) fn is_called_so(words: &Words, text: &str) -> bool {
    let titled = ["titles", "honorifics"].iter().any(|section| {
        let name = words.tail(section, text).and_then(|title| text.strip_suffix(title));
        name.is_some_and(|name| is_name(words, name, name.chars().count()))
    });
    text.chars().all(is_han) && (titled || is_familiar(words, text))
}

/// 老刘, 小王.
fn is_familiar(words: &Words, text: &str) -> bool {
    let surname = text.strip_prefix(['老', '小']).filter(|rest| rest.chars().count() == 1);
    surname.is_some_and(|surname| words.has("surnames", surname))
        && !words.has("not_familiar", text)
}

trait Longer<'w> {
    fn max_by_len(self, other: Option<&'w str>) -> Option<&'w str>;
}

impl<'w> Longer<'w> for Option<&'w str> {
    fn max_by_len(self, other: Option<&'w str>) -> Option<&'w str> {
        match (self, other) {
            (Some(a), Some(b)) if b.len() > a.len() => Some(b),
            (None, b) => b,
            (a, _) => a,
        }
    }
}

/// 总 and 工 are people only where the word ends: not in 总价, 工程.
fn closes_honour(page: &Page, words: &Words, at: usize) -> bool {
    page.closes(at) || words.head("after_honorific", &page.ahead(at, 1)).is_some()
}

/// The name that ends before a title: longest where a word begins, else shortest.
fn name_before(page: &Page, words: &Words, end: usize, apart: bool) -> Option<Range<usize>> {
    let least = if apart { 2 } else { 1 };
    let fits = |length: &usize| {
        let Some(start) = end.checked_sub(*length) else { return false };
        let whole = (start..end).all(|at| page.free(at).is_some_and(is_han));
        whole && is_name(words, &page.text(start..end), *length)
    };
    let lengths: Vec<usize> = (least..=4).filter(fits).collect();
    let opens = |length: &&usize| {
        let start = end - **length;
        page.opens(start) || ends_opener(page, words, start)
    };
    let length = lengths.iter().rev().find(opens).or(lengths.first().filter(|_| !apart))?;
    Some(end - length..end)
}

fn ends_opener(page: &Page, words: &Words, at: usize) -> bool {
    let before = page.text(at.saturating_sub(4)..at);
    words.tail("before_person", &before).is_some()
}

/// Whether a text of this many characters is a surname, or one with one or two characters behind it.
fn is_name(words: &Words, text: &str, length: usize) -> bool {
    let surname = words.head("double_surnames", text).or_else(|| words.head("surnames", text));
    let Some(surname) = surname else { return false };
    let given = length - surname.chars().count();
    let ordinary =
        words.of("not_names").iter().any(|word| text.contains(word)) || words.has("glue", text);
    let region = words.head("regions", text).is_some();
    let mut behind = text.char_indices().skip(1).map(|(at, _)| &text[at..]);
    let grammar = behind.any(|rest| words.head("grammar", rest).is_some());
    given <= 2 && !ordinary && !region && !grammar
}

/// 我是张伟, 姓名 王小明, 某公司的李强, 我姓赵.
fn introduced(page: &Page, words: &Words) -> Option<Found> {
    for at in 0..page.len() {
        if page.text(at.saturating_sub(1)..at) == "姓"
            && words.has("surnames", &page.text(at..at + 1))
            && page.closes(at + 1)
        {
            return Some(Found::plain(Sign::Person, page.text(at..at + 1)));
        }
        if !ends_opener(page, words, at) && !after_taken_of(page, at) {
            continue;
        }
        for length in [4, 3, 2] {
            let end = at + length;
            let text = page.ahead(at, length);
            if text.chars().count() == length
                && text.chars().all(is_han)
                && page.closes(end)
                && (is_name(words, &text, length) || is_familiar(words, &text))
            {
                return Some(Found::plain(Sign::Person, text));
            }
        }
    }
    None
}

/// …公司的张伟: a 的 behind what is taken.
fn after_taken_of(page: &Page, at: usize) -> bool {
    at >= 2 && page.free(at - 1) == Some('的') && page.is_used(at - 2)
}

/// A Chinese name that stands alone, if anything else in the text was recognised.
fn alone(page: &Page, words: &Words) -> Option<Found> {
    if !(0..page.len()).any(|at| page.is_used(at)) {
        return None;
    }
    let name = |range: &Range<usize>| {
        let text = page.text(range.clone());
        let count = text.chars().count();
        let double = words.head("double_surnames", &text).is_some();
        let length = (2..=if double { 4 } else { 3 }).contains(&count);
        length && text.chars().all(is_han) && is_name(words, &text, count)
            || is_familiar(words, &text)
    };
    let range = page.tokens().into_iter().find(name)?;
    Some(Found::plain(Sign::Person, page.text(range)))
}

/// Mr. John Smith; this is John Smith; Regards, John Smith; a line that is just a name.
fn latin(page: &Page, words: &Words) -> Option<Found> {
    let tokens = page.tokens();
    let lower = |i: usize| page.text(tokens[i].clone()).to_lowercase();
    let capital = |i: usize| {
        let text = page.text(tokens[i].clone());
        let mut letters = text.chars();
        letters.next().is_some_and(|c| c.is_uppercase() && c.is_alphabetic() && !is_han(c))
            && letters.all(|c| c.is_alphabetic() && !is_han(c) || "'-".contains(c))
            && !words.has("english_titles", &text.to_lowercase())
            && !words.has("english_company_ends", &text.to_lowercase())
            && !words.has("glue", &text.to_lowercase())
    };
    let run = |from: usize| {
        let mut end = from;
        while end < tokens.len()
            && end < from + 3
            && capital(end)
            && (end == from
                || page
                    .text(tokens[end - 1].end..tokens[end].start)
                    .trim_matches(['.', '-'])
                    .trim_matches(' ')
                    .is_empty()
                    && !page.text(tokens[end - 1].end..tokens[end].start).contains('\n'))
        {
            end += 1;
        }
        (end > from).then(|| page.pasted(tokens[from].start..tokens[end - 1].end))
    };
    let person = |name: String| Found::plain(Sign::Person, name);
    let mister = (0..tokens.len()).find(|i| words.has("mister", &lower(*i)));
    if let Some(name) = mister.and_then(|i| run(i + 1)) {
        return Some(person(name));
    }
    for opener in words.of("english_before_person").iter().filter(|w| **w != "from") {
        let parts: Vec<&str> = opener.split(' ').collect();
        let at = (0..tokens.len()).find(|i| {
            parts.iter().enumerate().all(|(k, part)| i + k < tokens.len() && lower(i + k) == *part)
        });
        if let Some(name) = at.and_then(|i| run(i + parts.len())) {
            return Some(person(name));
        }
    }
    // A stretch of nothing but a name: at least two words.
    page.clauses().into_iter().find_map(|clause| {
        let first = tokens.iter().position(|t| t.start == clause.start)?;
        let name = run(first).filter(|name| name.contains(' '))?;
        (name.chars().count() == clause.len()).then(|| person(name))
    })
}

/// A position that stands alone: 采购部经理, Purchasing Manager.
fn title_alone(page: &Page, words: &Words) -> Option<(Range<usize>, String)> {
    page.clauses().into_iter().find_map(|clause| {
        let text = page.text(clause.clone());
        if clause.clone().any(|at| page.is_used(at)) || text.chars().count() > 40 {
            return None;
        }
        let short = text.chars().all(|c| is_han(c) || is_boundary(c)) && text.chars().count() <= 8;
        let chinese = short && words.tail("titles", &text).is_some();
        let lower = text.to_lowercase();
        let latin: Vec<&str> = lower.split_whitespace().collect();
        let english = (1..=5).contains(&latin.len())
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && latin.iter().any(|word| words.has("english_titles", word));
        (chinese || english).then(|| (clause.clone(), page.pasted(clause)))
    })
}
