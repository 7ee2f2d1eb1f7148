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
}

/// Proves that nobody altered the log, and with `--deep` the records; says what was altered.
///
/// # Errors
/// When something was.
pub(crate) fn verify(task: &VerifyTask) -> Result<()> {
    let request = Request::Verify { deep: task.deep };
    ask(&task.place.place(), &request, &mut Terminal { body: &mut std::io::sink() })
}
