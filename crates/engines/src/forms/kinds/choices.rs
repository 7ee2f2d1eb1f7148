//! Several of some options 多选, in the order in which they were chosen.

use model::kind::ChoiceKind;
use model::label::Language;
use model::{OptionId, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, labels, options, string, wrong_type};
use crate::forms::known::{Facts, Known};

/// Settings of a field that takes several options.
pub struct Choices<'k>(pub &'k ChoiceKind);

impl Choices<'_> {
    fn chosen<'v>(&'v self, value: &'v Value) -> impl Iterator<Item = &'v model::kind::Choice> {
        let ids: &[OptionId] = if let Value::Options(ids) = value { ids } else { &[] };
        ids.iter().filter_map(|id| self.0.options.iter().find(|o| o.id == *id))
    }
}

/// The words of a text that names several options.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(['、', '；', ';', ',', '，', '|', '/', '\n']).map(str::trim);
    words.filter(|word| !word.is_empty())
}

fn set(ids: impl IntoIterator<Item = OptionId>) -> Value {
    let mut unique: Vec<OptionId> = Vec::new();
    for id in ids {
        if !unique.contains(&id) {
            unique.push(id);
        }
    }
    if unique.is_empty() { Value::Null } else { Value::Options(unique) }
}

impl Behaviour for Choices<'_> {
    fn shape(&self) -> Shape {
        Shape::Options
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        let codes = json.as_array().ok_or_else(|| wrong_type("list"))?;
        let ids: Result<Vec<OptionId>, Rejection> = codes
            .iter()
            .map(|code| options::by_code(self.0.options.iter(), string(code)?))
            .collect();
        ids.map(set)
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        // A label may itself hold a separator, so the whole cell is tried first.
        if let Ok(id) = options::by_word(self.0.options.iter(), text) {
            return Ok(set([id]));
        }
        let words = words(text).map(|word| options::by_word(self.0.options.iter(), word));
        let ids: Result<Vec<OptionId>, Rejection> = words.collect();
        ids.map(set)
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        let ids = match value {
            Value::Null => return Ok(value),
            Value::Options(ids) => ids,
            _ => return Err(wrong_type("list")),
        };
        for id in &ids {
            options::exists(self.0.options.iter(), *id)?;
        }
        Ok(set(ids))
    }

    fn write_json(&self, value: &Value) -> Json {
        if value.is_null() {
            return Json::Null;
        }
        self.chosen(value).map(|o| Json::from(o.code.as_str())).collect()
    }

    fn display(&self, value: &Value, _known: &Known, language: Language) -> String {
        labels(self.chosen(value), language)
    }

    fn check_definition(&self) -> Vec<Rejection> {
        options::check_list(self.0.options.iter())
    }
}
