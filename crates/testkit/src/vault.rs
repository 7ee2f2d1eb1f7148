//! A vault that hides nothing from those who know it, and everything from a search for plain text.

use std::sync::{Mutex, PoisonError};

use app::ports::Vault;

/// Turns each byte into two digits of its complement.
#[derive(Debug)]
pub struct TestVault(Mutex<String>);

impl Default for TestVault {
    fn default() -> Self {
        Self(Mutex::new("test".to_owned()))
    }
}

impl TestVault {
    /// Loses the key and gets another.
    pub fn change_key(&self, name: &str) {
        name.clone_into(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn name(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Vault for TestVault {
    fn key(&self) -> Option<String> {
        Some(self.name())
    }

    fn seal(&self, text: &str) -> Option<String> {
        let digits: String = text.bytes().map(|b| format!("{:02x}", !b)).collect();
        Some(format!("s1.{}.{digits}", self.name()))
    }

    fn open(&self, seal: &str) -> Option<String> {
        let digits = seal.strip_prefix(&format!("s1.{}.", self.name()))?;
        let byte = |n: usize| u8::from_str_radix(digits.get(n..n + 2)?, 16).ok().map(|b| !b);
        let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(byte).collect();
        String::from_utf8(bytes?).ok()
    }
}
