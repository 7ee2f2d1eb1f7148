//! `clew erase`.

use anyhow::Result;
use clap::Args;
use model::RecordId;

use crate::admin::{Request, Terminal, ask};
use crate::cli::DataArgs;

/// `clew erase`.
#[derive(Debug, Args)]
pub(crate) struct EraseTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// The form's code
    #[arg(long, value_name = "CODE")]
    pub(crate) form: String,
    /// The record's id, rec_…; it must lie in the recycle bin
    #[arg(long, value_name = "ID")]
    pub(crate) record: RecordId,
}

/// Erases a record for good, with all that is known of it, and prints what was erased.
///
/// # Errors
/// When it is not there, or not in the recycle bin.
pub(crate) fn erase(task: &EraseTask) -> Result<()> {
    let request = Request::Erase { form: task.form.clone(), record: task.record };
    ask(&task.place.place(), &request, &mut Terminal { body: &mut std::io::sink() })
}
