//! A body on its way to a temporary file: never whole in memory, hashed as it comes.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use app::files::{Incoming, discard};
use app::{Error, Fault, FaultKind};
use axum::body::Body;
use axum::extract::Request;
use axum::http::header;
use futures_util::StreamExt as _;
use model::Code;
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

use crate::blocking::blocking;
use crate::config::Api;
use crate::extract::{drain, too_large};
use crate::problem::Problem;

/// Pieces that wait for the disk at most.
const WAITING: usize = 8;

/// First bytes that are kept to tell what it is.
const BEGINNING: usize = 32;

/// A body that arrived whole.
pub(in crate::routes) struct Received {
    path: PathBuf,
    hash: [u8; 32],
    size: u64,
    beginning: Vec<u8>,
}

impl Received {
    /// Its first bytes.
    pub(in crate::routes) fn beginning(&self) -> &[u8] {
        &self.beginning
    }

    /// Hands it over under a name; what is not taken is removed.
    pub(in crate::routes) fn hand_over<T>(
        self,
        (name, media): (String, String),
        take: impl FnOnce(&Incoming) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let (path, hash, size) = (self.path.clone(), self.hash, self.size);
        // Kept files are moved away: then there is nothing left to remove.
        take(&Incoming { path, hash, size, name, media })
    }
}

impl Drop for Received {
    fn drop(&mut self) {
        if let Err(fault) = discard(&self.path) {
            tracing::warn!(%fault, "an upload was left behind");
        }
    }
}

/// Receives a body of at most `limit` bytes.
pub(in crate::routes) async fn receive(
    api: &Api,
    request: Request<Body>,
    limit: u64,
) -> Result<Received, Problem> {
    let told = request.headers().get(header::CONTENT_LENGTH);
    let told = told.and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    if told.is_some_and(|length| length > limit) {
        drain(request.into_body().into_data_stream(), 2 * limit).await;
        return Err(too_large(limit));
    }
    let platform = api.platform.clone();
    let (pieces, waiting) = mpsc::channel::<Option<Vec<u8>>>(WAITING);
    let writing = blocking(move || write(platform.ports().files.temporary()?, waiting));
    let sending = send(request.into_body(), pieces, limit);
    let (received, sent) = tokio::join!(writing, sending);
    // Why the body did not arrive goes before what that meant for the file.
    sent?;
    received
}

/// Sends the body's pieces to the disk; `None` says that it is whole.
async fn send(
    body: Body,
    pieces: mpsc::Sender<Option<Vec<u8>>>,
    limit: u64,
) -> Result<(), Problem> {
    let mut stream = body.into_data_stream();
    let mut size = 0;
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| Problem::of(Code::Malformed))?;
        size += piece.len() as u64;
        if size > limit {
            drain(stream, limit).await;
            return Err(too_large(limit));
        }
        // The disk refused: what it said is the answer.
        if pieces.send(Some(piece.to_vec())).await.is_err() {
            return Ok(());
        }
    }
    // As above.
    drop(pieces.send(None).await);
    Ok(())
}

/// Writes pieces until the body is whole; else nothing is left of it.
fn write(path: PathBuf, mut pieces: mpsc::Receiver<Option<Vec<u8>>>) -> Result<Received, Error> {
    let (hash, size, beginning) = ([0; 32], 0, Vec::with_capacity(BEGINNING));
    let mut received = Received { path, hash, size, beginning };
    let mut file = File::options().write(true).open(&received.path).map_err(|e| fault(&e))?;
    let mut hasher = Sha256::new();
    loop {
        match pieces.blocking_recv() {
            Some(Some(piece)) => {
                let missing = BEGINNING - received.beginning.len();
                received.beginning.extend(piece.iter().take(missing));
                received.size += piece.len() as u64;
                hasher.update(&piece);
                file.write_all(&piece).map_err(|e| fault(&e))?;
            }
            Some(None) => break,
            None => return Err(Error::rejected(Code::Malformed)),
        }
    }
    received.hash = hasher.finalize().into();
    Ok(received)
}

fn fault(error: &std::io::Error) -> Fault {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    let full = matches!(error.kind(), StorageFull | QuotaExceeded);
    let kind = if full { FaultKind::DiskFull } else { FaultKind::Other };
    Fault::of(kind, format!("an upload cannot be written: {error}"))
}
