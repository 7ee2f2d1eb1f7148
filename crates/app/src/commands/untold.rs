//! What a refusal may not tell. That a value must not come twice holds for everybody; that it is so, and of which
//! field, is told only to those for whom the field exists.

use model::{Code, Rejection};
use store::Error;

use crate::catalog::Catalog;
use crate::who::Who;

/// The error as this person may know it.
pub(super) fn untold(catalog: &Catalog, who: &Who, error: Error) -> Error {
    let Error::Rejected(mut all) = error else { return error };
    for rejection in all.0.iter_mut().filter(|r| is_hidden(catalog, who, r)) {
        *rejection = Rejection::new(Code::HiddenRule);
    }
    Error::Rejected(all)
}

fn is_hidden(catalog: &Catalog, who: &Who, rejection: &Rejection) -> bool {
    let (Code::Duplicate, Some(field)) = (rejection.code, &rejection.field) else { return false };
    let form = rejection.params.get("form").and_then(|form| form.as_str());
    let Some(form) = form.and_then(|code| catalog.form(code).ok()) else { return false };
    let code = field.rsplit('.').next().unwrap_or(field);
    let field = form.field(code).map(|f| f.id);
    field.is_none_or(|id| !catalog.access(who, form).sees(id))
}
