//! A gram for a whole name: what is called exactly so is found by one entry of the index, however many other records
//! hold the words.

use super::query::Gram;
use crate::forms::fold::fold_label;

/// Stands before the gram, to keep whole names apart from words and sounds.
const MARK: char = '\u{e002}';

/// The gram of a name as people type it; none for one without letters. Equal labels have equal grams, and once in
/// 2^40 times different ones have: who reads the records compares their names.
pub(super) fn gram(name: &str) -> Option<String> {
    let label = fold_label(name);
    let is_said = label.chars().any(char::is_alphanumeric);
    // 40 bits: names are long, and the index holds one for each record.
    is_said.then(|| format!("{MARK}{:010x}", hash(label.as_bytes()) >> 24))
}

/// FNV-1a. It stands in the index: another hash is another rule for making it.
fn hash(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

/// The gram by which a record that is called exactly so is found; none where the words hold neither letters nor digits.
pub fn called(words: &str) -> Option<Gram> {
    gram(words).map(Gram::Whole)
}
