//! The product itself, started as a customer would: the release program on an empty folder.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::json;

use crate::client::Client;

/// A running server with an administrator signed in.
pub(crate) struct Server {
    child: Child,
    pub(crate) host: String,
    pub(crate) cookie: String,
    /// From start to the first answer.
    pub(crate) started: Duration,
    /// Dropped with the server: the data.
    _folder: tempfile::TempDir,
    schema: Option<(String, String)>,
}

/// The release program, built by `cargo xtask bench` or named by `CLEW_BIN`.
pub(crate) fn program() -> Result<PathBuf> {
    if let Ok(path) = std::env::var("CLEW_BIN") {
        return Ok(path.into());
    }
    let here = std::env::current_exe()?;
    let beside = here.with_file_name("clew");
    anyhow::ensure!(beside.exists(), "build the server first: cargo build --release -p server");
    Ok(beside)
}

impl Server {
    /// Starts on an empty database and sets it up.
    pub(crate) fn start(postgres: Option<&str>) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("clew-bench").tempdir_in("/var/tmp")?;
        let mut command = Command::new(program()?);
        command.arg("serve").arg("--data").arg(folder.path()).args(["--listen", "127.0.0.1:0"]);
        let schema =
            postgres.map(|url| (url.to_owned(), format!("clew_bench_{}", std::process::id())));
        if let Some((url, schema)) = &schema {
            let url = own_database(url, schema)?;
            command.args(["--database", &url]);
        }
        let begin = Instant::now();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn()?;
        let out = child.stdout.take().context("no output")?;
        let link = set_up_link(BufReader::new(out))?;
        let (host, token) = parts(&link)?;
        let mut client = Client::connect(&host, "")?;
        client.json("GET", "/status", "")?;
        let started = begin.elapsed();
        let person = json!({
            "token": token, "workspace_name": "基准", "name": "管理员", "login": "admin",
            "password": "correct-horse-battery", "language": "zh-CN", "lan": false, "demo": false,
        });
        let answer = client.send("POST", "/setup", &person.to_string())?;
        answer.json().context("set-up")?;
        let cookie = answer.cookie.context("set-up gave no cookie")?;
        Ok(Self { child, host, cookie, started, _folder: folder, schema })
    }

    /// A new connection, signed in.
    pub(crate) fn client(&self) -> Result<Client> {
        Client::connect(&self.host, &self.cookie)
    }

    /// On which database it runs.
    pub(crate) fn database(&self) -> &'static str {
        if self.schema.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have died by itself; there is nobody left to tell.
        drop(self.child.kill());
        drop(self.child.wait());
        if let Some((url, database)) = &self.schema {
            let sql = format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)");
            drop(Command::new("psql").arg(url).args(["-qc", &sql]).status());
        }
    }
}

/// A database of its own beside the one that the address names.
fn own_database(url: &str, name: &str) -> Result<String> {
    let sql = format!("CREATE DATABASE {name}");
    let status = Command::new("psql").arg(url).args(["-qc", &sql]).status().context("psql")?;
    anyhow::ensure!(status.success(), "PostgreSQL refused a new database");
    let (server, _) = url.rsplit_once('/').context("the address names no database")?;
    Ok(format!("{server}/{name}"))
}

/// The first word that looks like the set-up link. The rest of the output is read and thrown away, so that the server
/// never waits for us.
fn set_up_link(mut out: BufReader<std::process::ChildStdout>) -> Result<String> {
    let mut line = String::new();
    loop {
        line.clear();
        anyhow::ensure!(out.read_line(&mut line)? > 0, "the server ended before it was ready");
        let found = line.split_whitespace().find(|w| w.starts_with("http") && w.contains("setup"));
        if let Some(link) = found.map(str::to_owned) {
            std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
            return Ok(link);
        }
    }
}

fn parts(link: &str) -> Result<(String, String)> {
    let rest = link.strip_prefix("http://").context("not http")?;
    let (host, path) = rest.split_once('/').context("no path")?;
    let token = path.rsplit('=').next().context("no token")?;
    Ok((host.to_owned(), token.to_owned()))
}
