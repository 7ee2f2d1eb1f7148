//! `cargo xtask postgres`: a throw-away PostgreSQL for developers and tests.
//!
//! `cluster` starts and stops one, `programs` finds the installed PostgreSQL. Begin with
//! `cluster`, where it is said how a cluster goes away even when its owner is killed.

pub(crate) mod cluster;
pub(crate) mod programs;

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};

use cluster::Cluster;

use crate::test::TEST_POSTGRES;

/// Keeps a cluster until ctrl-c, or leaves one running, or stops one that was left.
pub(crate) fn postgres(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => keep(&Cluster::start()?),
        ["--detach"] => {
            let cluster = Cluster::start()?;
            println!("{}", cluster.describe());
            println!("stop it with: cargo xtask postgres --stop {}", cluster.folder().display());
            cluster.detach()
        }
        ["--stop", folder] => cluster::stop_detached(Path::new(folder)),
        _ => bail!("`cargo xtask postgres` takes nothing, --detach, or --stop DIR"),
    }
}

/// Ctrl-c ends this process; the cluster's guardian notices and clears up.
fn keep(cluster: &Cluster) -> Result<()> {
    println!("{}", cluster.describe());
    println!("export {TEST_POSTGRES}={}", cluster.url());
    println!("it stops, and is deleted, with ctrl-c");
    while cluster.is_running() {
        std::thread::sleep(Duration::from_millis(500));
    }
    bail!("PostgreSQL stopped by itself; see the log in {}", cluster.folder().display())
}
