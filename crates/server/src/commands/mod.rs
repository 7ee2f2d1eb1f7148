//! Commands about the whole workspace, a file each: what their words mean, and what is printed.

pub(crate) mod backup;
pub(crate) mod demo;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod log;
pub(crate) mod migrate;
mod output;
pub(crate) mod pack;
pub(crate) mod restore;
pub(crate) mod verify;
