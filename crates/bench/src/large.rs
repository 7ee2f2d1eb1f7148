//! Lists and search over the large form, for an administrator and a member.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Value as Json, json};

use crate::client::Client;
use crate::server::Server;
use crate::{file, import, percentile};

const CONNECTIONS: usize = 8;
const ROUNDS: usize = 200;

pub(crate) fn run(postgres: Option<&str>) -> Result<()> {
    let server = Server::start(postgres)?;
    let rows = file::rows();
    import::import(&server, rows, false)?;
    wait_for_search(&server)?;
    let filter = json!({"and": [
        {"field": "status", "op": "eq", "value": "contacted"},
        {"field": "source", "op": "eq", "value": "exhibition"},
    ]});
    let sort = json!([{"field": "created_at", "descending": true}]);
    let first = json!({"filter": filter, "sort": sort, "size": 50});
    // The product makes an index for what is asked often; give it the chance that a day of use gives it.
    report("first page, 2 filters + sort, first calls", &parallel(&server, &first, 20)?);
    std::thread::sleep(Duration::from_secs(5));
    report("first page, 2 filters + sort", &parallel(&server, &first, ROUNDS)?);
    let mut client = server.client()?;
    let deep = json!({"sort": sort, "size": 50, "at": 50_000.min(rows as i64 - 100)});
    println!(
        "row 50,000 by `at`, first call: {:.1} ms",
        once(&mut client, &deep)?.as_secs_f64() * 1e3
    );
    report("row 50,000 by `at`, warm", &parallel(&server, &deep, ROUNDS)?);
    let counted = json!({"filter": filter, "size": 1, "count": "exact"});
    report("exact count of 2 filters", &parallel(&server, &counted, 20)?);
    for (what, words) in [("about 2,000 hits", "远航"), ("about 400,000 hits", "科技")] {
        let newest = json!({"search": words, "size": 50});
        report(&format!("search {words}, {what}, newest first"), &parallel(&server, &newest, 50)?);
    }
    let sorted = json!({"search": "远航", "size": 50, "sort": [{"field": "company"}]});
    report("search 远航, sorted by name", &parallel(&server, &sorted, 50)?);
    Ok(())
}

fn report(what: &str, times: &[Duration]) {
    println!("{what}: {}", percentile::summary(times.to_vec()));
}

fn once(client: &mut Client, body: &Json) -> Result<Duration> {
    let begin = Instant::now();
    client.json("POST", "/forms/lead/records/query", &body.to_string())?;
    Ok(begin.elapsed())
}

/// 8 connections, each asking `rounds` times.
fn parallel(server: &Server, body: &Json, rounds: usize) -> Result<Vec<Duration>> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                scope.spawn(move || -> Result<Vec<Duration>> {
                    let mut client = server.client()?;
                    (0..rounds).map(|_| once(&mut client, body)).collect()
                })
            })
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_| anyhow::anyhow!("a connection panicked"))??);
        }
        Ok(all)
    })
}

/// Waits until the search index holds the last row of the file.
fn wait_for_search(server: &Server) -> Result<()> {
    let mut client = server.client()?;
    let last = format!("user{}@example.com", file::rows() - 1);
    let begin = Instant::now();
    loop {
        let body = json!({"search": last, "size": 1}).to_string();
        let found = client.json("POST", "/forms/lead/records/query", &body)?;
        if !found["items"].as_array().context("items")?.is_empty() {
            println!(
                "the search index caught up {:.1} s after the import",
                begin.elapsed().as_secs_f64()
            );
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}
