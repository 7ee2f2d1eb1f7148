//! Codes for new forms, fields and options, made from what people call them.

use std::collections::HashSet;

use model::SystemField;
use model::document::is_code;

use super::headers::usual_code;
use crate::forms::fold::{fold, is_han};
use crate::forms::readings;

/// Gives codes and remembers them, so that each is given once.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    taken: HashSet<String>,
}

impl Codes {
    /// Codes that are taken already.
    pub fn taken<'c>(codes: impl IntoIterator<Item = &'c str>) -> Self {
        Self { taken: codes.into_iter().map(str::to_owned).collect() }
    }

    /// A code for a field with this header: the usual English word, else its own words, else its pinyin.
    pub fn of_field(&mut self, header: &str) -> String {
        let base = usual_code(header).map_or_else(|| slug(header, "field"), str::to_owned);
        let base =
            if SystemField::by_code(&base).is_some() { format!("{base}_value") } else { base };
        self.free(&base)
    }

    /// A code for an option or a form with this name.
    pub fn of_name(&mut self, name: &str, otherwise: &str) -> String {
        let base = slug(name, otherwise);
        self.free(&base)
    }

    fn free(&mut self, base: &str) -> String {
        let numbered = (2..).map(|n| format!("{base}_{n}"));
        let code =
            std::iter::once(base.to_owned()).chain(numbered).find(|c| !self.taken.contains(c));
        let code = code.unwrap_or_else(|| base.to_owned());
        self.taken.insert(code.clone());
        code
    }
}

/// Latin words and the pinyin of Chinese ones, joined by underscores.
fn slug(name: &str, otherwise: &str) -> String {
    const LONGEST: usize = 40;
    let mut words: Vec<String> = vec![String::new()];
    for c in fold(name).chars() {
        let reading = if is_han(c) { readings::of(c) } else { None };
        match (reading, words.last_mut()) {
            (Some(reading), _) => words.extend([reading.to_owned(), String::new()]),
            (None, Some(last)) if c.is_ascii_alphanumeric() => last.push(c),
            _ => words.push(String::new()),
        }
    }
    let mut code = String::new();
    for word in words.iter().filter(|w| w.is_ascii() && !w.is_empty()) {
        if !code.is_empty() && code.len() + word.len() >= LONGEST {
            break;
        }
        if !code.is_empty() {
            code.push('_');
        }
        code.push_str(word);
    }
    code.truncate(LONGEST);
    if code.starts_with(|c: char| c.is_ascii_digit()) {
        code = format!("{otherwise}_{code}");
    }
    if is_code(&code) { code } else { otherwise.to_owned() }
}
