//! Whoever silences a lint says why.

use super::rust::{self, Kind};
use super::{Finding, Source};

/// Looks for `allow` and `expect` attributes without a `reason`.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    if !source.has_ending(&["rs"]) || source.is_generated() {
        return Vec::new();
    }
    let text = &source.text;
    let spans = rust::spans(text);
    let in_code = |at: usize| spans.iter().any(|s| s.kind == Kind::Code && s.range.contains(&at));
    let mut findings = Vec::new();
    for opening in ["[allow(", "[expect("] {
        for (at, _) in text.match_indices(opening).filter(|(at, _)| in_code(*at)) {
            let attribute = &text[at..];
            let end = attribute.find(")]").unwrap_or(attribute.len());
            if !attribute[..end].contains("reason =") {
                let told = "silencing a lint needs a `reason = \"…\"`";
                findings.push(Finding::new(source, rust::line(text, at), told));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_without_a_reason_is_found() {
        let text = "\n#[allow(dead_code)]\nfn a() {}\n#![expect(clippy::x)]";
        let lines: Vec<usize> =
            check(&Source::new("a.rs", text)).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [2, 4]);
    }

    #[test]
    fn a_reason_on_a_line_of_its_own_counts() {
        let text =
            "#[expect(\n    dead_code,\n    reason = \"read by the macro (only)\",\n)]\nfn a() {}";
        assert!(check(&Source::new("a.rs", text)).is_empty());
    }

    #[test]
    fn attributes_in_comments_and_strings_silence_nothing() {
        let text = "// #[allow(x)]\nlet a = \"#[allow(x)]\";";
        assert!(check(&Source::new("a.rs", text)).is_empty());
    }
}
