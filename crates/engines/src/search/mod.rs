//! Search: the grams of a text and of a question, so that any part of a text is found through an ordinary index.
//!
//! Texts are folded (NFKC, lower case, Latin letters without accents) and cut into runs. A Han run gives its bigrams and its last character alone, any
//! other run of letters and digits its trigrams and its last two shorter ends; so every part of a run is either made
//! of whole grams or the beginning of one. Titles also give the grams of their pinyin: initials behind U+E000, all
//! letters behind U+E001; and what a record is called as a whole gives one more, a hash: behind U+E003 for its title, behind U+E002 for its other
//! names. No gram holds a space: joined by spaces they suit SQLite's FTS5 `ascii` tokenizer and PostgreSQL's `text[]` or
//! `tsvector`.
//!
//! Grams over-match (`ab` and `bc` need not be `abc`), so questions of three and more characters carry a text that must
//! stand in [`Index::text`] or be heard in it; [`SearchQuery::matches`] says how it all goes together. Begin with [`index`] and [`query`].

mod because;
mod grams;
mod query;
mod whole;

pub use because::{Because, because};
pub use query::{Gram, SearchQuery, Term, query};
pub use whole::{Called, called};

use crate::forms::readings;
use crate::forms::{Sought, SoughtBy, fold, names};

/// What a record gives to the search index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// Distinct grams.
    pub grams: Vec<String>,
    /// Folded texts, the initials of their pinyin and their digits, a line each: what a question's recheck must stand in.
    pub text: String,
    /// How they sound: a question's recheck may be heard instead.
    sounds: Vec<readings::Spelling>,
}

impl Index {
    /// The grams joined by spaces.
    pub fn joined(&self) -> String {
        self.grams.join(" ")
    }

    /// Whether a text stands in what was indexed, or is heard in it.
    fn holds(&self, text: &str) -> bool {
        self.text.contains(text) || self.sounds.iter().any(|spelling| spelling.says(text))
    }

    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(line);
        }
    }

    /// What a text sounds like.
    fn sound(&mut self, text: &str, all: &mut Vec<String>) {
        for spelling in readings::spell(text) {
            self.line(&spelling.initials);
            grams::of_run(&spelling.initials, grams::Size::INITIALS, all);
            grams::of_run(&spelling.full, grams::Size::FULL, all);
            self.sounds.push(spelling);
        }
    }
}

/// The grams of a record's texts.
pub fn index(sought: &[Sought]) -> Index {
    let mut index = Index::default();
    let mut all = Vec::new();
    for Sought { text, by } in sought {
        let folded = fold::bare(text).replace('\n', " ");
        index.line(&folded);
        grams::of_text(&folded, &mut all);
        match by {
            SoughtBy::Words => {}
            SoughtBy::Digits => {
                let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
                if digits != folded {
                    index.line(&digits);
                    grams::of_text(&digits, &mut all);
                }
            }
            SoughtBy::Sound => index.sound(text, &mut all),
            SoughtBy::Name => {
                index.sound(text, &mut all);
                all.extend(whole::title(text));
            }
            SoughtBy::Names => {
                for name in names::names(text) {
                    index.sound(name, &mut all);
                    all.extend(whole::other_name(name));
                }
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    index.grams = all;
    index
}

#[cfg(test)]
mod tests;
