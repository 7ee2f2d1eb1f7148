//! BACKUP: everything in one file that belongs to neither database: a tar of JSON lines and files, compressed with
//! zstd. Written online from one snapshot; restored into an empty database of either kind; both in bounded memory.
//!
//! The format is described in `docs/operations.md`. What is derived is not in it: search indexes (made anew by `app`),
//! sessions, leases. Begin with [`write`] and [`Restore`]; [`plan`] says which tables and columns there are.

mod cell;
mod form;
mod insert;
mod lines;
mod manifest;
pub mod plan;
mod restore;
mod write;

pub use form::FormPlan;
pub use manifest::{About, FORMAT, HeadText, Manifest, TableCount};
pub use restore::{Kept, Restore, finish};
pub(crate) use write::write_older;
pub use write::{Found, Source, Written, write};

/// The first entry of the container.
const MANIFEST: &str = "manifest.json";
/// Folder of the tables: `tables/<table>/<part>.jsonl`.
const TABLES: &str = "tables";
/// Folder of the files: `files/<SHA-256>`.
const FILES: &str = "files";

/// A hash in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect()
}

fn digit(n: u8) -> char {
    char::from_digit(u32::from(n), 16).unwrap_or('0')
}

/// The hash that hexadecimal digits stand for.
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut hash = [0u8; 32];
    for (byte, pair) in hash.iter_mut().zip(digits.chunks(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_its_digits() {
        let hash: [u8; 32] = std::array::from_fn(|i| u8::try_from(i * 7).unwrap_or(255));
        assert_eq!(unhex(&hex(&hash)), Some(hash));
        assert_eq!(unhex("00"), None);
        assert_eq!(unhex(&"g".repeat(64)), None);
    }
}
