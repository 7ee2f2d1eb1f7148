//! Files by content in the data folder: `files/ab/cd/<sha-256>`, beside a folder for those on their way in.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use app::Fault;
use app::ports::Files;

/// Temporary files older than this were left behind by a process that died.
const LEFT_BEHIND: Duration = Duration::from_secs(24 * 60 * 60);

/// Bytes younger than this may be about to be written down.
const JUST_BROUGHT: Duration = Duration::from_secs(60 * 60);

/// The files of a data folder.
#[derive(Debug)]
pub struct DataFiles {
    kept: PathBuf,
    incoming: PathBuf,
}

impl DataFiles {
    /// Makes the folders and clears away what was left behind.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn open(data: &Path) -> Result<Self, Fault> {
        let files = Self { kept: data.join("files"), incoming: data.join("files/incoming") };
        fs::create_dir_all(&files.incoming).map_err(|e| fault("making the folder of files", &e))?;
        files.clear();
        Ok(files)
    }

    fn clear(&self) {
        let Ok(entries) = fs::read_dir(&self.incoming) else { return };
        for entry in entries.flatten() {
            let modified = entry.metadata().and_then(|m| m.modified());
            let age = modified.ok().and_then(|m| m.elapsed().ok());
            if age.is_some_and(|age| age > LEFT_BEHIND)
                && let Err(error) = fs::remove_file(entry.path())
            {
                tracing::warn!("a temporary file stays behind: {error}");
            }
        }
    }
}

impl Files for DataFiles {
    fn keep(&self, temporary: &Path, hash: &[u8; 32]) -> Result<(), Fault> {
        let path = self.path(hash);
        if path.exists() {
            // Brought again: whoever finds that nothing speaks of these bytes must not take them away now.
            fs::metadata(temporary)
                .and_then(|fresh| {
                    File::options().write(true).open(&path)?.set_modified(fresh.modified()?)
                })
                .map_err(|e| fault("keeping a file", &e))?;
            return fs::remove_file(temporary).map_err(|e| fault("removing a temporary file", &e));
        }
        File::open(temporary)
            .and_then(|f| f.sync_all())
            .map_err(|e| fault("writing a file", &e))?;
        let folder = path.parent().unwrap_or(&self.kept);
        fs::create_dir_all(folder)
            .and_then(|()| fs::rename(temporary, &path))
            // The names must be as durable as the bytes: the database will speak of them.
            .and_then(|()| sync_folders(folder, &self.kept))
            .map_err(|e| fault("keeping a file", &e))
    }

    fn forget(&self, hash: &[u8; 32]) -> Result<(), Fault> {
        let path = self.path(hash);
        let modified = match fs::metadata(&path) {
            Ok(known) => known.modified(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(fault("removing a file", &error)),
        };
        let age = modified.ok().and_then(|m| m.elapsed().ok());
        if age.is_none_or(|age| age < JUST_BROUGHT) {
            return Ok(());
        }
        fs::remove_file(&path).map_err(|e| fault("removing a file", &e))
    }

    fn path(&self, hash: &[u8; 32]) -> PathBuf {
        let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        self.kept.join(&name[..2]).join(&name[2..4]).join(&name)
    }

    fn temporary(&self) -> Result<PathBuf, Fault> {
        let mut random = [0u8; 16];
        getrandom::fill(&mut random).map_err(|e| Fault::new(format!("randomness: {e}")))?;
        let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = self.incoming.join(name);
        File::create_new(&path).map_err(|e| fault("making a temporary file", &e))?;
        Ok(path)
    }
}

fn sync_folders(from: &Path, to: &Path) -> io::Result<()> {
    for folder in from.ancestors() {
        File::open(folder)?.sync_all()?;
        if folder == to {
            break;
        }
    }
    Ok(())
}

fn fault(doing: &str, error: &io::Error) -> Fault {
    Fault::new(format!("{doing}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_are_kept_once_and_leave_nothing_on_the_way() {
        let data = tempfile::tempdir().unwrap();
        let files = DataFiles::open(data.path()).unwrap();
        let hash = [0xab; 32];
        for _ in 0..2 {
            let temporary = files.temporary().unwrap();
            fs::write(&temporary, "bytes").unwrap();
            files.keep(&temporary, &hash).unwrap();
            assert!(!temporary.exists());
        }
        assert_eq!(fs::read_to_string(files.path(&hash)).unwrap(), "bytes");
        assert!(files.path(&hash).starts_with(data.path().join("files/ab/ab")));
        assert_eq!(fs::read_dir(data.path().join("files/incoming")).unwrap().count(), 0);
    }

    #[test]
    fn bytes_that_were_just_brought_are_not_removed() {
        let data = tempfile::tempdir().unwrap();
        let files = DataFiles::open(data.path()).unwrap();
        let hash = [0xab; 32];
        let now = fs::metadata(data.path()).unwrap().modified().unwrap();
        let old = now - Duration::from_secs(7_200);
        let bring = || {
            let temporary = files.temporary().unwrap();
            fs::write(&temporary, "bytes").unwrap();
            files.keep(&temporary, &hash).unwrap();
        };
        let age = || {
            File::options().write(true).open(files.path(&hash)).unwrap().set_modified(old).unwrap()
        };
        bring();
        age();
        bring();
        files.forget(&hash).unwrap();
        assert!(files.path(&hash).exists(), "brought again a moment ago");
        age();
        files.forget(&hash).unwrap();
        assert!(!files.path(&hash).exists());
        files.forget(&hash).unwrap();
    }

    #[test]
    fn fresh_temporary_files_survive_another_start() {
        let data = tempfile::tempdir().unwrap();
        let temporary = DataFiles::open(data.path()).unwrap().temporary().unwrap();
        DataFiles::open(data.path()).unwrap();
        assert!(temporary.exists());
    }
}
