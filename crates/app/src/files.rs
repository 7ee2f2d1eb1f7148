//! Files: kept by content, read only through a record field, or a follow-up on a record, that the person may see.

use std::path::{Path, PathBuf};

use model::value::FileRef;
use model::{ActivityId, Code, FieldRef, FileId, RecordId, Rejection, Value};
use store::activities::find_activity;
use store::files::{StoredFile, find_files, save_file};
use store::records::find;
use store::{Error, Fault};

use crate::platform::Platform;
use crate::who::Who;

/// Longest file name kept, in characters.
const LONGEST_NAME: usize = 200;

/// A file that was brought to a temporary place, on its way in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Where the bytes lie; moved away when kept.
    pub path: PathBuf,
    /// SHA-256 of the bytes.
    pub hash: [u8; 32],
    /// How many.
    pub size: u64,
    /// As the person named it.
    pub name: String,
    /// Media type by content or name.
    pub media: String,
}

impl Platform {
    /// Keeps a file; until it is attached to a record only the person themself can attach it.
    ///
    /// # Errors
    /// When the disk or the database refuses.
    pub fn keep_file(&self, who: &Who, incoming: &Incoming) -> Result<FileRef, Error> {
        self.ports().files.keep(&incoming.path, &incoming.hash)?;
        let stored = StoredFile {
            file: FileRef {
                file: FileId(self.ports().ids.next()),
                name: file_name(&incoming.name),
                size: incoming.size,
                media: incoming.media.clone(),
            },
            hash: incoming.hash,
            person: who.id(),
            at: self.now(),
        };
        let saved = stored.clone();
        self.write(move |tx, _| Ok(save_file(tx, &saved)?))?;
        Ok(stored.file)
    }

    /// Where the bytes of an attached file lie, for someone who sees the record and the field.
    ///
    /// # Errors
    /// `NotFound` for everything that they do not see.
    pub fn open_file(
        &self,
        who: &Who,
        file: FileId,
        (form, record, field): (&str, RecordId, &str),
    ) -> Result<(FileRef, PathBuf), Error> {
        let missing = || Error::from(Rejection::new(Code::NotFound));
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form).map_err(|_| missing())?;
        let table = catalog.table(form.id)?;
        let found = self.store().read(|read| find(read, table, record))?;
        let found = found.ok_or_else(missing)?;
        let access = sight.of(&found).ok_or_else(missing)?;
        let field = engines::forms::read::field(form, access, field).map_err(|_| missing())?;
        let attached = attached(found.value(field), file).ok_or_else(missing)?;
        debug_assert!(matches!(field, FieldRef::Field(_)));
        self.place_of(attached)
    }

    /// Where the bytes of a follow-up's file lie, for someone who sees the record.
    ///
    /// # Errors
    /// `NotFound` for everything that they do not see.
    pub fn open_activity_file(
        &self,
        who: &Who,
        file: FileId,
        (form, record, activity): (&str, RecordId, ActivityId),
    ) -> Result<(FileRef, PathBuf), Error> {
        let missing = || Error::from(Rejection::new(Code::NotFound));
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form).map_err(|_| missing())?;
        let table = catalog.table(form.id)?;
        let found = self.store().read(|read| find(read, table, record))?;
        found.filter(|r| sight.of(r).is_some()).ok_or_else(missing)?;
        let stored = self.store().read(|read| find_activity(read, activity))?;
        let stored = stored.filter(|a| a.record == record && !a.removed).ok_or_else(missing)?;
        let attached = stored.activity.files.into_iter().find(|f| f.file == file);
        self.place_of(attached.ok_or_else(missing)?)
    }

    fn place_of(&self, attached: FileRef) -> Result<(FileRef, PathBuf), Error> {
        let stored = self.store().read(|read| find_files(read, &[attached.file]))?;
        let hash = stored.first().map(|s| s.hash).ok_or_else(|| Error::rejected(Code::NotFound))?;
        Ok((attached, self.ports().files.path(&hash)))
    }
}

fn attached(value: &Value, file: FileId) -> Option<FileRef> {
    match value {
        Value::Files(files) => files.iter().find(|f| f.file == file).cloned(),
        _ => None,
    }
}

/// The last part of a path, without control characters.
pub(crate) fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or(given);
    let clean: String = last.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    if clean.is_empty() { "file".to_owned() } else { clean }
}

/// Removes what an upload left behind when it was broken off.
///
/// # Errors
/// When the disk refuses.
pub fn discard(path: &Path) -> Result<(), Fault> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(Fault::new(format!("removing a temporary file: {e}")))
        }
        _ => Ok(()),
    }
}
