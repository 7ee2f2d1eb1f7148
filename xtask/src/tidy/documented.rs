//! Every Rust module says at its top what it is for.

use super::{Finding, Source};

/// Looks at the first line that is not empty.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    if !source.has_ending(&["rs"]) || source.is_generated() {
        return Vec::new();
    }
    let first = source.text.lines().map(str::trim).find(|line| !line.is_empty());
    if first.is_some_and(|line| line.starts_with("//!")) {
        return Vec::new();
    }
    vec![Finding::new(
        source,
        1,
        "a module begins with `//!`: what it is for, what it may not know",
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_without_a_word_about_itself_is_found() {
        for text in
            ["use std::fs;\n", "", "// not for the docs\n", "/// of the next item\nfn f() {}"]
        {
            assert_eq!(check(&Source::new("crates/app/src/x.rs", text)).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn a_documented_module_is_fine_and_other_languages_are_not_asked() {
        assert!(check(&Source::new("crates/app/src/x.rs", "\n//! Here.\n")).is_empty());
        assert!(check(&Source::new("web/src/x.ts", "export {}")).is_empty());
    }
}
