//! From a place to an open workspace.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use app::Platform;
use store::{Location, Store, sqlite_file};

use crate::before_upgrade::KeptBefore;
use crate::data_folder::DataFolder;
use crate::moved;

/// The schema in a PostgreSQL database.
const SCHEMA: &str = "public";

/// Where a workspace lies.
#[derive(Debug, Clone)]
pub struct Place {
    /// The data folder: files, and the database where no other is named.
    pub data: PathBuf,
    /// A PostgreSQL database.
    pub database: Option<String>,
    /// Whether a backup is kept before an older database is brought up to date.
    pub backup: bool,
}

impl Place {
    /// The database.
    pub(crate) fn location(&self, folder: &std::path::Path) -> Location {
        match &self.database {
            Some(url) => Location::Postgres { url: url.clone(), schema: SCHEMA.to_owned() },
            None => Location::Sqlite(sqlite_file(folder)),
        }
    }
}

/// Refuses a place in which nothing lies yet: a mistyped folder must not pass for an empty workspace.
///
/// # Errors
/// When the folder, or the database in it, is missing.
pub(crate) fn must_be_there(place: &Place) -> Result<()> {
    let is_there = match place.location(&place.data) {
        Location::Sqlite(file) => file.is_file(),
        Location::Postgres { .. } => place.data.is_dir(),
    };
    if !is_there {
        let shown = place.data.display();
        bail!(
            "there is no Clew data in {shown}: name its folder with --data 这里没有 Clew 的数据，请用 --data 指明数据文件夹"
        );
    }
    Ok(())
}

/// Opens the workspace. Its own threads are not started yet.
///
/// # Errors
/// When the folder is in use, or the database cannot be opened.
pub fn open(place: &Place) -> Result<(DataFolder, Arc<Platform>)> {
    let folder = DataFolder::lock(&place.data)?;
    let location = place.location(folder.path());
    if matches!(location, Location::Sqlite(_)) {
        moved::refuse(folder.path())?;
    }
    let ports = connect::ports(folder.path()).context("the data folder cannot be used")?;
    let store = if place.backup {
        let before = KeptBefore { folder: folder.path() };
        Store::open_keeping(location, &before, ports.clock.now())
    } else {
        Store::open(location)
    };
    let store = store.context("the database cannot be opened")?;
    let platform =
        Platform::open(Arc::new(store), ports).context("the workspace cannot be opened")?;
    Ok((folder, Arc::new(platform)))
}
