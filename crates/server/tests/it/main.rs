//! The API over real sockets, in this process; and the binary as people start it. Every answer is also held against
//! the contract that the server prints.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod binary;
mod both;
mod client;
mod commands;
mod contract;
mod conventions;
mod files;
mod form_defaults;
mod forms;
mod jobs;
mod live;
mod once;
mod people;
mod permissions;
mod records;
mod sensitive;
mod session;
mod slow;
mod web;
