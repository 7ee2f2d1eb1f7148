//! A form's document as the API says it: all like the model's, but for defaults, which have the form of a record's
//! values.

use engines::definitions::{self as decide, Defaults};
use model::Form;
use store::Error;

use super::drafts::published;
use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// A document whose defaults are still to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// All of it but the defaults.
    pub form: Form,
    /// In API form, by the place of their field.
    pub defaults: Defaults,
}

impl Document {
    /// What a typed document looks like from outside.
    pub fn of(form: Form) -> Self {
        Self { defaults: decide::defaults(&form), form }
    }
}

impl Platform {
    /// The typed document, with ids for what has none: a default may name an option that is new.
    ///
    /// # Errors
    /// `Forbidden`; every default that does not fit its field, at `form.fields.N.default`.
    pub fn typed(&self, who: &Who, document: Document) -> Result<Form, Error> {
        let catalog = self.catalog()?;
        permit::builds(who, &catalog)?;
        let Document { form, defaults } = document;
        let old = published(&catalog, &form).cloned();
        let given = form.fields.len();
        let mut form = decide::complete(form, old.as_ref(), &mut || self.ports().ids.next());
        // What the document left out stays as it was.
        let kept = form.fields.split_off(given);
        let mut form = decide::with_defaults(form, &defaults).map_err(|r| r.under("form"))?;
        form.fields.extend(kept);
        Ok(form)
    }
}
