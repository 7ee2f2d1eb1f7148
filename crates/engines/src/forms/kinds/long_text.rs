//! Several lines of text 多行文本.

use model::kind::LongTextKind;
use model::label::Language;
use model::{Code, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, Sought, SoughtBy, check_text, shown_text, string, text_json, text_value};
use crate::forms::known::{Facts, Known};

const MAX: u32 = 20_000;

impl Behaviour for LongTextKind {
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
        check_text(value, self.max.unwrap_or(MAX))
    }

    fn write_json(&self, value: &Value) -> Json {
        text_json(value)
    }

    fn display(&self, value: &Value, _known: &Known, _language: Language) -> String {
        shown_text(value)
    }

    fn search_text(&self, value: &Value) -> Option<Sought> {
        // The first part is enough to find a record by, and keeps the index small.
        value
            .as_text()
            .map(|text| Sought { text: text.chars().take(2_000).collect(), by: SoughtBy::Words })
    }

    fn check_definition(&self) -> Vec<Rejection> {
        check_max(self.max)
    }
}

/// Limits of a limit: a text may be as long as a request allows.
pub(super) fn check_max(max: Option<u32>) -> Vec<Rejection> {
    const MOST: u32 = 100_000;
    match max {
        Some(0) => vec![Rejection::at(Code::TooSmall, "max").with("min", 1)],
        Some(max) if max > MOST => vec![Rejection::at(Code::TooLarge, "max").with("max", MOST)],
        _ => Vec::new(),
    }
}
