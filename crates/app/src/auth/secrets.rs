//! Random secrets for cookies, links and keys: 256 bits, written in 43 characters, kept as their SHA-256.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use store::Fault;

use crate::ports::Random;

/// A new secret: the text is told once, the hash is kept.
#[derive(Clone)]
pub(crate) struct Secret {
    /// What its owner gets.
    pub(crate) text: String,
    /// What is stored.
    pub(crate) hash: [u8; 32],
}

/// Makes a secret that begins with `prefix`.
pub(crate) fn new_secret(random: &dyn Random, prefix: &str) -> Result<Secret, Fault> {
    let mut bytes = [0u8; 32];
    random.fill(&mut bytes)?;
    let text = format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes));
    Ok(Secret { hash: hash(&text), text })
}

/// What is stored of a secret.
pub(crate) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Whether two hashes are equal, in a time that does not tell where they differ.
pub(super) fn equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |acc, (a, b)| acc | (a ^ b)) == 0
}
