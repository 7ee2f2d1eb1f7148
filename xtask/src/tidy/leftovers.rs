//! No notes to oneself are left in the sources: what is not done is not there, or is in an ADR.

use super::{Finding, Source};

/// Written in two halves, or this file would be its own first finding.
const NOTES: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];

const SOURCES: [&str; 10] = ["rs", "ts", "tsx", "css", "mjs", "js", "html", "sql", "toml", "sh"];

/// Whole words in capitals only: `XXXL` is a size.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    if !source.has_ending(&SOURCES) || source.is_generated() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        if let Some(note) = words.find(|word| NOTES.contains(word)) {
            findings.push(Finding::new(source, index + 1, format!("`{note}` was left here")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_found_on_its_line() {
        let text = format!("fn a() {{}}\n// {}: later\n", NOTES[0]);
        let findings = check(&Source::new("web/src/a.ts", &text));
        assert_eq!(findings.iter().map(|f| f.line).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn every_kind_of_note_is_found() {
        for note in NOTES {
            assert_eq!(check(&Source::new("a.rs", &format!("// {note}"))).len(), 1, "{note}");
        }
    }

    #[test]
    fn parts_of_words_are_no_notes() {
        assert!(check(&Source::new("a.rs", "let size = \"XXXL\"; // todos los dias")).is_empty());
    }
}
