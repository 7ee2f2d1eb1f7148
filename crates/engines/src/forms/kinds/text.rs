//! One line of text 单行文本. What people type is kept byte for byte.

use model::kind::{TextKind, TextMeaning};
use model::label::Language;
use model::{Code, FieldKind, Rejection, Shape, Value};
use serde_json::Value as Json;

use super::{
    Behaviour, Sought, SoughtBy, check_text, shown_text, string, text_json, text_value, unread,
};
use crate::forms::credit_code::{self, CreditCode};
use crate::forms::known::{Facts, Known};
use crate::forms::readings;

const MAX: u32 = 500;

impl Behaviour for TextKind {
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
        let value = check_text(value, self.max.unwrap_or(MAX))?;
        match value.as_text() {
            Some(text)
                if self.meaning == Some(TextMeaning::CreditCode)
                    && credit_code::read(text) == CreditCode::Wrong =>
            {
                Err(unread(Code::NotACreditCode, text))
            }
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
        let by = match self.meaning {
            None | Some(TextMeaning::CreditCode) => SoughtBy::Words,
            Some(TextMeaning::Company | TextMeaning::PersonName) => SoughtBy::Sound,
            Some(TextMeaning::Alias) => SoughtBy::Names,
        };
        value.as_text().map(|text| Sought { text: text.to_owned(), by })
    }

    fn has_sort_key(&self) -> bool {
        true
    }

    fn sort_key(&self, value: &Value) -> Option<String> {
        let surname = self.meaning == Some(TextMeaning::PersonName);
        value.as_text().map(|text| readings::sort_key(text, surname))
    }

    fn check_definition(&self) -> Vec<Rejection> {
        super::long_text::check_max(self.max)
    }

    fn change_to(&self, _next: &FieldKind) -> Result<(), Rejection> {
        // A smaller limit binds what is typed from now on; longer old values stay readable.
        Ok(())
    }
}
