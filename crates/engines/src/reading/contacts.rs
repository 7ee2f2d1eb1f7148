//! Signs that have a shape of their own: mail and web addresses, registration numbers, phones, chat names, sums.

use super::page::Page;
use super::words::Words;
use super::{Found, Sign};
use crate::forms::credit_code::{self, CreditCode};
use crate::forms::fold::is_han;
use crate::forms::kinds::{email, url};
use crate::forms::{numerals, phones};

/// Longest phone number as people write it, with extension.
const LONGEST_PHONE: usize = 28;
/// Ends of host names by which an address without `https://` is known.
const HOSTS: [&str; 14] = [
    ".com", ".cn", ".net", ".org", ".io", ".co", ".cc", ".top", ".vip", ".xyz", ".hk", ".de",
    ".biz", ".info",
];

/// Finds and takes them, the surest first.
pub(super) fn find(page: &mut Page, words: &Words) -> Vec<Found> {
    let mut found = Vec::new();
    addresses(page, &mut found);
    registrations(page, &mut found);
    chat_names(page, words, &mut found);
    moments(page);
    phone_numbers(page, words, &mut found);
    found
}

/// Runs of printable ASCII between spaces, Chinese and what is taken.
fn runs(page: &Page) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for at in 0..=page.len() {
        let inside =
            page.free(at).is_some_and(|c| c.is_ascii_graphic() && !",;<>()[]|\"'".contains(c));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    runs
}

fn addresses(page: &mut Page, found: &mut Vec<Found>) {
    for run in runs(page) {
        let raw = page.text(run.clone());
        let text = raw.trim_end_matches(['.', '!', '?', ':', '*']);
        let end = run.start + text.chars().count();
        // `mail:a@b.cn` in one piece: what stands before the colon is a label.
        let from = match text.rfind(':') {
            Some(at) if text.contains('@') => run.start + text[..=at].chars().count(),
            _ => run.start,
        };
        let tail = page.text(from..end);
        if tail.contains('@') && email::is_email(&tail) {
            found.push(Found::new(Sign::Email, tail.clone(), tail));
            page.take(from..end);
        } else if is_address(text) {
            found.push(Found::plain(Sign::Url, text.to_owned()));
            page.take(run.start..end);
        }
    }
}

fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let named = lower.starts_with("http://") || lower.starts_with("https://");
    let host = lower.split("://").last().unwrap_or_default();
    let host = host.split(['/', '?', ':']).next().unwrap_or_default();
    let ends = HOSTS.iter().any(|end| host.ends_with(end));
    let begins = host.starts_with("www.") || host.len() > 4 && !host.starts_with('.');
    url::is_url(text) && (named || begins && ends) && !text.contains('@')
}

fn registrations(page: &mut Page, found: &mut Vec<Found>) {
    for run in runs(page) {
        let text = page.text(run.clone());
        if let (18, CreditCode::Valid(code)) = (text.len(), credit_code::read(&text)) {
            found.push(Found::new(Sign::CreditCode, code, text));
            page.take(run);
        }
    }
}

/// 微信：haida_zw, vx13812345678, 微信同号.
fn chat_names(page: &mut Page, words: &Words, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        let ahead = page.ahead(at, 40);
        let label = words.head("label.wechat", &ahead.to_lowercase());
        let Some(label) = label.filter(|label| !label.is_ascii() || begins_word(page, at)) else {
            at += 1;
            continue;
        };
        let after = &ahead[label.len()..];
        let gap = after.chars().take_while(|c| " :号是".contains(*c)).count();
        let name: String = after
            .chars()
            .skip(gap)
            .take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c))
            .collect();
        let start = at + label.chars().count() + gap;
        if (5..=20).contains(&name.len()) {
            page.take(at..start + name.len());
            found.push(Found::plain(Sign::Wechat, name));
        }
        at = start;
    }
}

/// Latin words begin behind Chinese too: 加微信vx.
fn begins_word(page: &Page, at: usize) -> bool {
    page.opens(at) || page.free(at - 1).is_some_and(is_han)
}

fn phone_numbers(page: &mut Page, words: &Words, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        match phone_at(page, words, at) {
            Some((end, number)) => {
                found.push(Found::new(Sign::Phone, number, page.pasted(at..end)));
                page.take(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    if page.chars.iter().collect::<String>().contains("微信同号")
        && let Some(mobile) = found.iter().find(|f| phones::is_mobile(&f.value)).cloned()
    {
        let digits = mobile.value.trim_start_matches("+86").to_owned();
        found.push(Found::new(Sign::Wechat, digits, "微信同号"));
    }
}

fn phone_at(page: &Page, words: &Words, at: usize) -> Option<(usize, String)> {
    let first = page.free(at)?;
    let before = at.checked_sub(1).and_then(|i| page.free(i));
    if !(first.is_ascii_digit() || "+(".contains(first))
        || before.is_some_and(|c| c.is_ascii_alphanumeric() || "+.-/".contains(c))
    {
        return None;
    }
    let allowed = |c: char| c.is_ascii_digit() || " -+().转ext分机号".contains(c);
    let run: Vec<char> =
        page.ahead(at, LONGEST_PHONE).chars().take_while(|c| allowed(*c)).collect();
    let named = is_named_phone(page, words, at);
    (5..=run.len()).rev().find_map(|length| {
        let next = page.free(at + length);
        let whole = run[length - 1].is_ascii_digit() && !next.is_some_and(|c| c.is_ascii_digit());
        let text: String = run[..length].iter().collect();
        let number = whole.then(|| phones::read(&text))??;
        let separators = text.chars().filter(|c| "-. ()".contains(*c)).count();
        let sure = phones::is_mobile(number.split('x').next().unwrap_or(&number))
            || number.starts_with(['0', '+'])
            || number.starts_with("400-")
            || number.starts_with("800-")
            || separators >= 2 && number.len() == 10
            || named && number.len() >= 7;
        sure.then_some((at + length, number))
    })
}

/// Whether the word before a number says that it is one to call.
fn is_named_phone(page: &Page, words: &Words, at: usize) -> bool {
    let before = page.text(at.saturating_sub(8)..at).to_lowercase();
    let before = before.trim_end_matches([' ', ':', '.', '是']);
    let long = |word: &&str| word.chars().count() > 1 && before.ends_with(*word);
    words.of("label.phone").iter().any(long)
}

/// Times, and the days before them, as chats write them over what was said, tell nothing of a record. A day alone does.
fn moments(page: &mut Page) {
    let mut day_before: Option<std::ops::Range<usize>> = None;
    for run in runs(page) {
        let text = page.text(run.clone());
        let parts = |sign: char| -> Vec<usize> {
            let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
            let all = text.split(sign).all(|part| !part.is_empty() && digits(part));
            if all { text.split(sign).map(str::len).collect() } else { Vec::new() }
        };
        let day = ['-', '/', '.'].iter().any(|sign| matches!(parts(*sign)[..], [4, 1..=2, 1..=2]));
        let time = matches!(parts(':')[..], [1..=2, 2] | [1..=2, 2, 2]);
        if time {
            let is_next =
                |day: &std::ops::Range<usize>| page.text(day.end..run.start).trim().is_empty();
            if let Some(day) = day_before.take().filter(is_next) {
                page.take(day);
            }
            page.take(run.clone());
        }
        day_before = day.then_some(run);
    }
}

/// 预算 50 万. The words stay: they are part of what somebody wants.
pub(super) fn money(page: &Page, words: &Words) -> Option<Found> {
    let text = page.text(0..page.len());
    let lower = text.to_lowercase();
    words.of("money_before").iter().find_map(|word| {
        let after = &lower[lower.find(word)? + word.len()..];
        let after = after.trim_start_matches(|c: char| " :是约大概在为左右is about of".contains(c));
        let sum: String = after
            .chars()
            .take_while(|c| c.is_ascii_digit() || ".,万亿千百元¥$ k".contains(*c))
            .collect();
        let sum = sum.trim_end_matches([',', '.', ' ']);
        let rest = after.chars().nth(sum.chars().count());
        let ranged = rest.is_some_and(|c| "-~到至".contains(c));
        let read = numerals::read(sum).filter(|_| !ranged)?;
        Some(Found::new(Sign::Money, read.value.to_string(), format!("{word} {sum}")))
    })
}
