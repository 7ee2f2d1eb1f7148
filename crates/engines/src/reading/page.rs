//! The text that is read: characters, and which of them are spoken for.

use std::ops::Range;

use crate::forms::fold::{is_han, is_invisible};

/// A text with its narrow twin, character for character, and what of it was understood.
pub(super) struct Page {
    /// As it was pasted.
    original: Vec<char>,
    /// Full-width signs narrowed, dashes made one: what readers look at.
    pub(super) chars: Vec<char>,
    used: Vec<bool>,
}

impl Page {
    pub(super) fn new(text: &str) -> Self {
        let original: Vec<char> = text
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| !is_invisible(*c) && (*c == '\n' || *c == '\t' || !c.is_control()))
            .collect();
        let chars: Vec<char> = original.iter().map(|c| narrow(*c)).collect();
        let used = vec![false; chars.len()];
        Self { original, chars, used }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at a place, if there is one and nobody took it.
    pub(super) fn free(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied().filter(|_| !self.used[at])
    }

    pub(super) fn is_used(&self, at: usize) -> bool {
        self.used.get(at).copied().unwrap_or(false)
    }

    pub(super) fn take(&mut self, range: Range<usize>) {
        self.used[range].fill(true);
    }

    /// The narrow text of a range.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    /// The text of a range as it was pasted.
    pub(super) fn pasted(&self, range: Range<usize>) -> String {
        self.original[range].iter().collect()
    }

    /// The free rest of the text from a place on, at most `most` characters, up to the first character that is taken.
    pub(super) fn ahead(&self, at: usize, most: usize) -> String {
        (at..self.len().min(at + most)).map_while(|i| self.free(i)).collect()
    }

    /// Whether a word could begin at this place.
    pub(super) fn opens(&self, at: usize) -> bool {
        at == 0 || self.free(at - 1).is_none_or(is_boundary)
    }

    /// Whether a word could end before this place.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.free(at).is_none_or(is_boundary)
    }

    /// Free stretches of text between boundaries.
    pub(super) fn tokens(&self) -> Vec<Range<usize>> {
        let inside = |at: usize| self.free(at).is_some_and(|c| !is_boundary(c));
        self.stretches(inside)
    }

    /// Stretches that stand alone: between punctuation, and where Chinese is written also between spaces.
    pub(super) fn clauses(&self) -> Vec<Range<usize>> {
        let blank = |at: &usize| self.chars[*at].is_whitespace();
        let trimmed = |range: Range<usize>| {
            let start = range.clone().find(|at| !blank(at))?;
            let end = range.rev().find(|at| !blank(at))? + 1;
            Some(start..end)
        };
        self.stretches(|at| !self.parts(at)).into_iter().filter_map(trimmed).collect()
    }

    fn parts(&self, at: usize) -> bool {
        let c = self.chars[at];
        if self.used[at] {
            return false;
        }
        let next = self.chars.get(at + 1).copied();
        let before = at.checked_sub(1).map(|i| self.chars[i]);
        let latin =
            |c: Option<char>, i: usize| c.is_some_and(|c| c.is_ascii_graphic()) && !self.is_used(i);
        match c {
            '\n' | '\t' | ',' | ';' | '!' | '?' | '。' | '、' | '|' | '…' => true,
            '.' => next.is_none_or(char::is_whitespace),
            c if c.is_whitespace() => !(at > 0 && latin(before, at - 1) && latin(next, at + 1)),
            _ => false,
        }
    }

    fn stretches(&self, inside: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = None;
        for at in 0..=self.len() {
            match (at < self.len() && inside(at), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    found.push(from..at);
                    start = None;
                }
                _ => {}
            }
        }
        found
    }
}

/// Characters that stand between words.
pub(super) fn is_boundary(c: char) -> bool {
    c.is_whitespace() || !(c.is_alphanumeric() || is_han(c) || matches!(c, '&' | '·' | '_' | '\''))
}

/// One character in its narrow form, so that places stay the same.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        '【' => '[',
        '】' => ']',
        _ => c,
    }
}
