//! Lock files of npm name no server: each company installs from its own mirror.

use serde_json::Value;

use super::{Finding, Source};

/// What keeps npm from writing addresses, and so from changing the lock on the next machine.
const SETTING: &str = "omit-lockfile-registry-resolved=true";

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
    let told = "names the server that it came from: lock it again";
    first.map(|name| Finding::new(source, 0, format!("{name} {told}"))).into_iter().collect()
}

/// Each lock file needs the setting beside it; on one's own machine it may stand elsewhere.
pub(crate) fn check_settings(sources: &[Source]) -> Vec<Finding> {
    let has_setting = |folder: &str| {
        let npmrc = format!("{folder}.npmrc");
        sources.iter().any(|other| other.path == npmrc && other.text.contains(SETTING))
    };
    let locks = sources.iter().filter_map(|source| {
        source.path.strip_suffix("package-lock.json").map(|folder| (source, folder))
    });
    let told = format!("needs {SETTING} in the .npmrc beside it");
    locks
        .filter(|(_, folder)| !has_setting(folder))
        .map(|(source, _)| Finding::new(source, 0, &told))
        .collect()
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

    #[test]
    fn a_lock_without_the_setting_beside_it_is_found() {
        let lock = || Source::new("web/package-lock.json", "{}");
        let elsewhere = Source::new(".npmrc", SETTING);
        assert_eq!(check_settings(&[lock(), elsewhere]).len(), 1);
        assert!(check_settings(&[lock(), Source::new("web/.npmrc", SETTING)]).is_empty());
    }
}
