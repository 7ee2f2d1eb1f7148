//! `clew demo`: invented records, and away with them.

use anyhow::Result;
use clap::Args;

use crate::admin::{Request, Terminal, ask};
use crate::cli::DataArgs;

/// Most records of one demo.
const MOST: u64 = 10_000_000;

/// `clew demo`.
#[derive(Debug, Args)]
pub(crate) struct DemoTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// How many leads; customers, contacts and opportunities come in proportion
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(1..=MOST))]
    pub(crate) leads: u64,
    /// Other invented records than usual
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Take the invented records away again
    #[arg(long, conflicts_with_all = ["leads", "seed"])]
    pub(crate) off: bool,
}

/// Does it, also while the server runs.
///
/// # Errors
/// When there are invented records already, or none to take away.
pub(crate) fn demo(task: &DemoTask) -> Result<()> {
    let request = match task.off {
        true => Request::RemoveDemo,
        false => Request::MakeDemo { records: task.leads, seed: task.seed },
    };
    ask(&task.place.place(), &request, &mut Terminal { body: &mut std::io::sink() })
}
