//! Senders that dawdle.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::client::TestServer;

/// Begins an upload of a thousand bytes and sends ten of them.
fn stalled(server: &TestServer, headers: &str) -> TcpStream {
    let address = server.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!(
        "POST /api/v1/files?name=a.bin HTTP/1.1\r\nHost: {address}\r\n{headers}\
         Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\n0123456789"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

#[test]
fn stalled_uploads_stop_nobody_and_are_told_so() {
    let server = TestServer::new();
    let mei = server.member();
    let headers = mei.lines();
    let begun = Instant::now();
    // As many as there are threads to work on.
    let mut senders: Vec<TcpStream> = (0..64).map(|_| stalled(&server, &headers)).collect();
    // Each of them has been heard: nothing of them is still waiting to be read.
    std::thread::sleep(Duration::from_millis(500));
    let asked = Instant::now();
    assert_eq!(mei.get("/me").status, 200);
    assert_eq!(mei.get("/forms").status, 200);
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    assert!(begun.elapsed() < Duration::from_secs(4), "they were still under way");
    let mut answer = [0; 12];
    senders[0].read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 408");
}
