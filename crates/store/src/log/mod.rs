//! The log: append, seal, read, verify.
//!
//! An entry is one Change; a bulk Change spans `count` seqs. Entries are numbered while the head is held, so seq is
//! dense and in commit order on both databases.

mod append;
mod code;
mod payload;
mod read;
mod seal;
mod verify;

pub use append::{Entry, append};
pub use read::{Logged, after, batch_entries, entry_of, newest};
pub use seal::{Hash, Header, chain, seal_payload};
pub use verify::{Broken, Verified, verify};
