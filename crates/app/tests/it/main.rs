//! The use cases, on a platform of their own for each test. A test's name is what holds.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

mod archive;
mod auth;
mod backup;
mod bounds;
mod bulk;
mod convert;
mod crash;
mod crm;
mod deleted_forms;
mod demo;
mod erase;
mod exactly_once;
mod exports;
mod feedback;
mod follow_up_notices;
mod imports;
mod index_upkeep;
mod job_runs;
mod live_screens;
mod mentions;
mod own_acts;
mod people;
mod read_text;
mod records;
mod recycle_bin;
mod refused;
mod remark_pages;
mod search_index;
mod sensitive;
mod sight;
mod sight_references;
mod sight_rights;
mod sight_untold;
mod signed_heads;
mod tabs;
mod tasks;
mod timeline;
mod told;
mod undo;
mod views;
mod webhooks;
