//! A number given by the system 流水号: `XS000042`.

use model::kind::AutoNumberKind;
use model::label::Language;
use model::{Code, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, Sought, SoughtBy, check_text, shown_text, string, text_json, text_value};
use crate::forms::known::{Facts, Known};

/// The text that stands for the `n`th record: prefix and padded number.
pub fn numbered(kind: &AutoNumberKind, n: u64) -> String {
    let digits = if kind.digits == 0 { 6 } else { usize::from(kind.digits) };
    format!("{}{n:0digits$}", kind.prefix)
}

impl Behaviour for AutoNumberKind {
    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        string(json).map(text_value)
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        Ok(text_value(text.trim()))
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        check_text(value, 100)
    }

    fn write_json(&self, value: &Value) -> Json {
        text_json(value)
    }

    fn display(&self, value: &Value, _known: &Known, _language: Language) -> String {
        shown_text(value)
    }

    fn search_text(&self, value: &Value) -> Option<Sought> {
        value.as_text().map(|text| Sought { text: text.to_owned(), by: SoughtBy::Words })
    }

    fn check_definition(&self) -> Vec<Rejection> {
        let mut wrong = Vec::new();
        if self.digits > 12 {
            wrong.push(Rejection::at(Code::TooLarge, "digits").with("max", 12));
        }
        if self.prefix.chars().count() > 20 {
            wrong.push(Rejection::at(Code::TooLong, "prefix").with("max", 20));
        }
        if self.prefix.chars().any(char::is_control) {
            wrong.push(Rejection::at(Code::ControlCharacter, "prefix"));
        }
        wrong
    }
}
