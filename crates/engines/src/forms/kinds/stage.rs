//! A step of a pipeline 阶段: an option with a chance of winning and an end.

use model::kind::{Choice, StageKind};
use model::label::Language;
use model::{Code, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, labels, options, string, wrong_type};
use crate::forms::known::{Facts, Known};

fn choices(kind: &StageKind) -> impl Iterator<Item = &Choice> + Clone {
    kind.options.iter().map(|s| &s.choice)
}

impl Behaviour for StageKind {
    fn shape(&self) -> Shape {
        Shape::Option
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        let code = string(json)?;
        if code.is_empty() {
            return Ok(Value::Null);
        }
        options::by_code(choices(self), code).map(Value::Option)
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        options::by_word(choices(self), text).map(Value::Option)
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        match value {
            Value::Null => Ok(value),
            Value::Option(id) => options::exists(choices(self), id).map(|()| value),
            _ => Err(wrong_type("option")),
        }
    }

    fn write_json(&self, value: &Value) -> Json {
        let Value::Option(id) = value else { return Json::Null };
        choices(self).find(|o| o.id == *id).map_or(Json::Null, |o| Json::from(o.code.as_str()))
    }

    fn display(&self, value: &Value, _known: &Known, language: Language) -> String {
        let Value::Option(id) = value else { return String::new() };
        labels(choices(self).find(|o| o.id == *id), language)
    }

    fn check_definition(&self) -> Vec<Rejection> {
        let mut wrong = options::check_list(choices(self));
        for (i, stage) in self.options.iter().enumerate() {
            if stage.probability.is_some_and(|p| p > 100) {
                wrong.push(
                    Rejection::at(Code::TooLarge, format!("options.{i}.probability"))
                        .with("max", 100),
                );
            }
        }
        wrong
    }
}
