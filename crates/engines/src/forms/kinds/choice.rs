//! One of some options 单选.

use model::kind::ChoiceKind;
use model::label::Language;
use model::{Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, labels, options, string, wrong_type};
use crate::forms::known::{Facts, Known};

impl Behaviour for ChoiceKind {
    fn shape(&self) -> Shape {
        Shape::Option
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        let code = string(json)?;
        if code.is_empty() {
            return Ok(Value::Null);
        }
        options::by_code(self.options.iter(), code).map(Value::Option)
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        options::by_word(self.options.iter(), text).map(Value::Option)
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        match value {
            Value::Null => Ok(value),
            Value::Option(id) => options::exists(self.options.iter(), id).map(|()| value),
            _ => Err(wrong_type("option")),
        }
    }

    fn write_json(&self, value: &Value) -> Json {
        let Value::Option(id) = value else { return Json::Null };
        self.options
            .iter()
            .find(|o| o.id == *id)
            .map_or(Json::Null, |o| Json::from(o.code.as_str()))
    }

    fn display(&self, value: &Value, _known: &Known, language: Language) -> String {
        let Value::Option(id) = value else { return String::new() };
        labels(self.options.iter().find(|o| o.id == *id), language)
    }

    fn check_definition(&self) -> Vec<Rejection> {
        options::check_list(self.options.iter())
    }
}
