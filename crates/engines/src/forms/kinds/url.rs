//! A web address 网址, with or without `https://`. Addresses that a browser would run are refused.

use model::kind::UrlKind;
use model::label::Language;
use model::{Code, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{
    Behaviour, Sought, SoughtBy, check_text, shown_text, string, text_json, text_value, unread,
};
use crate::forms::known::{Facts, Known};

const MAX: u32 = 2_000;

/// Whether a text is an address that can be opened safely.
pub(crate) fn is_url(text: &str) -> bool {
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\".contains(c)) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let rest = match lower.split_once("://") {
        Some(("http" | "https" | "ftp", rest)) => rest,
        Some(_) => return false,
        None => lower.as_str(),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let port_ok = port.is_none_or(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let dotted = name.contains('.') && name.split('.').all(|part| !part.is_empty());
    port_ok && !name.is_empty() && (dotted || lower.contains("://") && !name.starts_with('.'))
}

impl Behaviour for UrlKind {
    fn shape(&self) -> Shape {
        Shape::Text
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        string(json).map(text_value)
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        let text = text.trim();
        if text.is_empty() || is_url(text) {
            Ok(text_value(text))
        } else {
            Err(unread(Code::NotAUrl, text))
        }
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        let value = check_text(value, MAX)?;
        match value.as_text() {
            Some(text) if !is_url(text) => Err(unread(Code::NotAUrl, text)),
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
