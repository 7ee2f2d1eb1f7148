//! Files in a folder that is gone afterwards.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use app::Fault;
use app::ports::Files;
use tempfile::TempDir;

/// Keeps bytes by their content in a temporary folder.
pub struct FolderFiles {
    folder: TempDir,
    made: AtomicU64,
}

impl FolderFiles {
    /// An empty folder.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, made: AtomicU64::new(0) }
    }
}

impl Default for FolderFiles {
    fn default() -> Self {
        Self::new()
    }
}

impl Files for FolderFiles {
    fn keep(&self, temporary: &Path, hash: &[u8; 32]) -> Result<(), Fault> {
        std::fs::rename(temporary, self.path(hash))
            .map_err(|e| Fault::new(format!("keeping a file: {e}")))
    }

    fn forget(&self, hash: &[u8; 32]) -> Result<(), Fault> {
        std::fs::remove_file(self.path(hash))
            .map_err(|e| Fault::new(format!("removing a file: {e}")))
    }

    fn path(&self, hash: &[u8; 32]) -> PathBuf {
        let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.path().join(name)
    }

    fn temporary(&self) -> Result<PathBuf, Fault> {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.path().join(format!("temporary-{number}"));
        std::fs::File::create(&path).map_err(|e| Fault::new(format!("a temporary file: {e}")))?;
        Ok(path)
    }
}
