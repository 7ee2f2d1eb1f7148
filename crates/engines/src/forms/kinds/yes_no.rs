//! Yes or no 是/否.

use model::kind::YesNoKind;
use model::label::Language;
use model::{Code, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, unread, wrong_type};
use crate::forms::fold::fold_label;
use crate::forms::known::{Facts, Known};

const YES: [&str; 13] = ["是", "有", "对", "已", "真", "y", "yes", "true", "t", "1", "√", "✓", "☑"];
const NO: [&str; 14] =
    ["否", "无", "没有", "不", "未", "假", "不是", "n", "no", "false", "f", "0", "×", "☐"];

/// Whether a word says yes or no; none if it says neither.
pub(crate) fn read_yes_no(text: &str) -> Option<bool> {
    let word = fold_label(text);
    if YES.contains(&word.as_str()) {
        Some(true)
    } else {
        NO.contains(&word.as_str()).then_some(false)
    }
}

impl Behaviour for YesNoKind {
    fn shape(&self) -> Shape {
        Shape::Bool
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        json.as_bool().map(Value::Bool).ok_or_else(|| wrong_type("boolean"))
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        read_yes_no(text)
            .map(Value::Bool)
            .ok_or_else(|| unread(Code::WrongType, text).with("expected", "boolean"))
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        match value {
            Value::Null | Value::Bool(_) => Ok(value),
            _ => Err(wrong_type("boolean")),
        }
    }

    fn write_json(&self, value: &Value) -> Json {
        if let Value::Bool(yes) = value { Json::from(*yes) } else { Json::Null }
    }

    fn display(&self, value: &Value, _known: &Known, language: Language) -> String {
        match (value, language) {
            (Value::Bool(true), Language::ZhCn) => "是",
            (Value::Bool(false), Language::ZhCn) => "否",
            (Value::Bool(true), Language::En) => "Yes",
            (Value::Bool(false), Language::En) => "No",
            _ => "",
        }
        .to_owned()
    }
}
