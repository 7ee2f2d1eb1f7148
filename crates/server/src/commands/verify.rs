//! `clew verify`.

use anyhow::Result;
use clap::Args;

use crate::admin::{Request, Terminal, ask};
use crate::cli::DataArgs;

/// `clew verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// Also replay the log and compare every record with it
    #[arg(long)]
    pub(crate) deep: bool,
    /// Begin behind the last entry that this server signed
    #[arg(long)]
    pub(crate) from_checkpoint: bool,
}

/// Proves that nobody altered the log, and with `--deep` the records; says what was altered.
///
/// # Errors
/// When something was.
pub(crate) fn verify(task: &VerifyTask) -> Result<()> {
    let request = Request::Verify { deep: task.deep, from_checkpoint: task.from_checkpoint };
    ask(&task.place.place(), &request, &mut Terminal { body: &mut std::io::sink() })
}
