//! Order statistics of durations.

use std::time::Duration;

/// Milliseconds at a quantile of sorted durations.
pub(crate) fn at(sorted: &[Duration], quantile: f64) -> f64 {
    let last = sorted.len().saturating_sub(1) as f64;
    sorted.get((last * quantile) as usize).map_or(f64::NAN, |d| d.as_secs_f64() * 1e3)
}

/// `p50 1.2 ms, p99 3.4 ms (n)`.
pub(crate) fn summary(mut all: Vec<Duration>) -> String {
    all.sort_unstable();
    format!(
        "p50 {:.1} ms, p99 {:.1} ms, max {:.1} ms (n {})",
        at(&all, 0.5),
        at(&all, 0.99),
        at(&all, 1.0),
        all.len()
    )
}
