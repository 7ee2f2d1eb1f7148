//! PostgreSQL: one writing connection per node, readers beside it.
//!
//! The client is asynchronous; here every session owns a small runtime that runs on the calling thread, so that the
//! rest of the store stays blocking and no thread is crossed. Never call it from inside an async task: hand the work to
//! a blocking thread first.

mod bind;
mod control;
mod copy;
mod faults;
mod open;
mod pipeline;
mod row;
mod session;
mod statements;

pub use open::{Durability, PostgresOptions, durability, open_reader, open_writer};
pub use session::PostgresSession;
