//! The browser journeys in `e2e/`: real screens of a real server in the system's Chromium.

use std::path::Path;

use anyhow::Result;

use crate::npm::Node;
use crate::places;
use crate::process::run;

/// The types of the journeys and their harness.
pub(crate) fn check(node: &Node) -> Result<()> {
    let folder = places::root().join("e2e");
    node.install(&folder)?;
    run(&mut node.npm(&folder, &["run", "check"]))
}

/// All journeys; each starts servers of its own, on SQLite or in databases it makes on `postgres`.
pub(crate) fn test(node: &Node, server: &Path, postgres: Option<&str>) -> Result<()> {
    let folder = places::root().join("e2e");
    node.install(&folder)?;
    let mut journeys = node.npm(&folder, &["test"]);
    journeys.env("CLEW_BIN", server).env_remove("CLEW_E2E_DATABASE");
    if let Some(url) = postgres {
        journeys.env("CLEW_E2E_DATABASE", url);
    }
    run(&mut journeys)
}
