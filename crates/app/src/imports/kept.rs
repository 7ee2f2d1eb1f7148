//! Imports in the store.

use std::path::PathBuf;

use model::{Code, ImportId};
use store::imports::{self, StoredImport};
use store::{Error, Fault, Tx};

use super::document::{Import, State};
use super::{checking, expiry, remembered};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// An import, whoever's it is.
///
/// # Errors
/// `NotFound`.
pub(super) fn load(platform: &Platform, id: ImportId) -> Result<Import, Error> {
    let stored = platform.store().read(|read| imports::find(read, id))?;
    let stored = stored.ok_or_else(|| Error::rejected(Code::NotFound))?;
    Ok(document(&stored)?)
}

/// An import of this person's; administrators have all.
///
/// # Errors
/// `NotFound`, also for those of others.
pub(super) fn own(platform: &Platform, who: &Who, id: ImportId) -> Result<Import, Error> {
    let import = load(platform, id)?;
    sees(&*platform.catalog()?, who, &import)?;
    Ok(import)
}

/// Lets those pass whose import it is, and administrators; writers ask inside the transaction.
///
/// # Errors
/// `NotFound` for everyone else.
pub(super) fn sees(catalog: &Catalog, who: &Who, import: &Import) -> Result<(), Error> {
    if catalog.may_administer(who) || (import.by.is_some() && import.by == who.id()) {
        Ok(())
    } else {
        Err(Error::rejected(Code::NotFound))
    }
}

/// Writes an import down.
///
/// # Errors
/// When the database refuses.
pub(super) fn write(tx: &mut Tx<'_>, import: &Import) -> Result<(), Fault> {
    let broken = |e| Fault::new(format!("an import's document: {e}"));
    let mut file = serde_json::to_value(&import.file).map_err(broken)?;
    file["headers"] = remembered::headers(import).into();
    imports::save(
        tx,
        &StoredImport {
            id: import.id,
            person: import.by,
            at: import.at,
            state: import.state.word().to_owned(),
            file,
            document: serde_json::to_value(import).map_err(broken)?,
        },
    )
}

/// Writes the next revision of a draft down.
///
/// # Errors
/// As [`unchanged`]; when the database refuses.
fn save(platform: &Platform, who: &Who, import: &Import) -> Result<(), Error> {
    let (import, now, asker) = (import.clone(), platform.now(), who.clone());
    platform.write(move |tx, catalog| {
        sees(catalog, &asker, &import)?;
        // A check takes its time: the import may run by now, or be another one.
        let before = import.revision.wrapping_sub(1);
        if unchanged(tx, (import.id, before))?.is_none() {
            if before > 0 {
                return Err(Error::rejected(Code::NotFound));
            }
            expiry::keep(tx, &import)?;
        }
        expiry::extend(tx, &import, now)?;
        Ok(write(tx, &import)?)
    })?;
    Ok(())
}

/// Writes a checked import down; where some rows were not looked at, a job does that.
///
/// # Errors
/// `Conflict` when it was changed since it was read; `AlreadyDone` when it was run.
pub(super) fn save_checked(
    platform: &Platform,
    who: &Who,
    import: &mut Import,
) -> Result<(), Error> {
    save(platform, who, import)?;
    if import.checked.complete {
        return Ok(());
    }
    let (ports, now, asker, of) =
        (platform.ports().clone(), platform.now(), who.clone(), import.clone());
    let written = platform.write(move |tx, _| {
        let job = checking::ask(tx, (&ports, &asker), &of, now)?;
        let found = imports::find(tx, of.id)?.map(|s| document(&s)).transpose()?;
        if let Some(mut import) = found.filter(|i| i.revision == of.revision) {
            import.check = Some(job);
            write(tx, &import)?;
        }
        Ok(job)
    })?;
    import.check = Some(written.value);
    Ok(())
}

/// The stored draft, if there is one, as long as it is the revision that was read.
///
/// # Errors
/// `AlreadyDone` when it has been run since; `Conflict` when it was changed.
pub(super) fn unchanged(
    tx: &mut Tx<'_>,
    (id, revision): (ImportId, u32),
) -> Result<Option<Import>, Error> {
    let Some(stored) = imports::find(tx, id)?.map(|s| document(&s)).transpose()? else {
        return Ok(None);
    };
    if stored.state != State::Draft {
        return Err(Error::rejected(Code::AlreadyDone));
    }
    if stored.revision != revision {
        return Err(Error::rejected(Code::Conflict));
    }
    Ok(Some(stored))
}

pub(super) fn document(stored: &StoredImport) -> Result<Import, Fault> {
    serde_json::from_value(stored.document.clone())
        .map_err(|e| Fault::new(format!("an import's document: {e}")))
}

/// Where the bytes of the file lie.
///
/// # Errors
/// When the hash is none.
pub(super) fn path(platform: &Platform, import: &Import) -> Result<PathBuf, Fault> {
    Ok(platform.ports().files.path(&hash(import)?))
}

/// SHA-256 of the file.
///
/// # Errors
/// When it is none.
pub(super) fn hash(import: &Import) -> Result<[u8; 32], Fault> {
    let hash = store::backup::unhex(&import.file.hash);
    hash.ok_or_else(|| Fault::new("a kept file has no hash"))
}
