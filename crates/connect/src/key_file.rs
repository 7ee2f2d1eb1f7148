//! Keys that lie in the data folder, as base 64 of 32 random bytes. They are in no backup.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use app::Fault;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The key's text; a new key for a new folder. Only its owner may read the file.
pub(crate) fn read_or_make(path: &Path) -> Result<String, Fault> {
    let broken = |e: std::io::Error| Fault::new(format!("the key {}: {e}", path.display()));
    match fs::read_to_string(path) {
        Ok(text) => return Ok(text),
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(broken(e)),
    }
    let mut key = [0u8; 32];
    getrandom::fill(&mut key).map_err(|e| Fault::new(format!("no random bytes: {e}")))?;
    let text = STANDARD.encode(key);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    match options.open(path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(broken)?;
            Ok(text)
        }
        // Another process was quicker.
        Err(e) if e.kind() == ErrorKind::AlreadyExists => fs::read_to_string(path).map_err(broken),
        Err(e) => Err(broken(e)),
    }
}
