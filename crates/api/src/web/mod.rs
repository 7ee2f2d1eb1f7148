//! The web client: its files, and its first page for every path that is a screen.

mod encoding;

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::config::Api;
use crate::edge;
use crate::problem::Problem;

/// A file of the web client.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// A text that changes when they do, of letters and digits.
    pub tag: String,
}

/// The files of the web client, by paths such as `assets/main-3f2a.js`; a path with `.br` or `.gz` at its end names
/// the same file compressed.
pub trait Assets: Send + Sync {
    /// The file at a path.
    fn get(&self, path: &str) -> Option<Asset>;
}

/// The first page: every screen begins with it.
const FIRST_PAGE: &str = "index.html";

/// Everything below has its content's hash in its name.
const HASHED: &str = "assets/";

/// Answers a path that is not the API's.
pub(crate) async fn serve(State(api): State<Api>, request: Request<Body>) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refused = edge::method_not_allowed().await.into_response();
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET,HEAD"));
        return refused;
    }
    let path = request.uri().path().trim_start_matches('/');
    let assets = api.config.assets.as_ref();
    match find(assets, path, request.headers()) {
        Some(found) => found.response(request.headers(), request.method()),
        None => Problem::not_found().into_response(),
    }
}

/// A file in the form in which it is sent.
struct Found {
    asset: Asset,
    path: String,
    encoding: Option<&'static str>,
}

fn find(assets: &dyn Assets, path: &str, headers: &HeaderMap) -> Option<Found> {
    if !path.is_empty()
        && !is_compressed(path)
        && let Some(found) = chosen(assets, path, headers)
    {
        return Some(found);
    }
    // A missing file is missing; anything else that a browser wants to show is a screen.
    let is_screen = !path.starts_with(HASHED) && wants_page(headers);
    if is_screen { chosen(assets, FIRST_PAGE, headers) } else { None }
}

fn is_compressed(path: &str) -> bool {
    encoding::ALL.iter().any(|(_, ending)| path.ends_with(ending))
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok());
    accept.is_none_or(|accept| accept.contains("text/html") || accept.contains("*/*"))
}

/// The smallest form of a file that the browser understands.
fn chosen(assets: &dyn Assets, path: &str, headers: &HeaderMap) -> Option<Found> {
    let path = path.to_owned();
    for (encoding, ending) in encoding::accepted(headers) {
        if let Some(asset) = assets.get(&format!("{path}{ending}")) {
            return Some(Found { asset, path, encoding: Some(encoding) });
        }
    }
    assets.get(&path).map(|asset| Found { asset, path, encoding: None })
}

impl Found {
    fn response(self, asked: &HeaderMap, method: &Method) -> Response {
        let tag = format!("\"{}{}\"", self.asset.tag, self.encoding.unwrap_or(""));
        let known = asked.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
        let is_known = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
        let length = self.asset.bytes.len();
        let body = match &self.asset.bytes {
            _ if is_known || *method == Method::HEAD => Body::empty(),
            Cow::Borrowed(bytes) => Body::from(*bytes),
            Cow::Owned(bytes) => Body::from(bytes.clone()),
        };
        let mut response = Response::new(body);
        if is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lasting(&self.path)));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        if !is_known {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media(&self.path)));
            headers.insert(header::CONTENT_LENGTH, length.into());
            if let Some(encoding) = self.encoding {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
        }
        response
    }
}

/// How long a browser may keep a file without asking.
fn lasting(path: &str) -> &'static str {
    if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn media(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
