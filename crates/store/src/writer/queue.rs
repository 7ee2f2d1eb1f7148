//! The queue before the writer: interactive requests first, one background chunk a batch.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Condvar, Mutex};

use model::Seq;

use super::Urgency;
use crate::fault::{Error, Fault};
use crate::tx::Tx;

/// Requests in one commit.
const BATCH: usize = 256;

/// Runs a request; may be called again.
type Run = Box<dyn Fn(&mut Tx<'_>) -> Result<(), Error> + Send>;

pub(super) struct Request {
    pub(super) run: Run,
    pub(super) answer: SyncSender<Result<Seq, Error>>,
    /// It may be broken off where somebody interactive comes, and has a batch of its own.
    pub(super) yields: bool,
}

#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
    /// How many interactive requests wait.
    interactive: Arc<AtomicUsize>,
}

#[derive(Default)]
struct Waiting {
    interactive: VecDeque<Request>,
    background: VecDeque<Request>,
    closed: bool,
}

impl Queue {
    pub(super) fn push(&self, urgency: Urgency, request: Request) -> Result<(), Fault> {
        let mut waiting = self.waiting.lock().map_err(|_| poisoned())?;
        if waiting.closed {
            return Err(Fault::new("the store is closed"));
        }
        match urgency {
            Urgency::Interactive => waiting.interactive.push_back(request),
            Urgency::Background | Urgency::Yielding => waiting.background.push_back(request),
        }
        self.interactive.store(waiting.interactive.len(), Ordering::Relaxed);
        self.arrived.notify_one();
        Ok(())
    }

    /// Waits for work; none when the queue is closed and empty.
    pub(super) fn take(&self) -> Option<Vec<Request>> {
        let mut waiting = self.waiting.lock().ok()?;
        loop {
            let count = waiting.interactive.len().min(BATCH);
            let mut batch: Vec<Request> = waiting.interactive.drain(..count).collect();
            self.interactive.store(waiting.interactive.len(), Ordering::Relaxed);
            let next = waiting.background.iter().position(|r| batch.is_empty() || !r.yields);
            batch.extend(next.and_then(|next| waiting.background.remove(next)));
            if !batch.is_empty() {
                return Some(batch);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.arrived.wait(waiting).ok()?;
        }
    }

    /// Whether somebody interactive waits, asked without waiting oneself.
    pub(super) fn is_wanted(&self) -> impl Fn() -> bool + Send + 'static {
        let interactive = Arc::clone(&self.interactive);
        move || interactive.load(Ordering::Relaxed) > 0
    }

    pub(super) fn close(&self) {
        if let Ok(mut waiting) = self.waiting.lock() {
            waiting.closed = true;
        }
        self.arrived.notify_all();
    }
}

fn poisoned() -> Fault {
    Fault::new("the writer's queue is broken")
}
