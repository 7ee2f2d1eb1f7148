//! `cargo xtask test`: the checks and all tests; what the continuous integration runs, word for word.

use anyhow::Result;

use crate::npm::Node;
use crate::phases::Phases;
use crate::postgres::cluster::Cluster;
use crate::process::{cargo, run, run_told, works};
use crate::{browser, check, debian, places, web};

/// Where tests find a PostgreSQL: the URL of its maintenance database, as a superuser.
pub(crate) const TEST_POSTGRES: &str = "CLEW_TEST_POSTGRES";

/// Runs everything, with a table at the end.
pub(crate) fn test() -> Result<()> {
    let node = Node::ensure()?;
    let mut phases = Phases::default();
    check::steps(&mut phases, &node);
    phases.run("system packages", debian::install_missing);
    if let Some(cluster) = phases.run("start PostgreSQL", Cluster::start) {
        let url = cluster.url();
        phases.run("rust tests", || rust_tests(&url));
        phases.run_if_there("web/vite.config.ts", "web tests", || web::test(&node));
        let build = || run(&mut cargo(&["build", "-p", "server"]));
        // Without a fresh build an older server would answer for what it does not know.
        if phases.run("build the server", build).is_some() {
            let server = places::server("debug");
            for (database, url) in [("SQLite", None), ("PostgreSQL", Some(url.as_str()))] {
                let name = format!("journeys on {database}");
                let unsteady = phases.run(&name, || browser::test(&node, &server, url));
                for file in unsteady.unwrap_or_default() {
                    phases.remark(format!("{name}: {file} passed only at the second try"));
                }
            }
        }
        phases.run("stop PostgreSQL", || cluster.stop());
    }
    phases.finish()
}

fn rust_tests(postgres: &str) -> Result<()> {
    web::allow_empty()?;
    let nextest = works(&mut cargo(&["nextest", "--version"]));
    let runner: &[&str] = if nextest { &["nextest", "run"] } else { &["test"] };
    run_told(cargo(runner).arg("--workspace").env(TEST_POSTGRES, postgres))
}
