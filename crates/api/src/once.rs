//! `Idempotency-Key`: a request that is sent again acts once, and gets the first answer again. The key goes along
//! with the caller; `app` writes what the request comes to in the transaction of what it does.

use app::Who;
use app::idempotency::Begun;
use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequestParts as _, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use model::{Code, Rejection};

use crate::blocking::blocking;
use crate::config::Api;
use crate::extract::{BodyLimit, Caller, bytes_of, is_json};
use crate::problem::Problem;

const KEY: &str = "idempotency-key";

/// Says that the answer is about what an earlier request did.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Put around routes that make something from JSON, or from nothing.
pub(crate) async fn once(Extension(api): Extension<Api>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    // A file that is brought is content-addressed; nothing is done twice with it.
    let keyed = request.method() == Method::POST && headers.contains_key(KEY);
    if !keyed || (has_body(headers) && !is_json(headers)) {
        return next.run(request).await;
    }
    let limit = BodyLimit::of(&request);
    let (parts, body) = request.into_parts();
    match begun(&api, parts, (body, limit)).await {
        Ok((begun, request)) => replayed(&begun.who, next.run(request).await),
        Err(problem) => problem.into_response(),
    }
}

/// The request begun, and the request that brings the caller with their key along.
async fn begun(
    api: &Api,
    mut parts: Parts,
    (body, limit): (Body, usize),
) -> Result<(Begun, Request), Problem> {
    let key = key(&parts.headers)?;
    let Caller(who) = Caller::from_request_parts(&mut parts, api).await?;
    let body = bytes_of(body, limit).await?;
    let text = format!("{} {}\n{}", parts.method, parts.uri, String::from_utf8_lossy(&body));
    let platform = api.platform.clone();
    let begun = blocking(move || platform.begin_once(&who, &key, &text)).await?;
    parts.extensions.insert(Caller(begun.who.clone()));
    Ok((begun, Request::from_parts(parts, Body::from(body))))
}

fn has_body(headers: &HeaderMap) -> bool {
    headers.contains_key(header::CONTENT_TYPE)
}

fn key(headers: &HeaderMap) -> Result<String, Problem> {
    let key = headers.get(KEY).and_then(|v| v.to_str().ok()).map(str::trim).unwrap_or("");
    if key.is_empty() {
        return Err(Rejection::at(Code::Malformed, "Idempotency-Key").into());
    }
    Ok(key.to_owned())
}

fn replayed(who: &Who, mut answer: Response) -> Response {
    let is_replayed = who.once.as_ref().is_some_and(|once| once.is_replayed());
    if is_replayed && answer.status().is_success() {
        answer.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    answer
}
