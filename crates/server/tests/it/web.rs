//! The web client's files. Whether it is built decides what the first page says, not how it is served.

use crate::client::TestServer;

#[test]
fn every_screen_begins_with_the_first_page_and_files_are_files() {
    let server = TestServer::new();
    let browser = server.visitor().with("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    let first = browser.raw("GET", "/", None);
    assert_eq!((first.status, first.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(first.header("cache-control"), "no-cache");
    let screen = browser.raw("GET", "/f/lead?view=all", None);
    assert_eq!(screen.bytes, first.bytes);
    let known = browser.with("if-none-match", first.header("etag"));
    assert_eq!(known.raw("GET", "/", None).status, 304);
    assert_eq!(browser.raw("GET", "/assets/nothing.js", None).problem(), (404, "not_found"));
    assert_eq!(browser.raw("GET", "/../Cargo.toml", None).bytes, first.bytes);
    assert_eq!(browser.raw("POST", "/f/lead", None).header("allow"), "GET,HEAD");
    let head = browser.raw("HEAD", "/", None);
    assert_eq!((head.status, head.bytes.len()), (200, 0));
}
