//! What an erasure takes from imports that made the record or name it: the file, which holds its row or its name a
//! second time, and the texts that were shown from it. The import itself stays, with its counts, and can be undone;
//! one that was never run goes.

use model::{BatchId, ImportId};
use store::files::remove_file;
use store::{Error, Fault, Tx, imports, jobs};

use super::document::{Import, State};
use super::kept;
use super::prepared::NOTED;

/// The import whose rows these Changes wrote; none when it was no import.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn import_of(tx: &mut Tx<'_>, batch: BatchId) -> Result<Option<ImportId>, Error> {
    let Some(job) = jobs::of_batch(tx, batch)? else { return Ok(None) };
    let job = jobs::find(tx, job)?;
    let named = |job: model::job::Job| job.plan.get("import")?.as_str()?.parse().ok();
    Ok(job.and_then(named))
}

/// Forgets the file and the texts of an import; the hash of the bytes that may go.
///
/// # Errors
/// When the database refuses.
pub(crate) fn forget_texts(tx: &mut Tx<'_>, id: ImportId) -> Result<Option<[u8; 32]>, Error> {
    let Some(stored) = imports::find(tx, id)? else { return Ok(None) };
    let mut import = kept::document(&stored)?;
    let had_file = !import.file.gone;
    if import.state == State::Draft {
        // Nothing came of it, and without its file nothing can.
        imports::remove(tx, import.id)?;
    } else {
        // Words outlive the file: also where that went long ago they are taken.
        empty(&mut import);
        kept::write(tx, &import)?;
        // Remarks are about rows that became records, and repeat their words.
        imports::remove_rows(tx, import.id, NOTED)?;
    }
    match import.file.id {
        Some(file) => Ok(remove_file(tx, file)?),
        None if had_file => left(tx, &import).map_err(Error::from),
        None => Ok(None),
    }
}

fn empty(import: &mut Import) {
    (import.file.gone, import.file.erased) = (true, true);
    // Whoever read it before must not write it down again.
    import.revision = import.revision.wrapping_add(1);
    import.shape.head.clear();
    import.checked.general.clear();
    import.checked.sample.clear();
    import.checked.unmatched.clear();
    for column in &mut import.columns {
        column.look.sample.clear();
        column.look.values.clear();
        column.values.clear();
        column.links.clear();
        column.people.clear();
    }
}

/// A file of an older program has no name of its own: it may go unless a file of the same bytes is known.
fn left(tx: &mut Tx<'_>, import: &Import) -> Result<Option<[u8; 32]>, Fault> {
    let hash = kept::hash(import)?;
    Ok((!store::files::is_kept(tx, hash)?).then_some(hash))
}
