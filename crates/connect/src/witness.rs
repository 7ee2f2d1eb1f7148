//! What the data folder remembers beside the database: the key that signs the log, and two lists.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use app::Fault;
use app::ports::{List, Witness};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use crate::key_file::read_or_make;

/// The private key's file in the data folder: the 32 bytes of its seed in base 64. It is in no backup.
pub const FILE: &str = "signing.key";

/// The witness of a data folder.
pub struct FolderWitness {
    folder: PathBuf,
    pair: Ed25519KeyPair,
    key: [u8; 32],
}

impl FolderWitness {
    /// The witness of this folder; a new folder gets a key.
    ///
    /// # Errors
    /// When the key cannot be read or made.
    pub fn open(data: &Path) -> Result<Self, Fault> {
        let broken = || Fault::new(format!("{FILE} is no key: 32 bytes in base 64 are wanted"));
        let seed = STANDARD.decode(read_or_make(&data.join(FILE))?.trim()).map_err(|_| broken())?;
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| broken())?;
        let key = pair.public_key().as_ref().try_into().map_err(|_| broken())?;
        Ok(Self { folder: data.to_owned(), pair, key })
    }

    fn path(&self, list: List) -> PathBuf {
        self.folder.join(match list {
            List::Heads => "heads.jsonl",
            List::Erasures => "erasures.jsonl",
        })
    }
}

impl Witness for FolderWitness {
    fn key(&self) -> [u8; 32] {
        self.key
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.pair.sign(message).as_ref().to_vec()
    }

    fn has_signed(&self, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok()
    }

    fn note(&self, list: List, lines: &[String]) -> Result<(), Fault> {
        if lines.is_empty() {
            return Ok(());
        }
        let path = self.path(list);
        let is_new = !path.exists();
        let write = || {
            let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
            let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            if is_new { File::open(&self.folder)?.sync_all() } else { Ok(()) }
        };
        write().map_err(|e: std::io::Error| Fault::new(format!("{}: {e}", path.display())))
    }

    fn noted(&self, list: List) -> Result<Vec<String>, Fault> {
        let path = self.path(list);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(e) => Err(Fault::new(format!("{}: {e}", path.display()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_signs_after_a_restart_what_anybody_can_check() {
        let folder = tempfile::tempdir().unwrap();
        let first = FolderWitness::open(folder.path()).unwrap();
        let again = FolderWitness::open(folder.path()).unwrap();
        assert_eq!(first.key(), again.key());
        let signature = again.sign(b"head");
        assert!(first.has_signed(&first.key(), b"head", &signature));
        assert!(!first.has_signed(&first.key(), b"heat", &signature));
        let elsewhere = FolderWitness::open(tempfile::tempdir().unwrap().path()).unwrap();
        assert!(!first.has_signed(&elsewhere.key(), b"head", &signature));
        fs::write(folder.path().join(FILE), "nonsense").unwrap();
        assert!(FolderWitness::open(folder.path()).is_err());
    }

    #[test]
    fn a_list_keeps_its_lines_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let witness = FolderWitness::open(folder.path()).unwrap();
        assert_eq!(witness.noted(List::Heads).unwrap(), Vec::<String>::new());
        witness.note(List::Heads, &["a".to_owned(), "b".to_owned()]).unwrap();
        witness.note(List::Heads, &["c".to_owned()]).unwrap();
        assert_eq!(witness.noted(List::Heads).unwrap(), ["a", "b", "c"]);
        assert_eq!(witness.noted(List::Erasures).unwrap(), Vec::<String>::new());
    }
}
