//! `clew restore`.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use app::backup::{Bytes, restore as restore_into};
use clap::Args;
use store::Location;

use crate::cli::DataArgs;
use crate::data_folder::DataFolder;
use crate::print;
use crate::user_add::told;

/// `clew restore`.
#[derive(Debug, Args)]
pub(crate) struct RestoreTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// The backup; - for standard input
    pub(crate) file: PathBuf,
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
        let file = file.with_context(|| format!("{} cannot be read", task.file.display()))?;
        Box::new(BufReader::new(file))
    };
    let place = task.place.place();
    let folder = DataFolder::lock(&place.data)?;
    let location = place.location(folder.path());
    let fresh = matches!(&location, Location::Sqlite(path) if !path.exists());
    let ports = connect::ports(folder.path()).context("the data folder cannot be used")?;
    let restored = restore_into(&location, &ports, Bytes::Kept, &mut *from);
    if restored.is_err() && fresh {
        remove(&location);
    }
    let restored = restored.map_err(told)?;
    let (manifest, entries) = (&restored.manifest, restored.entries);
    let workspace = &manifest.about.workspace;
    print(&format!("restored {workspace} as of {}: {entries} entries", manifest.about.made_at))?;
    print(&format!("head {}", manifest.head.hash))
}

/// A file that was not there before and is of no use.
fn remove(location: &Location) {
    let Location::Sqlite(path) = location else { return };
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        drop(fs::remove_file(name));
    }
}
