//! The front end: installed, built into `web/dist`, checked, tested.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::npm::Node;
use crate::process::{run, run_told};
use crate::{fingerprint, places};

/// Folders in `web/` that say nothing about what a build would give.
const NOT_SOURCES: [&str; 4] = ["node_modules", "dist", "coverage", ".tanstack"];

/// Builds `web/dist` unless it was built from exactly these sources.
pub(crate) fn build(node: &Node) -> Result<()> {
    let web = places::root().join("web");
    node.install(&web)?;
    let stamp = places::target().join("clew-web.stamp");
    if fs::read_to_string(&stamp).is_ok_and(|built| Some(built) == print(&web).ok()) {
        return Ok(());
    }
    run(&mut node.npm(&web, &["run", "build"]))?;
    fs::create_dir_all(places::target())?;
    fs::write(stamp, print(&web)?)?;
    Ok(())
}

/// Formatting, lints, types and translations of the front end, and the sizes of what it builds.
pub(crate) fn check(node: &Node) -> Result<()> {
    build(node)?;
    script(node, "check")
}

/// The front end's unit tests.
pub(crate) fn test(node: &Node) -> Result<()> {
    script(node, "test")
}

/// The server embeds the folder `web/dist` when it is compiled; checks do not need it filled.
pub(crate) fn allow_empty() -> Result<()> {
    Ok(fs::create_dir_all(places::root().join("web/dist"))?)
}

fn script(node: &Node, name: &str) -> Result<()> {
    let web = places::root().join("web");
    node.install(&web)?;
    run_told(&mut node.npm(&web, &["run", name]))
}

/// Where, from what, and into what: a build by hand or of another checkout is seen too.
fn print(web: &Path) -> Result<String> {
    let sources = fingerprint::of(web, &NOT_SOURCES)?;
    let built = fingerprint::of(&web.join("dist"), &[])?;
    Ok(format!("{}\n{sources}\n{built}\n", web.display()))
}
