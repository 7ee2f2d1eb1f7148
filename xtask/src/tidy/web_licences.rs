//! The same for the front end: what ships in the browser, and what only builds or tests it.

use serde_json::Value;

use super::licences::ALLOWED;
use super::{Finding, Source, spdx};

/// As free as those in the common list, and met only among npm's packages.
const ALSO_SHIPPED: [&str; 1] = ["0BSD"];

/// For tools, none of which is given away with the product.
const ALSO_FOR_TOOLS: [&str; 3] = ["BlueOak-1.0.0", "Python-2.0", "CC-BY-4.0"];

/// Judges every package in a lock file; npm copies the licence there.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    if !source.path.ends_with("package-lock.json") {
        return Vec::new();
    }
    let lock: Value = serde_json::from_str(&source.text).unwrap_or_default();
    let packages = lock["packages"].as_object().into_iter().flatten();
    packages
        // The empty name is the package itself.
        .filter(|(path, package)| !path.is_empty() && package["link"] != true)
        .filter_map(|(path, package)| Some(Finding::new(source, 0, judge(path, package)?)))
        .collect()
}

fn judge(path: &str, package: &Value) -> Option<String> {
    let name = path.rsplit("node_modules/").next().unwrap_or(path);
    let tool = package["dev"] == true || package["devOptional"] == true;
    let allowed = |licence: &str| {
        ALLOWED.contains(&licence)
            || ALSO_SHIPPED.contains(&licence)
            || (tool && ALSO_FOR_TOOLS.contains(&licence))
    };
    match package["license"].as_str() {
        None => Some(format!("{name} names no licence")),
        Some(licence) if spdx::permits(licence, &allowed) => None,
        Some(licence) => Some(format!("{name} stands under {licence}, which is not in the list")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn findings(package: &Value) -> usize {
        let lock = json!({"packages": {"": {"license": "none"}, "node_modules/@a/b": package}});
        check(&Source::new("web/package-lock.json", &lock.to_string())).len()
    }

    #[test]
    fn a_licence_that_is_not_in_the_list_is_found() {
        assert_eq!(findings(&json!({"license": "EPL-2.0"})), 1);
        assert_eq!(findings(&json!({"license": "GPL-3.0-only", "dev": true})), 1);
        assert_eq!(findings(&json!({})), 1);
    }

    #[test]
    fn tools_may_ask_for_a_credit_but_what_ships_may_not() {
        assert_eq!(findings(&json!({"license": "CC-BY-4.0", "dev": true})), 0);
        assert_eq!(findings(&json!({"license": "CC-BY-4.0"})), 1);
    }

    #[test]
    fn free_licences_pass() {
        for licence in ["MIT", "0BSD", "MIT OR Apache-2.0"] {
            assert_eq!(findings(&json!({"license": licence})), 0, "{licence}");
        }
    }
}
