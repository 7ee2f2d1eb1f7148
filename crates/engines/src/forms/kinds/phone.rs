//! A phone number 手机/电话, kept in one spelling so that equal numbers are equal.

use model::kind::PhoneKind;
use model::label::Language;
use model::{Code, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, Sought, SoughtBy, string, text_json, unread, wrong_type};
use crate::forms::known::{Facts, Known};
use crate::forms::phones;

fn read(text: &str) -> Result<Value, Rejection> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    phones::read(text).map(Value::Text).ok_or_else(|| unread(Code::NotAPhone, text))
}

impl Behaviour for PhoneKind {
    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        string(json).and_then(read)
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        read(text).map_err(|rejection| match phones::read_all(text).len() {
            0 | 1 => rejection,
            count => unread(Code::TooMany, text).with("count", count).with("max", 1),
        })
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        match &value {
            Value::Null => Ok(value),
            Value::Text(text) => read(text),
            _ => Err(wrong_type("string")),
        }
    }

    fn write_json(&self, value: &Value) -> Json {
        text_json(value)
    }

    fn display(&self, value: &Value, _known: &Known, _language: Language) -> String {
        value.as_text().map(phones::show).unwrap_or_default()
    }

    fn search_text(&self, value: &Value) -> Option<Sought> {
        value.as_text().map(|text| Sought { text: text.to_owned(), by: SoughtBy::Digits })
    }
}
