//! One outage of the database is one line in the log, and its end another, however many requests failed meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::fault::{Error, Fault, FaultKind};

/// While this fails and that does not, it is not over.
const QUIET: Duration = Duration::from_secs(2);

/// Whether the database can be reached, as far as those who asked it know.
#[derive(Default)]
pub struct Outage {
    lasts: AtomicBool,
    seen: Mutex<Option<Seen>>,
}

struct Seen {
    begun: Instant,
    last: Instant,
    failed: u64,
}

impl Outage {
    /// Told a fault that would be logged: whether it should be. Of those that say that the database cannot be reached
    /// only the first of an outage is, as an error.
    pub fn is_news(&self, fault: &Fault) -> bool {
        if fault.kind != FaultKind::Unreachable {
            return true;
        }
        let mut seen = self.lock();
        let now = Instant::now();
        if let Some(seen) = seen.as_mut() {
            seen.last = now;
            seen.failed += 1;
            return false;
        }
        *seen = Some(Seen { begun: now, last: now, failed: 1 });
        self.lasts.store(true, Ordering::Relaxed);
        tracing::error!(
            "the database cannot be reached; until it can, this is not said again: {fault}"
        );
        false
    }

    /// The same of any error.
    pub fn is_news_of(&self, error: &Error) -> bool {
        match error {
            Error::Fault(fault) => self.is_news(fault),
            Error::Rejected(_) => true,
        }
    }

    /// Told that the database answered.
    pub(crate) fn answered(&self) {
        if !self.lasts.load(Ordering::Relaxed) {
            return;
        }
        let mut seen = self.lock();
        let Some(over) = seen.take_if(|seen| seen.last.elapsed() > QUIET) else { return };
        self.lasts.store(false, Ordering::Relaxed);
        tracing::warn!(
            seconds = over.begun.elapsed().as_secs(),
            failed = over.failed,
            "the database can be reached again"
        );
    }

    fn lock(&self) -> MutexGuard<'_, Option<Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unreachable() -> Fault {
        Fault::of(FaultKind::Unreachable, "gone")
    }

    fn is_on(outage: &Outage) -> bool {
        outage.lock().is_some()
    }

    #[test]
    fn an_outage_is_told_once_and_counted() {
        let outage = Outage::default();
        for _ in 0..50 {
            assert!(!outage.is_news(&unreachable()), "told by the outage itself");
        }
        assert_eq!(outage.lock().as_ref().map(|seen| seen.failed), Some(50));
        assert!(outage.is_news(&Fault::new("something else")));
    }

    #[test]
    fn what_somebody_else_holds_is_no_outage() {
        let outage = Outage::default();
        assert!(outage.is_news(&Fault::of(FaultKind::Busy, "another node makes this index")));
        assert!(!is_on(&outage));
    }

    #[test]
    fn an_answer_between_failures_is_not_the_end() {
        let outage = Outage::default();
        outage.is_news(&unreachable());
        outage.answered();
        assert!(is_on(&outage));
        if let Some(seen) = outage.lock().as_mut() {
            seen.last = seen.last.checked_sub(QUIET * 2).unwrap_or(seen.last);
        }
        outage.answered();
        assert!(!is_on(&outage));
    }
}
