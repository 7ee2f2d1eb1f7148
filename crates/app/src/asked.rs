//! Values as people send them, read against the definition that they may know.

use engines::forms::read;
use model::{FormId, Rejections, Values};
use serde_json::{Map, Value as Json};

use crate::catalog::Catalog;
use crate::who::Who;

impl Catalog {
    /// The form of this code, if the person may open it.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn form_id(&self, who: &Who, form: &str) -> Result<FormId, Rejections> {
        Ok(self.open_form(who, form)?.0.id)
    }

    /// A `values` object by field codes, typed. What exists is asked inside the door.
    ///
    /// # Errors
    /// `UnknownForm`; everything that cannot be read, each at its field.
    pub fn read_values(
        &self,
        who: &Who,
        form: &str,
        values: &Map<String, Json>,
    ) -> Result<Values, Rejections> {
        let (form, access) = self.open_form(who, form)?;
        read::values(form, &access, values)
    }
}
