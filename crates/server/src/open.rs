//! From a place to an open workspace.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use app::Platform;
use store::{Location, Store, sqlite_file};

use crate::before_upgrade::KeptBefore;
use crate::data_folder::DataFolder;

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

/// Opens the workspace. Its own threads are not started yet.
///
/// # Errors
/// When the folder is in use, or the database cannot be opened.
pub fn open(place: &Place) -> Result<(DataFolder, Arc<Platform>)> {
    let folder = DataFolder::lock(&place.data)?;
    let location = place.location(folder.path());
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
