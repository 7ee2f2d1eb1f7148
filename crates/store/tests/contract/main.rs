//! The store's contract: each sentence holds on SQLite and on PostgreSQL. The PostgreSQL half runs where
//! `CLEW_TEST_POSTGRES` names a server, and skips with a message elsewhere.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]
#![expect(clippy::print_stderr, reason = "whoever skips says so")]

#[macro_use]
mod both;

mod backup;
mod beside;

mod commit_fate;
mod fixture;
mod fixtures;
mod group_commit;
mod logged;
mod many;
mod pages;
mod platform;
mod postgres_session;
mod reacting;
mod replaying;
mod rows;
mod scopes;
mod searching;
mod shaping;
mod signed;
mod upgrading;
mod wide;
