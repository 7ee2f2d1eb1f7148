//! What browsers get.

use super::*;

struct Files;

impl Assets for Files {
    fn get(&self, path: &str) -> Option<Asset> {
        let all =
            ["index.html", "index.html.br", "assets/main-1.js", "assets/main-1.js.gz", "icon.svg"];
        all.contains(&path)
            .then(|| Asset { bytes: Cow::Owned(path.as_bytes().to_vec()), tag: "t1".to_owned() })
    }
}

fn sent(pairs: &[(header::HeaderName, &'static str)]) -> HeaderMap {
    pairs.iter().map(|(n, v)| (n.clone(), HeaderValue::from_static(v))).collect()
}

fn served(path: &str, headers: &HeaderMap) -> Option<(String, Option<&'static str>)> {
    find(&Files, path, headers)
        .map(|found| (String::from_utf8_lossy(&found.asset.bytes).into_owned(), found.encoding))
}

fn page() -> HeaderMap {
    sent(&[(header::ACCEPT, "text/html,*/*;q=0.8")])
}

#[test]
fn every_screen_begins_with_the_first_page() {
    for path in ["", "login", "f/lead", "f/lead/rec_1", "index.html"] {
        assert_eq!(served(path, &page()), Some(("index.html".to_owned(), None)), "{path}");
    }
}

#[test]
fn what_is_missing_below_assets_or_not_asked_for_as_a_page_is_missing() {
    assert_eq!(served("assets/main-0.js", &page()), None);
    let picture = sent(&[(header::ACCEPT, "image/png")]);
    assert_eq!(served("missing.png", &picture), None);
}

#[test]
fn the_smallest_form_that_the_browser_understands_is_sent() {
    let with = |encodings| sent(&[(header::ACCEPT, "*/*"), (header::ACCEPT_ENCODING, encodings)]);
    assert_eq!(served("", &with("gzip, br")), Some(("index.html.br".to_owned(), Some("br"))));
    assert_eq!(served("", &with("gzip, br;q=0")), Some(("index.html".to_owned(), None)));
    let script = served("assets/main-1.js", &with("gzip, br"));
    assert_eq!(script, Some(("assets/main-1.js.gz".to_owned(), Some("gzip"))));
    // Nobody asks for the compressed file by its own name.
    assert_eq!(served("assets/main-1.js.gz", &with("gzip")), None);
}

#[test]
fn hashed_files_last_and_a_known_page_is_not_sent_again() {
    let answer = |path: &str, headers: &HeaderMap| {
        find(&Files, path, headers).expect("a file").response(headers, &Method::GET)
    };
    let script = answer("assets/main-1.js", &page());
    assert!(script.headers()[header::CACHE_CONTROL].to_str().expect("text").contains("immutable"));
    assert_eq!(script.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    let first = answer("", &page());
    assert_eq!(first.headers()[header::CACHE_CONTROL], "no-cache");
    let mut again = page();
    again.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
    assert_eq!(answer("", &again).status(), StatusCode::NOT_MODIFIED);
}
