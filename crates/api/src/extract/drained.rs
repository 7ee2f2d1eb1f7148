//! Reading a body up to a limit.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt as _;
use model::Code;
use tokio::time::timeout;

use crate::problem::Problem;

/// How long the sender of a refused body may be silent.
const SILENCE: Duration = Duration::from_secs(10);

/// How much of a refused body is still read: at least, and at most.
const PATIENCE: (u64, u64) = (32 * 1024 * 1024, 256 * 1024 * 1024);

/// The whole body, if it is no longer than `limit` bytes.
pub(crate) async fn bytes_of(body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| Problem::of(Code::Malformed))?;
        if bytes.len() + piece.len() > limit {
            drain(stream, limit as u64).await;
            return Err(too_large(limit as u64));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Reads on for a while what is not wanted: a sender that is cut off in the middle never sees why.
pub(crate) async fn drain(mut body: BodyDataStream, limit: u64) {
    let (mut read, most) = (0, limit.clamp(PATIENCE.0, PATIENCE.1));
    while let Ok(Some(Ok(piece))) = timeout(SILENCE, body.next()).await {
        read += piece.len() as u64;
        if read > most {
            break;
        }
    }
}

/// More bytes than allowed.
pub(crate) fn too_large(limit: u64) -> Problem {
    model::Rejection::new(Code::TooLargeBody).with("max", limit).into()
}
