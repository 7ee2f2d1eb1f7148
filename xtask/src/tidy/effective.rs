//! What is decided about a record is decided by the definition that holds for it: `Catalog::effective`, never the map
//! of forms. Where variants of a form come in, they come in there.

use super::{Finding, Source};

/// Where records are written, read and reacted to. Publishing compares documents and decides about no record.
const CONCERNED: [&str; 4] = ["commands/", "queries/", "reactors/", "jobs/"];
const PUBLISHING: &str = "crates/app/src/commands/publish.rs";

/// Looks for forms that are taken past it.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    let Some(path) = source.path.strip_prefix("crates/app/src/") else { return Vec::new() };
    if !CONCERNED.iter().any(|folder| path.starts_with(folder)) || source.path == PUBLISHING {
        return Vec::new();
    }
    let lines = (1..).zip(source.text.lines());
    let past = lines.filter(|(_, line)| line.contains("forms.get("));
    past.map(|(n, _)| {
        Finding::new(
            source,
            n,
            "a definition is read by `Catalog::effective`, not out of the map of forms",
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_taken_out_of_the_map_is_found() {
        let findings = |path: &str, text: &str| check(&Source::new(path, text)).len();
        let text = "let form = catalog.forms.get(&id);";
        assert_eq!(findings("crates/app/src/queries/record.rs", text), 1);
        assert_eq!(findings("crates/app/src/commands/update.rs", text), 1);
        assert_eq!(findings("crates/app/src/catalog.rs", text), 0);
        assert_eq!(findings(PUBLISHING, text), 0);
        assert_eq!(findings("crates/app/src/queries/record.rs", "catalog.effective(id)?"), 0);
    }
}
