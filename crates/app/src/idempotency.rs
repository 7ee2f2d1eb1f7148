//! Requests that carry an idempotency key act once: the first answer is kept and repeated.

use jiff::SignedDuration;
use model::{Code, Rejection};
use store::Error;
use store::idempotency::{self, StoredAnswer};

use crate::auth::hash;
use crate::platform::Platform;
use crate::who::Who;

/// How long an answer is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A request that gave no answer for so long was cut off, and may be sent again.
const CUT_OFF: SignedDuration = SignedDuration::from_secs(120);
/// Most characters of a key.
const LONGEST: usize = 200;

/// What to do with a request that carries a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// Carry it out, then call [`Platform::finish_request`] or, if it came to nothing, [`Platform::drop_request`].
    New,
    /// It was carried out: repeat this answer.
    Answered(String),
}

impl Platform {
    /// Notes that a request with a key begins. `request` is what must be equal for it to be the same request:
    /// method, path and body. Callers without a person are not remembered.
    ///
    /// # Errors
    /// `Busy` while the first one is under way; `Conflict` when the key came with another request; `TooLong`.
    pub fn begin_request(&self, who: &Who, key: &str, request: &str) -> Result<Begun, Error> {
        let Some(person) = who.id() else { return Ok(Begun::New) };
        if key.chars().count() > LONGEST {
            return Err(Rejection::at(Code::TooLong, "Idempotency-Key")
                .with("max", LONGEST)
                .into());
        }
        let (key, request, at) = (key.to_owned(), hash(request), self.now());
        let written = self.store().write(move |tx| {
            let age = |known: &StoredAnswer| at.duration_since(known.at);
            let known = idempotency::find(tx, person, &key)?.filter(|known| age(known) < KEPT);
            match known {
                Some(known) if known.request != request => {
                    Err(Rejection::at(Code::Conflict, "Idempotency-Key").into())
                }
                Some(StoredAnswer { answer: Some(answer), .. }) => Ok(Begun::Answered(answer)),
                Some(known) if age(&known) < CUT_OFF => Err(Error::rejected(Code::Busy)),
                _ => {
                    let begun = StoredAnswer { at, request, answer: None };
                    idempotency::save(tx, (person, &key), &begun)?;
                    Ok(Begun::New)
                }
            }
        })?;
        Ok(written.value)
    }

    /// Keeps the answer of a request that was carried out. `answer` must not be empty.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn finish_request(
        &self,
        who: &Who,
        key: &str,
        request: &str,
        answer: &str,
    ) -> Result<(), Error> {
        let Some(person) = who.id() else { return Ok(()) };
        let (key, at) = (key.to_owned(), self.now());
        let done = StoredAnswer { at, request: hash(request), answer: Some(answer.to_owned()) };
        self.store().write(move |tx| Ok(idempotency::save(tx, (person, &key), &done)?))?;
        Ok(())
    }

    /// Forgets a request that came to nothing, so that it may be sent again.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn drop_request(&self, who: &Who, key: &str) -> Result<(), Error> {
        let Some(person) = who.id() else { return Ok(()) };
        let key = key.to_owned();
        self.store().write(move |tx| Ok(idempotency::remove(tx, person, &key)?))?;
        Ok(())
    }
}
