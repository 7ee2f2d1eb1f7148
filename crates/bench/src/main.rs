//! `cargo xtask bench [NAME …]`: what the product does beside what the machine can do, measured in the same run.
//!
//! Figures are printed, never tested: machines are noisy, so read ratios and medians. `CLEW_BENCH_POSTGRES` names a
//! PostgreSQL server (`cargo xtask postgres --detach` starts one); without it only SQLite is measured.
//! `CLEW_BENCH_ROWS` sets the size of the large form (1,000,000).

#![expect(clippy::print_stdout, reason = "figures are the purpose")]

mod client;
mod creates;
mod file;
mod import;
mod large;
mod limits;
mod machine;
mod members;
mod percentile;
mod server;
mod start;

use anyhow::{Result, bail};

/// A measurement by name.
type Measure = fn(Option<&str>) -> Result<()>;

const ALL: [(&str, &str, Measure); 4] = [
    ("start", "start to first answer, idle memory, size of the program", start::run),
    ("creates", "durable creates through HTTP, 32 connections", creates::run),
    ("import", "import of a large csv, with interactive writes meanwhile", import::run),
    (
        "large",
        "first page, deep page, search, members and index building over the large form",
        large::run,
    ),
];

fn main() -> Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|w| ALL.iter().all(|(name, ..)| name != w)) {
        for (name, what, _) in ALL {
            println!("{name:<10} {what}");
        }
        bail!("there is no measurement called {unknown}");
    }
    let postgres = std::env::var("CLEW_BENCH_POSTGRES").ok();
    machine::describe();
    for (name, what, measure) in ALL {
        if !wanted.is_empty() && !wanted.iter().any(|w| w == name) {
            continue;
        }
        println!("\n## {name}: {what}");
        measure(None)?;
        if let Some(url) = &postgres {
            measure(Some(url))?;
        }
    }
    Ok(())
}
