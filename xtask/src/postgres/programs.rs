//! The installed PostgreSQL, and the user it may run as.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::debian;
use crate::process::{capture, program};

/// The folder with `initdb`, `pg_ctl`, `psql`: Debian's newest, else the first in PATH.
pub(crate) fn find() -> Result<PathBuf> {
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = installed
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .max_by_key(|(version, _): &(u32, PathBuf)| *version)
        .map(|(_, folder)| folder.join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian
        .into_iter()
        .chain(std::env::split_paths(&path))
        .find(|folder| ["initdb", "pg_ctl"].iter().all(|name| folder.join(name).is_file()))
        .context("PostgreSQL is not installed (initdb and pg_ctl were not found)")
}

/// Who PostgreSQL runs as: it refuses to run as root.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owner {
    /// Whoever we are.
    Ourselves,
    /// The user `postgres` of the installed package.
    User { id: u32, group: u32 },
}

impl Owner {
    /// The user `postgres` for root, ourselves otherwise.
    pub(crate) fn choose() -> Result<Self> {
        if !debian::is_root() {
            return Ok(Self::Ourselves);
        }
        let asked = (id(&["-u", "postgres"]), id(&["-g", "postgres"]));
        let (Some(id), Some(group)) = asked else {
            anyhow::bail!("PostgreSQL does not run as root, and there is no user `postgres`");
        };
        Ok(Self::User { id, group })
    }

    /// A program in a folder, run as this owner.
    pub(crate) fn program(self, path: &Path, folder: &Path) -> Command {
        let mut command = program(path, folder);
        if let Self::User { id, group } = self {
            command.uid(id).gid(group);
        }
        command
    }

    /// Gives a folder to this owner.
    pub(crate) fn own(self, folder: &Path) -> Result<()> {
        if let Self::User { id, group } = self {
            std::os::unix::fs::chown(folder, Some(id), Some(group))?;
        }
        Ok(())
    }
}

/// The number that `id` prints, if it does.
pub(crate) fn id(arguments: &[&str]) -> Option<u32> {
    let told = capture(program("id", Path::new("/")).args(arguments)).ok()?;
    String::from_utf8(told).ok()?.trim().parse().ok()
}
