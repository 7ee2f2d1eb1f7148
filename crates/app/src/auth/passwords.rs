//! Password hashes: argon2id with 19 MiB, two passes, one lane (OWASP's first choice for interactive sign-in).

use std::sync::{Condvar, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use store::Fault;

use crate::ports::Random;

/// KiB for each hash.
const MEMORY: u32 = 19 * 1024;
/// Passes over it.
const PASSES: u32 = 2;
/// Hashes at the same time: bounds the memory that a flood of attempts can take.
const AT_ONCE: usize = 4;

/// Hashes and verifies, a few at a time.
pub(crate) struct Hasher {
    free: Mutex<usize>,
    freed: Condvar,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { free: Mutex::new(AT_ONCE), freed: Condvar::new() }
    }
}

impl Hasher {
    /// The hash of a password, with a salt of its own, in the PHC string format.
    pub(crate) fn hash(&self, random: &dyn Random, password: &str) -> Result<String, Fault> {
        let mut salt = [0u8; 16];
        random.fill(&mut salt)?;
        let hasher = argon2id()?;
        let made = self.in_turn(|| hasher.hash_password_with_salt(password.as_bytes(), &salt));
        Ok(made.map_err(|e| Fault::new(format!("hashing a password: {e}")))?.to_string())
    }

    /// Whether this is the password. Without a stored hash it does the same work and says no, so that the time an
    /// answer takes does not tell whether somebody exists.
    pub(crate) fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool, Fault> {
        let hasher = argon2id()?;
        let Some(stored) = stored else {
            let worked =
                self.in_turn(|| hasher.hash_password_with_salt(password.as_bytes(), &[0u8; 16]));
            worked.map_err(|e| Fault::new(format!("hashing a password: {e}")))?;
            return Ok(false);
        };
        let stored =
            PasswordHash::new(stored).map_err(|e| Fault::new(format!("a stored hash: {e}")))?;
        Ok(self.in_turn(|| hasher.verify_password(password.as_bytes(), &stored)).is_ok())
    }

    fn in_turn<T>(&self, work: impl FnOnce() -> T) -> T {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free =
            self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        drop(free);
        let turn = Turn(self);
        let made = work();
        drop(turn);
        made
    }
}

/// Gives the place back, also when the work panics.
struct Turn<'a>(&'a Hasher);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

fn argon2id() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(MEMORY, PASSES, 1, None)
        .map_err(|e| Fault::new(format!("argon2 parameters: {e}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
