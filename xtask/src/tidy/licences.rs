//! Everything that is linked into the product may be given away under Apache-2.0.

use serde_json::Value;

use super::{Finding, spdx};

/// Licences that ask for no more than a notice (MPL-2.0: for changes of its own files). The same
/// list stands in `deny.toml` for those who have that tool.
pub(crate) const ALLOWED: [&str; 12] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MPL-2.0",
    "Zlib",
    "Unicode-3.0",
    "Unlicense",
    "CC0-1.0",
    "BSL-1.0",
];

/// Data that is not code, under a licence for data: the certificates of Mozilla's root programme.
const DATA: [(&str, &str); 1] = [("webpki-roots", "CDLA-Permissive-2.0")];

/// Judges every package in the output of `cargo metadata`.
pub(crate) fn check(metadata: &Value) -> Vec<Finding> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages.filter_map(judge).collect()
}

fn judge(package: &Value) -> Option<Finding> {
    let name = package["name"].as_str().unwrap_or("?");
    let told = match package["license"].as_str() {
        None => format!("{name} names no licence"),
        Some(licence) if DATA.contains(&(name, licence)) => return None,
        Some(licence) if spdx::permits(licence, &|single| ALLOWED.contains(&single)) => {
            return None;
        }
        Some(licence) => format!("{name} stands under {licence}, which is not in the list"),
    };
    Some(Finding::about("Cargo.lock", told))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(licence: Value) -> Vec<Finding> {
        check(&serde_json::json!({"packages": [{"name": "a", "license": licence}]}))
    }

    #[test]
    fn a_licence_that_is_not_in_the_list_is_found() {
        assert_eq!(findings("AGPL-3.0-only".into()).len(), 1);
        assert_eq!(findings("MIT AND EPL-2.0".into()).len(), 1);
    }

    #[test]
    fn a_package_without_a_licence_is_found() {
        assert_eq!(findings(Value::Null).len(), 1);
    }

    #[test]
    fn a_licence_for_data_is_allowed_for_that_data_alone() {
        let certificates = serde_json::json!({"name": "webpki-roots", "license": DATA[0].1});
        assert!(check(&serde_json::json!({"packages": [certificates]})).is_empty());
        assert_eq!(findings(DATA[0].1.into()).len(), 1);
    }

    #[test]
    fn usual_double_licences_pass() {
        assert!(findings("MIT OR Apache-2.0".into()).is_empty());
        assert!(findings("(MIT OR Apache-2.0) AND Unicode-3.0".into()).is_empty());
    }

    #[test]
    fn the_list_in_deny_toml_is_the_same() {
        let root = crate::places::root();
        let deny = std::fs::read_to_string(root.join("deny.toml")).unwrap();
        let mut listed: Vec<&str> = deny
            .lines()
            .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\","))
            .collect();
        let mut allowed = ALLOWED.to_vec();
        listed.sort_unstable();
        allowed.sort_unstable();
        assert_eq!(listed, allowed);
    }
}
