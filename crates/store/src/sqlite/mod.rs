//! SQLite: one file in WAL mode, one writer, a pool of readers.

mod open;
mod session;

pub use open::{Durability, durability, open_reader, open_writer};
pub use session::SqliteSession;
pub(crate) use session::{days, scaled};
