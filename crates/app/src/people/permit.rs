//! Who may manage people and settings, asked of the definitions that hold when the request commits.

use model::person::{PersonState, roles};
use model::{Code, Rejection};

use crate::catalog::Catalog;
use crate::who::Who;

/// Lets administrators, the command line and the platform itself pass.
///
/// # Errors
/// `Forbidden` for everyone else, and for somebody who was an administrator when the request came and is none now.
pub(crate) fn administers(who: &Who, catalog: &Catalog) -> Result<(), Rejection> {
    let allowed = who.id().is_none_or(|id| {
        catalog
            .people
            .get(&id)
            .is_some_and(|p| p.role == roles::ADMINISTRATOR && p.state == PersonState::Active)
    });
    if allowed { Ok(()) } else { Err(Rejection::new(Code::Forbidden)) }
}
