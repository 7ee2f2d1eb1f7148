//! Randomness that can be repeated.

use std::sync::atomic::{AtomicU64, Ordering};

use app::Fault;
use app::ports::Random;

/// The numbers of SplitMix64 (Steele, Lea, Flood 2014): look random, are the same in each run.
#[derive(Default)]
pub struct TestRandom {
    state: AtomicU64,
}

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Fault> {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.state.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^= z >> 31;
            chunk.copy_from_slice(&z.to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}
