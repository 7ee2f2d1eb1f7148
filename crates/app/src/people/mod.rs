//! People of the workspace, their departments and their own settings.
//!
//! Administrators manage people; members see who their colleagues are. Everybody may change their own name and
//! settings. Begin with [`crate::Platform::create_person`] and [`crate::Platform::update_person`].

mod add;
mod avatar;
mod departments;
mod edit;
mod invitations;
pub(crate) mod known;
mod list;
mod me;
mod paste;
mod pasted;
pub(crate) mod permit;
mod preferences;
pub(crate) mod rules;
mod workspace;

pub use add::{Created, Invitation, NewPerson};
pub use departments::{DepartmentPatch, NewDepartment};
pub use edit::PersonPatch;
pub use invitations::{Accept, Invited};
pub use list::{Details, Listed};
pub use me::{Density, Me, MePatch, Preferences, Theme};
pub use pasted::Pasted;
pub use workspace::WorkspacePatch;
