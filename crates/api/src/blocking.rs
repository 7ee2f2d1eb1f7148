//! From the async edge to the blocking rooms: the only place where handlers leave the async threads.

use app::{Error, Fault};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

use crate::problem::Problem;

/// Runs blocking work on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    run: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(run).await {
        Ok(done) => done.map_err(Problem::from),
        // The panic's words went to stderr already.
        Err(_) => Err(Fault::new("a request's work panicked or was cut off").into()),
    }
}

/// The same, with the answer written as JSON on that thread: pages can be long.
pub(crate) async fn answer<T: Serialize>(
    run: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<Response, Problem> {
    answer_with(StatusCode::OK, run).await
}

/// The same, with another status than 200.
pub(crate) async fn answer_with<T: Serialize>(
    status: StatusCode,
    run: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<Response, Problem> {
    let bytes = blocking(move || written(&run()?)).await?;
    Ok(json_response(status, bytes))
}

/// Text of a value.
pub(crate) fn written<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value)
        .map_err(|e| Fault::new(format!("an answer cannot be written: {e}")).into())
}

/// A JSON answer from text.
pub(crate) fn json_response(status: StatusCode, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let media = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, media);
    response
}
