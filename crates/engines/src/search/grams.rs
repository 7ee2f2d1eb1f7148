//! Cutting runs of characters into grams.

use crate::forms::fold::is_han;

/// How long grams of a run are, and what marks them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    /// Characters of a whole gram.
    pub(super) n: usize,
    /// Stands before each gram, to keep sounds apart from words.
    pub(super) mark: Option<char>,
}

impl Size {
    /// Han characters.
    pub(super) const HAN: Self = Self { n: 2, mark: None };
    /// Letters and digits.
    pub(super) const WORD: Self = Self { n: 3, mark: None };
    /// First letters of pinyin.
    pub(super) const INITIALS: Self = Self { n: 2, mark: Some('\u{e000}') };
    /// All letters of pinyin.
    pub(super) const FULL: Self = Self { n: 3, mark: Some('\u{e001}') };

    pub(super) fn gram(self, chars: &[char]) -> String {
        self.mark.iter().chain(chars).collect()
    }
}

/// Runs of a folded text: Han characters, or other letters and digits. All else separates.
pub(super) fn runs(text: &str) -> Vec<(Size, Vec<char>)> {
    let mut runs: Vec<(Size, Vec<char>)> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        // Private-use characters are the marks; a text may not forge them.
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        let size = if is_han(c) { Size::HAN } else { Size::WORD };
        match runs.last_mut() {
            Some((last, run)) if open && last.n == size.n => run.push(c),
            _ => runs.push((size, vec![c])),
        }
        open = true;
    }
    runs
}

/// Grams of every run of a folded text.
pub(super) fn of_text(text: &str, out: &mut Vec<String>) {
    for (size, run) in runs(text) {
        of_chars(&run, size, out);
    }
}

/// Grams of one run.
pub(super) fn of_run(run: &str, size: Size, out: &mut Vec<String>) {
    let chars: Vec<char> = run.chars().collect();
    of_chars(&chars, size, out);
}

/// Every gram that begins in the run, the last ones shorter: so a part shorter than a gram always begins one.
fn of_chars(run: &[char], size: Size, out: &mut Vec<String>) {
    for i in 0..run.len() {
        out.push(size.gram(&run[i..(i + size.n).min(run.len())]));
    }
}
