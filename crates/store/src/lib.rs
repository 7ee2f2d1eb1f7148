//! MEMORY: the only room with SQL. Rows and their Changes in one transaction, on SQLite and PostgreSQL.
//!
//! Knows storage shapes, not field kinds; no HTTP, no rules, no clock (times come with the commands). Blocking: the
//! PostgreSQL client's async runtime is hidden behind [`session`]. Begin with [`Store`], then [`Tx`] and [`records`].

pub mod activities;
pub mod api_keys;
pub mod avatars;
pub mod backup;
pub mod commits;
pub mod cursors;
pub mod definitions;
pub mod departments;
pub mod dialect;
pub mod erased_files;
pub mod erased_text;
pub mod fault;
pub mod feedback;
pub mod files;
pub mod head;
pub mod idempotency;
pub mod imports;
pub mod invitations;
pub mod jobs;
pub mod leases;
pub mod log;
pub mod lower;
pub mod migrations;
mod naming;
pub mod notices;
pub mod outage;
pub mod outbox;
pub mod people;
pub mod postgres;
pub mod preferences;
pub mod query;
mod readers;
pub mod records;
pub mod references;
pub mod remarks;
pub mod replay;
pub mod rows;
pub mod schema;
pub mod session;
pub mod sessions;
pub mod settings;
pub mod sql;
pub mod sqlite;
mod store;
pub mod table;
pub mod tasks;
pub mod timers;
mod tx;
mod upgrade;
pub mod values;
pub mod views;
pub mod webhooks;
mod writer;

pub use commits::Commits;
pub use dialect::Dialect;
pub use fault::{Error, Fault, FaultKind};
pub use store::{Location, Store, sqlite_file};
pub use table::Table;
pub use tx::Tx;
pub use upgrade::BeforeUpgrade;
pub use writer::{Committed, Urgency};
