//! What surrounds every request: an id, one line in the log, the body of a problem, the headers that browsers obey.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::config::Api;
use crate::forwarded;
use crate::problem::{self, Problem};

/// What browsers may load into our pages: our own files, and nothing from elsewhere.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
                      object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/// Headers of every answer that does not set them itself.
const USUAL: [(HeaderName, HeaderValue); 3] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
];

/// Pages of other sites get no hold of our windows. Over plain HTTP browsers ignore it, and complain in every console.
const OPENER: (HeaderName, HeaderValue) = (
    HeaderName::from_static("cross-origin-opener-policy"),
    HeaderValue::from_static("same-origin"),
);

/// Surrounds a request.
pub(crate) async fn surround(
    State(api): State<Api>,
    mut request: Request<Body>,
    next: Next,
) -> Response {
    let id = format!("req_{}", api.platform.ports().ids.next().simple());
    let begun = Instant::now();
    let method = request.method().clone();
    // The template, not the path: paths can hold the secrets of invitation links.
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let https = forwarded::is_https(request.headers(), api.config.trust_proxy);
    let platform = Arc::clone(&api.platform);
    // For layers of single routes: those have no state.
    request.extensions_mut().insert(api);
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        if let Some(fault) = problem.fault().filter(|f| platform.store().outage().is_news(f)) {
            tracing::error!(request = id, fault = %fault, "a request failed");
        }
        write_problem(&mut response, &problem, &id, &method);
    }
    let headers = response.headers_mut();
    for (name, value) in &USUAL {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    if https {
        let (name, value) = OPENER;
        headers.entry(name).or_insert(value);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert("x-request-id", value);
    }
    tracing::debug!(
        request = id,
        method = %method,
        path = path.as_deref().unwrap_or("-"),
        status = response.status().as_u16(),
        micros = begun.elapsed().as_micros(),
        "answered"
    );
    response
}

fn write_problem(response: &mut Response, problem: &Problem, id: &str, method: &Method) {
    let body = problem.body(id).to_string();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(problem::MEDIA));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.remove(header::CONTENT_LENGTH);
    if *method != Method::HEAD {
        *response.body_mut() = Body::from(body);
    }
}

/// The place in the log that an answer to a reader is at least as new as. A screen compares it with where its live
/// stream begins: if that is no later, it has missed nothing in between.
const AS_OF: HeaderName = HeaderName::from_static("clew-seq");

/// Answers of the API are fresh each time, and say how fresh.
pub(crate) async fn fresh(State(api): State<Api>, request: Request<Body>, next: Next) -> Response {
    let reads = request.method() == Method::GET || request.method() == Method::POST;
    let known = request.headers().contains_key(header::COOKIE);
    // Before anything is read: what is read then is not older.
    let as_of = (reads && known).then(|| api.platform.store().commits().seq());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Some(seq) = as_of {
        headers.insert(AS_OF, HeaderValue::from(seq));
    }
    response
}

/// A path that the API does not have.
pub(crate) async fn not_found() -> Problem {
    Problem::not_found()
}

/// A method that the path does not have; the header `Allow` says which it has.
pub(crate) async fn method_not_allowed() -> Problem {
    Problem::edge(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed")
}

/// A handler that panicked.
pub(crate) fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    use axum::response::IntoResponse as _;
    Problem::from(app::Fault::new("a handler panicked")).into_response()
}
