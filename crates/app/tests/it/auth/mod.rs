//! Coming in.

mod api_keys;
mod idempotency;
mod passwords;
mod sessions;
mod set_up;
mod sign_in;

use app::auth::{SignIn, SignedIn};
use app::{Error, Platform};

/// Tries to sign in from an unknown address.
pub(crate) fn sign_in(platform: &Platform, login: &str, password: &str) -> Result<SignedIn, Error> {
    let (login, password) = (login.to_owned(), password.to_owned());
    platform.sign_in(&SignIn { login, password, stay: false, from: None })
}
