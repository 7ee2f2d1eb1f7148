//! `clew restore`.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use app::Ports;
use app::backup::{Bytes, restore as restore_into};
use app::ports::List;
use clap::Args;
use store::Location;

use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::print;
use crate::user_add::told;

/// What may lie in the folder already: brought along from the data folder that the backup is of, or the lock of an
/// attempt that failed.
const MAY_BE_THERE: [&str; 6] =
    ["seal.key", "signing.key", "erasures.jsonl", "heads.jsonl", "files", "clew.lock"];

/// `clew restore`.
#[derive(Debug, Args)]
pub(crate) struct RestoreTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// The backup; - for standard input
    pub(crate) file: PathBuf,
    /// Also erase what this list names: the erasures.jsonl of another data folder
    #[arg(long, value_name = "FILE")]
    pub(crate) erasures: Option<PathBuf>,
}

/// Reads a backup into an empty data folder or database.
///
/// # Errors
/// When a server is running, the target is not empty, or the backup is damaged.
pub(crate) fn restore(task: &RestoreTask) -> Result<()> {
    let mut from: Box<dyn Read> = if task.file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(&task.file);
        let file =
            file.with_context(|| format!("{} cannot be read 备份文件读不了", task.file.display()))?;
        Box::new(BufReader::new(file))
    };
    let place = task.place.place();
    let before = names(&place.data);
    let folder = DataFolder::lock(&place.data)?;
    let location = place.location(folder.path());
    let fresh = matches!(&location, Location::Sqlite(_));
    if fresh && let Some(other) = before.iter().find(|name| !MAY_BE_THERE.contains(&name.as_str()))
    {
        let shown = place.data.display();
        bail!(
            "the folder {shown} must be empty, it holds {other} 这个文件夹里已有别的文件，请换一个空文件夹"
        );
    }
    let ports = connect::ports(folder.path()).context("the data folder cannot be used")?;
    if let Some(list) = &task.erasures {
        note(&ports, list)?;
    }
    let restored = restore_into(&location, &ports, Bytes::Kept, &mut *from);
    if restored.is_err() && fresh {
        remove(folder.path(), &before);
    }
    let restored = restored.map_err(told)?;
    let (manifest, entries) = (&restored.manifest, restored.entries);
    let (workspace, at) = (&manifest.about.workspace, manifest.about.made_at);
    print(&format!(
        "restored {workspace} as of {at}: {entries} log entries 已恢复到 {at}，日志 {entries} 条"
    ))?;
    if restored.erased > 0 {
        let erased = restored.erased;
        print(&format!(
            "{erased} records that were erased since were erased again 备份后彻底删除的 {erased} 条已再次删除"
        ))?;
    }
    print(&format!("head {}", manifest.head.hash))
}

/// Takes over another data folder's list of erasures.
fn note(ports: &Ports, list: &Path) -> Result<()> {
    let shown = list.display();
    let text = fs::read_to_string(list).with_context(|| format!("{shown} cannot be read"))?;
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &lines {
        app::erase::read_erasure(line).with_context(|| format!("{shown} is no such list"))?;
    }
    Ok(ports.witness.note(List::Erasures, &lines)?)
}

/// The names of what lies in a folder; none where it is missing.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Everything that was not there before: half a workspace is of no use.
fn remove(folder: &Path, before: &[String]) {
    for name in names(folder).iter().filter(|name| !before.contains(name)) {
        let path = folder.join(name);
        drop(if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) });
    }
}
