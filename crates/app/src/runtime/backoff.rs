//! When to try again, and when not to.

use std::time::Duration;

use jiff::SignedDuration;
use model::Code;
use store::{Error, FaultKind};

/// Seconds between attempts of a delivery: nine retries over about four days, as the Standard Webhooks
/// specification suggests.
const WAITS: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// How long to wait after a delivery's failed attempt, ± 10 % by `roll`, so that what failed together does not come
/// back together; none = give up.
pub(super) fn retry_after(attempts: u32, roll: u8) -> Option<SignedDuration> {
    let seconds = WAITS.get(usize::try_from(attempts.saturating_sub(1)).ok()?)?;
    Some(SignedDuration::from_millis(seconds * (900 + 200 * i64::from(roll) / 255)))
}

/// How long a thread waits after so many failures in a row: from a fifth of a second to half a minute.
pub(super) fn pause(failures: u32) -> Duration {
    Duration::from_millis(100 << failures.clamp(1, 8)).min(Duration::from_secs(30))
}

/// Whether an error passes with time, whatever was asked: it says nothing about the change or job at hand.
pub(super) fn is_passing(error: &Error) -> bool {
    match error {
        Error::Fault(fault) => matches!(
            fault.kind,
            FaultKind::Unreachable
                | FaultKind::Busy
                | FaultKind::TransactionLost
                | FaultKind::DiskFull
                | FaultKind::StaleCatalog
        ),
        Error::Rejected(all) => all
            .0
            .first()
            .is_some_and(|r| matches!(r.code, Code::DiskFull | Code::Busy | Code::StaleDefinition)),
    }
}

/// Whether somebody else has what is needed, such as another node that makes the same index.
pub(super) fn is_held(error: &Error) -> bool {
    matches!(error, Error::Fault(fault) if fault.kind == FaultKind::Busy)
}

/// Whether another node did the work first.
pub(super) fn is_outrun(error: &Error) -> bool {
    matches!(error, Error::Fault(fault) if fault.kind == FaultKind::Outrun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_tried_ten_times_over_four_days() {
        let waits: Vec<i64> =
            (1..=10).map_while(|n| retry_after(n, 127)).map(|w| w.as_secs()).collect();
        assert_eq!(waits.len(), 9);
        assert!((4..6).contains(&waits[0]));
        assert!((260_000..290_000).contains(&waits.iter().sum::<i64>()));
    }

    #[test]
    fn jitter_stays_within_a_tenth() {
        assert_eq!(retry_after(2, 0), Some(SignedDuration::from_secs(270)));
        assert_eq!(retry_after(2, 255), Some(SignedDuration::from_secs(330)));
    }

    #[test]
    fn a_pause_never_exceeds_half_a_minute() {
        assert_eq!(pause(1), Duration::from_millis(200));
        assert!(pause(u32::MAX) <= Duration::from_secs(30));
    }
}
