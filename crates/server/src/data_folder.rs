//! The data folder, locked for as long as it is in use.

use std::fs::{self, File, TryLockError};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// Permission to write for anyone but the owner.
const OTHERS_WRITE: u32 = 0o022;

/// A data folder that this process alone uses.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    // The lock goes with the file, also when the process dies.
    _lock: File,
}

impl DataFolder {
    /// Makes the folder if it is missing, readable by its owner only, and locks it.
    ///
    /// # Errors
    /// When it cannot be made or another process uses it.
    pub fn lock(path: &Path) -> Result<Self> {
        let shown = path.display();
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
        made.with_context(|| format!("the data folder {shown} cannot be made"))?;
        let path = path.canonicalize().with_context(|| format!("the data folder {shown}"))?;
        keep_others_from_writing(&path);
        let mut options = File::options();
        let options = options.create(true).truncate(false).write(true).mode(0o600);
        let lock = options
            .open(lock_file(&path))
            .with_context(|| format!("the data folder {shown} cannot be written to"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                bail!(
                    "the data folder {shown} is in use by a running server: stop it first 服务器正在使用这个文件夹，请先停止"
                )
            }
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("the data folder {shown} cannot be locked"))
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Whoever can write to the folder can put a socket or a file of theirs in the place of ours.
fn keep_others_from_writing(folder: &Path) {
    let tightened = fs::metadata(folder).and_then(|metadata| {
        let mode = metadata.permissions().mode();
        if mode & OTHERS_WRITE == 0 {
            return Ok(());
        }
        fs::set_permissions(folder, fs::Permissions::from_mode(mode & !OTHERS_WRITE))
    });
    if let Err(error) = tightened {
        tracing::warn!(%error, "others can write to the data folder");
    }
}

fn lock_file(folder: &Path) -> PathBuf {
    folder.join("clew.lock")
}

/// Whether a process uses the folder.
pub(crate) fn is_in_use(folder: &Path) -> bool {
    let lock = File::options().write(true).open(lock_file(folder));
    lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_cannot_write_to_a_folder_in_use() {
        let place = tempfile::tempdir().expect("a folder");
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o777)).expect("ours");
        let _folder = DataFolder::lock(place.path()).expect("free");
        let mode = fs::metadata(place.path()).expect("a folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o755);
    }

    #[test]
    fn a_folder_has_one_user_at_a_time() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("new/data");
        let first = DataFolder::lock(&path).expect("free");
        assert!(is_in_use(&path));
        let refused = DataFolder::lock(&path).expect_err("in use").to_string();
        assert!(refused.contains("stop it first"), "{refused}");
        drop(first);
        assert!(!is_in_use(&path));
        DataFolder::lock(&path).expect("free again");
    }
}
