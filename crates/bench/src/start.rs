//! From start to first answer; memory when idle; size of the program.

use std::time::Duration;

use anyhow::Result;

use crate::machine;
use crate::server::{Server, program};

pub(crate) fn run(postgres: Option<&str>) -> Result<()> {
    let name = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
    let mut times = Vec::new();
    let mut idle = 0.0;
    for round in 0..5 {
        let server = Server::start(postgres)?;
        times.push(server.started);
        if round == 4 {
            std::thread::sleep(Duration::from_secs(3));
            idle = machine::memory(server.pid(), "VmRSS");
        }
    }
    times.sort_unstable();
    let size = std::fs::metadata(program()?)?.len() as f64 / 1024.0 / 1024.0;
    println!(
        "{name}: first answer after {:.0} ms (median of 5, new database each time), idle {idle:.0} MiB, program {size:.1} MiB",
        times[2].as_secs_f64() * 1e3,
    );
    Ok(())
}
