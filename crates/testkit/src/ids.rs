//! Ids that count.

use std::sync::atomic::{AtomicU64, Ordering};

use app::ports::Ids;
use uuid::Uuid;

/// UUIDs of version 7 by their form, in the order in which they were asked for.
#[derive(Default)]
pub struct CountingIds {
    given: AtomicU64,
}

impl Ids for CountingIds {
    fn next(&self) -> Uuid {
        let count = self.given.fetch_add(1, Ordering::Relaxed) + 1;
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(count))
    }
}
