//! What an erasure takes from the import that made the record: the file, which holds the record's row a second time,
//! and the texts that were shown from it. The import itself stays, with its counts, and can be undone.

use model::JobId;
use store::files::remove_file;
use store::{Error, Fault, Tx, imports, jobs};

use super::document::Import;
use super::kept;
use super::prepared::NOTED;

/// Forgets the file and the texts of the import that this job runs; the hash of the bytes that may go.
///
/// # Errors
/// When the database refuses.
pub(crate) fn forget_texts(tx: &mut Tx<'_>, job: JobId) -> Result<Option<[u8; 32]>, Error> {
    let Some(job) = jobs::find(tx, job)? else { return Ok(None) };
    let import = job.plan.get("import").and_then(|id| id.as_str()).and_then(|id| id.parse().ok());
    let Some(stored) = import.map(|id| imports::find(tx, id)).transpose()?.flatten() else {
        return Ok(None);
    };
    let mut import = kept::document(&stored)?;
    if import.file.gone {
        return Ok(None);
    }
    empty(&mut import);
    kept::write(tx, &import)?;
    // Remarks are about rows that became records, and repeat their words.
    imports::remove_rows(tx, import.id, NOTED)?;
    match import.file.id {
        Some(file) => Ok(remove_file(tx, file)?),
        None => left(tx, &import).map_err(Error::from),
    }
}

fn empty(import: &mut Import) {
    import.file.gone = true;
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
