//! The stream that keeps screens fresh.

use std::io::{BufRead as _, BufReader};

use serde_json::json;

use crate::client::{Client, TestServer};
use crate::records::lead;

/// Reads a stream's lines in the background.
struct Stream {
    lines: std::sync::mpsc::Receiver<String>,
    /// The lines of its first event.
    greeting: Vec<String>,
}

impl Stream {
    fn open(client: &Client) -> Self {
        let response = client.open("GET", "/api/v1/live", None);
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        let reader = BufReader::new(response.into_body().into_reader());
        let (sender, lines) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in reader.lines() {
                let Ok(line) = line else { break };
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut stream = Self { lines, greeting: Vec::new() };
        stream.greeting = stream.block();
        assert_eq!(stream.greeting[0], "event: hello");
        stream
    }

    /// The next event's lines; empty when the stream ended.
    fn block(&self) -> Vec<String> {
        let mut block = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(std::time::Duration::from_secs(10)) {
            if line.is_empty() {
                return block;
            }
            block.push(line);
        }
        block
    }
}

#[test]
fn a_change_reaches_those_who_see_the_record() {
    let server = TestServer::new();
    let (mei, lin) = (server.member(), server.signed_in("Lin", "member"));
    let (hers, his) = (Stream::open(&mei), Stream::open(&lin));
    let made = lead(&mei, json!({}));
    let own = lead(&lin, json!({}));
    server.platform.live().pump(&server.platform).unwrap();
    let (seq, id) = (made.body["seq"].as_i64().unwrap(), made.text("id"));
    assert_eq!(
        hers.block(),
        [
            "event: change".to_owned(),
            format!("data: {}", json!({"form": "lead", "record": id, "seq": seq})),
            format!("id: {seq}"),
        ]
    );
    // The first thing he hears of is his own.
    assert!(his.block()[1].contains(&own.text("id")));
}

#[test]
fn a_screen_that_comes_back_hears_what_it_missed() {
    let server = TestServer::new();
    let mei = server.member();
    let first = lead(&mei, json!({})).body["seq"].as_i64().unwrap();
    let missed = lead(&mei, json!({}));
    server.platform.live().pump(&server.platform).unwrap();
    let stream = Stream::open(&mei.with("last-event-id", &first.to_string()));
    assert!(stream.block()[1].contains(&missed.text("id")));
    let lost = Stream::open(&mei.with("last-event-id", "999999"));
    assert_eq!(lost.block()[0], "event: reset");
}

#[test]
fn an_answer_and_a_stream_say_how_new_they_are() {
    let server = TestServer::new();
    let mei = server.member();
    let first = lead(&mei, json!({})).body["seq"].as_i64().unwrap();
    let read = mei.get("/api/v1/forms");
    assert_eq!(read.header("clew-seq"), first.to_string());
    let fresh = Stream::open(&mei);
    let greeting = json!({ "seq": first, "resumed": false });
    let place = [format!("data: {greeting}"), "retry: 2000".to_owned(), format!("id: {first}")];
    assert_eq!(fresh.greeting[1..], place);
    // Who comes back takes no new place before having had what was missed.
    let back = Stream::open(&mei.with("last-event-id", &(first - 1).to_string()));
    let greeting = json!({ "seq": first - 1, "resumed": true });
    assert_eq!(back.greeting[1..], [format!("data: {greeting}"), "retry: 2000".to_owned()]);
}

#[test]
fn streams_end_with_the_server() {
    let server = TestServer::new();
    let stream = Stream::open(&server.member());
    server.close();
    assert_eq!(stream.block(), Vec::<String>::new());
}
