//! A fence around parsers: a panic in one of them, above all in one that is not ours, is a
//! damaged file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::problem::Problem;

/// Runs a parser. What it was working on is dropped if it panics, so nothing broken is
/// seen afterwards.
pub(crate) fn fenced<T>(
    part: &'static str,
    parse: impl FnOnce() -> Result<T, Problem>,
) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or(Err(Problem::Damaged { part }))
}
