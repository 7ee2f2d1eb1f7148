//! DEMO: invented records at any scale, made by what a pack's `demo.json` says about each form. Nothing here knows a
//! form: it picks, writes out templates, draws amounts, links, and makes follow-ups.
//!
//! The same plan, seed, number and half day give the same records, only under other ids once there was a demo before. Each record is a function of its place alone, so links
//! and quotations of linked records need no memory. Begin with [`Plan`], then `world`; [`Platform::make_demo`] writes.
//!
//! [`Platform::make_demo`]: crate::Platform::make_demo

mod activities;
mod compile;
mod eval;
mod make;
mod people;
mod plan;
mod random;
mod remove;
mod world;

pub(crate) use make::invented;
pub use make::{DemoRequest, DemoState};
pub use plan::Plan;
