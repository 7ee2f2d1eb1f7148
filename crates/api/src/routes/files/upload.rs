//! A body on its way to a temporary file: never whole in memory, hashed as it comes. Whoever sends slowly, or nothing,
//! keeps no thread waiting: bytes are gathered while they come, and only a full piece is written on a thread.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::files::{Incoming, discard};
use app::{Error, Fault, FaultKind, Platform};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use futures_util::StreamExt as _;
use model::Code;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};

use crate::blocking::blocking;
use crate::config::Api;
use crate::extract::{drain, too_large};
use crate::problem::Problem;

/// Bytes that are gathered before they are written.
const PIECE: usize = 256 * 1024;

/// First bytes that are kept to tell what it is.
const BEGINNING: usize = 32;

/// Uploads under way at once.
const AT_ONCE: usize = 256;
/// Uploads that write at once.
const WRITERS: usize = 8;
/// Bytes that must have come for each second beyond the first silence: slower ones only take up room.
const SLOWEST: u64 = 1024;

/// How many uploads there may be, and how many of them write.
#[derive(Clone)]
pub(crate) struct Uploads {
    places: Arc<Semaphore>,
    writers: Arc<Semaphore>,
}

impl Default for Uploads {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE)),
            writers: Arc::new(Semaphore::new(WRITERS)),
        }
    }
}

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
    let patience = api.config.patience;
    let _place = api.uploads.places.try_acquire().map_err(|_| Problem::of(Code::Busy))?;
    let told = request.headers().get(header::CONTENT_LENGTH);
    let told = told.and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    if told.is_some_and(|length| length > limit) {
        drain(request.into_body().into_data_stream(), 2 * limit).await;
        return Err(too_large(limit));
    }
    let mut stream = request.into_body().into_data_stream();
    let (begun, mut size) = (Instant::now(), 0);
    let (mut sink, mut gathered) = (None, Vec::new());
    loop {
        let piece = timeout(patience, stream.next()).await.map_err(|_| too_slow())?;
        let Some(piece) = piece else { break };
        let piece = piece.map_err(|_| Problem::of(Code::Malformed))?;
        size += piece.len() as u64;
        if size > limit {
            drain(stream, limit).await;
            return Err(too_large(limit));
        }
        if is_too_slow(begun.elapsed(), patience, size) {
            return Err(too_slow());
        }
        gathered.extend_from_slice(&piece);
        if gathered.len() >= PIECE {
            sink = Some(write(api, sink, std::mem::take(&mut gathered)).await?);
        }
    }
    let sink = write(api, sink, gathered).await?;
    Ok(sink.finished())
}

/// Whether less has come than anyone who means it sends.
fn is_too_slow(elapsed: Duration, patience: Duration, size: u64) -> bool {
    elapsed > patience + Duration::from_secs(size / SLOWEST)
}

/// Nothing came for a while, or too little in all.
fn too_slow() -> Problem {
    Problem::edge(StatusCode::REQUEST_TIMEOUT, "too_slow")
}

/// Writes a piece on a thread, a few uploads at a time; the first one begins the file.
async fn write(api: &Api, sink: Option<Sink>, bytes: Vec<u8>) -> Result<Sink, Problem> {
    // Never closed; should it be, writing without a turn is still right.
    let turn = Arc::clone(&api.uploads.writers).acquire_owned().await.ok();
    let platform = Arc::clone(&api.platform);
    blocking(move || {
        let mut sink = sink.map_or_else(|| Sink::begin(&platform), Ok)?;
        sink.take(&bytes)?;
        drop(turn);
        Ok(sink)
    })
    .await
}

/// A file that is being written.
struct Sink {
    received: Received,
    file: File,
    hasher: Sha256,
}

impl Sink {
    fn begin(platform: &Platform) -> Result<Self, Error> {
        let path = platform.ports().files.temporary()?;
        let (hash, size, beginning) = ([0; 32], 0, Vec::with_capacity(BEGINNING));
        // From here on nothing is left of it if it does not arrive whole.
        let received = Received { path, hash, size, beginning };
        let file = File::options().write(true).open(&received.path).map_err(|e| fault(&e))?;
        Ok(Self { received, file, hasher: Sha256::new() })
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let missing = BEGINNING - self.received.beginning.len();
        self.received.beginning.extend(bytes.iter().take(missing));
        self.received.size += bytes.len() as u64;
        self.hasher.update(bytes);
        self.file.write_all(bytes).map_err(|e| fault(&e))
    }

    fn finished(self) -> Received {
        let Self { mut received, hasher, .. } = self;
        received.hash = hasher.finalize().into();
        received
    }
}

fn fault(error: &std::io::Error) -> Fault {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    let full = matches!(error.kind(), StorageFull | QuotaExceeded);
    let kind = if full { FaultKind::DiskFull } else { FaultKind::Other };
    Fault::of(kind, format!("an upload cannot be written: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trickle_is_too_slow_and_a_poor_line_is_not() {
        let (minute, hour) = (Duration::from_secs(60), Duration::from_secs(3600));
        assert!(!is_too_slow(minute, minute, 0));
        assert!(is_too_slow(hour, minute, 3600), "a byte a second");
        assert!(!is_too_slow(hour, minute, 10 * 1024 * 1024), "3 kB a second");
    }
}
