//! A lease on a reactor, so that several nodes do not all do the same work and throw it away. Only on PostgreSQL: a
//! SQLite file has one node.

use jiff::{SignedDuration, Timestamp};
use store::{Dialect, Error, leases};

use crate::platform::Platform;

/// How long a lease lasts; renewed when half of it is over.
const LEASE: SignedDuration = SignedDuration::from_secs(20);

pub(super) struct Holder {
    name: String,
    /// This thread of this node.
    me: String,
    until: Option<Timestamp>,
}

impl Holder {
    pub(super) fn of(platform: &Platform, reactor: &str) -> Self {
        let me = platform.ports().ids.next().to_string();
        Self { name: format!("reactor:{reactor}"), me, until: None }
    }

    /// Whether this node is the one to work, taking or renewing the lease.
    pub(super) fn holds(&mut self, platform: &Platform) -> Result<bool, Error> {
        if platform.store().dialect() == Dialect::Sqlite {
            return Ok(true);
        }
        let now = platform.now();
        if self.until.is_some_and(|until| until - LEASE / 2 > now) {
            return Ok(true);
        }
        let until = now + LEASE;
        let (name, me) = (self.name.clone(), self.me.clone());
        let taken =
            platform.write_chunk(move |tx, _| Ok(leases::take(tx, (&name, &me), (now, until))?))?;
        self.until = taken.value.then_some(until);
        Ok(taken.value)
    }

    /// Gives the lease back, so that another node goes on at once.
    pub(super) fn release(self, platform: &Platform) {
        if self.until.is_none() {
            return;
        }
        let Self { name, me, .. } = self;
        let released = platform.write_chunk(move |tx, _| Ok(leases::release(tx, &name, &me)?));
        if let Err(error) = released {
            tracing::debug!("a lease was left to end by itself: {error}");
        }
    }
}
