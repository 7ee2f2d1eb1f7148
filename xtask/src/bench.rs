//! `cargo xtask bench [NAME]`: figures and comparisons, never a timed test.

use anyhow::Result;

use crate::process::{cargo, run};

/// Passes everything on to the benchmark binary, which lists what it has when not given a name.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    run(cargo(&["run", "--release", "-p", "bench", "--"]).args(arguments))
}
