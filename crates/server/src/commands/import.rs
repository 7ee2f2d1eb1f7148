//! `clew import`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use serde_json::json;

use crate::admin::{ImportRequest, Request, Terminal, ask};
use crate::cli::DataArgs;

/// `clew import`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("target").required(true).multiple(false)))]
pub(crate) struct ImportTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// A workbook or a text file
    pub(crate) file: PathBuf,
    /// The form that the rows go to
    #[arg(long, value_name = "CODE", group = "target")]
    pub(crate) form: Option<String>,
    /// Or a new form, made from the columns
    #[arg(long, value_name = "CODE", group = "target")]
    pub(crate) new_form: Option<String>,
    /// Changes of what is proposed, in JSON, as the API takes them
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,
    /// Only say what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Imports a file and prints a summary in JSON; how it goes is told on standard error.
///
/// # Errors
/// When the file holds no table, or something keeps the import from running.
pub(crate) fn import(task: &ImportTask) -> Result<()> {
    let shown = task.file.display();
    let path = fs::canonicalize(&task.file).with_context(|| format!("{shown} cannot be read"))?;
    let map = match &task.map {
        None => None,
        Some(file) => {
            let text =
                fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
            Some(serde_json::from_slice(&text).context("--map is not JSON")?)
        }
    };
    let target = match &task.new_form {
        Some(code) => json!({ "new_form": { "name": code, "code": code } }),
        None => json!({ "form": task.form }),
    };
    let request = ImportRequest { path, target, map, dry_run: task.dry_run };
    let mut nowhere = std::io::sink();
    ask(&task.place.place(), &Request::Import(request), &mut Terminal { body: &mut nowhere })
}
