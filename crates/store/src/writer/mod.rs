//! Group commit: one thread owns the writing connection, drains a queue, runs each request in a savepoint, seals the
//! log, commits once, and only then answers everyone.
//!
//! When a batch dies as a whole (disk full, deadlock, a lost connection) its members are run again singly, so one
//! caller's fault is never another's. Requests are therefore re-runnable: ids and times are taken before.

mod attempt;
mod batch;
mod queue;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

use model::Seq;

use crate::commits::Commits;
use crate::fault::{Error, Fault};
use crate::outage::Outage;
use crate::session::Session;
use crate::tx::Tx;
use queue::{Queue, Request};

/// Opens the writing connection; called again when it was lost.
pub(crate) type Connect = Box<dyn FnMut() -> Result<Box<dyn Session>, Fault> + Send>;

/// How urgent a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Somebody waits for it.
    Interactive,
    /// A chunk of long work: at most one in each batch, so that interactive writes stay fast.
    Background,
    /// Long work that cannot be cut into chunks. Where the database can, it is broken off as soon as somebody
    /// interactive comes, with [`crate::FaultKind::TransactionLost`]: it is then tried again later.
    Yielding,
}

/// What a request came to, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed<T> {
    /// What the request returned.
    pub value: T,
    /// The log's last seq right after the commit that made it durable.
    pub seq: Seq,
}

/// The writer thread's handle.
pub(crate) struct Writer {
    queue: Arc<Queue>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(
        connect: Connect,
        commits: Arc<Commits>,
        outage: Arc<Outage>,
    ) -> Result<Self, Fault> {
        let queue = Arc::new(Queue::default());
        let shared = Arc::clone(&queue);
        let (opened, wait) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("clew-writer".to_owned())
            .spawn(move || batch::run(connect, &shared, (&commits, &outage), &opened))
            .map_err(|e| Fault::new(format!("starting the writer: {e}")))?;
        let writer = Self { queue, thread: Some(thread) };
        wait.recv().map_err(|_| Fault::new("the writer did not start"))??;
        Ok(writer)
    }

    /// Queues a request and waits until it is durable, or refused.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        urgency: Urgency,
        run: impl Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<Committed<T>, Error> {
        let (answer, wait): (_, Receiver<Result<Seq, Error>>) = sync_channel(1);
        let value = Arc::new(std::sync::Mutex::new(None));
        let slot = Arc::clone(&value);
        let run = Box::new(move |tx: &mut Tx<'_>| {
            let made = run(tx)?;
            *slot.lock().map_err(|_| Fault::new("a result was lost"))? = Some(made);
            Ok(())
        });
        self.queue.push(urgency, Request { run, answer, yields: urgency == Urgency::Yielding })?;
        let seq = wait.recv().map_err(|_| Fault::new("the writer has stopped"))??;
        let value = value.lock().map_err(|_| Fault::new("a result was lost"))?.take();
        Ok(Committed { value: value.ok_or_else(|| Fault::new("a result was lost"))?, seq })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue.close();
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was already answered to whoever waited.
            drop(thread.join());
        }
    }
}
