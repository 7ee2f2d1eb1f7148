//! People's pictures 头像. A picture is told by the hash of its bytes, so browsers keep it for good; another picture has
//! another hash. Colleagues see each other's, as they see each other's names.

use std::collections::BTreeMap;
use std::path::PathBuf;

use model::value::FileRef;
use model::{ChangeKind, Code, FileId, Rejection, UserId};
use serde::Serialize;
use store::backup::{hex, unhex};
use store::files::{StoredFile, find_files, remove_file, save_file};
use store::{Error, Fault, Tx, avatars, erased_files};

use crate::document_change;
use crate::files::Incoming;
use crate::platform::Platform;
use crate::who::Who;

/// Kinds of pictures that browsers show and nothing can run in.
const PICTURES: [&str; 3] = ["image/webp", "image/jpeg", "image/png"];

/// What the log says of a picture.
#[derive(Debug, Serialize)]
struct Pictured {
    /// SHA-256 in hexadecimal.
    avatar: String,
}

impl Platform {
    /// Makes a picture one's own; its hash, in hexadecimal.
    ///
    /// # Errors
    /// `Unauthenticated` when it is no person; `NotAPicture` at `avatar`.
    pub fn set_avatar(&self, who: &Who, incoming: &Incoming) -> Result<String, Error> {
        let id = who.id().ok_or_else(|| Error::rejected(Code::Unauthenticated))?;
        if !PICTURES.contains(&incoming.media.as_str()) {
            return Err(Rejection::at(Code::NotAPicture, "avatar").into());
        }
        self.ports().files.keep(&incoming.path, &incoming.hash)?;
        let file = FileRef {
            file: FileId(self.ports().ids.next()),
            name: "avatar".to_owned(),
            size: incoming.size,
            media: incoming.media.clone(),
        };
        let (hash, at) = (incoming.hash, self.now());
        let stored = StoredFile { file, hash, person: Some(id), at };
        let cause = who.cause();
        self.write(move |tx, catalog| {
            if !catalog.people.contains_key(&id) {
                return Err(Error::rejected(Code::Unauthenticated));
            }
            let before = take_away(tx, id, Some(hash))?;
            save_file(tx, &stored)?;
            avatars::save(tx, id, stored.file.file)?;
            let after = Pictured { avatar: hex(&hash) };
            let both = (before.as_ref(), Some(&after));
            Ok(document_change::append(tx, (&cause, at), (ChangeKind::PersonChanged, id), both)?)
        })?;
        Ok(hex(&hash))
    }

    /// Takes one's own picture away; without one nothing happens.
    ///
    /// # Errors
    /// `Unauthenticated` when it is no person.
    pub fn remove_avatar(&self, who: &Who) -> Result<(), Error> {
        let id = who.id().ok_or_else(|| Error::rejected(Code::Unauthenticated))?;
        let (cause, at) = (who.cause(), self.now());
        self.write(move |tx, _| {
            let Some(before) = take_away(tx, id, None)? else { return Ok(()) };
            let both = (Some(&before), None);
            Ok(document_change::append(tx, (&cause, at), (ChangeKind::PersonChanged, id), both)?)
        })?;
        Ok(())
    }

    /// Who has a picture, with its hash.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn list_avatars(&self) -> Result<BTreeMap<UserId, String>, Error> {
        let known = self.store().read(|read| avatars::list(read))?;
        Ok(known.into_iter().map(|(person, hash)| (person, hex(&hash))).collect())
    }

    /// The media type of a picture and where its bytes lie.
    ///
    /// # Errors
    /// `NotFound` once it is nobody's any more.
    pub fn open_avatar(&self, hash: &str) -> Result<(String, PathBuf), Error> {
        let hash = unhex(hash).ok_or_else(|| Error::rejected(Code::NotFound))?;
        let media = self.store().read(|read| avatars::find_media(read, hash))?;
        let media = media.ok_or_else(|| Error::rejected(Code::NotFound))?;
        Ok((media, self.ports().files.path(&hash)))
    }
}

/// Forgets the person's picture, and its bytes unless they are kept for something else or for the `next` one.
fn take_away(
    tx: &mut Tx<'_>,
    id: UserId,
    next: Option<[u8; 32]>,
) -> Result<Option<Pictured>, Fault> {
    let Some(file) = avatars::find(tx, id)? else { return Ok(None) };
    let known = find_files(tx, &[file])?.pop();
    avatars::remove(tx, id)?;
    if let Some(hash) = remove_file(tx, file)?.filter(|hash| Some(*hash) != next) {
        erased_files::add(tx, hash)?;
    }
    Ok(known.map(|stored| Pictured { avatar: hex(&stored.hash) }))
}
