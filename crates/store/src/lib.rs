//! MEMORY: the only room with SQL. Rows and their Changes in one transaction, on SQLite and PostgreSQL.
//!
//! Knows storage shapes, not field kinds; no HTTP, no rules, no clock (times come with the commands). Blocking: the
//! PostgreSQL client's async runtime is hidden behind [`session`]. Begin with [`Store`], then [`Tx`] and [`records`].

pub mod dialect;
pub mod fault;
pub mod session;
pub mod sql;
pub mod sqlite;
