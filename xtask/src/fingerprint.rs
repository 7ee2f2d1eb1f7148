//! A short print of files' contents, to tell whether something has to be done again.
//!
//! Contents and not times: switching branches touches times, and a copied tree loses them.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The print of all files below `folder` but those under a skipped name, or of a single file.
pub(crate) fn of(folder: &Path, skipped: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    collect(folder, skipped, &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        hasher.write(file.strip_prefix(folder).unwrap_or(file).as_os_str().as_encoded_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// All files below a folder, except in and of the skipped names.
pub(crate) fn collect(folder: &Path, skipped: &[&str], files: &mut Vec<PathBuf>) -> Result<()> {
    if folder.is_file() {
        files.push(folder.to_path_buf());
        return Ok(());
    }
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()));
    for entry in entries? {
        let entry = entry?;
        if skipped.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), skipped, files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("clew-print-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("kept")).unwrap();
        fs::create_dir_all(folder.join("skipped")).unwrap();
        fs::write(folder.join("kept/a"), "one").unwrap();
        folder
    }

    #[test]
    fn changes_with_the_content_of_a_file() {
        let folder = folder("content");
        let before = of(&folder, &[]).unwrap();
        fs::write(folder.join("kept/a"), "two").unwrap();
        assert_ne!(before, of(&folder, &[]).unwrap());
        fs::write(folder.join("kept/a"), "one").unwrap();
        assert_eq!(before, of(&folder, &[]).unwrap());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn changes_when_a_file_moves() {
        let folder = folder("move");
        let before = of(&folder, &[]).unwrap();
        fs::rename(folder.join("kept/a"), folder.join("kept/b")).unwrap();
        assert_ne!(before, of(&folder, &[]).unwrap());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn does_not_look_under_skipped_names() {
        let folder = folder("skip");
        let before = of(&folder, &["skipped"]).unwrap();
        fs::write(folder.join("skipped/b"), "noise").unwrap();
        assert_eq!(before, of(&folder, &["skipped"]).unwrap());
        fs::remove_dir_all(folder).unwrap();
    }
}
