//! Asking threads to stop, also those that sleep.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

#[derive(Default)]
pub(super) struct Stop {
    asked: Mutex<bool>,
    raised: Condvar,
}

impl Stop {
    pub(super) fn ask(&self) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.raised.notify_all();
    }

    pub(super) fn is_asked(&self) -> bool {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps, unless asked to stop.
    pub(super) fn wait(&self, at_most: Duration) {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.raised.wait_timeout_while(asked, at_most, |asked| !*asked));
    }
}
