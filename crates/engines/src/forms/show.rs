//! From typed values to API form and to the words that people see.

use model::label::Language;
use model::{Access, FieldRef, Form, Value, Values};
use serde_json::{Map, Value as Json};

use super::known::Known;
use super::{kinds, sealed, system};

/// One value in API form; `null` for a field that does not exist any more.
pub fn json(form: &Form, field: FieldRef, value: &Value) -> Json {
    match field {
        FieldRef::System(_) => system::write_json(value),
        FieldRef::Field(id) => match form.field_by_id(id) {
            Some(_) if value.as_sealed().is_some() => sealed::json(),
            Some(field) => kinds::behaviour(&field.kind).write_json(value),
            None => Json::Null,
        },
    }
}

/// One value as people see it.
pub fn display(
    form: &Form,
    field: FieldRef,
    value: &Value,
    known: &Known,
    language: Language,
) -> String {
    match field {
        FieldRef::System(_) => system::display(value, known, language),
        FieldRef::Field(id) => match form.field_by_id(id) {
            Some(_) if value.as_sealed().is_some() => sealed::masked(value, known),
            Some(field) => kinds::behaviour(&field.kind).display(value, known, language),
            None => String::new(),
        },
    }
}

/// The code by which the API names a field.
pub fn code(form: &Form, field: FieldRef) -> Option<&str> {
    match field {
        FieldRef::System(field) => Some(field.code()),
        FieldRef::Field(id) => form.field_by_id(id).map(|f| f.code.as_str()),
    }
}

/// A record's values in API form by code: every field in use that the person sees, `null` where there is no value,
/// and those system columns that are among `values`.
pub fn values_json(form: &Form, access: &Access, values: &Values) -> Map<String, Json> {
    visible(form, access, values)
        .map(|(field, code, value)| (code.to_owned(), json(form, field, value)))
        .collect()
}

/// A record's values in words by code; fields without a value are left out.
pub fn values_display(
    form: &Form,
    access: &Access,
    values: &Values,
    known: &Known,
    language: Language,
) -> Map<String, Json> {
    visible(form, access, values)
        .map(|(field, code, value)| (code, display(form, field, value, known, language)))
        .filter(|(_, words)| !words.is_empty())
        .map(|(code, words)| (code.to_owned(), Json::from(words)))
        .collect()
}

fn visible<'a>(
    form: &'a Form,
    access: &'a Access,
    values: &'a Values,
) -> impl Iterator<Item = (FieldRef, &'a str, &'a Value)> {
    const NULL: &Value = &Value::Null;
    let fields = form.live_fields().filter(|f| access.sees(f.id)).map(move |f| {
        let field = FieldRef::Field(f.id);
        (field, f.code.as_str(), values.get(&field).unwrap_or(NULL))
    });
    let system = values.iter().filter_map(|(field, value)| match field {
        FieldRef::System(system) => Some((*field, system.code(), value)),
        FieldRef::Field(_) => None,
    });
    fields.chain(system)
}

/// The words that stand for a record; empty if its title field has no value.
pub fn title(form: &Form, values: &Values, known: &Known, language: Language) -> String {
    let Some(field) = form.title_field() else { return String::new() };
    let field_ref = FieldRef::Field(field.id);
    values.get(&field_ref).map(|v| display(form, field_ref, v, known, language)).unwrap_or_default()
}
