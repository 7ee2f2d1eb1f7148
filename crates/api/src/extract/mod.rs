//! What handlers take from a request; each refuses with a located problem.

mod body;
mod drained;
mod if_match;
mod path;
mod query;

pub(crate) use body::{BodyLimit, Json};
pub(crate) use drained::bytes_of;
pub(crate) use if_match::IfMatch;
pub(crate) use path::Path;
pub(crate) use query::Query;
