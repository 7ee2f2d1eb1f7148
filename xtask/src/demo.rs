//! `cargo xtask demo --leads N`: invented records at any scale; the work is the server's own.

use anyhow::Result;

use crate::process::{cargo, run};
use crate::web;

/// Passes everything on to `clew demo`, in release: a million rows is a usual wish.
pub(crate) fn demo(arguments: &[String]) -> Result<()> {
    web::allow_empty()?;
    run(cargo(&["run", "--release", "-p", "server", "--", "demo"]).args(arguments))
}
