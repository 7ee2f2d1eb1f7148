//! The browser journeys in `e2e/`: real screens of a real server in the system's Chromium.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, anyhow};

use crate::npm::Node;
use crate::places;
use crate::process::{run, run_told};

/// The types of the journeys and their harness.
pub(crate) fn check(node: &Node) -> Result<()> {
    let folder = places::root().join("e2e");
    node.install(&folder)?;
    run(&mut node.npm(&folder, &["run", "check"]))
}

/// At most so many files are given a second try; more than these are no accident.
const SECOND_TRIES: usize = 3;

/// All journeys; each starts servers of its own, on SQLite or in databases it makes on `postgres`.
///
/// A real browser on a busy machine is late now and then. A file that fails is run once more,
/// alone; if it passes then, its name is returned, because a test that needs it is to be mended.
pub(crate) fn test(node: &Node, server: &Path, postgres: Option<&str>) -> Result<Vec<String>> {
    let folder = places::root().join("e2e");
    node.install(&folder)?;
    let journeys = |arguments: &[&str]| {
        let mut journeys = node.npm(&folder, arguments);
        journeys.env("CLEW_BIN", server).env_remove("CLEW_E2E_DATABASE");
        if let Some(url) = postgres {
            journeys.env("CLEW_E2E_DATABASE", url);
        }
        run_told(&mut journeys)
    };
    let Err(failure) = journeys(&["test"]) else { return Ok(Vec::new()) };
    let failed = failed_files(&failure.to_string());
    if failed.is_empty() || failed.len() > SECOND_TRIES {
        return Err(failure);
    }
    eprintln!("\n== once more, alone: {}", failed.join(", "));
    let mut again = vec!["run", "test:files", "--"];
    again.extend(failed.iter().map(String::as_str));
    // Both tries are told: how the first failed is what will be looked for.
    journeys(&again).map_err(|second| anyhow!("{failure:#}\n\nand once more:\n{second:#}"))?;
    eprintln!("passed at the second try; the first said:\n{failure:#}");
    Ok(failed)
}

/// The test files that a report names as failed: the test runner's last part gives the place of
/// each failure.
fn failed_files(report: &str) -> Vec<String> {
    let told = report.rsplit_once("failing tests:").map_or("", |(_, told)| told);
    let places = told.lines().filter(|line| line.contains("test at "));
    let files: BTreeSet<&str> = places
        .filter_map(|line| {
            let start = line.find("src/")?;
            let end = start + line[start..].find(".test.ts")? + ".test.ts".len();
            Some(&line[start..end])
        })
        .collect();
    files.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_failed_tests_are_read_from_the_report_each_once() {
        let report = "test at src/journeys/seen.test.ts:1:1\n✖ failing tests:\n\n\
            test at src/journeys/bell.test.ts:12:3\n✖ rings\n  at src/harness/wait.test.ts:3\n\
            \u{1b}[31mtest at src/journeys/bell.test.ts:40:3\u{1b}[39m\n";
        assert_eq!(failed_files(report), ["src/journeys/bell.test.ts"]);
        assert!(failed_files("the machine is gone").is_empty());
    }
}
