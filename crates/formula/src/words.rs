//! Plain text work that every engine does alike: ASCII folding, and counting in code points.

/// What `TRIM` takes off: blanks as people type them, the full-width one included.
pub const TRIMMED: [char; 6] = [' ', '\t', '\n', '\r', '\u{a0}', '\u{3000}'];

/// Whether `part` stands in `text`, A–Z and a–z being the same.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    // Valid UTF-8 is self-synchronising: a byte match is a match of characters.
    part.len() <= text.len() && text.windows(part.len()).any(|w| w.eq_ignore_ascii_case(part))
}

pub(crate) fn starts_with(text: &str, part: &str) -> bool {
    text.as_bytes().get(..part.len()).is_some_and(|t| t.eq_ignore_ascii_case(part.as_bytes()))
}

pub(crate) fn ends_with(text: &str, part: &str) -> bool {
    let Some(from) = text.len().checked_sub(part.len()) else { return false };
    text.as_bytes()[from..].eq_ignore_ascii_case(part.as_bytes())
}

/// The first `n` characters.
pub(crate) fn left(text: &str, n: i64) -> &str {
    mid(text, 1, n)
}

/// The last `n` characters.
pub(crate) fn right(text: &str, n: i64) -> &str {
    let skip = text.chars().count().saturating_sub(usize::try_from(n).unwrap_or(0));
    &text[byte_of(text, skip)..]
}

/// `n` characters from the `from`th on, counted from 1.
pub(crate) fn mid(text: &str, from: i64, n: i64) -> &str {
    let (Ok(from), Ok(n)) = (usize::try_from(from.saturating_sub(1)), usize::try_from(n)) else {
        return "";
    };
    let rest = &text[byte_of(text, from)..];
    &rest[..byte_of(rest, n)]
}

fn byte_of(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_cut_at_characters() {
        assert_eq!(left("华星制造", 2), "华星");
        assert_eq!(left("ab", -3), "");
        assert_eq!(right("华星制造", 1), "造");
        assert_eq!(right("ab", 9), "ab");
        assert_eq!(mid("华星制造", 2, 2), "星制");
        assert_eq!(mid("ab", 0, 1), "");
        assert_eq!(mid("ab", i64::MIN, i64::MAX), "");
    }

    #[test]
    fn only_a_to_z_fold() {
        assert!(contains("ABC公司", "bc公"));
        assert!(!contains("É", "é"));
        assert!(starts_with("Test", "tE") && ends_with("Test", "ST") && !ends_with("t", "st"));
    }
}
