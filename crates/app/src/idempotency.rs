//! Requests that carry an idempotency key act once. What such a request comes to is written down in the transaction
//! of what it does, so after any break the row says whether it was done; no claim has to be trusted or cleaned up.
//!
//! [`Platform::begin_once`] puts the key on the [`Who`]; use cases wrap themselves in [`Platform::once`] and write
//! with [`Platform::write_once`], which costs nothing where there is no key.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use model::{Code, Rejection, UserId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::idempotency::{self, Remembered};
use store::{Committed, Error, Fault, Tx};

use crate::auth::hash;
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// How long an outcome is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Most characters of a key.
const LONGEST: usize = 200;

/// Keys of requests that this node is working on. Only manners: a second request is told to wait instead of being
/// worked on in vain. That nothing is done twice is the database's to decide.
pub(crate) type UnderWay = Arc<Mutex<HashSet<(UserId, String)>>>;

/// A request with a key, begun.
#[derive(Debug)]
pub struct Begun {
    /// Who asks, with the key.
    pub who: Who,
    _claim: Option<Claim>,
}

/// Keeps a second request of the same key out. Held by whoever answers, not by the work: that is let go of a moment
/// after the answer, and the next request must not be told to wait by then.
#[derive(Debug)]
struct Claim {
    under_way: UnderWay,
    key: (UserId, String),
}

impl Claim {
    fn of(under_way: &UnderWay, key: (UserId, String)) -> Option<Self> {
        let is_new = keys(under_way).insert(key.clone());
        is_new.then(|| Self { under_way: Arc::clone(under_way), key })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        keys(&self.under_way).remove(&self.key);
    }
}

fn keys(under_way: &UnderWay) -> MutexGuard<'_, HashSet<(UserId, String)>> {
    under_way.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The key of one request.
#[derive(Debug, Clone)]
pub struct Once(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    person: UserId,
    key: String,
    request: [u8; 32],
    /// A row of long ago stands in the way.
    expired: bool,
    outcome: Mutex<Option<String>>,
    replayed: AtomicBool,
}

impl Once {
    /// Whether the request was answered by what an earlier one did.
    pub fn is_replayed(&self) -> bool {
        self.0.replayed.load(Ordering::Relaxed)
    }

    /// The outcome of the request that acted, if one did. Another version of the program may have written it, in
    /// another shape: then all that can be told is that it was done.
    fn outcome<T: DeserializeOwned>(&self) -> Result<Option<T>, Error> {
        let outcome = self.0.outcome.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(text) = outcome.as_deref() else { return Ok(None) };
        let read = serde_json::from_str(text);
        let read = read.map_err(|_| Rejection::at(Code::AlreadyDone, "Idempotency-Key"))?;
        self.0.replayed.store(true, Ordering::Relaxed);
        Ok(Some(read))
    }

    /// Looks again what became of the key.
    fn look(&self, platform: &Platform) -> Result<(), Error> {
        let found = platform.store().read(|r| idempotency::find(r, self.0.person, &self.0.key))?;
        let Some(known) = found.filter(|known| is_kept(known, platform.now())) else {
            return Ok(());
        };
        if known.request != self.0.request {
            return Err(Rejection::at(Code::Conflict, "Idempotency-Key").into());
        }
        *self.0.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(known.outcome);
        Ok(())
    }
}

fn is_kept(known: &Remembered, now: Timestamp) -> bool {
    now.duration_since(known.at) < KEPT
}

impl Platform {
    /// The same person with the key of the request that they make, until they are answered. `request` is what must be
    /// equal for it to be the same request: method, path and body. Callers without a person are not remembered.
    ///
    /// # Errors
    /// `Busy` while this node works on one of the same key; `Conflict` when the key came with another request;
    /// `TooLong`.
    pub fn begin_once(&self, who: &Who, key: &str, request: &str) -> Result<Begun, Error> {
        let Some(person) = who.id() else { return Ok(Begun { who: who.clone(), _claim: None }) };
        if key.chars().count() > LONGEST {
            let too_long = Rejection::at(Code::TooLong, "Idempotency-Key").with("max", LONGEST);
            return Err(too_long.into());
        }
        let claim = Claim::of(self.under_way(), (person, key.to_owned()));
        let claim = claim.ok_or_else(|| Error::rejected(Code::Busy))?;
        let mut inner = Inner {
            person,
            key: key.to_owned(),
            request: hash(request),
            expired: false,
            outcome: Mutex::default(),
            replayed: AtomicBool::new(false),
        };
        let found = self.store().read(|read| idempotency::find(read, person, key))?;
        if let Some(known) = found {
            inner.expired = !is_kept(&known, self.now());
            if !inner.expired && known.request != inner.request {
                return Err(Rejection::at(Code::Conflict, "Idempotency-Key").into());
            }
            inner.outcome = Mutex::new(Some(known.outcome).filter(|_| !inner.expired));
        }
        let who = Who { once: Some(Once(Arc::new(inner))), ..who.clone() };
        Ok(Begun { who, _claim: Some(claim) })
    }

    /// Runs a use case that writes with [`Platform::write_once`]; where its key has acted, gives that outcome instead.
    /// Also when the use case was refused or broke: another node may have been quicker, or the answer was lost after
    /// the commit, and what is written is the truth.
    ///
    /// # Errors
    /// What the use case returns; `Conflict` when the key came with another request.
    pub(crate) fn once<T: DeserializeOwned>(
        &self,
        who: &Who,
        act: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.once_as(who, |done| done, act)
    }

    /// The same for a use case that answers more than what its write comes to.
    ///
    /// # Errors
    /// As [`Platform::once`].
    pub(crate) fn once_as<T: DeserializeOwned, A>(
        &self,
        who: &Who,
        answer: impl Fn(T) -> A,
        act: impl FnOnce() -> Result<A, Error>,
    ) -> Result<A, Error> {
        let Some(once) = &who.once else { return act() };
        if let Some(done) = once.outcome()? {
            return Ok(answer(done));
        }
        let error = match act() {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        match once.look(self) {
            Ok(()) => once.outcome()?.map(answer).ok_or(error),
            Err(conflict @ Error::Rejected(_)) => Err(conflict),
            // What became of it cannot be asked either; then the first trouble is what there is to tell.
            Err(Error::Fault(_)) => Err(error),
        }
    }

    /// As [`Platform::write`]; with a key, what the request returns is written down in the same transaction.
    ///
    /// # Errors
    /// As [`Platform::write`]; a fault when the key has acted, which [`Platform::once`] turns into its outcome.
    pub(crate) fn write_once<T: Serialize + Send + 'static>(
        &self,
        who: &Who,
        run: impl Fn(&mut Tx<'_>, &Catalog) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<Committed<T>, Error> {
        let Some(once) = who.once.clone() else { return self.write(run) };
        let at = self.now();
        self.write(move |tx, catalog| {
            let value = run(tx, catalog)?;
            let outcome = serde_json::to_string(&value);
            let outcome = outcome.map_err(|e| Fault::new(format!("an outcome: {e}")))?;
            let (key, inner) = ((once.0.person, once.0.key.as_str()), &once.0);
            if inner.expired {
                let before = at.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
                idempotency::forget(tx, key, before)?;
            }
            let known = Remembered { at, request: inner.request, outcome };
            idempotency::insert(tx, key, &known)?;
            Ok(value)
        })
    }
}
