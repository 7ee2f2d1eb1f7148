//! USE CASES: the one door, and everything that orders steps or opens a transaction.
//!
//! Blocking code on threads that [`runtime`] owns; knows no HTTP and no vendor. Outside things come in through the
//! traits of [`ports`]. Begin with [`Platform`], then [`commands`] and [`queries`].

pub mod catalog;
pub mod platform;
pub mod ports;
pub mod settings;
pub mod who;

pub use catalog::Catalog;
pub use platform::Platform;
pub use ports::Ports;
pub use store::{Error, Fault};
pub use who::Who;
