//! The backup in the data folder that is made before an older database is brought up to date.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use store::migrations::CURRENT;
use store::{BeforeUpgrade, Error, Fault};

/// So many of them stay.
const KEPT: usize = 2;

/// Keeps backups in a data folder: `before-<version>.clew` is from before that version of the tables.
pub(crate) struct KeptBefore<'f> {
    pub(crate) folder: &'f Path,
}

impl BeforeUpgrade for KeptBefore<'_> {
    fn keep(
        &self,
        version: i64,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Fault>,
    ) -> Result<(), Error> {
        let path = self.folder.join(name(version + 1));
        let partial = path.with_extension("clew.partial");
        let written = self.write(&partial, write).and_then(|()| {
            fs::rename(&partial, &path)
                .and_then(|()| File::open(self.folder)?.sync_all())
                .map_err(|e| refused(&e))
        });
        if let Err(fault) = written {
            drop(fs::remove_file(&partial));
            let told = format!(
                "no backup could be made before the tables are brought up to date, so nothing was \
                 changed (--no-backup goes on without one): {fault}"
            );
            return Err(Fault::new(told).into());
        }
        tracing::info!(
            backup = %path.display(), from = version, to = CURRENT,
            "the tables are brought up to date; a backup from before is kept"
        );
        self.forget_older();
        Ok(())
    }
}

impl KeptBefore<'_> {
    fn write(
        &self,
        partial: &Path,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        // Password hashes are inside.
        let mut options = File::options();
        let file = options.write(true).create(true).truncate(true).mode(0o600).open(partial);
        let mut out = BufWriter::new(file.map_err(|e| refused(&e))?);
        write(&mut out)?;
        let file = out.into_inner().map_err(|e| refused(&e.into_error()))?;
        file.sync_all().map_err(|e| refused(&e))
    }

    /// An old one that cannot be removed only takes room.
    fn forget_older(&self) {
        let Ok(entries) = fs::read_dir(self.folder) else { return };
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut versions: Vec<i64> = names.filter_map(|found| version_of(&found)).collect();
        versions.sort_unstable_by(|a, b| b.cmp(a));
        for version in versions.into_iter().skip(KEPT) {
            drop(fs::remove_file(self.folder.join(name(version))));
        }
    }
}

fn name(version: i64) -> String {
    format!("before-{version}.clew")
}

fn version_of(name: &str) -> Option<i64> {
    name.strip_prefix("before-")?.strip_suffix(".clew")?.parse().ok()
}

fn refused(error: &io::Error) -> Fault {
    Fault::new(format!("the data folder refuses: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_last_two_backups_stay() {
        let place = tempfile::tempdir().expect("a folder");
        let before = KeptBefore { folder: place.path() };
        let mut write = |out: &mut dyn Write| out.write_all(b"all").map_err(|e| refused(&e));
        for version in [8, 9, 10] {
            before.keep(version, &mut write).expect("kept");
        }
        assert_eq!(files(place.path()), ["before-10.clew", "before-11.clew"]);
    }

    #[test]
    fn a_backup_that_breaks_off_is_none() {
        let place = tempfile::tempdir().expect("a folder");
        let before = KeptBefore { folder: place.path() };
        let refused = before.keep(2, &mut |_| Err(Fault::new("the disk is full")));
        let told = refused.expect_err("no backup").to_string();
        assert!(told.contains("--no-backup") && told.contains("the disk is full"), "{told}");
        assert!(files(place.path()).is_empty());
    }
}
