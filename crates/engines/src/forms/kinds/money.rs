//! An amount of money 金额.

use model::kind::MoneyKind;
use model::label::Language;
use model::{Code, FieldKind, Rejection, Shape, Value};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::{Behaviour, number, unread};
use crate::forms::fold::narrow;
use crate::forms::known::{Facts, Known};
use crate::forms::numerals;

impl Behaviour for MoneyKind {
    fn shape(&self) -> Shape {
        number::shape(self.decimals)
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        number::read_json(json)
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        let refused = || unread(Code::NotANumber, text);
        let read = numerals::read(&without_code(text, &self.currency)).ok_or_else(refused)?;
        if read.percent || !read.unit.is_empty() {
            return Err(refused());
        }
        // A dollar amount in a yuan field is a mistake that nobody would see later.
        if read.currency.is_some_and(|c| !numerals::may_mean(text, c, &self.currency)) {
            let currency = self.currency.as_str();
            return Err(unread(Code::OtherCurrency, text).with("currency", currency));
        }
        Ok(Value::Number(number::without_noise(read.value, self.decimals)))
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        number::fit(value, self.decimals)
    }

    fn write_json(&self, value: &Value) -> Json {
        number::write_json(value, self.decimals)
    }

    fn display(&self, value: &Value, _known: &Known, _language: Language) -> String {
        let Value::Number(amount) = value else { return String::new() };
        let mut absolute = amount.abs();
        absolute.rescale(u32::from(self.decimals));
        let sign = if *amount < Decimal::ZERO { "-" } else { "" };
        let number = number::grouped(&absolute.to_string());
        match self.currency.as_str() {
            "CNY" => format!("{sign}¥{number}"),
            "USD" => format!("{sign}${number}"),
            "EUR" => format!("{sign}€{number}"),
            "GBP" => format!("{sign}£{number}"),
            other => format!("{sign}{other} {number}"),
        }
    }

    fn check_definition(&self) -> Vec<Rejection> {
        let mut wrong = number::check_decimals(self.decimals);
        let code = self.currency.as_bytes();
        if code.len() != 3 || !code.iter().all(u8::is_ascii_uppercase) {
            wrong.push(Rejection::at(Code::Malformed, "currency"));
        }
        wrong
    }

    fn change_to(&self, next: &FieldKind) -> Result<(), Rejection> {
        match next {
            FieldKind::Money(next) => number::same_decimals(self.decimals, next.decimals),
            _ => Ok(()),
        }
    }
}

/// An amount without the code of its own currency: `SGD 1,234.00` as it is shown, `5 sgd`.
fn without_code(text: &str, code: &str) -> String {
    let text = narrow(text);
    let Some(at) = text.to_ascii_uppercase().find(code) else { return text };
    let (before, after) = (&text[..at], &text[at + code.len()..]);
    let is_word = !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
    let is_between = before.ends_with(|c: char| c.is_ascii_digit())
        && after.starts_with(|c: char| c.is_ascii_digit());
    if is_word && !is_between { format!("{before}{after}") } else { text }
}
