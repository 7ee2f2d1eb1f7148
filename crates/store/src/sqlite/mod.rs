//! SQLite: one file in WAL mode, one writer, a pool of readers.

mod clear;
mod open;
mod session;

pub(crate) use clear::clear_freed;
pub use open::{Durability, durability, open_reader, open_writer};
pub use session::SqliteSession;
pub(crate) use session::{days, scaled};
