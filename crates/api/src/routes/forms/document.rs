//! A form's document in JSON: the model's own, with defaults as values of records are written.

use app::forms::Document;
use app::{Error, Fault};
use model::{Form, Rejection};
use serde_json::{Map, Value as Json};

use crate::extract::part;

/// Reads a document. `null` is no default.
///
/// # Errors
/// It is no definition; where, is told in it.
pub(super) fn read(mut json: Map<String, Json>) -> Result<Document, Rejection> {
    let fields = json.get_mut("fields").and_then(Json::as_array_mut);
    let taken = fields.into_iter().flatten().enumerate().filter_map(|(at, field)| {
        let default = field.as_object_mut()?.remove("default")?;
        Some((at, default))
    });
    let defaults = taken.collect();
    Ok(Document { form: part(Json::Object(json))?, defaults })
}

/// Writes one, so that reading it gives the same back.
///
/// # Errors
/// A fault where JSON cannot hold it.
pub(super) fn written(form: Form) -> Result<Json, Error> {
    let Document { form, defaults } = Document::of(form);
    let mut json = serde_json::to_value(&form)
        .map_err(|e| Fault::new(format!("a definition cannot be written: {e}")))?;
    let fields = json.get_mut("fields").and_then(Json::as_array_mut);
    for (at, field) in fields.into_iter().flatten().enumerate() {
        let Some(field) = field.as_object_mut() else { continue };
        match defaults.get(&at) {
            Some(default) => field.insert("default".to_owned(), default.clone()),
            None => field.remove("default"),
        };
    }
    Ok(json)
}
