//! `clew export`.

use anyhow::{Context as _, Result};
use app::jobs::{ExportFormat, ExportRequest};
use clap::{Args, ValueEnum};

use crate::admin::{Request, Terminal, ask};
use crate::cli::DataArgs;

/// `clew export`.
#[derive(Debug, Args)]
pub(crate) struct ExportTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// The form's code
    #[arg(long, value_name = "CODE")]
    pub(crate) form: String,
    /// The kind of file
    #[arg(long)]
    pub(crate) format: Format,
    /// Conditions, as the API has them
    #[arg(long, value_name = "JSON")]
    pub(crate) filter: Option<String>,
}

/// The kind of file.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Xlsx,
    Csv,
    Jsonl,
}

/// Writes the records of a form to standard output.
///
/// # Errors
/// When the form or a field of the filter does not exist.
pub(crate) fn export(task: &ExportTask) -> Result<()> {
    let filter = task.filter.as_deref().map(serde_json::from_str).transpose();
    let request = ExportRequest {
        pool: false,
        form: task.form.clone(),
        format: match task.format {
            Format::Xlsx => ExportFormat::Xlsx,
            Format::Csv => ExportFormat::Csv,
            Format::Jsonl => ExportFormat::Jsonl,
        },
        filter: filter.context("--filter is not JSON")?.unwrap_or_default(),
        sort: Vec::new(),
        fields: None,
        search: None,
    };
    let mut out = std::io::stdout().lock();
    ask(&task.place.place(), &Request::Export(request), &mut Terminal { body: &mut out })
}
