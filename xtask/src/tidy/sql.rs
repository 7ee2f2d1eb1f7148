//! SQL is written in `store` and nowhere else.

use super::rust::{self, Kind};
use super::{Finding, Source};

/// Looks into the string literals of the product's crates, outside tests.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    let concerned = source.has_ending(&["rs"])
        && source.path.starts_with("crates/")
        && !source.path.starts_with("crates/store/")
        && !source.is_test();
    if !concerned {
        return Vec::new();
    }
    let text = &source.text;
    let spans = rust::spans(text);
    let tests = rust::tests(text, &spans);
    spans
        .iter()
        .filter(|span| span.kind == Kind::Text && is_sql(&text[span.range.clone()]))
        .map(|span| span.range.start)
        .filter(|at| !tests.iter().any(|test| test.contains(at)))
        .map(|at| Finding::new(source, rust::line(text, at), "SQL belongs into `store`"))
        .collect()
}

/// Keywords in capitals anywhere, or a literal that begins as a statement in any letters. An
/// English sentence may hold the same words, but not in that shape.
fn is_sql(literal: &str) -> bool {
    let pairs =
        [("SELECT ", " FROM "), ("INSERT INTO ", ""), ("UPDATE ", " SET "), ("DELETE FROM ", "")];
    let one_line = literal.split_whitespace().collect::<Vec<_>>().join(" ");
    let in_order = |text: &str, (first, second): (&str, &str)| {
        text.find(first).is_some_and(|at| text[at + first.len() - 1..].contains(second))
    };
    if pairs.iter().any(|&pair| in_order(&one_line, pair)) {
        return true;
    }
    let body = one_line.trim_start_matches(['r', '#', '"', ' ']).to_ascii_uppercase();
    let looks_formal = body.contains(['*', '=', ',', '(', '?', '$']);
    looks_formal && pairs.iter().any(|&pair| body.starts_with(pair.0) && in_order(&body, pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check(&Source::new(path, text)).len()
    }

    #[test]
    fn statements_outside_store_are_found() {
        for literal in [
            r#""SELECT id FROM t""#,
            r#""WITH a AS (SELECT 1 FROM b)""#,
            "\"INSERT INTO t VALUES (1)\"",
            "\"UPDATE t\n   SET a = 1\"",
            "r#\"delete from t where a = 1\"#",
            r#""select a, b from t""#,
        ] {
            let text = format!("fn a() {{ run({literal}); }}");
            assert_eq!(findings("crates/app/src/a.rs", &text), 1, "{literal}");
            assert_eq!(findings("crates/store/src/a.rs", &text), 0, "{literal}");
        }
    }

    #[test]
    fn sentences_are_not_statements() {
        for literal in ["select a view from the list", "Update the form and set its name"] {
            assert_eq!(
                findings("crates/api/src/a.rs", &format!("f(\"{literal}\")")),
                0,
                "{literal}"
            );
        }
    }

    #[test]
    fn tests_and_comments_may_speak_sql() {
        let sql = "\"SELECT id FROM t\"";
        assert_eq!(findings("crates/app/src/a.rs", &format!("// {sql}")), 0);
        assert_eq!(findings("crates/app/tests/it/a.rs", &format!("f({sql});")), 0);
        let module = format!("#[cfg(test)]\nmod tests {{ fn a() {{ f({sql}) }} }}");
        assert_eq!(findings("crates/app/src/a.rs", &module), 0);
    }
}
