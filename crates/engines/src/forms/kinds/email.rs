//! A mail address 邮箱. Lightly checked: only a sent mail shows whether it works.

use model::kind::EmailKind;
use model::label::Language;
use model::{Code, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{
    Behaviour, Sought, SoughtBy, check_text, shown_text, string, text_json, text_value, unread,
};
use crate::forms::fold::{is_invisible, narrow};
use crate::forms::known::{Facts, Known};

const MAX: u32 = 254;

/// Whether a text looks like one mail address.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let bad = |c: char| c.is_whitespace() || c.is_control() || ",;<>()[]\"、，；".contains(c);
    !local.is_empty()
        && !text.contains(bad)
        && !local.contains('@')
        && domain.contains('.')
        && domain
            .split('.')
            .all(|part| !part.is_empty() && !part.starts_with('-') && !part.ends_with('-'))
}

impl Behaviour for EmailKind {
    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        string(json).map(text_value)
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        let text: String = narrow(text).chars().filter(|c| !is_invisible(*c)).collect();
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        if text.is_empty() || is_email(text) {
            Ok(text_value(text))
        } else {
            Err(unread(Code::NotAnEmail, text))
        }
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        let value = check_text(value, MAX)?;
        match value.as_text() {
            Some(text) if !is_email(text) => Err(unread(Code::NotAnEmail, text)),
            _ => Ok(value),
        }
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
}
