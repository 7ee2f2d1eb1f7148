//! Node and npm: a new enough Node, and dependencies exactly as the lock file says.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process::{capture, program, run, works};
use crate::{fingerprint, places};

/// The oldest Node (major, minor) on which all tools of the front end install as locked.
const OLDEST: (u32, u32) = (22, 18);

/// What is put into `.node/` where the machine's own Node is older or absent.
const FETCHED: &str = "node@24";

/// The package lays its binary down in an install script, which npm has to be told to trust.
const PACKAGE: &str = "{\"private\": true, \"allowScripts\": {\"node\": true}}\n";

/// A Node that is new enough, as a PATH in which it comes first.
pub(crate) struct Node {
    path: OsString,
}

impl Node {
    /// The machine's Node if it will do, else one of the project's own in `.node/`.
    pub(crate) fn ensure() -> Result<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        if new_enough(&path) {
            return Ok(Self { path });
        }
        let root = places::root();
        let prefix = root.join(".node");
        let own = join(&prefix.join("node_modules/.bin"), &path);
        if !new_enough(&own) {
            if !works(program("npm", &root).arg("--version")) {
                bail!("Node and npm are needed to build the front end (Node 20 or later)");
            }
            fs::create_dir_all(&prefix)?;
            fs::write(prefix.join("package.json"), PACKAGE)?;
            let install = ["install", "--no-audit", "--no-fund", "--prefix", ".node", FETCHED];
            run(program("npm", &root).args(install))?;
        }
        if !new_enough(&own) {
            bail!("no Node of version {}.{} or later could be installed", OLDEST.0, OLDEST.1);
        }
        Ok(Self { path: own })
    }

    /// npm in a folder, running on this Node.
    pub(crate) fn npm(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = program("npm", folder);
        command.args(arguments).env("PATH", &self.path);
        command
    }

    /// Installs a package folder's dependencies, unless they are already as its lock file says.
    ///
    /// `npm ci` would be the word for it, but it refuses lock files that leave out binaries of
    /// foreign platforms; so npm installs, and the lock must be the same afterwards.
    pub(crate) fn install(&self, folder: &Path) -> Result<()> {
        let lock = folder.join("package-lock.json");
        let stamp = folder.join("node_modules/.installed");
        let wanted = wanted(folder)?;
        if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
            return Ok(());
        }
        let before = fs::read(&lock)?;
        run(&mut self.npm(folder, &["install", "--no-audit", "--no-fund"]))?;
        if fs::read(&lock)? != before {
            bail!("{} was not up to date: npm has rewritten it, commit it", lock.display());
        }
        fs::create_dir_all(folder.join("node_modules"))?;
        fs::write(stamp, wanted)?;
        Ok(())
    }
}

/// The print of what decides about `node_modules`.
fn wanted(folder: &Path) -> Result<String> {
    let lock = folder.join("package-lock.json");
    let lock =
        fingerprint::of(&lock, &[]).context("run `npm install` there and commit the lock")?;
    let package = fingerprint::of(&folder.join("package.json"), &[])?;
    Ok(format!("{package} {lock}\n"))
}

fn join(first: &Path, rest: &OsString) -> OsString {
    let mut path = first.as_os_str().to_owned();
    path.push(":");
    path.push(rest);
    path
}

fn new_enough(path: &OsString) -> bool {
    // `env` looks the name up in the PATH it is given, std in the one of this process.
    let told = capture(program("env", &places::root()).env("PATH", path).args(["node", "-v"]));
    told.is_ok_and(|bytes| version(&String::from_utf8_lossy(&bytes)) >= Some(OLDEST))
}

/// `v24.21.0` → (24, 21).
fn version(told: &str) -> Option<(u32, u32)> {
    let mut parts = told.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number_not_by_text() {
        assert!(version("v24.3.0\n") >= Some(OLDEST));
        assert!(version("v22.18.0") >= Some(OLDEST));
        assert!(version("v22.9.1") < Some(OLDEST));
        assert!(version("v9.0.0") < Some(OLDEST));
    }

    #[test]
    fn what_is_no_version_is_never_new_enough() {
        assert!(version("command not found") < Some(OLDEST));
        assert!(version("").is_none());
    }
}
