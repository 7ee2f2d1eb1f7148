//! Durable creates through HTTP, beside the same rows, indexes, grams and log written in groups in this process.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::json;

use crate::server::Server;
use crate::{limits, machine, percentile};

const CONNECTIONS: usize = 32;
const WARM: Duration = Duration::from_secs(2);
const TIME: Duration = Duration::from_secs(10);

pub(crate) fn run(postgres: Option<&str>) -> Result<()> {
    let name = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
    let server = Server::start(postgres)?;
    load(&server, WARM)?;
    let before = (machine::cpu_seconds(server.pid()), machine::cpu_seconds_named("postgres"));
    let begin = Instant::now();
    let all = load(&server, TIME)?;
    let seconds = begin.elapsed().as_secs_f64();
    let per = |now: f64, before: f64| (now - before) * 1e6 / all.len() as f64;
    let server_cpu = per(machine::cpu_seconds(server.pid()), before.0);
    let database_cpu = per(machine::cpu_seconds_named("postgres"), before.1);
    let rate = all.len() as f64 / seconds;
    drop(server);
    let limit = limits::creates(postgres)?;
    println!(
        "{name}: {rate:.0}/s through HTTP, {}; server {server_cpu:.0} µs a create{}; in-process limit {limit:.0}/s: {:.0} %",
        percentile::summary(all),
        if postgres.is_some() {
            format!(", database {database_cpu:.0} µs")
        } else {
            String::new()
        },
        rate / limit * 100.0,
    );
    Ok(())
}

/// 32 connections, each waiting for its own answer.
fn load(server: &Server, time: Duration) -> Result<Vec<Duration>> {
    let until = Instant::now() + time;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS)
            .map(|thread| scope.spawn(move || one(server, thread, until)))
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_| anyhow::anyhow!("a connection panicked"))??);
        }
        Ok(all)
    })
}

fn one(server: &Server, thread: usize, until: Instant) -> Result<Vec<Duration>> {
    let mut client = server.client()?;
    let mut times = Vec::new();
    while Instant::now() < until {
        let body = json!({"values": limits::lead(thread * 1_000_000 + times.len())}).to_string();
        let begin = Instant::now();
        let answer = client.send("POST", "/forms/lead/records", &body)?;
        ensure!(
            answer.status == 201,
            "answered {}: {}",
            answer.status,
            String::from_utf8_lossy(&answer.body)
        );
        times.push(begin.elapsed());
    }
    Ok(times)
}
