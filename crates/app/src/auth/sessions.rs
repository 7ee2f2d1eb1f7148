//! Who a cookie or a key stands for. Asked with every request, so the answer is remembered for some seconds; what
//! ends a session here forgets it at once, and on another node when those seconds are over.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::label::Language;
use model::person::PersonState;
use model::{Code, Origin, UserId};
use store::sessions::{self, StoredSession};
use store::{Error, Fault, api_keys, people};

use super::secrets::hash;
use crate::people::Preferences;
use crate::platform::Platform;
use crate::who::Who;

/// How long an answer is remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_secs(10);
/// How long somebody who stays signed in may be away.
const STAY: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long everyone else is signed in.
const SHORT: SignedDuration = SignedDuration::from_hours(12);
/// A session slides at most this often, so that reading does not write.
const SLIDE: SignedDuration = SignedDuration::from_hours(24);
/// When a session was last used is known to this, so that reading hardly writes.
const NOTICED: SignedDuration = SignedDuration::from_mins(10);
/// Answers remembered at most.
const MOST: usize = 10_000;

/// Who a token stands for.
#[derive(Debug, Clone)]
struct Seen {
    person: UserId,
    language: Option<Language>,
    zone: Option<TimeZone>,
    origin: Origin,
    /// When the session ends; keys do not.
    expires_at: Timestamp,
    /// When the database said so.
    at: Timestamp,
}

#[derive(Default)]
struct Known {
    /// Raised when answers are forgotten: one that was being fetched then must not be remembered.
    turn: u64,
    seen: HashMap<[u8; 32], Seen>,
}

/// Answers of the last seconds.
#[derive(Default)]
pub(super) struct SessionCache {
    known: Mutex<Known>,
}

impl SessionCache {
    pub(super) fn clear(&self) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.turn += 1;
        known.seen.clear();
    }

    /// What was answered lately, for a secret that came in this way; else the turn in which to ask.
    fn get(&self, token: &[u8; 32], origin: Origin, now: Timestamp) -> Result<Seen, u64> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |seen: &&Seen| {
            let age = now.duration_since(seen.at);
            seen.origin == origin && seen.expires_at > now && !age.is_negative() && age < REMEMBERED
        };
        known.seen.get(token).filter(fresh).cloned().ok_or(known.turn)
    }

    fn put(&self, token: [u8; 32], seen: Seen, turn: u64) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.turn != turn {
            return;
        }
        if known.seen.len() >= MOST {
            known.seen.clear();
        }
        known.seen.insert(token, seen);
    }
}

impl Platform {
    /// Who is signed in with this cookie.
    ///
    /// # Errors
    /// `Unauthenticated` when nobody is, or no longer.
    pub fn who_by_session(&self, token: &str) -> Result<Who, Error> {
        let (token, now) = (hash(token), self.now());
        let seen = match self.auth().sessions.get(&token, Origin::Web, now) {
            Ok(seen) => Some(seen),
            Err(turn) => {
                let seen = self.look_up_session(token, now)?;
                if let Some(seen) = &seen {
                    self.auth().sessions.put(token, seen.clone(), turn);
                }
                seen
            }
        };
        self.seen(seen)
    }

    /// As whom an API key acts.
    ///
    /// # Errors
    /// `Unauthenticated` when the key is unknown or its person cannot sign in.
    pub fn who_by_api_key(&self, key: &str) -> Result<Who, Error> {
        let (token, now) = (hash(key), self.now());
        let seen = match self.auth().sessions.get(&token, Origin::Api, now) {
            Ok(seen) => Some(seen),
            Err(turn) => {
                let person = self.store().read(|read| api_keys::find_person(read, token))?;
                let seen =
                    person.map(|id| self.see(id, Origin::Api, Timestamp::MAX)).transpose()?;
                if let Some(seen) = &seen {
                    self.auth().sessions.put(token, seen.clone(), turn);
                }
                seen
            }
        };
        self.seen(seen)
    }

    /// A person as they ask now; none when they are unknown or cannot sign in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn who_is(&self, id: UserId, origin: Origin) -> Result<Option<Who>, Fault> {
        let seen = self.see(id, origin, Timestamp::MAX)?;
        self.who_seen(&seen)
    }

    fn look_up_session(&self, token: [u8; 32], now: Timestamp) -> Result<Option<Seen>, Error> {
        let found = self.store().read(|read| sessions::find(read, token))?;
        let Some(session) = found.filter(|s| s.expires_at > now) else { return Ok(None) };
        let until = end(now, session.stay);
        let slides = session.stay && until.duration_since(session.expires_at) > SLIDE;
        let expires_at = if slides { until } else { session.expires_at };
        if slides || now.duration_since(session.used_at) > NOTICED {
            let times = (now, expires_at);
            self.store().write(move |tx| Ok(sessions::extend(tx, token, times)?))?;
        }
        Ok(Some(self.see(session.person, Origin::Web, expires_at)?))
    }

    fn see(&self, person: UserId, origin: Origin, expires_at: Timestamp) -> Result<Seen, Fault> {
        let own: Option<Preferences> =
            self.store().read(|read| people::find_preferences(read, person))?;
        let own = own.unwrap_or_default();
        let (language, zone) = (own.language, own.time_zone());
        Ok(Seen { person, language, zone, origin, expires_at, at: self.now() })
    }

    fn seen(&self, seen: Option<Seen>) -> Result<Who, Error> {
        let who = seen.map(|seen| self.who_seen(&seen)).transpose()?.flatten();
        who.ok_or_else(|| Error::rejected(Code::Unauthenticated))
    }

    /// The person comes from the newest picture, so a new role or a lock holds with the next request.
    fn who_seen(&self, seen: &Seen) -> Result<Option<Who>, Fault> {
        let catalog = self.catalog()?;
        let person = catalog.people.get(&seen.person).filter(|p| p.state == PersonState::Active);
        Ok(person.map(|person| Who {
            person: Some(person.clone()),
            origin: seen.origin,
            language: seen.language.unwrap_or(catalog.workspace.language),
            zone: seen.zone.clone().unwrap_or_else(|| catalog.workspace.time_zone()),
            once: None,
        }))
    }
}

/// When a session that begins now ends.
fn end(now: Timestamp, stay: bool) -> Timestamp {
    now.checked_add(if stay { STAY } else { SHORT }).unwrap_or(Timestamp::MAX)
}

/// A session that begins now.
pub(crate) fn begin(token: [u8; 32], person: UserId, now: Timestamp, stay: bool) -> StoredSession {
    let (device, address) = (String::new(), String::new());
    let expires_at = end(now, stay);
    StoredSession {
        token,
        person,
        created_at: now,
        expires_at,
        stay,
        device,
        address,
        used_at: now,
    }
}
