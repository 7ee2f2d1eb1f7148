//! A question as grams.

use super::grams::{self, Size};
use crate::forms::fold::bare;

/// Most words of a question that count.
const WORDS: usize = 8;
/// Most characters of a word that count.
const LENGTH: usize = 64;

/// What to look for: every term must match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// One term for each word between spaces.
    pub terms: Vec<Term>,
}

/// A word of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Alternatives: words, initials, full pinyin, digits. In one of them every gram must be in the index.
    pub any_of: Vec<Vec<Gram>>,
    /// If not empty, one of these texts must stand in [`super::Index::text`], or be heard.
    pub recheck: Vec<String>,
}

/// A gram of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gram {
    /// The index has this gram.
    Whole(String),
    /// The index has a gram that begins so: `te*` in FTS5, `te:*` in a `tsquery`.
    Prefix(String),
}

impl SearchQuery {
    /// Nothing to look for: the question holds neither letters nor digits.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether an index answers this question: what the SQL of both databases must agree with.
    pub fn matches(&self, index: &super::Index) -> bool {
        let has = |gram: &Gram| match gram {
            Gram::Whole(gram) => index.grams.binary_search(gram).is_ok(),
            Gram::Prefix(gram) => {
                let at = index.grams.partition_point(|g| g < gram);
                index.grams.get(at).is_some_and(|g| g.starts_with(gram.as_str()))
            }
        };
        !self.is_empty()
            && self.terms.iter().all(|term| {
                let found = term.any_of.iter().any(|grams| grams.iter().all(has));
                let confirmed =
                    term.recheck.is_empty() || term.recheck.iter().any(|text| index.holds(text));
                found && confirmed
            })
    }
}

/// The question that a text asks.
pub fn query(text: &str) -> SearchQuery {
    let folded = bare(text);
    let words = folded.split_whitespace().take(WORDS);
    SearchQuery { terms: words.filter_map(term).collect() }
}

fn term(word: &str) -> Option<Term> {
    let word: String = word.chars().take(LENGTH).collect();
    let runs = grams::runs(&word);
    let words: Vec<Gram> = runs.iter().flat_map(|(size, run)| of_run(run, *size)).collect();
    if words.is_empty() {
        return None;
    }
    let mut any_of = vec![words];
    let mut recheck = vec![word.clone()];
    let typed: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
    if typed.iter().all(char::is_ascii) && typed.iter().any(char::is_ascii_alphabetic) {
        for size in [Size::INITIALS, Size::FULL] {
            any_of.push(of_run(&typed, size));
        }
        recheck.push(typed.iter().collect());
    }
    // Phones are indexed as digits alone; people type them with dashes and brackets.
    let digits: Vec<char> = typed.iter().copied().filter(char::is_ascii_digit).collect();
    let phone_like = word.chars().all(|c| c.is_ascii_digit() || "+-()./".contains(c));
    if phone_like && digits.len() >= 3 && digits.len() < word.chars().count() {
        any_of.push(of_run(&digits, Size::WORD));
        recheck.push(digits.iter().collect());
    }
    recheck.dedup();
    if typed.len() < 3 {
        recheck.clear();
    }
    Some(Term { any_of, recheck })
}

/// Grams that a run of a question asks for.
fn of_run(run: &[char], size: Size) -> Vec<Gram> {
    if run.len() < size.n {
        return vec![Gram::Prefix(size.gram(run))];
    }
    run.windows(size.n).map(|window| Gram::Whole(size.gram(window))).collect()
}
