//! How often one may guess. An attempt is counted before its password is looked at, so that guesses sent at once are
//! not free, and taken back when it was right.
//!
//! Three counts: a login from one address, a login from anywhere, everyone. A place from which the login was right
//! before answers for its own failures only, so nobody can keep an administrator out by guessing from elsewhere.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use model::{Code, Rejection};

/// Counts kept at most; beyond it, those that have run out are dropped, then all.
const MOST: usize = 20_000;

/// Attempts, waits, and how counts run out.
struct Limit {
    /// Attempts before the first wait.
    free: i64,
    /// Seconds of the first wait; each further one is twice as long.
    first: i64,
    /// Seconds of the longest wait.
    longest: i64,
    /// Seconds after which one attempt is forgotten.
    leak: i64,
}

const PLACE: Limit = Limit { free: 8, first: 15, longest: 15 * 60, leak: 5 * 60 };
const LOGIN: Limit = Limit { free: 50, first: 15, longest: 5 * 60, leak: 60 };
const EVERYONE: Limit = Limit { free: 300, first: 5, longest: 30, leak: 1 };

/// From where somebody tries to be whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Place {
    /// The login as typed, folded.
    pub(super) login: String,
    /// The caller's address, where it is known.
    pub(super) from: Option<IpAddr>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Place(Place),
    Login(String),
    Everyone,
}

impl Key {
    fn limit(&self) -> &'static Limit {
        match self {
            Self::Place(_) => &PLACE,
            Self::Login(_) => &LOGIN,
            Self::Everyone => &EVERYONE,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Tally {
    count: i64,
    at: Timestamp,
    until: Timestamp,
}

#[derive(Default)]
struct Counts {
    tallies: HashMap<Key, Tally>,
    known: HashSet<Place>,
}

/// Counts attempts.
#[derive(Default)]
pub(super) struct Throttle {
    counts: Mutex<Counts>,
}

impl Throttle {
    /// Counts an attempt, or refuses it.
    ///
    /// # Errors
    /// `TooManyAttempts` with the `seconds` to wait.
    pub(super) fn attempt(&self, place: &Place, now: Timestamp) -> Result<(), Rejection> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = counts.keys(place);
        for key in &keys {
            if let Some(tally) = counts.tallies.get(key)
                && tally.until > now
            {
                let left = tally.until.duration_since(now).as_secs() + 1;
                return Err(Rejection::new(Code::TooManyAttempts).with("seconds", left));
            }
        }
        counts.make_room(now);
        for key in keys {
            counts.add(key, now);
        }
        Ok(())
    }

    /// The attempt was right: it does not count, and the place is known from now on.
    pub(super) fn succeeded(&self, place: &Place) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for key in counts.keys(place) {
            if matches!(key, Key::Place(_)) {
                counts.tallies.remove(&key);
            } else if let Some(tally) = counts.tallies.get_mut(&key) {
                tally.count -= 1;
                if tally.count < key.limit().free {
                    tally.until = tally.at;
                }
            }
        }
        if counts.known.len() >= MOST {
            counts.known.clear();
        }
        counts.known.insert(place.clone());
    }

    /// Somebody proved to be this login in another way: by an invitation.
    pub(super) fn forgive(&self, login: &str) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.tallies.retain(|key, _| match key {
            Key::Place(place) => place.login != login,
            Key::Login(counted) => counted != login,
            Key::Everyone => true,
        });
    }
}

impl Counts {
    /// What an attempt from this place counts towards.
    fn keys(&self, place: &Place) -> Vec<Key> {
        let mut keys = vec![Key::Place(place.clone())];
        if !self.known.contains(place) {
            keys.extend([Key::Login(place.login.clone()), Key::Everyone]);
        }
        keys
    }

    fn add(&mut self, key: Key, now: Timestamp) {
        let limit = key.limit();
        let tally = self.tallies.entry(key).or_insert(Tally { count: 0, at: now, until: now });
        let leaked = now.duration_since(tally.at).as_secs() / limit.leak;
        if leaked >= tally.count {
            (tally.count, tally.at) = (0, now);
        } else {
            tally.count -= leaked;
            tally.at = later(tally.at, leaked * limit.leak);
        }
        tally.count += 1;
        let beyond = tally.count - limit.free;
        if beyond >= 0 {
            let wait = limit.first << beyond.min(20);
            tally.until = later(now, wait.min(limit.longest));
        }
    }

    fn make_room(&mut self, now: Timestamp) {
        if self.tallies.len() < MOST {
            return;
        }
        self.tallies.retain(|key, tally| {
            now.duration_since(tally.at).as_secs() < tally.count * key.limit().leak
        });
        if self.tallies.len() >= MOST {
            self.tallies.clear();
        }
    }
}

fn later(now: Timestamp, seconds: i64) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn place(last: u8) -> Place {
        Place { login: "admin".to_owned(), from: Some(IpAddr::from([10, 0, 0, last])) }
    }

    #[test]
    fn the_ninth_guess_waits_and_each_further_one_waits_longer() {
        let throttle = Throttle::default();
        for _ in 0..8 {
            throttle.attempt(&place(1), at(0)).unwrap();
        }
        let refused = throttle.attempt(&place(1), at(10)).unwrap_err();
        assert_eq!((refused.code, &refused.params["seconds"]), (Code::TooManyAttempts, &6.into()));
        throttle.attempt(&place(1), at(15)).unwrap();
        assert!(throttle.attempt(&place(1), at(40)).is_err());
        throttle.attempt(&place(1), at(45)).unwrap();
    }

    #[test]
    fn a_right_password_starts_the_count_anew() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            for _ in 0..7 {
                throttle.attempt(&place(1), at(0)).unwrap();
            }
            throttle.attempt(&place(1), at(0)).unwrap();
            throttle.succeeded(&place(1));
        }
    }

    #[test]
    fn guesses_from_everywhere_do_not_keep_out_whoever_was_right_before() {
        let throttle = Throttle::default();
        throttle.attempt(&place(1), at(0)).unwrap();
        throttle.succeeded(&place(1));
        for guesser in 2..=200 {
            drop(throttle.attempt(&place(guesser), at(1)));
        }
        assert!(throttle.attempt(&place(201), at(1)).is_err(), "a login's guesses add up");
        throttle.attempt(&place(1), at(1)).unwrap();
    }

    #[test]
    fn failures_are_forgotten_with_time() {
        let throttle = Throttle::default();
        for _ in 0..8 {
            throttle.attempt(&place(1), at(0)).unwrap();
        }
        for _ in 0..7 {
            throttle.attempt(&place(1), at(3600)).unwrap();
        }
    }
}
