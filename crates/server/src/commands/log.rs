//! `clew log`: old entries of the log in files of their own.

use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use sha2::{Digest as _, Sha256};
use store::log::{Checked, Part, check_file};

use super::output::Output;
use crate::admin::{Reply, Request, ask};
use crate::cli::DataArgs;
use crate::print;

/// What to do with the log.
#[derive(Debug, Subcommand)]
pub(crate) enum LogTask {
    /// Move what old entries say into a file; headers stay, so the log still verifies
    Archive(ArchiveTask),
    /// Check such a file
    Check(CheckTask),
}

/// `clew log archive`.
#[derive(Debug, Args)]
pub(crate) struct ArchiveTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// Entries before this day, 2026-01-31
    #[arg(long, value_name = "DAY")]
    pub(crate) before: jiff::civil::Date,
    /// The file to write
    pub(crate) file: PathBuf,
}

/// `clew log check`.
#[derive(Debug, Args)]
pub(crate) struct CheckTask {
    /// The file
    pub(crate) file: PathBuf,
}

/// Does it.
///
/// # Errors
/// Why not.
pub(crate) fn log(task: &LogTask) -> Result<()> {
    match task {
        LogTask::Archive(task) => archive(task),
        LogTask::Check(task) => {
            let found = checked(&task.file)?;
            let (part, entries, erased) = (found.about.part, found.entries, found.erased);
            print(&format!(
                "sound: {entries} entries, {} to {}; of {erased} something was erased before",
                part.first, part.last
            ))?;
            print(&format!("head {}", found.about.hash))
        }
    }
}

/// Writes the file, reads it back and checks it, and only then lets the database forget.
fn archive(task: &ArchiveTask) -> Result<()> {
    let place = task.place.place();
    let mut told = Collected { lines: Vec::new(), output: None };
    ask(&place, &Request::ArchivablePart { before: task.before }, &mut told)?;
    let Some(part) = told.lines.first() else {
        bail!("nothing was signed before {}: there is nothing to put away", task.before);
    };
    let part: Part = serde_json::from_str(part)?;
    let mut output = Output::begin(&task.file)?;
    let mut reply = Collected { lines: Vec::new(), output: Some(&mut output) };
    match ask(&place, &Request::WriteLogPart { part }, &mut reply) {
        Ok(()) => output.finish()?,
        Err(error) => {
            output.discard();
            return Err(error);
        }
    }
    let found = checked(&task.file)?;
    let (file, hash) = (hash_of(&task.file)?, found.about.hash);
    let mut told = Collected { lines: Vec::new(), output: None };
    ask(&place, &Request::DropLogPart { part, file, hash }, &mut told)?;
    print(&format!("{} entries, {} to {}", found.entries, part.first, part.last))?;
    told.lines.iter().try_for_each(|line| print(line))
}

fn checked(path: &Path) -> Result<Checked> {
    let shown = path.display();
    let file = File::open(path).with_context(|| format!("{shown} cannot be read"))?;
    Ok(check_file(&mut BufReader::new(file))?)
}

fn hash_of(path: &Path) -> Result<String> {
    let (mut file, mut hasher) = (File::open(path)?, Sha256::new());
    let mut piece = vec![0; 64 * 1024];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(store::backup::hex(&hasher.finalize())),
            n => hasher.update(&piece[..n]),
        }
    }
}

/// Keeps the lines of an answer; the file goes where it was wanted.
struct Collected<'a> {
    lines: Vec<String>,
    output: Option<&'a mut Output>,
}

impl Reply for Collected<'_> {
    fn body(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.output.as_mut().map_or(Ok(()), |output| io::Write::write_all(*output, bytes))
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        self.lines.push(text.to_owned());
        Ok(())
    }

    fn note(&mut self, text: &str) -> io::Result<()> {
        use io::Write as _;
        writeln!(io::stderr().lock(), "{text}")
    }
}
