//! No drawers for everything: files and folders are named after what is in them.

use super::{Finding, Source};

const BANNED: [&str; 11] = [
    "utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "service",
    "services", "v2",
];

/// Looks at the names of source files and of the folders that they are in. A banned word at the
/// end (`date-utils`) is as bad as alone; at the beginning (`service-worker`) it may be right.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    if !source.has_ending(&["rs", "ts", "tsx", "js", "mjs", "css", "py", "sh"]) {
        return Vec::new();
    }
    let parts = source.path.split('/').map(|part| part.split('.').next().unwrap_or(part));
    parts
        .filter(|part| BANNED.contains(&last_word(part)))
        .map(|part| Finding::new(source, 0, format!("`{part}` says nothing: name what it holds")))
        .collect()
}

fn last_word(name: &str) -> &str {
    name.rsplit(['-', '_']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawers_are_found_as_files_and_as_folders() {
        for path in [
            "crates/app/src/utils.rs",
            "crates/app/src/helpers/mod.rs",
            "web/src/lib/date-utils.test.ts",
            "crates/api/src/record_service.rs",
            "web/src/api-v2.ts",
        ] {
            assert_eq!(check(&Source::new(path, "")).len(), 1, "{path}");
        }
    }

    #[test]
    fn speaking_names_and_translations_are_fine() {
        for path in ["web/src/service-worker.ts", "web/src/i18n/en/common.json", "a/commons.rs"] {
            assert!(check(&Source::new(path, "")).is_empty(), "{path}");
        }
    }
}
