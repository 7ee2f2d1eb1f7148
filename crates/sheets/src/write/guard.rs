//! Text that a spreadsheet would run as a formula gets a `'` before it, and loses it again when
//! we read the file back. (OWASP: CSV injection.)

use std::borrow::Cow;

/// The text, safe to stand in a csv cell. Plain numbers and telephone numbers (`-5`,
/// `+8613800000000`) stay as they are: nothing in them can run.
#[must_use]
pub fn guard(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Undoes [`guard`]: exact for every text that was guarded.
pub fn unguard(text: &mut String) {
    if text.strip_prefix('\'').is_some_and(needs_guard) {
        text.remove(0);
    }
}

/// The text has a guard: a `'` before what a spreadsheet would run.
#[must_use]
pub fn is_guarded(text: &str) -> bool {
    text.strip_prefix('\'').is_some_and(needs_guard)
}

/// The text would be run: a writer that guards did not write it.
#[must_use]
pub fn is_bare(text: &str) -> bool {
    !text.starts_with('\'') && needs_guard(text)
}

/// Looks behind quotes the text has of its own, so that `'=1` comes back as `'=1`.
fn needs_guard(text: &str) -> bool {
    let inner = text.trim_start_matches('\'');
    match inner.chars().next() {
        Some('=' | '@' | '\t' | '\r' | '\n') => true,
        Some('+' | '-') => !is_plain_number(&inner[1..]),
        _ => false,
    }
}

/// Digits, perhaps in groups, with a decimal part and a percent sign.
fn is_plain_number(text: &str) -> bool {
    let text = text.strip_suffix('%').unwrap_or(text);
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let groups = |separator| whole.split(separator).all(is_digits);
    is_digits(part) && (groups(' ') || groups(','))
}

#[cfg(test)]
mod tests {
    use super::{guard, unguard};

    #[test]
    fn only_what_could_run_is_guarded() {
        for text in
            ["=1+1", "@SUM(A1)", "+1+1", "-1-1", "\tx", "\r=1", "-", "+86-138", "'=1", "-.5", "+A1"]
        {
            assert_eq!(guard(text), format!("'{text}"), "{text:?}");
        }
        for text in [
            "",
            "x=1",
            "-5",
            "+8613800001111",
            "+86 138 0000 1111",
            "-1,234.50",
            "-5%",
            "'a",
            "5-1",
        ] {
            assert_eq!(guard(text), text, "{text:?}");
        }
    }

    #[test]
    fn what_was_guarded_comes_back() {
        for text in ["=1", "'=1", "''=1", "'", "''", "'a", "'-5", "-5", "", "'\t"] {
            let mut back = guard(text).into_owned();
            unguard(&mut back);
            assert_eq!(back, text, "{text:?}");
        }
    }
}
