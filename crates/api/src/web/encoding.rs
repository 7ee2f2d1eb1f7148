//! Which compressed forms a browser understands.

use axum::http::{HeaderMap, header};

/// Encodings with their files' endings, smallest first.
pub(super) const ALL: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The encodings that the browser accepts, smallest first.
pub(super) fn accepted(headers: &HeaderMap) -> impl Iterator<Item = (&'static str, &'static str)> {
    let told = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    ALL.into_iter().filter(move |(encoding, _)| {
        told.split(',').any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, ""));
            name.trim().eq_ignore_ascii_case(encoding) && !is_never(weight)
        })
    })
}

/// Whether a weight such as `q=0.0` says never.
fn is_never(weight: &str) -> bool {
    let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
    weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0)
}
