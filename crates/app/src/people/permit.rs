//! Who may manage people and settings, and shape forms, asked of the definitions that hold when the request commits.

use model::{Code, Rejection};

use crate::catalog::Catalog;
use crate::who::Who;

/// Lets administrators, the command line and the platform itself pass.
///
/// # Errors
/// `Forbidden` for everyone else, and for somebody who was an administrator when the request came and is none now.
pub(crate) fn administers(who: &Who, catalog: &Catalog) -> Result<(), Rejection> {
    if catalog.may_administer(who) { Ok(()) } else { Err(Rejection::new(Code::Forbidden)) }
}

/// Lets those pass who may shape forms.
///
/// # Errors
/// `Forbidden`, as above.
pub(crate) fn builds(who: &Who, catalog: &Catalog) -> Result<(), Rejection> {
    if catalog.may_build(who) { Ok(()) } else { Err(Rejection::new(Code::Forbidden)) }
}
