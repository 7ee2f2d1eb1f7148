//! One or many records of a form 关联记录.

use model::kind::LinkKind;
use model::label::Language;
use model::{Code, FieldKind, RecordId, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{Behaviour, string, unread, wrong_type};
use crate::forms::known::{Facts, Found, Known};

/// Most records that one field links to.
const MOST: usize = 500;

fn read_id(json: &Json) -> Result<RecordId, Rejection> {
    let text = string(json)?;
    text.parse().map_err(|_| unread(Code::NotALinkedRecord, text))
}

fn ids(value: &Value) -> &[RecordId] {
    match value {
        Value::Record(id) => std::slice::from_ref(id),
        Value::Records(ids) => ids,
        _ => &[],
    }
}

fn value(kind: &LinkKind, ids: impl IntoIterator<Item = RecordId>) -> Result<Value, Rejection> {
    let mut unique: Vec<RecordId> = Vec::new();
    for id in ids {
        if !unique.contains(&id) {
            unique.push(id);
        }
    }
    let most = if kind.many { MOST } else { 1 };
    if unique.len() > most {
        return Err(Rejection::new(Code::TooMany).with("max", most).with("count", unique.len()));
    }
    Ok(match (kind.many, unique.as_slice()) {
        (_, []) => Value::Null,
        (false, [one]) => Value::Record(*one),
        _ => Value::Records(unique),
    })
}

fn titled(kind: &LinkKind, word: &str, facts: &Facts<'_>) -> Result<RecordId, Rejection> {
    let refused = || unread(Code::NotALinkedRecord, word).with("form", kind.form.as_str());
    match facts.known.record_titled(&kind.form, word) {
        Found::One(id) => Ok(id),
        Found::None => Err(refused()),
        Found::Several(count) => Err(refused().with("count", count)),
    }
}

impl Behaviour for LinkKind {
    fn shape(&self) -> Shape {
        if self.many { Shape::Records } else { Shape::Record }
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        match json {
            Json::Array(list) if self.many => {
                let ids: Result<Vec<RecordId>, Rejection> = list.iter().map(read_id).collect();
                value(self, ids?)
            }
            Json::String(text) if text.is_empty() => Ok(Value::Null),
            Json::String(_) if !self.many => value(self, [read_id(json)?]),
            _ => Err(wrong_type(if self.many { "list" } else { "string" })),
        }
    }

    fn read_text(&self, text: &str, facts: &Facts<'_>) -> Result<Value, Rejection> {
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        // A title may itself hold a separator, so the whole cell is tried first.
        match titled(self, text, facts) {
            Ok(id) => value(self, [id]),
            Err(rejection) if !self.many => Err(rejection),
            Err(_) => {
                let words = text.split(['、', '；', ';', '|', '\n']).map(str::trim);
                let ids: Result<Vec<RecordId>, Rejection> =
                    words.filter(|w| !w.is_empty()).map(|w| titled(self, w, facts)).collect();
                value(self, ids?)
            }
        }
    }

    fn check(&self, given: Value, known: &Known) -> Result<Value, Rejection> {
        match (&given, self.many) {
            (Value::Null, _) | (Value::Record(_), false) | (Value::Records(_), true) => {}
            _ => return Err(wrong_type(if self.many { "list" } else { "record" })),
        }
        for id in ids(&given) {
            if known.record(*id).is_none_or(|record| record.form != self.form) {
                return Err(unread(Code::NotALinkedRecord, &id.to_string())
                    .with("form", self.form.as_str()));
            }
        }
        value(self, ids(&given).to_vec())
    }

    fn write_json(&self, value: &Value) -> Json {
        match value {
            Value::Record(id) => Json::from(id.to_string()),
            Value::Records(ids) => ids.iter().map(|id| Json::from(id.to_string())).collect(),
            _ => Json::Null,
        }
    }

    fn display(&self, value: &Value, known: &Known, _language: Language) -> String {
        let titles: Vec<&str> = ids(value)
            .iter()
            .filter_map(|id| known.record(*id))
            .map(|r| r.title.as_str())
            .collect();
        titles.join("、")
    }

    fn change_to(&self, next: &FieldKind) -> Result<(), Rejection> {
        match next {
            FieldKind::Link(next) if next.form != self.form => {
                Err(Rejection::at(Code::KindChange, "form"))
            }
            FieldKind::Link(next) if next.many != self.many => {
                Err(Rejection::at(Code::KindChange, "many"))
            }
            _ => Ok(()),
        }
    }
}
