//! A day 日期, without a time and without a zone.

use jiff::civil::Date;
use model::kind::DateKind;
use model::label::Language;
use model::{Code, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, string, unread, wrong_type};
use crate::forms::dates::{self, Hints};
use crate::forms::known::{Facts, Known};

impl Behaviour for DateKind {
    fn shape(&self) -> Shape {
        Shape::Date
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        let text = string(json)?;
        if text.is_empty() {
            return Ok(Value::Null);
        }
        // `Date` would also read a date with a time behind it and drop the time.
        let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let date: Option<Date> = if plain { text.parse().ok() } else { None };
        date.map(Value::Date).ok_or_else(|| unread(Code::NotADate, text))
    }

    fn read_text(&self, text: &str, facts: &Facts<'_>) -> Result<Value, Rejection> {
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        let hints = Hints { today: facts.today, day_first: false };
        match dates::read(text, &hints) {
            Some(read) if read.rest.is_empty() => Ok(Value::Date(read.date)),
            _ => Err(unread(Code::NotADate, text)),
        }
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        match value {
            Value::Null => Ok(value),
            // Years that no calendar shows are slips of the finger, and PostgreSQL prints them differently.
            Value::Date(date) if model::value::is_known_day(date) => Ok(value),
            Value::Date(date) => Err(unread(Code::NotADate, &date.to_string())),
            _ => Err(wrong_type("date")),
        }
    }

    fn write_json(&self, value: &Value) -> Json {
        if let Value::Date(date) = value { Json::from(date.to_string()) } else { Json::Null }
    }

    fn display(&self, value: &Value, _known: &Known, _language: Language) -> String {
        if let Value::Date(date) = value { date.to_string() } else { String::new() }
    }
}
