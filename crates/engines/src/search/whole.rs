//! Grams for whole names: what is called exactly so is found by one entry of the index, however many other records
//! hold the words.

use super::query::Gram;
use crate::forms::fold::bare_label;

/// Stands before the gram of another name, to keep whole names apart from words and sounds. Rules up to 2 put it before
/// titles too.
const OTHER: char = '\u{e002}';
/// Stands before the gram of a title: a title is looked up by itself, however many others have it among their names.
const TITLE: char = '\u{e003}';

/// The grams by which records that are called exactly so are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Their title is this.
    pub title: Gram,
    /// Another of their names is.
    pub other: Gram,
}

/// The gram of a title as people type it; none for one without letters.
pub(super) fn title(name: &str) -> Option<String> {
    gram(TITLE, name)
}

/// The gram of another name; none for one without letters.
pub(super) fn other_name(name: &str) -> Option<String> {
    gram(OTHER, name)
}

/// Equal labels have equal grams, and once in 2^40 times different ones have: who reads the records compares their
/// names.
fn gram(mark: char, name: &str) -> Option<String> {
    let label = bare_label(name);
    let is_said = label.chars().any(char::is_alphanumeric);
    // 40 bits: names are long, and the index holds one for each record.
    is_said.then(|| format!("{mark}{:010x}", hash(label.as_bytes()) >> 24))
}

/// FNV-1a. It stands in the index: another hash is another rule for making it.
fn hash(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

/// By what records that are called exactly so are found; none where the words hold neither letters nor digits.
pub fn called(words: &str) -> Option<Called> {
    Some(Called { title: Gram::Whole(title(words)?), other: Gram::Whole(other_name(words)?) })
}
