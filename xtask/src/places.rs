//! Where things are: the checkout, the build folder, the built server.

use std::path::{Path, PathBuf};

/// The root of the checkout this tool was started for. Cargo says so at run time; the compiled-in
/// path is only for a binary that is started by hand.
pub(crate) fn root() -> PathBuf {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().unwrap_or_else(|| Path::new(".")).to_path_buf()
}

/// One build folder outside the checkout, so that several checkouts share their dependencies.
pub(crate) fn target() -> PathBuf {
    let chosen = std::env::var_os("CARGO_TARGET_DIR").filter(|value| !value.is_empty());
    match (chosen, std::env::var_os("HOME")) {
        (Some(folder), _) => root().join(folder),
        (None, Some(home)) => PathBuf::from(home).join(".cache/clew/target"),
        (None, None) => root().join("target"),
    }
}

/// The server as `cargo build` leaves it in the given profile's folder (`debug`, `release`).
pub(crate) fn server(profile: &str) -> PathBuf {
    target().join(profile).join("clew")
}
