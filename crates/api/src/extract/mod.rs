//! What handlers take from a request; each refuses with a located problem.

mod after;
mod body;
mod caller;
mod drained;
mod if_match;
mod path;
mod query;
mod visitor;

pub(crate) use after::After;
pub(crate) use app::given::given;
pub(crate) use body::{BodyLimit, Json, is_json, part};
pub(crate) use caller::{Caller, Credential};
pub(crate) use drained::{bytes_of, drain, too_large};
pub(crate) use if_match::IfMatch;
pub(crate) use path::Path;
pub(crate) use query::Query;
pub(crate) use visitor::Visitor;
