//! One throw-away PostgreSQL cluster: made in a temporary folder, deleted with it.
//!
//! A cluster must not outlive its owner, however that ends: an error, ctrl-c, a kill. So before it
//! starts, a guardian is started, a small shell that reads from a pipe we hold open. When the pipe
//! closes, because we stop the cluster or because we are gone, it stops PostgreSQL and deletes the
//! folder. No signal handler could do that for a kill.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context as _, Result, bail};

use super::programs::{self, Owner};
use crate::process::capture;

/// Only a folder with this file in it is ever deleted by `--stop`.
const MARK: &str = "clew-throw-away-cluster";

/// Ports are picked free but not held; somebody else may take one before PostgreSQL does.
const ATTEMPTS: u32 = 5;

/// `$1` is pg_ctl, `$2` the cluster's folder. Signals meant for us must not end it early.
const GUARDIAN: &str = r#"trap "" INT TERM HUP; cat >/dev/null
"$1" stop -D "$2/data" -m immediate -w; rm -rf "$2""#;

/// A running cluster. Stops, and is deleted, when dropped.
#[derive(Debug)]
pub(crate) struct Cluster {
    folder: PathBuf,
    port: u16,
    guardian: Option<Child>,
}

impl Cluster {
    /// Starts a cluster that lives as long as the value, and no longer than this process.
    pub(crate) fn start() -> Result<Self> {
        let programs = programs::find()?;
        let owner = Owner::choose()?;
        let folder = new_folder(owner)?;
        let guardian = guard(&programs, owner, &folder)?;
        let mut cluster = Self { folder, port: 0, guardian: Some(guardian) };
        let mut initdb = owner.program(&programs.join("initdb"), &cluster.folder);
        initdb.args(["-D", "data", "-U", "postgres", "-A", "trust"]);
        initdb.args(["--encoding=UTF8", "--locale=C", "--no-sync"]);
        capture(&mut initdb).context("a new PostgreSQL cluster could not be made")?;
        cluster.port = launch(&programs, owner, &cluster.folder)?;
        Ok(cluster)
    }

    /// Leaves it running, and without a guardian, until `stop_detached`.
    pub(crate) fn detach(mut self) -> Result<()> {
        if let Some(mut guardian) = self.guardian.take() {
            guardian.kill()?;
            guardian.wait()?;
        }
        Ok(())
    }

    /// The maintenance database, as superuser.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where it is: URL, folder (also of its socket), process.
    pub(crate) fn describe(&self) -> String {
        let pid = self.pid().unwrap_or_default();
        format!("url: {}\nfolder: {}\npid: {pid}", self.url(), self.folder.display())
    }

    /// Whether the server still has its pid file.
    pub(crate) fn is_running(&self) -> bool {
        self.pid().is_some()
    }

    fn pid(&self) -> Option<String> {
        let text = fs::read_to_string(self.folder.join("data/postmaster.pid")).ok()?;
        text.lines().next().map(str::to_owned)
    }

    /// Stops it and waits until it is gone.
    pub(crate) fn stop(mut self) -> Result<()> {
        self.dismiss();
        if self.folder.exists() {
            bail!("{} could not be deleted", self.folder.display());
        }
        Ok(())
    }

    /// Closes the pipe to the guardian and waits for it to finish its work.
    fn dismiss(&mut self) {
        if let Some(mut guardian) = self.guardian.take() {
            // `wait` closes our end of the pipe first. Whether it worked shows in the folder.
            guardian.wait().ok();
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.dismiss();
    }
}

/// Stops and deletes a cluster that `detach` left.
pub(crate) fn stop_detached(folder: &Path) -> Result<()> {
    let folder = folder.canonicalize().with_context(|| format!("{}", folder.display()))?;
    if !folder.join(MARK).is_file() {
        bail!("{} is not a cluster that `cargo xtask postgres` made", folder.display());
    }
    let mut guardian = guard(&programs::find()?, Owner::choose()?, &folder)?;
    guardian.wait()?;
    if folder.exists() {
        bail!("{} could not be deleted", folder.display());
    }
    Ok(())
}

/// On disk and not in memory, where `fsync` would cost nothing; and short, because the path of a
/// socket has at most 107 bytes.
fn new_folder(owner: Owner) -> Result<PathBuf> {
    let free = |n: &u32| {
        let folder = PathBuf::from(format!("/var/tmp/clew-postgres-{}-{n}", std::process::id()));
        fs::create_dir(&folder).ok().map(|()| folder)
    };
    let folder = (0..100).find_map(|n| free(&n)).context("no folder could be made in /var/tmp")?;
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
    fs::write(folder.join(MARK), "")?;
    owner.own(&folder)?;
    Ok(folder)
}

/// Starts the guardian. In a process group of its own, out of the reach of ctrl-c.
fn guard(programs: &Path, owner: Owner, folder: &Path) -> Result<Child> {
    owner
        .program(Path::new("/bin/sh"), Path::new("/"))
        .args(["-c", GUARDIAN, "clew-postgres-guardian"])
        .arg(programs.join("pg_ctl"))
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .context("no shell could be started")
}

/// Starts the server on a free port of the loopback address and on a socket in its folder.
fn launch(programs: &Path, owner: Owner, folder: &Path) -> Result<u16> {
    let mut attempt = 1;
    loop {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{}' \
             -c fsync=on -c max_connections=300",
            folder.display()
        );
        let mut start = owner.program(&programs.join("pg_ctl"), folder);
        start.args(["start", "-w", "-D", "data", "-l", "log", "-o"]).arg(options);
        match capture(&mut start) {
            Ok(_) => return Ok(port),
            Err(error) if attempt == ATTEMPTS => {
                let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
                return Err(error.context(format!("PostgreSQL does not start:\n{log}")));
            }
            Err(_) => attempt += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_a_cluster_is_never_stopped_or_deleted() {
        let folder =
            std::env::temp_dir().join(format!("clew-not-a-cluster-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let error = stop_detached(&folder).unwrap_err().to_string();
        assert!(error.contains("is not a cluster"), "{error}");
        assert!(folder.exists());
        fs::remove_dir(folder).unwrap();
    }

    #[test]
    fn the_guardian_clears_up_when_its_owner_lets_go_of_the_pipe() {
        let folder = std::env::temp_dir().join(format!("clew-guarded-{}", std::process::id()));
        fs::create_dir_all(folder.join("data")).unwrap();
        // No pg_ctl there: clearing up does not depend on a server that ever ran.
        let mut guardian = guard(&folder, Owner::Ourselves, &folder).unwrap();
        assert!(guardian.try_wait().unwrap().is_none() && folder.exists());
        drop(guardian.stdin.take());
        guardian.wait().unwrap();
        assert!(!folder.exists());
    }
}
