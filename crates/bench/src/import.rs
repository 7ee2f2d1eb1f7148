//! The import of a large csv through the product's own import, while somebody goes on working.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value as Json, json};

use crate::server::Server;
use crate::{file, limits, machine, percentile};

pub(crate) fn run(postgres: Option<&str>) -> Result<()> {
    let server = Server::start(postgres)?;
    import(&server, file::rows(), true).map(|_| ())
}

/// Imports rows into the lead form; how long the job took.
pub(crate) fn import(server: &Server, rows: usize, told: bool) -> Result<Duration> {
    let folder = tempfile::Builder::new().prefix("clew-csv").tempdir_in("/var/tmp")?;
    let path = folder.path().join("leads.csv");
    let bytes = file::write(&path, rows)?;
    let mut client = server.client()?;
    let begin = Instant::now();
    let import = upload(&mut client, &path)?;
    let id = import["id"].as_str().context("an import has an id")?.to_owned();
    let target = json!({"target": {"form": "lead"}, "mode": "new", "duplicates": "create"});
    client.json("PATCH", &format!("/imports/{id}"), &target.to_string())?;
    let prepared = begin.elapsed();
    let begin = Instant::now();
    let job = client.json("POST", &format!("/imports/{id}/run"), "{}")?;
    let job = job["id"].as_str().context("a job has an id")?.to_owned();
    let (interactive, job) = work_meanwhile(server, &mut client, &job)?;
    let took = begin.elapsed();
    ensure!(job["state"] == "done", "the import ended as {job}");
    if told {
        let name = server.database();
        println!(
            "{name}: {rows} rows × 12 columns ({:.0} MB): upload and analysis {:.1} s, import {:.1} s = {:.0} rows/s; peak memory {:.0} MiB; \
             interactive creates meanwhile {}; result {}",
            bytes as f64 / 1e6,
            prepared.as_secs_f64(),
            took.as_secs_f64(),
            rows as f64 / took.as_secs_f64(),
            machine::memory(server.pid(), "VmHWM"),
            percentile::summary(interactive),
            job["result"],
        );
    }
    Ok(took)
}

fn upload(client: &mut crate::client::Client, path: &Path) -> Result<Json> {
    let bytes = std::fs::read(path)?;
    let answer =
        client.send_bytes("POST", "/imports?name=leads.csv", "application/octet-stream", &bytes)?;
    answer.json().context("uploading")
}

/// Creates a record every 50 ms until the job ends.
fn work_meanwhile(
    server: &Server,
    client: &mut crate::client::Client,
    job: &str,
) -> Result<(Vec<Duration>, Json)> {
    let mut worker = server.client()?;
    let mut times = Vec::new();
    loop {
        let body = json!({"values": limits::lead(900_000_000 + times.len())}).to_string();
        let begin = Instant::now();
        let answer = worker.send("POST", "/forms/lead/records", &body)?;
        ensure!(answer.status == 201, "answered {}", answer.status);
        times.push(begin.elapsed());
        let state = client.json("GET", &format!("/jobs/{job}"), "")?;
        if !matches!(state["state"].as_str(), Some("waiting" | "running")) {
            return Ok((times, state));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
