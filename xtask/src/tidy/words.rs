//! The platform does not know the business: what a pack calls things is no word of the Rust code.

use super::rust;
use super::{Finding, Source};

/// Words of the CRM pack. A verb that looks like one of them is reworded.
const PACK_WORDS: [&str; 6] =
    ["lead", "leads", "opportunity", "opportunities", "customer", "customers"];

/// Programs that make invented data for the CRM pack, and so must name its forms; and the dictionary of what people
/// write above the columns of their own files, which are their words and not ours.
const MAY_KNOW: [&str; 3] = ["crates/bench/", "/demo", "crates/engines/src/imports/headers.rs"];

/// Looks at all words of the product's crates, in names (`LeadForm`, `lead_id`), literals and
/// comments, outside tests.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    let concerned = source.has_ending(&["rs"])
        && source.path.starts_with("crates/")
        && !source.is_test()
        && !MAY_KNOW.iter().any(|part| source.path.contains(part));
    if !concerned {
        return Vec::new();
    }
    let text = &source.text;
    let tests = rust::tests(text, &rust::spans(text));
    let mut findings = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let found = words(line).into_iter().find(|word| PACK_WORDS.contains(&word.as_str()));
        if let Some(word) = found.filter(|_| !tests.iter().any(|test| test.contains(&start))) {
            let told = format!("`{word}` is a word of a pack, not of the platform");
            findings.push(Finding::new(source, rust::line(text, start), told));
        }
        start += line.len();
    }
    findings
}

/// The words of a line in small letters, names taken apart at capitals and underscores.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for c in line.chars() {
        if !c.is_ascii_alphabetic() || (c.is_ascii_uppercase() && after_small) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphabetic()) {
            word.push(c.to_ascii_lowercase());
        }
        after_small = c.is_ascii_lowercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check(&Source::new(path, text)).len()
    }

    #[test]
    fn words_of_the_crm_are_found_wherever_they_hide() {
        for text in [
            "// a lead arrives",
            "struct LeadScore;",
            "let lead_id = 1;",
            "f(\"customer\");",
            "enum Kind { Opportunity }",
            "// may lead to",
            "const LEADS: u8 = 1;",
        ] {
            assert_eq!(findings("crates/app/src/a.rs", text), 1, "{text}");
        }
    }

    #[test]
    fn longer_words_are_other_words() {
        let text = "// misleading, leading, leader, customise; mislead";
        assert_eq!(findings("crates/app/src/a.rs", text), 0);
    }

    #[test]
    fn tests_and_invented_data_may_name_them() {
        assert_eq!(findings("crates/app/tests/it/a.rs", "// a lead"), 0);
        assert_eq!(findings("crates/testkit/src/fixtures.rs", "// a lead"), 0);
        assert_eq!(findings("crates/server/src/demo/names.rs", "// a lead"), 0);
        let module = "#[cfg(test)]\nmod tests {\n    // a lead\n}\n";
        assert_eq!(findings("crates/app/src/a.rs", module), 0);
        assert_eq!(findings("crates/app/src/a.rs", &format!("{module}// a lead\n")), 1);
    }
}
