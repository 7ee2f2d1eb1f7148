//! Shaping forms: drafts, publishing, versions, packs, saved views.

mod blank;
mod deleted;
mod document;
mod drafts;
pub(crate) mod grants;
mod pack_files;
mod packs;
mod sees;
mod versions;
mod views;

pub use deleted::DeletedForm;
pub use document::Document;
pub(crate) use drafts::open;
pub use drafts::{Checked, DraftView};
pub use pack_files::{PackDifference, PackFile};
pub(crate) use packs::install;
pub use packs::{Pack, PackReport};
pub(crate) use sees::for_members;
pub use versions::VersionView;
pub use views::{SeenView, ViewPatch};
