//! Who comes in, and how: set-up, signing in, sessions, passwords, API keys.
//!
//! Secrets are random and kept only as hashes: SHA-256 for tokens, which are too long to guess, argon2id for passwords,
//! which are not. Hashing a password happens on the caller's thread, never on the writer's. Begin with
//! [`crate::Platform::sign_in`] and [`crate::Platform::who_by_session`].

mod api_keys;
mod common_passwords;
mod memory;
mod own_sessions;
mod password_rules;
mod passwords;
mod purge;
mod secrets;
mod sessions;
mod set_up;
mod sign_in;
mod throttle;

pub use api_keys::{ApiKey, NewApiKey, NewKey};
pub(crate) use memory::Memory;
pub use own_sessions::OwnSession;
pub(crate) use password_rules::check_password;
pub(crate) use secrets::{Secret, hash, new_secret};
pub use set_up::SetUp;
pub use sign_in::{SignIn, SignedIn};
pub(crate) use sign_in::{folded, names};
