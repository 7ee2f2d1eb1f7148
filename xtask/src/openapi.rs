//! `cargo xtask openapi`: the machine-readable contract and the web client made from it.
//!
//! Both are generated from the code and committed, so that a change of the contract is seen in
//! review, and so that the web builds without a server.

use std::fs;

use anyhow::{Result, bail};

use crate::npm::Node;
use crate::process::{capture, cargo, run};
use crate::{fingerprint, places, web};

/// The contract as the server prints it.
const CONTRACT: &str = "docs/openapi.json";

/// The package that turns the contract into a client; it has a lock file of its own because it
/// needs an older TypeScript than the rest.
const GENERATOR: &str = "web/tools/apigen";

/// Where the generated client is.
const CLIENT: &str = "web/src/api";

/// Writes both, or with `--check` only compares.
pub(crate) fn openapi(arguments: &[String]) -> Result<()> {
    let node = Node::ensure()?;
    match arguments {
        [] => {
            fs::write(places::root().join(CONTRACT), contract()?)?;
            generate(&node)
        }
        [only] if only == "--check" => assert_fresh(&node),
        _ => bail!("`cargo xtask openapi` takes nothing or --check"),
    }
}

/// Fails if what is in the checkout differs from what the code says.
pub(crate) fn assert_fresh(node: &Node) -> Result<()> {
    let stale = "is stale: run `cargo xtask openapi` and commit the result";
    if fs::read(places::root().join(CONTRACT))? != contract()? {
        bail!("{CONTRACT} {stale}");
    }
    let client = places::root().join(CLIENT);
    let before = fingerprint::of(&client, &[])?;
    generate(node)?;
    if fingerprint::of(&client, &[])? != before {
        bail!("{CLIENT} was stale and has been rewritten: commit it");
    }
    Ok(())
}

fn contract() -> Result<Vec<u8>> {
    web::allow_empty()?;
    run(&mut cargo(&["build", "-p", "server"]))?;
    capture(crate::process::program(places::server("debug"), &places::root()).arg("openapi"))
}

fn generate(node: &Node) -> Result<()> {
    let folder = places::root().join(GENERATOR);
    if !folder.join("package.json").exists() {
        eprintln!("  (no {GENERATOR} yet: the web client is not generated)");
        return Ok(());
    }
    node.install(&folder)?;
    run(&mut node.npm(&folder, &["run", "generate"]))
}
