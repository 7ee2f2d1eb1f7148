//! What nobody took and is more than a greeting: what the person wants.

use super::page::Page;
use super::words::Words;
use crate::forms::fold::is_han;

/// The clauses that say more than what was read from them, as they were pasted.
pub(super) fn what_is_left(page: &Page, words: &Words) -> Option<String> {
    let mut text = String::new();
    let mut last: Option<(usize, usize)> = None;
    for (index, clause) in page.clauses().into_iter().enumerate() {
        if !says_more(page, words, clause.clone()) {
            continue;
        }
        match last {
            Some((before, end)) if before + 1 == index => {
                text.push_str(&page.pasted(end..clause.start));
            }
            Some((_, end)) => {
                let broken = page.text(end..clause.start).contains('\n');
                text.push_str(if broken { "\n" } else { " " });
            }
            None => {}
        }
        text.push_str(&page.pasted(clause.clone()));
        last = Some((index, clause.end));
    }
    let text = text.trim().trim_matches([':', '：', '-', '/']).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Whether words are left once what was read and what people merely say around it are gone.
fn says_more(page: &Page, words: &Words, clause: std::ops::Range<usize>) -> bool {
    let mut at = clause.start;
    while at < clause.end {
        let Some(c) = page.free(at) else {
            at += 1;
            continue;
        };
        let ahead = page.ahead(at, clause.end - at).to_lowercase();
        let glue = words.of("glue").iter().find(|word| {
            let ends = ahead[..].strip_prefix(**word).is_some_and(|rest| {
                !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            });
            let begins = !word.is_ascii() || page.opens(at) || at == clause.start;
            ends && begins
        });
        if let Some(word) = glue {
            at += word.chars().count();
            continue;
        }
        if c.is_alphanumeric() || is_han(c) {
            return true;
        }
        at += 1;
    }
    false
}
