//! How long an uploaded file is kept. It is a file like any other, so backups and other nodes have it; but it holds a
//! company's data a second time, and is needed only while the import can still be changed, gone on with, or asked for
//! its failed rows: 30 days after the last change, or after its job ended. Undo and redo work without it.

use jiff::{SignedDuration, Timestamp};
use model::job::JobState;
use model::value::FileRef;
use model::{FileId, ImportId};
use serde::{Deserialize, Serialize};
use store::files::{StoredFile, is_kept, remove_file, save_file};
use store::timers::{self, Timer};
use store::{Error, Fault, Tx, erased_files, imports, jobs};

use super::document::{Import, State};
use super::kept;
use crate::platform::Platform;

/// The kind of its timers; the key is the file's id.
pub(crate) const FILE_EXPIRES: &str = "import_file_expires";

/// How long the file stays without anything happening to the import.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long it stays when the import was forgotten; long enough that nobody is bringing the same bytes any more.
const LEFT: SignedDuration = SignedDuration::from_hours(2);

#[derive(Debug, Serialize, Deserialize)]
struct Expected {
    import: ImportId,
    file: FileId,
}

/// Writes down that the import's file is kept.
pub(super) fn keep(tx: &mut Tx<'_>, import: &Import) -> Result<(), Fault> {
    let Some(file) = import.file.id else { return Ok(()) };
    let (name, size) = (import.file.name.clone(), import.file.size);
    let file = FileRef { file, name, size, media: "application/octet-stream".to_owned() };
    let hash = kept::hash(import)?;
    save_file(tx, &StoredFile { file, hash, person: import.by, at: import.at })
}

/// Begins the time that the file is kept anew.
pub(super) fn extend(tx: &mut Tx<'_>, import: &Import, now: Timestamp) -> Result<(), Fault> {
    set(tx, import, now + KEPT)
}

/// The import is forgotten: its file goes soon.
pub(super) fn leave(tx: &mut Tx<'_>, import: &Import, now: Timestamp) -> Result<(), Fault> {
    set(tx, import, now + LEFT)
}

fn set(tx: &mut Tx<'_>, import: &Import, due: Timestamp) -> Result<(), Fault> {
    let Some(file) = import.file.id.filter(|_| !import.file.gone) else { return Ok(()) };
    let payload = serde_json::to_value(Expected { import: import.id, file })
        .map_err(|e| Fault::new(format!("a timer: {e}")))?;
    timers::set(tx, &Timer { kind: FILE_EXPIRES.to_owned(), key: file.to_string(), due, payload })
}

/// Forgets a file whose time is over, and with it an import that was never run.
///
/// # Errors
/// When the database or the disk does not answer.
pub(crate) fn expire(platform: &Platform, timer: Timer) -> Result<(), Error> {
    let now = platform.now();
    let gone = platform.write_chunk(move |tx, _| {
        if !timers::finish(tx, &timer)? {
            return Ok(None);
        }
        let Expected { import, file } = serde_json::from_value(timer.payload.clone())
            .map_err(|e| Fault::new(format!("a timer: {e}")))?;
        if let Some(stored) = imports::find(tx, import)? {
            let import = kept::document(&stored)?;
            if at_work(tx, &import)? {
                extend(tx, &import, now)?;
                return Ok(None);
            }
            if import.state == State::Draft {
                imports::remove(tx, import.id)?;
            } else {
                let mut import = import;
                import.file.gone = true;
                kept::write(tx, &import)?;
            }
        }
        // The bytes go after the commit, also when this is broken off in between.
        let gone = remove_file(tx, file)?;
        gone.map(|hash| erased_files::add(tx, hash)).transpose()?;
        Ok(gone)
    })?;
    if gone.value.is_some() {
        platform.remove_erased_files()?;
    }
    Ok(())
}

impl Platform {
    /// Forgets files of imports that an older program kept without a name or a timer, as long after they were brought
    /// as others; how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn expire_nameless_imports(&self) -> Result<usize, Error> {
        let now = self.now();
        let before = now.checked_sub(KEPT).unwrap_or(now);
        let old = self.store().read(|read| imports::list_nameless(read, before))?;
        let count = old.len();
        for id in old {
            self.write_chunk(move |tx, _| {
                let Some(stored) = imports::find(tx, id)? else { return Ok(()) };
                let mut import = kept::document(&stored)?;
                if at_work(tx, &import)? {
                    return Ok(());
                }
                let hash = kept::hash(&import)?;
                import.file.gone = true;
                kept::write(tx, &import)?;
                if !is_kept(tx, hash)? {
                    erased_files::add(tx, hash)?;
                }
                Ok(())
            })?;
        }
        Ok(count)
    }
}

/// Whether the import is running.
fn at_work(tx: &mut Tx<'_>, import: &Import) -> Result<bool, Fault> {
    let job = import.job.map(|id| jobs::find(tx, id)).transpose()?.flatten();
    Ok(job.is_some_and(|j| matches!(j.state, JobState::Waiting | JobState::Running)))
}
