//! Timers that are due. Each is handled in a transaction of its own, so one that fails holds up no other; it is due
//! again when its lease ends.

use jiff::SignedDuration;
use store::timers::{self, Timer};
use store::{Error, Fault};

use crate::imports::{FILE_EXPIRES, expire};
use crate::platform::Platform;
use crate::reactors::{FOLLOW_UP_DUE, Prepared, TASK_DUE, Turn, tell_due, tell_follow_up};

/// Timers claimed at once.
const CLAIM: u32 = 100;
/// A timer that failed is tried again after this.
const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// Handles the timers that are due, at most a hundred; how many were.
///
/// # Errors
/// When they cannot be claimed; one that fails is logged and due again later.
pub fn fire_due(platform: &Platform) -> Result<usize, Error> {
    let now = platform.now();
    if !platform.store().read(|read| timers::is_any_due(read, now))? {
        return Ok(0);
    }
    let claimed =
        platform.write_chunk(move |tx, _| Ok(timers::claim(tx, (now, now + LEASE), CLAIM)?))?;
    let count = claimed.value.len();
    for timer in claimed.value {
        let (kind, key) = (timer.kind.clone(), timer.key.clone());
        if let Err(error) = fire(platform, timer) {
            tracing::error!("timer {kind} of {key}: {error}");
        }
    }
    Ok(count)
}

fn fire(platform: &Platform, timer: Timer) -> Result<(), Error> {
    if timer.kind == FILE_EXPIRES {
        // Takes bytes away after its transaction, so it opens its own.
        return expire(platform, timer);
    }
    let (ports, now) = (platform.ports().clone(), platform.now());
    platform.write_chunk(move |tx, catalog| {
        // Set anew since, or done by another node after the lease ended: then it is not ours to handle.
        if !timers::finish(tx, &timer)? {
            return Ok(());
        }
        let prepared = Prepared::default();
        let mut turn = Turn { tx, catalog, ports: &ports, now, prepared: &prepared };
        match timer.kind.as_str() {
            FOLLOW_UP_DUE => tell_follow_up(&mut turn, &timer),
            TASK_DUE => tell_due(&mut turn, &timer),
            other => Err(Fault::new(format!("nobody handles timers of kind {other}")).into()),
        }
    })?;
    Ok(())
}
