//! `clew backup`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::output::Output;
use crate::admin::{Reply, Request, ask};
use crate::cli::DataArgs;

/// `clew backup`.
#[derive(Debug, Args)]
pub(crate) struct BackupTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// The file to write; - for standard output
    pub(crate) file: PathBuf,
}

/// Writes a backup, also while the server runs, and prints the head of its log.
///
/// # Errors
/// When something of it cannot be read or written; then there is no file.
pub(crate) fn backup(task: &BackupTask) -> Result<()> {
    let mut output = Output::begin(&task.file)?;
    let mut reply = Beside { output: &mut output, quiet: task.file == Path::new("-") };
    match ask(&task.place.place(), &Request::Backup, &mut reply) {
        Ok(()) => output.finish(),
        Err(error) => {
            output.discard();
            Err(error)
        }
    }
}

/// The file in its place; lines on standard output unless the file is there.
struct Beside<'a> {
    output: &'a mut Output,
    quiet: bool,
}

impl Reply for Beside<'_> {
    fn body(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        std::io::Write::write_all(self.output, bytes)
    }

    fn line(&mut self, text: &str) -> std::io::Result<()> {
        use std::io::Write as _;
        if self.quiet {
            return self.note(text);
        }
        writeln!(std::io::stdout().lock(), "{text}")
    }

    fn note(&mut self, text: &str) -> std::io::Result<()> {
        use std::io::Write as _;
        writeln!(std::io::stderr().lock(), "{text}")
    }
}
