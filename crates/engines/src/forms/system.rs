//! System columns in API form and words. Only a few may be set from outside.

use model::label::Language;
use model::{Code, Rejection, SystemField, Value};
use serde_json::Value as Json;

use super::kinds::{person, read_instant};
use super::known::Known;

/// Whether people may set it: who is responsible, and when to follow up.
pub(super) fn is_settable(field: SystemField) -> bool {
    matches!(field, SystemField::Owner | SystemField::NextActivityAt)
}

/// Whether a data import may set it besides: what was true where the data came from.
pub(super) fn is_importable(field: SystemField) -> bool {
    is_settable(field) || matches!(field, SystemField::CreatedAt | SystemField::CreatedBy)
}

pub(super) fn read_json(field: SystemField, json: &Json) -> Result<Value, Rejection> {
    match field {
        SystemField::Owner | SystemField::CreatedBy => person::read_id(json),
        SystemField::NextActivityAt | SystemField::CreatedAt => match json.as_str() {
            Some("") => Ok(Value::Null),
            Some(text) => read_instant(text),
            None => Err(Rejection::new(Code::WrongType).with("expected", "date_time")),
        },
        _ => Err(Rejection::new(Code::ReadOnly)),
    }
}

pub(super) fn check(field: SystemField, value: Value, known: &Known) -> Result<Value, Rejection> {
    match (field, &value) {
        (SystemField::Owner | SystemField::CreatedBy, _) => person::check_person(value, known),
        (SystemField::NextActivityAt | SystemField::CreatedAt, Value::Null | Value::Instant(_)) => {
            Ok(value)
        }
        (SystemField::NextActivityAt | SystemField::CreatedAt, _) => {
            Err(Rejection::new(Code::WrongType).with("expected", "date_time"))
        }
        _ => Err(Rejection::new(Code::ReadOnly)),
    }
}

pub(super) fn write_json(value: &Value) -> Json {
    match value {
        Value::Person(id) => Json::from(id.to_string()),
        Value::Department(id) => Json::from(id.to_string()),
        Value::Record(id) => Json::from(id.to_string()),
        Value::Instant(at) => Json::from(at.to_string()),
        Value::Text(text) => Json::from(text.as_str()),
        // Revisions, counts and days are whole and small: numbers, not decimal strings.
        Value::Number(n) => i64::try_from(n.trunc()).map_or(Json::Null, Json::from),
        _ => Json::Null,
    }
}

pub(super) fn display(value: &Value, known: &Known, _language: Language) -> String {
    match value {
        Value::Person(id) => known.person(*id).unwrap_or_default().to_owned(),
        Value::Department(id) => known.department(*id).unwrap_or_default().to_owned(),
        Value::Record(id) => id.to_string(),
        Value::Instant(at) => at.to_string(),
        Value::Text(text) => text.clone(),
        Value::Number(n) => n.normalize().to_string(),
        _ => String::new(),
    }
}
