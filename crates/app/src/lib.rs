//! USE CASES: the one door, and everything that orders steps or opens a transaction.
//!
//! Blocking code on threads that [`runtime`] owns; knows no HTTP and no vendor. Outside things come in through the
//! traits of [`ports`]. Begin with [`Platform`], then [`commands`] and [`queries`].

pub mod access;
pub mod archive;
mod asked;
pub mod auth;
pub mod backup;
pub mod catalog;
pub mod commands;
pub mod convert;
pub mod demo;
mod document_change;
pub mod erase;
pub mod feedback;
pub mod files;
pub mod forms;
pub mod given;
mod heads;
pub mod idempotency;
pub mod imports;
mod index_upkeep;
mod index_use;
pub mod jobs;
pub mod known;
pub mod live;
pub mod notices;
pub mod people;
pub mod platform;
pub mod ports;
pub mod queries;
pub mod reactors;
pub mod recycle_bin;
pub mod runtime;
mod sealing;
mod search_rule;
pub mod settings;
pub mod webhooks;
pub mod who;

pub use catalog::Catalog;
pub use platform::Platform;
pub use ports::Ports;
pub use sealing::sealed_with;
pub use store::{Error, Fault, FaultKind};
pub use who::Who;
