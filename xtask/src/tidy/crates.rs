//! The law of dependencies: which room may use which, and who may be asynchronous.
//!
//! The table is the picture of `docs/architecture.md` §2, so a change here is a decision.

use serde_json::Value;

use super::Finding;

/// What each crate of the workspace may use of the workspace.
const LAW: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("formula", &["model"]),
    ("sheets", &[]),
    ("engines", &["model", "formula"]),
    ("store", &["model", "formula"]),
    ("app", &["model", "formula", "engines", "sheets", "store"]),
    ("connect", &["model", "app"]),
    ("api", &["model", "app"]),
    ("server", &["model", "formula", "engines", "sheets", "store", "app", "connect", "api"]),
    ("testkit", &["model", "formula", "engines", "sheets", "store", "app", "connect"]),
    ("bench", &["model", "formula", "engines", "sheets", "store", "app", "connect", "testkit"]),
    ("xtask", &[]),
];

/// Who may use the test kit, in tests only: what stands above `store`.
const TESTED_WITH_TESTKIT: [&str; 4] = ["app", "connect", "api", "server"];

/// Libraries that make their user asynchronous, and who may use them. Everybody else is plain
/// blocking code on threads, which is easier to test and to explain.
const ASYNC: [&str; 7] =
    ["tokio", "tokio-postgres", "tokio-util", "futures", "futures-util", "axum", "hyper"];
const MAY_BE_ASYNC: [&str; 6] = ["api", "connect", "server", "store", "testkit", "bench"];

/// Database drivers, and who may use them.
const DRIVERS: [&str; 2] = ["rusqlite", "tokio-postgres"];
const MAY_DRIVE: [&str; 3] = ["store", "testkit", "bench"];

/// Judges the manifests of the workspace in the output of `cargo metadata`.
pub(crate) fn check(metadata: &Value) -> Vec<Finding> {
    let members: Vec<&str> = metadata["workspace_members"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .filter(|package| package["id"].as_str().is_some_and(|id| members.contains(&id)))
        .flat_map(judge)
        .collect()
}

fn judge(package: &Value) -> Vec<Finding> {
    let name = package["name"].as_str().unwrap_or("?");
    let finding = |told: String| Finding::about(&format!("crates/{name}/Cargo.toml"), told);
    let Some((_, may_use)) = LAW.iter().find(|(room, _)| *room == name) else {
        return vec![finding(format!("`{name}` has no place in the law of dependencies yet"))];
    };
    let mut findings = Vec::new();
    for dependency in package["dependencies"].as_array().into_iter().flatten() {
        let used = dependency["name"].as_str().unwrap_or("?");
        // A dependency on a path is one on the workspace.
        let ours = dependency["path"].is_string();
        let in_tests = dependency["kind"].as_str() == Some("dev");
        let testkit = in_tests && used == "testkit" && TESTED_WITH_TESTKIT.contains(&name);
        if ours && !may_use.contains(&used) && !testkit {
            findings.push(finding(format!("`{name}` may not use `{used}`")));
        }
        if ASYNC.contains(&used) && !MAY_BE_ASYNC.contains(&name) {
            findings.push(finding(format!("`{name}` is not asynchronous, so no `{used}`")));
        }
        if DRIVERS.contains(&used) && !MAY_DRIVE.contains(&name) {
            findings.push(finding(format!("`{used}` is for `store` alone")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(name: &str, dependencies: Value) -> Vec<String> {
        let package = json!({"id": "one", "name": name, "dependencies": dependencies});
        let metadata = json!({"workspace_members": ["one"], "packages": [package]});
        check(&metadata).into_iter().map(|finding| finding.told).collect()
    }

    fn ours(name: &str) -> Value {
        json!({"name": name, "path": "/somewhere", "kind": null})
    }

    #[test]
    fn engines_and_store_never_meet() {
        assert_eq!(told("engines", json!([ours("store")])), ["`engines` may not use `store`"]);
        assert_eq!(told("store", json!([ours("engines")])), ["`store` may not use `engines`"]);
    }

    #[test]
    fn the_lower_room_does_not_know_the_upper() {
        for (lower, upper) in
            [("model", "formula"), ("app", "api"), ("api", "store"), ("sheets", "model")]
        {
            assert_eq!(told(lower, json!([ours(upper)])).len(), 1, "{lower} on {upper}");
        }
    }

    #[test]
    fn what_the_picture_shows_is_allowed() {
        assert!(told("app", json!([ours("engines"), ours("store")])).is_empty());
        assert!(told("server", json!([ours("api"), ours("connect")])).is_empty());
    }

    #[test]
    fn the_test_kit_is_for_tests_above_store() {
        let for_tests = json!([{"name": "testkit", "path": "/somewhere", "kind": "dev"}]);
        assert!(told("app", for_tests.clone()).is_empty());
        assert_eq!(told("store", for_tests).len(), 1);
        assert_eq!(told("app", json!([ours("testkit")])).len(), 1);
    }

    #[test]
    fn engines_and_app_are_not_asynchronous_even_in_tests() {
        for (name, kind) in [("engines", json!(null)), ("app", json!("dev"))] {
            assert_eq!(told(name, json!([{"name": "tokio", "path": null, "kind": kind}])).len(), 1);
        }
        assert!(told("api", json!([{"name": "tokio", "path": null, "kind": null}])).is_empty());
    }

    #[test]
    fn only_store_drives_a_database() {
        let driver = json!([{"name": "rusqlite", "path": null, "kind": null}]);
        assert_eq!(told("server", driver.clone()).len(), 1);
        assert!(told("store", driver).is_empty());
    }

    #[test]
    fn a_new_crate_needs_a_place_in_the_law() {
        assert_eq!(told("extras", json!([])).len(), 1);
    }
}
