//! Which files a follow-up may have: those that the person brought themself, and those that it has already.

use std::collections::BTreeSet;

use model::value::FileRef;
use model::{Code, FileId, Rejection};
use store::Error;
use store::files::find_files;

use super::door::Door;

/// Most files of one follow-up.
const MOST: usize = 20;

/// The files as they are kept: name as asked for, size and media type as stored; each once.
pub(super) fn attach(
    door: &mut Door<'_, '_>,
    asked: &[FileRef],
    held: &[FileRef],
) -> Result<Vec<FileRef>, Error> {
    if asked.len() > MOST {
        return Err(Rejection::at(Code::TooMany, "files").with("max", MOST).into());
    }
    let brought: Vec<FileId> = asked.iter().map(|file| file.file).collect();
    let mut known = held.to_vec();
    for stored in find_files(door.tx, &brought)? {
        if door.who.person.is_none() || stored.person == door.who.id() {
            known.push(stored.file);
        }
    }
    let (mut files, mut seen) = (Vec::with_capacity(asked.len()), BTreeSet::new());
    for (place, file) in asked.iter().enumerate() {
        let Some(found) = known.iter().find(|known| known.file == file.file) else {
            return Err(Rejection::at(Code::UnknownFile, format!("files.{place}")).into());
        };
        if seen.insert(file.file) {
            files.push(found.clone());
        }
    }
    Ok(files)
}
