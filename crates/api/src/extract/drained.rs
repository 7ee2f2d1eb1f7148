//! Reading a body up to a limit.

use axum::body::Body;
use futures_util::StreamExt as _;
use model::Code;

use crate::problem::Problem;

/// How much of a refused body is still read: a sender that is cut off in the middle never sees why.
const PATIENCE: usize = 32 * 1024 * 1024;

/// The whole body, if it is no longer than `limit` bytes.
pub(crate) async fn bytes_of(body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| Problem::of(Code::Malformed))?;
        if bytes.len() + piece.len() > limit {
            let mut read = piece.len();
            while let Some(Ok(piece)) = stream.next().await {
                read += piece.len();
                if read > PATIENCE {
                    break;
                }
            }
            return Err(too_large(limit as u64));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// More bytes than allowed.
pub(crate) fn too_large(limit: u64) -> Problem {
    model::Rejection::new(Code::TooLargeBody).with("max", limit).into()
}
