//! Time, ids and randomness of the machine.

use app::Fault;
use app::ports::{Clock, Ids, Random};
use jiff::Timestamp;
use uuid::Uuid;

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the adapter")]
    fn now(&self) -> Timestamp {
        // Both databases keep microseconds; a moment must come back from them as it went in.
        let now = Timestamp::now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

/// UUIDv7s that rise within this process, also inside a millisecond.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[expect(clippy::disallowed_methods, reason = "this is the adapter")]
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// The system's source of secrets.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Fault> {
        getrandom::fill(bytes).map_err(|e| Fault::new(format!("randomness: {e}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_also_inside_a_millisecond() {
        let ids: Vec<Uuid> = (0..10_000).map(|_| SystemIds.next()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert_eq!(ids[0].get_version_num(), 7);
    }

    #[test]
    fn a_moment_has_whole_microseconds() {
        assert_eq!(SystemClock.now().subsec_nanosecond() % 1_000, 0);
    }
}
