//! The vault: texts under seal, AES-256-GCM with a key that lies in the data folder or the environment.
//!
//! A seal is `s1.<key>.<base 64 of nonce, text, tag>`. The nonce is not random but a keyed hash of the text
//! (HMAC-SHA256, cut to 96 bits), as synthetic nonces are (RFC 8452 does alike): equal texts have equal seals, so a
//! seal can be asked for and may not repeat where the field is unique, and two texts never share a nonce. Who has the
//! database but not the key learns which values are equal and about how long they are, nothing else.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use app::Fault;
use app::ports::Vault;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::{hkdf, hmac};

use crate::key_file::read_or_make;

/// Names the key in the environment: base 64 of 32 bytes. It goes before the file.
pub const VARIABLE: &str = "CLEW_SEAL_KEY";
/// The key's file in the data folder. It is in no backup.
pub const FILE: &str = "seal.key";

/// What every seal begins with; the number is the version of the form.
const SIGN: &str = "s1";
/// Bound into every seal.
const BOUND: &[u8] = b"clew sealed value 1";
const NONCE: usize = 12;

/// A vault with its key.
pub struct KeyVault {
    name: String,
    cipher: LessSafeKey,
    hasher: hmac::Key,
}

// Never shows the key, whoever prints what holds it.
impl fmt::Debug for KeyVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyVault").field("name", &self.name).finish_non_exhaustive()
    }
}

impl KeyVault {
    /// The vault of a server with its data in this folder: with the key of the environment, else that of the file,
    /// which is made when it is not there.
    ///
    /// # Errors
    /// When the key cannot be read or is none.
    pub fn open(data: &Path) -> Result<Self, Fault> {
        match std::env::var(VARIABLE) {
            Ok(text) => Self::read(&text),
            Err(_) => Self::read(&read_or_make(&data.join(FILE))?),
        }
    }

    /// The same without making a key: none where there is none.
    ///
    /// # Errors
    /// When the key cannot be read or is none.
    pub fn found(data: &Path) -> Result<Option<Self>, Fault> {
        if let Ok(text) = std::env::var(VARIABLE) {
            return Self::read(&text).map(Some);
        }
        match fs::read_to_string(data.join(FILE)) {
            Ok(text) => Self::read(&text).map(Some),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Fault::new(format!("the key {FILE}: {e}"))),
        }
    }

    fn read(text: &str) -> Result<Self, Fault> {
        let bytes = STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
        let key: [u8; 32] = bytes.ok_or_else(|| {
            Fault::new(format!(
                "{VARIABLE} or {FILE} is no key: 32 bytes in base 64 are wanted. Values sealed with the right key \
                 cannot be shown without it"
            ))
        })?;
        Self::new(&key).ok_or_else(|| Fault::new("the key for sensitive fields cannot be used"))
    }

    /// A vault with this key.
    fn new(key: &[u8; 32]) -> Option<Self> {
        let secret = hkdf::Salt::new(hkdf::HKDF_SHA256, b"clew seal").extract(key);
        let derive = |purpose: &[u8]| -> Option<[u8; 32]> {
            let mut bytes = [0; 32];
            secret.expand(&[purpose], hkdf::HKDF_SHA256).ok()?.fill(&mut bytes).ok()?;
            Some(bytes)
        };
        let name = derive(b"name")?;
        let cipher = UnboundKey::new(&AES_256_GCM, &derive(b"text")?).ok()?;
        Some(Self {
            name: URL_SAFE_NO_PAD.encode(name.get(..6)?),
            cipher: LessSafeKey::new(cipher),
            hasher: hmac::Key::new(hmac::HMAC_SHA256, &derive(b"nonce")?),
        })
    }

    fn nonce(&self, text: &[u8]) -> Option<[u8; NONCE]> {
        let hash = hmac::sign(&self.hasher, text);
        hash.as_ref().get(..NONCE)?.try_into().ok()
    }
}

impl Vault for KeyVault {
    fn key(&self) -> Option<String> {
        Some(self.name.clone())
    }

    fn seal(&self, text: &str) -> Option<String> {
        let nonce = self.nonce(text.as_bytes())?;
        let mut sealed = text.as_bytes().to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        self.cipher.seal_in_place_append_tag(unique, Aad::from(BOUND), &mut sealed).ok()?;
        let mut bytes = nonce.to_vec();
        bytes.append(&mut sealed);
        Some(format!("{SIGN}.{}.{}", self.name, URL_SAFE_NO_PAD.encode(bytes)))
    }

    fn open(&self, seal: &str) -> Option<String> {
        let sealed = seal.strip_prefix(SIGN)?.strip_prefix('.')?;
        let sealed = sealed.strip_prefix(&self.name)?.strip_prefix('.')?;
        let mut bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_mut_checked(NONCE)?;
        let nonce: [u8; NONCE] = (&*nonce).try_into().ok()?;
        let unique = Nonce::assume_unique_for_key(nonce);
        let text = self.cipher.open_in_place(unique, Aad::from(BOUND), sealed).ok()?;
        String::from_utf8(text.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_only() {
        let (vault, other) = (KeyVault::new(&[7; 32]).unwrap(), KeyVault::new(&[8; 32]).unwrap());
        for text in ["+8613800138000", "", "长".repeat(20_000).as_str()] {
            let seal = vault.seal(text).unwrap();
            assert_eq!(vault.open(&seal).as_deref(), Some(text));
            assert_eq!(vault.seal(text).unwrap(), seal, "equal texts have equal seals");
            assert_eq!(other.open(&seal), None);
            assert_ne!(other.seal(text).unwrap(), seal);
        }
        assert_ne!(vault.seal("a"), vault.seal("b"));
        assert_ne!(vault.key(), other.key());
    }

    #[test]
    fn a_changed_seal_does_not_open() {
        let vault = KeyVault::new(&[7; 32]).unwrap();
        let seal = vault.seal("+8613800138000").unwrap();
        let at = seal.rfind('.').unwrap() + 1;
        for place in [at, at + 20, seal.len() - 2] {
            let mut changed = seal.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            assert_eq!(vault.open(&String::from_utf8(changed).unwrap()), None, "{place}");
        }
        for none in ["", "s1", "s1.x.y", "+8613800138000", &seal[..at + 8]] {
            assert_eq!(vault.open(none), None, "{none}");
        }
    }

    #[test]
    fn a_folder_keeps_its_key_and_gives_it_to_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let first = KeyVault::open(folder.path()).unwrap();
        let again = KeyVault::open(folder.path()).unwrap();
        assert_eq!(first.key(), again.key());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::write(folder.path().join(FILE), "not a key").unwrap();
        let refused = KeyVault::open(folder.path()).unwrap_err().to_string();
        assert!(refused.contains(FILE) && !refused.contains("not a key"), "{refused}");
    }
}
