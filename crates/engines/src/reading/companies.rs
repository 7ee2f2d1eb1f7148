//! Names of companies: by their legal form, by a trade at their end, by 有限公司 or Co., Ltd.

use std::ops::Range;

use super::page::{Page, is_boundary};
use super::words::Words;
use super::{Found, Sign, places};
use crate::forms::fold::is_han;

/// Longest name in characters.
const LONGEST: usize = 40;

/// Finds and takes the first company; the region in its name is told too.
pub(super) fn find(page: &mut Page, words: &Words) -> Vec<Found> {
    let place = by_legal_form(page, words)
        .or_else(|| by_latin_form(page, words))
        .or_else(|| alone(page, words))
        .or_else(|| after_from(page, words));
    let Some(range) = place else { return Vec::new() };
    let name = page.pasted(range.clone());
    let mut found = vec![Found::plain(Sign::Company, name.trim().to_owned())];
    page.take(range);
    let elsewhere = places::find(page, words);
    let own = places::region_of(words, &name).map(|r| Found::new(Sign::Region, r, name.clone()));
    let region = |f: &&Found| f.sign == Sign::Region;
    if elsewhere.iter().find(region).is_none() {
        found.extend(own);
    }
    found.extend(elsewhere);
    found
}

fn by_legal_form(page: &Page, words: &Words) -> Option<Range<usize>> {
    for token in page.stretches_of_name() {
        let text = page.text(token.clone());
        let mut ends: Vec<(usize, &str)> = words
            .of("legal_forms")
            .iter()
            .flat_map(|form| text.match_indices(form).map(|(at, _)| (at + form.len(), *form)))
            .collect();
        // The longest name counts, with its branch.
        ends.sort_by_key(|(end, form)| std::cmp::Reverse((*end, form.len())));
        for (end, form) in ends {
            let name = without_opener(words, &text[..end]);
            let core = &name[..name.len() - form.len()];
            let core_length = core.chars().filter(|c| is_han(*c) || c.is_alphanumeric()).count();
            if core_length < 2
                || words.has("own_company", core)
                || core.ends_with(['的', '个', '家'])
            {
                continue;
            }
            let start = token.start + text[..end - name.len()].chars().count();
            let stop = token.start + text[..end].chars().count();
            if stop - start <= LONGEST {
                return Some(start..stop);
            }
        }
    }
    None
}

/// The name without 我是, 来自 and the like before it; the region, if one is inside, is a good place to begin.
fn without_opener<'t>(words: &Words, text: &'t str) -> &'t str {
    // Short ones are part of many names, so they count only at the head.
    let opener = words
        .of("before_company")
        .iter()
        .flat_map(|opener| text.match_indices(opener).map(move |(at, _)| (at, opener)))
        .filter(|(at, opener)| *at == 0 || opener.starts_with('我') || opener.starts_with("来自"))
        .map(|(at, opener)| at + opener.len())
        .filter(|at| text[*at..].chars().count() >= 4)
        .max();
    let text = opener.map_or(text, |at| &text[at..]);
    let region = words.of("regions").iter().filter_map(|r| text.find(r)).min();
    match region {
        // 请联系青岛海达机械有限公司
        Some(at)
            if at > 0 && text[..at].chars().count() <= 6 && !text[..at].ends_with(['(', '（']) =>
        {
            &text[at..]
        }
        _ => text,
    }
}

/// Acme Co., Ltd. — capital words before a Latin legal form.
fn by_latin_form(page: &Page, words: &Words) -> Option<Range<usize>> {
    let tokens = page.tokens();
    let lower = |range: &Range<usize>| page.text(range.clone()).to_lowercase();
    let is_form = |i: usize| words.has("english_company_ends", &lower(&tokens[i]));
    for i in (1..tokens.len()).filter(|i| is_form(*i)) {
        let gap = |i: usize| page.text(tokens[i - 1].end..tokens[i].start);
        // Acme, Inc. and Co., Ltd.: a comma only before a legal form.
        let near = |i: usize| {
            let signs = if is_form(i) { ". ," } else { ". " };
            gap(i).len() <= 3 && gap(i).chars().all(|c| signs.contains(c))
        };
        let mut first = i;
        while first > 0 && near(first) && belongs(page, &tokens[first - 1], words) {
            first -= 1;
        }
        if first == i {
            continue;
        }
        let mut last = i;
        while last + 1 < tokens.len() && is_form(last + 1) && near(last + 1) {
            last += 1;
        }
        let dot = page.free(tokens[last].end) == Some('.') && lower(&tokens[last]).len() < 5;
        let ends_sentence =
            page.free(tokens[last].end + 1).is_none_or(|c| c.is_whitespace() || c == ',');
        let abbreviated = ["ltd", "inc", "corp", "co"].contains(&lower(&tokens[last]).as_str());
        let end = tokens[last].end + usize::from(dot && ends_sentence && abbreviated);
        return Some(tokens[first].start..end);
    }
    None
}

fn belongs(page: &Page, range: &Range<usize>, words: &Words) -> bool {
    let text = page.text(range.clone());
    let capital = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let joins = matches!(text.as_str(), "of" | "and" | "&");
    let opens =
        matches!(text.as_str(), "From" | "At" | "Hi" | "Hello" | "Dear" | "The" | "We" | "I");
    text.is_ascii() && (capital && !opens || joins) && !words.has("mister", &text.to_lowercase())
}

/// 青岛海达机械: a word that stands alone and ends with a trade, or begins with a region.
fn alone(page: &Page, words: &Words) -> Option<Range<usize>> {
    let fits = |range: &Range<usize>, by_trade: bool| {
        let text = page.text(range.clone());
        let count = text.chars().count();
        if !text.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
            || !text.chars().any(is_han)
            || !(4..=20).contains(&count)
            || words.head("not_companies", &text).is_some()
        {
            return false;
        }
        let trade = words.tail("trades", &text);
        if by_trade {
            return trade.is_some_and(|trade| trade.len() < text.len());
        }
        let Some(region) = places::region_of(words, &text) else { return false };
        let rest = &text[region.len()..];
        let signs = words.of("street_signs").iter().any(|sign| rest.ends_with(sign));
        !signs
            && !rest.ends_with(['区', '县', '镇', '人', '省', '市'])
            && words.head("not_companies", rest).is_none()
            && rest.chars().count() <= 8
    };
    // 胶州永泰模具的, 胶州永泰模具的老刘: whose somebody is stands before the 的.
    let whose = |t: Range<usize>| {
        let end = t.clone().find(|at| page.chars[*at] == '的').unwrap_or(t.end);
        t.start..end
    };
    let tokens = page.tokens().into_iter().map(whose);
    let tokens: Vec<Range<usize>> = tokens.map(|t| after_opener(page, words, t)).collect();
    tokens
        .iter()
        .find(|t| fits(t, true))
        .or_else(|| tokens.iter().find(|t| fits(t, false)))
        .cloned()
}

fn after_opener(page: &Page, words: &Words, token: Range<usize>) -> Range<usize> {
    let text = page.text(token.clone());
    let opener = words.head("before_company", &text).map_or(0, |opener| opener.chars().count());
    if token.len() >= opener + 4 { token.start + opener..token.end } else { token }
}

/// … from Acme Robotics, if nothing says it better.
fn after_from(page: &Page, words: &Words) -> Option<Range<usize>> {
    let tokens = page.tokens();
    let at = tokens.iter().position(|t| ["from", "at"].contains(&page.text(t.clone()).as_str()))?;
    let mut last = None;
    for i in at + 1..tokens.len().min(at + 6) {
        let gap = page.text(tokens[i - 1].end..tokens[i].start);
        if gap != " " || !belongs(page, &tokens[i], words) {
            break;
        }
        last = Some(i);
    }
    let last = last?;
    Some(tokens[at + 1].start..tokens[last].end)
}

impl Page {
    /// Stretches in which a company's name may lie: brackets belong to it, spaces do not.
    fn stretches_of_name(&self) -> Vec<Range<usize>> {
        let inside = |at: usize| {
            self.free(at).is_some_and(|c| !is_boundary(c) || matches!(c, '(' | ')' | '-' | '.'))
        };
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in (0..self.len()).filter(|at| inside(*at)) {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
        found
    }
}
