//! A backup into an empty database: rows and files, then what is derived from them, then the proof that the log is the
//! same.

use std::io::{BufReader, BufWriter, Read, pipe};
use std::sync::Arc;

use model::FormId;
use store::backup::{Kept, Manifest, Restore, finish, hex};
use store::records::{read_columns, scan};
use store::{Error, Fault, Location, Store};

use super::bytes::{KeptFiles, Unmoved};
use super::verify::describe;
use crate::catalog::Catalog;
use crate::heads::note_restored;
use crate::platform::Platform;
use crate::ports::Ports;
use crate::reactors::index_records;
use crate::search_rule;

/// Rows whose search index is made in one transaction.
const CHUNK: u32 = 500;

/// Where the files of a backup go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bytes {
    /// Kept by the port.
    Kept,
    /// They lie there already.
    Unmoved,
}

/// A restored workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    /// What the backup said of itself.
    pub manifest: Manifest,
    /// Entries of the log that were proved to be the ones that were backed up.
    pub entries: u64,
    /// Records that were erased since the backup was made, and so once more.
    pub erased: usize,
}

/// Reads a backup into an empty database of either kind.
///
/// # Errors
/// When something is in the target, or the backup is damaged, cut off, or of a newer program.
pub fn restore(
    location: &Location,
    ports: &Ports,
    bytes: Bytes,
    from: &mut dyn Read,
) -> Result<Restored, Error> {
    let mut restore = Restore::begin(location)?;
    let kept = KeptFiles::new(ports);
    let files: &dyn Kept = match bytes {
        Bytes::Kept => &kept,
        Bytes::Unmoved => &Unmoved,
    };
    let manifest = restore.read(from, files)?;
    let store = Arc::new(restore.open()?);
    index(&store)?;
    let proof = store.read(|read| store::log::verify(read))?;
    let proof = proof.map_err(|broken| Fault::new(describe(&broken)))?;
    if hex(&proof.hash) != manifest.head.hash {
        return Err(Fault::new("the restored log does not end as the backup says").into());
    }
    note_restored(&store, ports, proof.seq)?;
    let erased = erase_again(&store, ports, &manifest)?;
    finish(&store)?;
    Ok(Restored { manifest, entries: proof.entries, erased })
}

/// Copies a workspace into another, empty database; files stay where they are.
///
/// # Errors
/// As [`restore`].
pub fn copy(from: &Platform, program: &str, to: &Location) -> Result<Restored, Error> {
    let (reader, writer) = pipe().map_err(|e| Fault::new(format!("no pipe: {e}")))?;
    std::thread::scope(|scope| {
        let writing = scope.spawn(move || {
            let mut out = BufWriter::new(writer);
            from.write_backup(program, None, &mut out)
        });
        let restored = restore(to, from.ports(), Bytes::Unmoved, &mut BufReader::new(reader));
        let written = writing.join().map_err(|_| Fault::new("the copy broke off"))?;
        // What went wrong at the target is the reason why the source could not go on writing.
        let restored = restored?;
        written?;
        Ok(restored)
    })
}

/// What was erased after the backup was made is erased again, before anybody can open the database.
fn erase_again(store: &Arc<Store>, ports: &Ports, manifest: &Manifest) -> Result<usize, Error> {
    let platform = Platform::open(Arc::clone(store), ports.clone())?;
    let mut known = platform.known_erasures()?;
    known.extend(&manifest.erasures);
    let again = platform.erase_again(&known)?;
    platform.note_erasures()?;
    Ok(again)
}

/// Makes every form's search index.
fn index(store: &Arc<Store>) -> Result<(), Error> {
    let catalog: Catalog = store.snapshot(|read| Catalog::load(read))?;
    let catalog = Arc::new(catalog);
    for form in catalog.forms.keys() {
        let mut after = Some(0);
        while let Some(key) = after {
            after = index_chunk(store, &catalog, *form, key)?;
        }
    }
    Ok(())
}

/// The next chunk behind a row key; where to go on.
fn index_chunk(
    store: &Arc<Store>,
    catalog: &Arc<Catalog>,
    form: FormId,
    key: i64,
) -> Result<Option<i64>, Error> {
    let catalog = Arc::clone(catalog);
    let written = store.write_chunk(move |tx| {
        let (definition, table) = (catalog.effective(form)?, catalog.table(form)?);
        let rows = scan(tx, table, &read_columns(table), (key, CHUNK))?;
        index_records(tx, definition, table, &rows)?;
        if rows.is_empty() {
            search_rule::note(tx, form)?;
        }
        Ok(rows.last().map(|row| row.key))
    })?;
    Ok(written.value)
}
