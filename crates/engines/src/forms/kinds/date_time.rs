//! A moment 日期时间, kept in UTC.

use model::kind::DateTimeKind;
use model::label::Language;
use model::{Code, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, read_instant, string, unread, wrong_type};
use crate::forms::dates::{self, Hints};
use crate::forms::known::{Facts, Known};

impl Behaviour for DateTimeKind {
    fn shape(&self) -> Shape {
        Shape::Instant
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        let text = string(json)?;
        if text.is_empty() { Ok(Value::Null) } else { read_instant(text) }
    }

    fn read_text(&self, text: &str, facts: &Facts<'_>) -> Result<Value, Rejection> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Value::Null);
        }
        if text.ends_with('Z')
            && let Ok(value) = read_instant(text)
        {
            return Ok(value);
        }
        let hints = Hints { today: facts.today, day_first: false };
        let refused = || unread(Code::NotADate, text);
        let read = dates::read(text, &hints).filter(|r| r.rest.is_empty()).ok_or_else(refused)?;
        let moment = read.civil().to_zoned(facts.zone.clone()).map_err(|_| refused())?;
        Ok(Value::Instant(moment.timestamp()))
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        match value {
            Value::Null | Value::Instant(_) => Ok(value),
            _ => Err(wrong_type("date_time")),
        }
    }

    fn write_json(&self, value: &Value) -> Json {
        if let Value::Instant(at) = value { Json::from(at.to_string()) } else { Json::Null }
    }

    fn display(&self, value: &Value, _known: &Known, _language: Language) -> String {
        if let Value::Instant(at) = value { at.to_string() } else { String::new() }
    }
}
