//! Shaping forms: drafts, publishing, versions, packs, saved views.

mod blank;
mod drafts;
mod pack_files;
mod packs;
mod versions;
mod views;

pub use drafts::{Checked, DraftView};
pub use pack_files::{PackDifference, PackFile};
pub use packs::{Pack, PackReport};
pub use versions::VersionView;
pub use views::ViewEdit;
