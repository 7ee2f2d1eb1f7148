//! Lists and search over the large form, for an administrator and a member.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value as Json, json};

use crate::client::Client;
use crate::members::{self, Members};
use crate::server::Server;
use crate::{file, import, limits, percentile};

const CONNECTIONS: usize = 8;
const ROUNDS: usize = 200;
/// In how many parts comparisons are cut.
const TURNS: usize = 10;
/// Time for the product to make an index.
const SETTLE: Duration = Duration::from_secs(5);

pub(crate) fn run(postgres: Option<&str>) -> Result<()> {
    let name = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
    let server = Server::start(postgres)?;
    let department = members::settle(&server)?;
    let rows = file::rows();
    import::import(&server, rows, false)?;
    println!("{name}, {rows} rows");
    wait_for_search(&server)?;
    let filter = json!({"and": [
        {"field": "status", "op": "eq", "value": "contacted"},
        {"field": "source", "op": "eq", "value": "exhibition"},
    ]});
    let sort = json!([{"field": "created_at", "descending": true}]);
    let first = json!({"filter": filter, "sort": sort, "size": 50});
    // The product makes an index for what is asked often; give it the chance that a day of use gives it.
    report("first page, 2 filters + sort, first calls", &parallel(&server, &first, 20)?);
    std::thread::sleep(SETTLE);
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
        let sorted = json!({"search": words, "size": 50, "sort": [{"field": "company"}]});
        for (order, body) in [("newest first", &newest), ("by name", &sorted)] {
            let asked = format!("search {words}, {what}, {order}");
            let alone: Result<Vec<_>> = (0..ROUNDS).map(|_| once(&mut client, body)).collect();
            report(&format!("{asked}, one person"), &alone?);
            report(&format!("{asked}, 8 at once"), &parallel(&server, body, 50)?);
        }
    }
    search_everywhere(&server)?;
    compare(&server, &members::join(&server, &department)?, &first)?;
    stall(&server)
}

/// What the palette asks while somebody types.
fn search_everywhere(server: &Server) -> Result<()> {
    let asked = [
        ("远航, about 2,000 hits", "%E8%BF%9C%E8%88%AA"),
        ("科技, about 400,000 hits", "%E7%A7%91%E6%8A%80"),
        ("0012345, a part of phones", "0012345"),
        ("qdjs, pinyin initials", "qdjs"),
    ];
    for (what, words) in asked {
        let path = format!("/search?q={words}");
        let mut client = server.client()?;
        let alone: Result<Vec<_>> = (0..ROUNDS).map(|_| got(&mut client, &path)).collect();
        report(&format!("search everywhere {what}, one person"), &alone?);
        let all = at_once((server, &server.cookie), 50, |client| got(client, &path))?;
        report(&format!("search everywhere {what}, 8 at once"), &all);
    }
    Ok(())
}

/// The same questions of the administrator and of two members.
fn compare(server: &Server, members: &Members, filtered: &Json) -> Result<()> {
    let sorted = json!({"sort": [{"field": "created_at", "descending": true}], "size": 50});
    let plain = json!({"size": 50});
    let estimated = json!({"size": 50, "count": "estimate"});
    let asked = [
        ("newest first", &plain),
        ("sorted", &sorted),
        ("2 filters + sort", filtered),
        ("with an estimated count", &estimated),
    ];
    let people = [&server.cookie, &members.of_all, &members.of_few];
    for (what, body) in asked {
        for cookie in people {
            // As above: a day of use.
            parallel_as((server, cookie), body, 4)?;
        }
        std::thread::sleep(SETTLE);
        // In turns, so that what else the machine does meanwhile falls on all three.
        let mut times = [const { Vec::new() }; 3];
        for _ in 0..TURNS {
            for (cookie, times) in people.iter().zip(&mut times) {
                times.extend(parallel_as((server, cookie), body, ROUNDS / TURNS)?);
            }
        }
        let all = times.map(|mut times| {
            times.sort_unstable();
            percentile::at(&times, 0.5)
        });
        println!(
            "first page, {what}: administrator p50 {:.1} ms, member of all {:.1} ms ({:.2}×), member of few {:.1} ms ({:.2}×)",
            all[0],
            all[1],
            all[1] / all[0],
            all[2],
            all[2] / all[0],
        );
    }
    Ok(())
}

/// How long writing stands still while an index over the large form is made.
fn stall(server: &Server) -> Result<()> {
    let slow = json!({"sort": [{"field": "amount"}], "size": 50});
    let mut client = server.client()?;
    let times = std::thread::scope(|scope| -> Result<Vec<Duration>> {
        let asking = scope.spawn(|| parallel(server, &slow, 2));
        let (begin, mut times) = (Instant::now(), Vec::new());
        while begin.elapsed() < 3 * SETTLE {
            let body = json!({"values": limits::lead(700_000_000 + times.len())}).to_string();
            let sent = Instant::now();
            client.json("POST", "/forms/lead/records", &body)?;
            times.push(sent.elapsed());
            std::thread::sleep(Duration::from_millis(5));
        }
        asking.join().map_err(|_| anyhow::anyhow!("a connection panicked"))??;
        Ok(times)
    })?;
    report("creates while an index over the form is made", &times);
    Ok(())
}

fn report(what: &str, times: &[Duration]) {
    println!("{what}: {}", percentile::summary(times.to_vec()));
}

fn once(client: &mut Client, body: &Json) -> Result<Duration> {
    timed(client, ("POST", "/forms/lead/records/query"), &body.to_string())
}

fn got(client: &mut Client, path: &str) -> Result<Duration> {
    timed(client, ("GET", path), "")
}

fn timed(client: &mut Client, (method, path): (&str, &str), body: &str) -> Result<Duration> {
    let begin = Instant::now();
    let answer = client.send(method, path, body)?;
    let took = begin.elapsed();
    // Understood by a browser elsewhere: here that would be time taken from the server.
    ensure!(answer.status == 200, "answered {}", answer.status);
    Ok(took)
}

/// 8 connections, each asking `rounds` times.
fn parallel(server: &Server, body: &Json, rounds: usize) -> Result<Vec<Duration>> {
    parallel_as((server, &server.cookie), body, rounds)
}

fn parallel_as(by: (&Server, &str), body: &Json, rounds: usize) -> Result<Vec<Duration>> {
    at_once(by, rounds, |client| once(client, body))
}

/// 8 connections, each doing this `rounds` times.
fn at_once(
    (server, cookie): (&Server, &str),
    rounds: usize,
    ask: impl Fn(&mut Client) -> Result<Duration> + Sync,
) -> Result<Vec<Duration>> {
    let ask = &ask;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                scope.spawn(move || -> Result<Vec<Duration>> {
                    let mut client = Client::connect(&server.host, cookie)?;
                    (0..rounds).map(|_| ask(&mut client)).collect()
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
