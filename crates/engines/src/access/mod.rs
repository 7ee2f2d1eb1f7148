//! Access: what one person may see and do on one form at this moment. Every read and every write carries the answer.

mod decide;
mod seen;

pub use decide::{Asker, Permissions, decide, decide_pool, default_grants, permissions};
pub use seen::{form_for, visible};
