//! Defaults of fields as documents of the API say them: in the form that a record's values have. Stored they are typed.

use std::collections::BTreeMap;

use model::{Form, Rejections, Value};
use serde_json::Value as Json;

use crate::forms::kinds::behaviour;

/// Defaults in API form, by the place of their field in the document.
pub type Defaults = BTreeMap<usize, Json>;

/// The defaults of a document; fields without one are left out.
pub fn defaults(form: &Form) -> Defaults {
    let told = form.fields.iter().enumerate().filter(|(_, field)| !field.default.is_null());
    let told = told.map(|(at, field)| (at, behaviour(&field.kind).write_json(&field.default)));
    told.filter(|(_, json)| !json.is_null()).collect()
}

/// The document with these defaults; a field that they do not name has none. Options have their ids by now.
///
/// # Errors
/// Everything that does not fit its field, at `fields.N.default`.
pub fn with_defaults(mut form: Form, given: &Defaults) -> Result<Form, Rejections> {
    let mut wrong = Vec::new();
    for (at, field) in form.fields.iter_mut().enumerate() {
        field.default = match given.get(&at) {
            None | Some(Json::Null) => Value::Null,
            Some(json) => behaviour(&field.kind).read_json(json).unwrap_or_else(|rejection| {
                wrong.push(rejection.under(&format!("fields.{at}.default")));
                Value::Null
            }),
        };
    }
    Rejections(wrong).or(form)
}
