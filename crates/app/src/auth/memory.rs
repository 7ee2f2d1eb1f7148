//! What this process remembers about signing in; nothing of it is lost when it is forgotten.

use super::passwords::Hasher;
use super::sessions::SessionCache;
use super::throttle::Throttle;

/// Sessions seen lately, attempts counted, and how many passwords are being hashed.
#[derive(Default)]
pub(crate) struct Memory {
    pub(super) sessions: SessionCache,
    pub(super) throttle: Throttle,
    pub(crate) hasher: Hasher,
}

impl Memory {
    /// Looks everyone's sessions and keys up again: somebody was disabled, a password or a language changed.
    pub(crate) fn forget_sessions(&self) {
        self.sessions.clear();
    }

    /// Forgets failures of somebody who proved to be this login in another way.
    pub(crate) fn forgive(&self, login: &str) {
        self.throttle.forgive(login);
    }
}
