//! The JSON filters of the HTTP API: `{"and": […]}`, `{"or": […]}`, `{"not": …}`,
//! `{"field": "status", "op": "eq", "value": "new"}`.
//!
//! The same trees as formulas, so a view's filter survives renames. Refusals carry a path: `and.0.value`.

mod parse;
mod render;
mod value;

pub use parse::{operators, parse};
pub use render::render;

/// Deepest nesting of `and`, `or` and `not`.
pub const MAX_DEPTH: usize = 32;
/// Most conditions and junctions in one filter.
pub const MAX_NODES: usize = 500;
/// Most values of one `in`, `has_any` and the like.
pub const MAX_LIST: usize = 1_000;
/// Most characters of a text to compare with.
pub const MAX_TEXT: usize = 2_000;
