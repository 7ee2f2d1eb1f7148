//! Long JSON answers are compressed for browsers that ask for it; lines to phones are slow. The web client's files
//! are compressed when they are built, streams and downloads never.

use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, Predicate as _, SizeAbove};

/// Shorter answers fit into one packet anyway.
const FROM: u64 = 1024;

type IsJson = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;

/// Compresses JSON.
pub(crate) fn layer() -> CompressionLayer<And<SizeAbove, IsJson>> {
    let when = SizeAbove::new(FROM).and(is_json as IsJson);
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(when)
}

fn is_json(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|media| media == "application/json")
}
