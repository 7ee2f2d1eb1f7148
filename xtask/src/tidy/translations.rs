//! Both languages of the screens are complete: the same words, with the same parameters.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Finding, Source};

const ROOT: &str = "web/src/i18n";
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Endings for numbers, which differ by language: Chinese has only the last.
const PLURALS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

/// Compares each translation file with its sister in the other language.
pub(crate) fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (here, there) in [(0, 1), (1, 0)].map(|(a, b)| (LANGUAGES[a], LANGUAGES[b])) {
        for source in sources.iter().filter(|source| source.path.ends_with(".json")) {
            let Some(file) = source.path.strip_prefix(&format!("{ROOT}/{here}/")) else { continue };
            let sister =
                sources.iter().find(|other| other.path == format!("{ROOT}/{there}/{file}"));
            match sister {
                Some(sister) => findings.extend(compare(source, sister, there)),
                None => findings.push(Finding::new(source, 0, format!("is not there in {there}"))),
            }
        }
    }
    findings
}

/// What `source` has and `sister`, in the language `there`, has not.
fn compare(source: &Source, sister: &Source, there: &str) -> Vec<Finding> {
    let (Some(ours), Some(theirs)) = (messages(&source.text), messages(&sister.text)) else {
        return vec![Finding::new(source, 0, "this file or its sister is no object of texts")];
    };
    let mut findings = Vec::new();
    for (key, message) in &ours {
        let told = match theirs.get(key) {
            _ if message.empty => format!("`{key}` is empty"),
            None => format!("`{key}` is missing in {there}"),
            // Which number a plural form names is the language's own affair.
            Some(other)
                if !message.plural && !other.parameters.is_superset(&message.parameters) =>
            {
                format!("`{key}` has other parameters in {there}")
            }
            Some(_) => continue,
        };
        findings.push(Finding::new(source, 0, told));
    }
    findings
}

#[derive(Default)]
struct Message {
    empty: bool,
    plural: bool,
    parameters: BTreeSet<String>,
}

/// All texts by their key (`form.save`), plural forms under their common key.
fn messages(text: &str) -> Option<BTreeMap<String, Message>> {
    let mut messages = BTreeMap::new();
    flatten("", &serde_json::from_str(text).ok()?, &mut messages).then_some(messages)
}

fn flatten(key: &str, value: &Value, messages: &mut BTreeMap<String, Message>) -> bool {
    match value {
        Value::Object(inner) => inner.iter().all(|(name, value)| {
            let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
            flatten(&key, value, messages)
        }),
        Value::String(text) => {
            let bare = PLURALS.iter().find_map(|ending| key.strip_suffix(ending));
            let message = messages.entry(bare.unwrap_or(key).to_owned()).or_default();
            message.empty |= text.trim().is_empty();
            message.plural |= bare.is_some();
            message.parameters.extend(parameters(text));
            true
        }
        _ => false,
    }
}

/// The names in `{{name}}` and `{{name, format}}`.
fn parameters(text: &str) -> Vec<String> {
    let pieces = text.split("{{").skip(1).filter_map(|piece| piece.split_once("}}"));
    pieces.map(|(name, _)| name.split(',').next().unwrap_or(name).trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(chinese: &str, english: &str) -> Vec<String> {
        let sources = [
            Source::new("web/src/i18n/zh-CN/forms.json", chinese),
            Source::new("web/src/i18n/en/forms.json", english),
        ];
        check(&sources).into_iter().map(|finding| finding.told).collect()
    }

    #[test]
    fn a_key_missing_in_either_language_is_found() {
        let findings = told(r#"{"a": {"b": "甲"}}"#, r#"{"a": {"c": "B"}}"#);
        assert_eq!(findings, ["`a.b` is missing in en", "`a.c` is missing in zh-CN"]);
    }

    #[test]
    fn a_file_missing_in_one_language_is_found() {
        let sources = [Source::new("web/src/i18n/en/forms.json", "{}")];
        assert_eq!(check(&sources).len(), 1);
    }

    #[test]
    fn an_empty_text_is_no_translation() {
        assert_eq!(told(r#"{"a": " "}"#, r#"{"a": "A"}"#), ["`a` is empty"]);
    }

    #[test]
    fn a_forgotten_parameter_is_found() {
        let findings = told(r#"{"a": "{{name}} 你好"}"#, r#"{"a": "Hello"}"#);
        assert_eq!(findings, ["`a` has other parameters in en"]);
    }

    #[test]
    fn plural_forms_are_each_languages_own() {
        let english = r#"{"n_one": "one record", "n_other": "{{count}} records"}"#;
        assert!(told(r#"{"n_other": "{{count}} 条"}"#, english).is_empty());
        assert!(told(r#"{"n": "{{count}} 条"}"#, english).is_empty());
    }
}
