//! The check of all rows of a large file, as a job: a thread walks over them while the job tells how far it is. It
//! writes nothing but what it found, so after a crash it begins anew. A change of the import ends it: the next one
//! begins with the next revision.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use model::job::{Job, JobKind};
use model::{Cause, ImportId, JobId, Origin};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use store::{Error, Fault, Store, Tx, imports};

use super::check::{count, finish};
use super::document::{Checked, Import, State};
use super::job::asker;
use super::pipeline::missing_file;
use super::target::{Goal, goal};
use super::walker::Walker;
use super::{kept, keys};
use crate::catalog::Catalog;
use crate::jobs::{self, JobHandler, NewJob, Progress, Step};
use crate::platform::Platform;
use crate::ports::Ports;
use crate::who::Who;

/// How long a step waits before it says how far the check is.
const PATIENCE: Duration = Duration::from_secs(1);

/// What to do.
#[derive(Debug, Serialize, Deserialize)]
struct Plan {
    import: ImportId,
    revision: u32,
}

/// Asks for the check of all rows.
pub(super) fn ask(
    tx: &mut Tx<'_>,
    (ports, who): (&Ports, &Who),
    import: &Import,
    now: jiff::Timestamp,
) -> Result<JobId, Fault> {
    let plan = Plan { import: import.id, revision: import.revision };
    let new = NewJob {
        kind: JobKind::ImportCheck,
        plan: serde_json::to_value(plan).map_err(|e| Fault::new(format!("a plan: {e}")))?,
        cause: Cause::of(who.actor(), Origin::Import),
        batch: None,
        total: i64::from(import.shape.rows),
    };
    jobs::insert(tx, (ports, now), &new)
}

/// The handler.
pub(crate) struct CheckRows;

impl JobHandler for CheckRows {
    fn step(&self, platform: &Platform, job: &Job) -> Result<Step, Error> {
        let plan: Plan = serde_json::from_value(job.plan.clone())
            .map_err(|e| Fault::new(format!("a check's plan: {e}")))?;
        let checks = &platform.imports().checks;
        let stored = platform.store().read(|read| imports::find(read, plan.import))?;
        let import = stored.map(|s| kept::document(&s)).transpose()?;
        let import = import.filter(|i| i.state == State::Draft && i.revision == plan.revision);
        let Some(import) = import.filter(|i| !i.checked.complete) else {
            checks.remove(job.id);
            return Ok(Step::Done(json!({ "import": plan.import })));
        };
        let check = match checks.find(job.id) {
            Some(check) => check,
            None => checks.begin(job.id, task(platform, job, import)?)?,
        };
        let (rows, result) = check.wait();
        let done = i64::try_from(rows).unwrap_or(i64::MAX);
        let progress = Progress { done, total: job.total.max(done), checkpoint: Json::Null };
        let Some(result) = result else { return Ok(Step::Aside(progress)) };
        checks.remove(job.id);
        let checked = result?;
        Ok(Step::Chunk(Arc::new(move |tx, _| {
            let stored = imports::find(tx, plan.import)?;
            let import = stored.map(|s| kept::document(&s)).transpose()?;
            let same = |i: &Import| i.state == State::Draft && i.revision == plan.revision;
            if let Some(mut import) = import.filter(same) {
                let general = std::mem::take(&mut import.checked.general);
                import.checked = Checked { general, complete: true, ..checked.clone() };
                kept::write(tx, &import)?;
            }
            Ok(progress.clone())
        })))
    }
}

struct Task {
    store: Arc<Store>,
    catalog: Arc<Catalog>,
    who: Who,
    import: Import,
    goal: Goal,
    path: PathBuf,
}

fn task(platform: &Platform, job: &Job, import: Import) -> Result<Task, Error> {
    let catalog = platform.catalog()?;
    let who = asker(platform, job, Origin::Import)?;
    let goal = goal(platform, &catalog, &who, &import)?;
    let path = kept::path(platform, &import)?;
    if !path.exists() {
        return Err(missing_file());
    }
    Ok(Task { store: Arc::clone(platform.store()), catalog, who, import, goal, path })
}

/// A check at work.
#[derive(Default)]
struct Check {
    state: Mutex<Told>,
    changed: Condvar,
}

#[derive(Default)]
struct Told {
    rows: u64,
    result: Option<Result<Checked, Error>>,
    /// Nobody wants to know any more.
    closed: bool,
}

impl Check {
    /// How far it is, and what came of it once it has ended.
    fn wait(&self) -> (u64, Option<Result<Checked, Error>>) {
        let lock = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut told, _) = self
            .changed
            .wait_timeout_while(lock, PATIENCE, |told| told.result.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        (told.rows, told.result.take())
    }

    /// Says how far it is; false when nobody wants to know any more.
    fn tell(&self, rows: u64) -> bool {
        let mut told = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        told.rows = rows;
        !told.closed
    }

    fn end(&self, result: Result<Checked, Error>) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).result = Some(result);
        self.changed.notify_all();
    }
}

/// The checks of this node.
#[derive(Default)]
pub(super) struct Checks {
    running: Mutex<HashMap<JobId, Arc<Check>>>,
}

impl Checks {
    fn find(&self, job: JobId) -> Option<Arc<Check>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).get(&job).cloned()
    }

    fn remove(&self, job: JobId) {
        let removed = self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&job);
        if let Some(check) = removed {
            check.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        }
    }

    fn begin(&self, job: JobId, task: Task) -> Result<Arc<Check>, Fault> {
        let check = Arc::new(Check::default());
        let told = Arc::clone(&check);
        std::thread::Builder::new()
            .name("clew-import-check".to_owned())
            .spawn(move || {
                let walked =
                    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| walk(&task, &told)));
                match walked {
                    Ok(Ok(None)) => {}
                    Ok(Ok(Some(checked))) => told.end(Ok(checked)),
                    Ok(Err(error)) => told.end(Err(error)),
                    Err(_) => told.end(Err(Fault::new("checking an import panicked").into())),
                }
            })
            .map_err(|e| Fault::new(format!("starting to check an import: {e}")))?;
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.insert(job, Arc::clone(&check));
        Ok(check)
    }
}

/// Walks over all rows; none when nobody wants to know any more.
fn walk(task: &Task, told: &Check) -> Result<Option<Checked>, Error> {
    let asker = (&task.catalog, &task.who);
    let against = (task.path.as_path(), keys::MOST);
    let mut walker = Walker::open(&task.store, asker, (&task.import, &task.goal), against)?;
    let mut checked = Checked::default();
    while let Some(rows) = walker.next()? {
        rows.iter().for_each(|(_, fate)| count(&mut checked, fate.as_ref()));
        if !told.tell(walker.rows) {
            return Ok(None);
        }
    }
    finish(&mut checked, walker);
    Ok(Some(checked))
}
