//! Lock files of npm name no server: each company installs from its own mirror.

use serde_json::Value;

use super::{Finding, Source};

/// Looks for addresses in `resolved`; npm leaves them out when `.npmrc` beside the lock says so.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    if !source.path.ends_with("package-lock.json") {
        return Vec::new();
    }
    let Ok(lock) = serde_json::from_str::<Value>(&source.text) else {
        return vec![Finding::new(source, 0, "is no JSON")];
    };
    let packages = lock["packages"].as_object().into_iter().flatten();
    let first = packages
        .filter(|(_, package)| package["resolved"].as_str().is_some_and(|to| to.contains("://")))
        .map(|(name, _)| name)
        .next();
    let told = "names the server that a package came from; put \
                `omit-lockfile-registry-resolved=true` into .npmrc beside it and lock again";
    first.map(|name| Finding::new(source, 0, format!("{name} {told}"))).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_names_a_server_is_found() {
        let text = r#"{"packages": {"": {}, "node_modules/a": {"resolved": "https://example.invalid/a.tgz"}}}"#;
        assert_eq!(check(&Source::new("web/package-lock.json", text)).len(), 1);
    }

    #[test]
    fn local_links_and_packages_without_origin_are_fine() {
        let text = r#"{"packages": {"node_modules/a": {"version": "1.0.0"}, "b": {"resolved": "tools/b"}}}"#;
        assert!(check(&Source::new("web/package-lock.json", text)).is_empty());
    }
}
