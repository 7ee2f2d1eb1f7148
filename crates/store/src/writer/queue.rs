//! The queue before the writer: interactive requests first, one background chunk a batch.

use std::collections::VecDeque;
use std::sync::mpsc::SyncSender;
use std::sync::{Condvar, Mutex};

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
}

#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
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
            Urgency::Background => waiting.background.push_back(request),
        }
        self.arrived.notify_one();
        Ok(())
    }

    /// Waits for work; none when the queue is closed and empty.
    pub(super) fn take(&self) -> Option<Vec<Request>> {
        let mut waiting = self.waiting.lock().ok()?;
        loop {
            let count = waiting.interactive.len().min(BATCH);
            let mut batch: Vec<Request> = waiting.interactive.drain(..count).collect();
            batch.extend(waiting.background.pop_front());
            if !batch.is_empty() {
                return Some(batch);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.arrived.wait(waiting).ok()?;
        }
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
