//! The system packages that tests need: a browser, Chinese letters for it, and PostgreSQL.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::places;
use crate::postgres::programs;
use crate::process::{program, run, works};

/// apt keeps a staging folder there; an upgrade that it triggers may empty /tmp half-way.
const STAGING: &str = "/var/tmp/clew-apt";

/// Installs with apt what is missing. Says what to do where that is not possible.
pub(crate) fn install_missing() -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let wanted = missing.join(" ");
    let root = places::root();
    if !works(program("apt-get", &root).arg("--version")) {
        bail!("please install what your system calls these Debian packages: {wanted}");
    }
    if !is_root() {
        bail!("please run: sudo apt-get install --no-install-recommends {wanted}");
    }
    std::fs::create_dir_all(STAGING)?;
    run(apt().arg("update"))?;
    let mut install = apt();
    install.args(["install", "-y", "--no-install-recommends"]).args(&missing);
    // A second try goes on where an upgrade of the system's own packages broke the first.
    run(&mut install).or_else(|_| run(&mut install))
}

fn apt() -> Command {
    let mut apt = program("apt-get", Path::new("/"));
    apt.env("DEBIAN_FRONTEND", "noninteractive").env("TMPDIR", STAGING);
    apt
}

fn missing() -> Vec<&'static str> {
    let there = |path: &str| PathBuf::from(path).exists();
    let mut missing = Vec::new();
    if !there("/usr/bin/chromium") {
        missing.push("chromium");
    }
    if !there("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc") {
        missing.push("fonts-noto-cjk");
    }
    if programs::find().is_err() {
        missing.push("postgresql");
    }
    missing
}

/// Whether this process may install packages and change to another user.
pub(crate) fn is_root() -> bool {
    programs::id(&["-u"]).is_some_and(|id| id == 0)
}
