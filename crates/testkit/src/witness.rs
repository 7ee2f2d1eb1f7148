//! A witness in memory, whose signatures anybody could make: enough to see what is checked.

use std::sync::{Mutex, PoisonError};

use app::Fault;
use app::ports::{List, Witness};

/// Signs with what its key is.
pub struct TestWitness {
    key: [u8; 32],
    lines: Mutex<Vec<(List, String)>>,
}

impl Default for TestWitness {
    fn default() -> Self {
        Self::with_key(7)
    }
}

impl TestWitness {
    /// One with another key.
    pub fn with_key(byte: u8) -> Self {
        Self { key: [byte; 32], lines: Mutex::default() }
    }

    /// Forgets a list, as somebody does who has the data folder too.
    pub fn forget(&self, list: List) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.retain(|(of, _)| *of != list);
    }
}

/// FNV-1a (Fowler, Noll, Vo) over key and message.
fn mix(key: &[u8], message: &[u8]) -> [u8; 8] {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in key.iter().chain(message) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash.to_be_bytes()
}

impl Witness for TestWitness {
    fn key(&self) -> [u8; 32] {
        self.key
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        mix(&self.key, message).to_vec()
    }

    fn has_signed(&self, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
        mix(key, message) == signature
    }

    fn note(&self, list: List, lines: &[String]) -> Result<(), Fault> {
        let mut known = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(lines.iter().map(|line| (list, line.clone())));
        Ok(())
    }

    fn noted(&self, list: List) -> Result<Vec<String>, Fault> {
        let known = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(known.iter().filter(|(of, _)| *of == list).map(|(_, line)| line.clone()).collect())
    }
}
