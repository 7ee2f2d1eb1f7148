//! A clock that moves when told.

use std::sync::{Mutex, PoisonError};

use app::ports::Clock;
use jiff::{SignedDuration, Timestamp};

/// Stands still at 2026-11-21 01:30 UTC, a Saturday morning in Shanghai, until it is moved.
pub struct TestClock {
    now: Mutex<Timestamp>,
}

impl Default for TestClock {
    fn default() -> Self {
        let start = Timestamp::from_second(1_795_224_600).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { now: Mutex::new(start) }
    }
}

impl TestClock {
    /// Moves to a moment.
    pub fn set(&self, now: Timestamp) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Moves on.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add(by).unwrap_or(Timestamp::MAX);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_starts_where_it_says() {
        assert_eq!(TestClock::default().now().to_string(), "2026-11-21T01:30:00Z");
    }
}
