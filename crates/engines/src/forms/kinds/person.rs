//! A person of the workspace 成员.

use model::kind::PersonKind;
use model::label::Language;
use model::{Code, Rejection, Shape, UserId, Value};
use serde_json::Value as Json;

use super::{Behaviour, string, unread, wrong_type};
use crate::forms::known::{Facts, Found, Known};

/// Reads a person's id in API form.
pub(crate) fn read_id(json: &Json) -> Result<Value, Rejection> {
    let text = string(json)?;
    if text.is_empty() {
        return Ok(Value::Null);
    }
    text.parse::<UserId>().map(Value::Person).map_err(|_| unread(Code::UnknownPerson, text))
}

/// Refuses people who do not exist.
pub(crate) fn check_person(value: Value, known: &Known) -> Result<Value, Rejection> {
    match value {
        Value::Null => Ok(value),
        Value::Person(id) if known.person(id).is_some() => Ok(value),
        Value::Person(id) => Err(unread(Code::UnknownPerson, &id.to_string())),
        _ => Err(wrong_type("person")),
    }
}

impl Behaviour for PersonKind {
    fn shape(&self) -> Shape {
        Shape::Person
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        read_id(json)
    }

    fn read_text(&self, text: &str, facts: &Facts<'_>) -> Result<Value, Rejection> {
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        match facts.known.person_named(text) {
            Found::One(id) => Ok(Value::Person(id)),
            Found::None => Err(unread(Code::UnknownPerson, text)),
            Found::Several(count) => Err(unread(Code::UnknownPerson, text).with("count", count)),
        }
    }

    fn check(&self, value: Value, known: &Known) -> Result<Value, Rejection> {
        check_person(value, known)
    }

    fn write_json(&self, value: &Value) -> Json {
        if let Value::Person(id) = value { Json::from(id.to_string()) } else { Json::Null }
    }

    fn display(&self, value: &Value, known: &Known, _language: Language) -> String {
        let Value::Person(id) = value else { return String::new() };
        known.person(*id).unwrap_or_default().to_owned()
    }
}
