//! Who sees the records of a form that is made: asked once, of an administrator, and kept as the members' grant.

use engines::access::default_grants;
use model::person::roles;
use model::{Code, Form, Grant, Rejection, RowScope};
use store::Error;

use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// The usual grants, with members seeing so much; what is usual needs none.
pub(crate) fn for_members(sees: RowScope) -> Vec<Grant> {
    let usual = default_grants();
    let mut grants = usual.clone();
    grants.iter_mut().filter(|g| g.role == roles::MEMBER).for_each(|g| g.sees = sees);
    if grants == usual { Vec::new() } else { grants }
}

impl Platform {
    /// A new form whose records members see so far; the usual when nothing is said.
    ///
    /// # Errors
    /// `Forbidden` at `sees` for who does not administer.
    pub fn seen_by_members(
        &self,
        who: &Who,
        mut form: Form,
        sees: Option<RowScope>,
    ) -> Result<Form, Error> {
        if let Some(sees) = sees {
            permit::administers(who, &*self.catalog()?)
                .map_err(|_| Rejection::at(Code::Forbidden, "sees"))?;
            form.grants = for_members(sees);
        }
        Ok(form)
    }
}
