//! Reading runs ahead of writing: a thread reads, sorts and prepares rows while the writer writes those before.
//!
//! A pipeline belongs to one claim of one job on this node. It is rebuilt whenever the job's checkpoint is not where it
//! stands, so a crash, a refusal or another node can never make rows come twice or not at all. One that nobody takes
//! from for a while ends by itself.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use model::{Code, JobId, Rejection};
use sheets::{Limits, Row};
use store::{Error, Fault, Store};

use super::check::CHUNK;
use super::checking::Checks;
use super::document::Import;
use super::indexes::Indexes;
use super::keys;
use super::look::unreadable;
use super::prepared::Prepared;
use super::reader::Reader;
use super::sort::Sorter;
use super::target::Goal;
use crate::catalog::Catalog;
use crate::who::Who;

/// Chunks that wait to be written.
const AHEAD: usize = 4;
/// A pipeline that nobody takes from for so long ends.
const IDLE: Duration = Duration::from_secs(120);
/// How long a taker waits before it says that it is still there.
const PATIENCE: Duration = Duration::from_secs(15);

/// What comes out of a pipeline.
pub(super) enum Next {
    /// Rows to write.
    Rows(Arc<Prepared>),
    /// There are no more.
    End,
    /// Not yet: it is still making itself ready.
    Later,
}

/// Everything that reading takes.
pub(super) struct Task {
    pub(super) store: Arc<Store>,
    pub(super) catalog: Arc<Catalog>,
    pub(super) who: Who,
    pub(super) import: Import,
    pub(super) goal: Goal,
    pub(super) path: PathBuf,
    /// When the run was asked for.
    pub(super) begun: Timestamp,
    /// Rows up to this one were written before.
    pub(super) after: u32,
}

type Made = Result<Option<Prepared>, Error>;

#[derive(Default)]
struct Queue {
    waiting: Mutex<(VecDeque<Made>, bool)>,
    changed: Condvar,
}

impl Queue {
    /// Hands something over; false when nobody will take it.
    fn push(&self, made: Made) -> bool {
        let lock = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |(queue, closed): &mut (VecDeque<Made>, bool)| queue.len() >= AHEAD && !*closed;
        let (mut waiting, timeout) = self
            .changed
            .wait_timeout_while(lock, IDLE, full)
            .unwrap_or_else(PoisonError::into_inner);
        if waiting.1 || timeout.timed_out() {
            waiting.1 = true;
            return false;
        }
        waiting.0.push_back(made);
        self.changed.notify_all();
        true
    }

    /// Takes the next; none when it is not there yet. An error when the other side is gone.
    fn take(&self) -> Result<Option<Made>, Fault> {
        let lock = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let empty = |(queue, closed): &mut (VecDeque<Made>, bool)| queue.is_empty() && !*closed;
        let (mut waiting, _) = self
            .changed
            .wait_timeout_while(lock, PATIENCE, empty)
            .unwrap_or_else(PoisonError::into_inner);
        let made = waiting.0.pop_front();
        self.changed.notify_all();
        match made {
            None if waiting.1 => Err(Fault::new("the reading of an import has stopped")),
            made => Ok(made),
        }
    }

    fn close(&self) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
        self.changed.notify_all();
    }
}

struct Pipeline {
    queue: Arc<Queue>,
    /// The last row of what was taken.
    at: u32,
    /// The version of the form that the rows were prepared for.
    version: u32,
}

impl Drop for Pipeline {
    fn drop(&mut self) {
        self.queue.close();
    }
}

/// The pipelines of this node.
#[derive(Default)]
pub(crate) struct Pipelines {
    pub(super) checks: Checks,
    pub(super) indexes: Arc<Indexes>,
    running: Mutex<HashMap<JobId, Pipeline>>,
}

impl Pipelines {
    /// The rows after `after` for a form of this version; `begin` says how to read them, should reading have to begin.
    pub(super) fn next(
        &self,
        job: JobId,
        (after, version): (u32, u32),
        begin: impl FnOnce() -> Result<Task, Error>,
    ) -> Result<Next, Error> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let known = running.remove(&job).filter(|p| p.at == after && p.version == version);
        drop(running);
        let mut pipeline = match known {
            Some(pipeline) => pipeline,
            None => start(begin()?, version)?,
        };
        let taken = pipeline.queue.take();
        let next = match taken? {
            None => Next::Later,
            Some(made) => match made? {
                None => return Ok(Next::End),
                Some(prepared) => {
                    pipeline.at = prepared.upto;
                    Next::Rows(Arc::new(prepared))
                }
            },
        };
        self.running.lock().unwrap_or_else(PoisonError::into_inner).insert(job, pipeline);
        Ok(next)
    }
}

fn start(task: Task, version: u32) -> Result<Pipeline, Fault> {
    let queue = Arc::new(Queue::default());
    let (shared, at) = (Arc::clone(&queue), task.after);
    std::thread::Builder::new()
        .name("clew-import".to_owned())
        .spawn(move || {
            let made =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| fill(&task, &shared)));
            let last = match made {
                Ok(Ok(true)) => Ok(None),
                Ok(Ok(false)) => return,
                Ok(Err(error)) => Err(error),
                Err(_) => Err(Fault::new("reading an import panicked").into()),
            };
            shared.push(last);
        })
        .map_err(|e| Fault::new(format!("starting to read an import: {e}")))?;
    Ok(Pipeline { queue, at, version })
}

/// Reads all rows; whether somebody took them to the end.
fn fill(task: &Task, queue: &Queue) -> Result<bool, Error> {
    let (import, store) = (&task.import, &task.store);
    let asker = (&task.catalog, &task.who);
    let mut reader =
        store.read(|read| Reader::new(read, (&task.catalog, &task.who), import, &task.goal))?;
    let against = (task.goal.table.as_ref(), None, keys::MOST);
    let mut sorter = Sorter::new(store, asker, import, &reader, against)?;
    sorter.begun = Some(task.begun);
    let mut rows = sheets::open(task.path.as_path(), &import.choice, &Limits::default())
        .map_err(|p| unreadable(&p))?;
    loop {
        let mut chunk: Vec<Row> = Vec::with_capacity(CHUNK);
        while chunk.len() < CHUNK {
            match rows.next() {
                None => break,
                Some(row) => {
                    let row = row.map_err(|p| unreadable(&p))?;
                    if row.number > task.after {
                        chunk.push(row);
                    } else if let Some(read) = reader.read(&row) {
                        sorter.remember(&reader, &read);
                    }
                }
            }
        }
        let Some(last) = chunk.last() else { return Ok(true) };
        let (upto, count) = (last.number, chunk.len() as u64);
        let read: Vec<_> = chunk.iter().filter_map(|row| reader.read(row)).collect();
        let left_out = count - read.len() as u64;
        let sorted = sorter.sort(store, &reader, read)?;
        let prepared = Prepared::of((&reader.form, &reader.access), sorted);
        if !queue.push(Ok(Some(Prepared {
            at: reader.at,
            upto,
            rows: count,
            left_out,
            ..prepared
        }))) {
            return Ok(false);
        }
        reader.tidy();
    }
}

/// The refusal of a file that is gone.
pub(super) fn missing_file() -> Error {
    Rejection::at(Code::UnknownFile, "file").into()
}
