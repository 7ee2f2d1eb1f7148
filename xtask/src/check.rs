//! `cargo xtask check`: everything that can be said without running the product.

use anyhow::Result;

use crate::npm::Node;
use crate::phases::Phases;
use crate::process::{cargo, run, works};
use crate::{browser, openapi, tidy, web};

/// All checks, with a table at the end.
pub(crate) fn check() -> Result<()> {
    let node = Node::ensure()?;
    let mut phases = Phases::default();
    steps(&mut phases, &node);
    phases.finish()
}

/// The checks, the cheapest first. Also the first part of `cargo xtask test`.
pub(crate) fn steps(phases: &mut Phases, node: &Node) {
    phases.run("tidy", tidy::check);
    phases.run("format", || run(&mut cargo(&["fmt", "--all", "--check"])));
    phases.run_if_there("web/vite.config.ts", "web check", || web::check(node));
    phases.run("journeys check", || browser::check(node));
    phases.run("clippy", clippy);
    phases.run_if_there("docs/openapi.json", "generated files", || openapi::assert_fresh(node));
    if works(&mut cargo(&["deny", "--version"])) {
        phases.run("cargo deny", || run(&mut cargo(&["deny", "check", "licenses", "bans"])));
    }
}

fn clippy() -> Result<()> {
    web::allow_empty()?;
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}
