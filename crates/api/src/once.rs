//! `Idempotency-Key`: a request that is sent again acts once and gets the first answer again.

use app::idempotency::Begun;
use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts as _, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use model::{Code, Rejection};
use serde::{Deserialize, Serialize};

use crate::blocking::{blocking, json_response};
use crate::config::Api;
use crate::extract::{BodyLimit, Caller, bytes_of, is_json};
use crate::problem::Problem;

const KEY: &str = "idempotency-key";

/// Says that the answer is the first one's.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Longest answer that is kept.
const LONGEST: usize = 4 * 1024 * 1024;

/// Headers of an answer that are kept with it.
const KEPT: [HeaderName; 2] = [header::ETAG, header::LOCATION];

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// Put around routes that make something from JSON.
pub(crate) async fn once(Extension(api): Extension<Api>, request: Request, next: Next) -> Response {
    let keyed = request.headers().contains_key(KEY) && is_json(request.headers());
    if !keyed {
        return next.run(request).await;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "must end also when the caller hangs up: they will ask again"
    )]
    let running = tokio::spawn(async move { run(&api, request, next).await });
    match running.await {
        Ok(answer) => answer.unwrap_or_else(Problem::into_response),
        Err(_) => Problem::from(app::Fault::new("a keyed request panicked")).into_response(),
    }
}

async fn run(api: &Api, request: Request, next: Next) -> Result<Response, Problem> {
    let limit = BodyLimit::of(&request);
    let (mut parts, body) = request.into_parts();
    let key = key(&parts.headers)?;
    let Caller(who) = Caller::from_request_parts(&mut parts, api).await?;
    let body = bytes_of(body, limit).await?;
    let text = format!("{} {}\n{}", parts.method, parts.uri, String::from_utf8_lossy(&body));
    let begun = {
        let (platform, who, key, text) =
            (api.platform.clone(), who.clone(), key.clone(), text.clone());
        blocking(move || platform.begin_request(&who, &key, &text)).await?
    };
    if let Begun::Answered(kept) = begun {
        return replay(&kept);
    }
    let answer = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (answer, kept) = keep(answer).await?;
    let platform = api.platform.clone();
    blocking(move || match kept {
        Some(kept) => platform.finish_request(&who, &key, &text, &kept),
        None => platform.drop_request(&who, &key),
    })
    .await?;
    Ok(answer)
}

fn key(headers: &HeaderMap) -> Result<String, Problem> {
    let key = headers.get(KEY).and_then(|v| v.to_str().ok()).map(str::trim).unwrap_or("");
    if key.is_empty() {
        return Err(Rejection::at(Code::Malformed, "Idempotency-Key").into());
    }
    Ok(key.to_owned())
}

/// The answer, and what is kept of it: nothing of a refusal, so that the caller may mend the request.
async fn keep(answer: Response) -> Result<(Response, Option<String>), Problem> {
    let (parts, body) = answer.into_parts();
    if !parts.status.is_success() {
        return Ok((Response::from_parts(parts, body), None));
    }
    let fault = |what: String| Problem::from(app::Fault::new(what));
    let bytes = to_bytes(body, LONGEST).await.map_err(|e| fault(format!("an answer: {e}")))?;
    let kept = Answer {
        status: parts.status.as_u16(),
        headers: KEPT
            .iter()
            .filter_map(|name| {
                Some((name.to_string(), parts.headers.get(name)?.to_str().ok()?.to_owned()))
            })
            .collect(),
        body: String::from_utf8_lossy(&bytes).into_owned(),
    };
    let kept = serde_json::to_string(&kept).map_err(|e| fault(format!("an answer: {e}")))?;
    Ok((Response::from_parts(parts, Body::from(bytes)), Some(kept)))
}

fn replay(kept: &str) -> Result<Response, Problem> {
    let fault = |_| Problem::from(app::Fault::new("a kept answer cannot be read"));
    let kept: Answer = serde_json::from_str(kept).map_err(fault)?;
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    let mut answer = json_response(status, kept.body.into_bytes());
    let headers = answer.headers_mut();
    for (name, value) in kept.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    Ok(answer)
}
