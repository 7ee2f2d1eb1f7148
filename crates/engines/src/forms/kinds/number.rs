//! An exact number 数字.

use model::kind::NumberKind;
use model::label::Language;
use model::{Code, FieldKind, Rejection, Shape, Value};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::{Behaviour, unread, wrong_type};
use crate::forms::fold::fold_label;
use crate::forms::known::{Facts, Known};
use crate::forms::numerals;

/// Most digits of a stored number; on SQLite it is a 64-bit whole number.
const DIGITS: u32 = 18;

impl Behaviour for NumberKind {
    fn shape(&self) -> Shape {
        shape(self.decimals)
    }

    fn read_json(&self, json: &Json) -> Result<Value, Rejection> {
        read_json(json)
    }

    fn read_text(&self, text: &str, _facts: &Facts<'_>) -> Result<Value, Rejection> {
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        let refused = || unread(Code::NotANumber, text);
        let read = numerals::read(text).ok_or_else(refused)?;
        let in_per_cent = self.unit.contains(['%', '％']);
        if !read.unit.is_empty() && fold_label(&read.unit) != fold_label(&self.unit) {
            return Err(refused());
        }
        let value = if read.percent && !in_per_cent {
            read.value / Decimal::ONE_HUNDRED
        } else {
            read.value
        };
        Ok(Value::Number(without_noise(value, self.decimals)))
    }

    fn check(&self, value: Value, _known: &Known) -> Result<Value, Rejection> {
        let value = fit(value, self.decimals)?;
        if let Value::Number(number) = &value {
            if let Some(min) = self.min.filter(|min| number < min) {
                return Err(Rejection::new(Code::TooSmall).with("min", min.to_string()));
            }
            if let Some(max) = self.max.filter(|max| number > max) {
                return Err(Rejection::new(Code::TooLarge).with("max", max.to_string()));
            }
        }
        Ok(value)
    }

    fn write_json(&self, value: &Value) -> Json {
        write_json(value, self.decimals)
    }

    fn display(&self, value: &Value, _known: &Known, _language: Language) -> String {
        let Value::Number(number) = value else { return String::new() };
        let mut text = grouped(&number.normalize().to_string());
        if self.unit.starts_with(|c: char| c.is_ascii_alphabetic()) {
            text.push(' ');
        }
        text.push_str(&self.unit);
        text
    }

    fn check_definition(&self) -> Vec<Rejection> {
        let mut wrong = check_decimals(self.decimals);
        if let (Some(min), Some(max)) = (self.min, self.max)
            && min > max
        {
            wrong.push(Rejection::at(Code::TooSmall, "max").with("min", min.to_string()));
        }
        wrong
    }

    fn change_to(&self, next: &FieldKind) -> Result<(), Rejection> {
        match next {
            FieldKind::Number(next) => same_decimals(self.decimals, next.decimals),
            _ => Ok(()),
        }
    }
}

pub(super) fn shape(decimals: u8) -> Shape {
    if decimals == 0 { Shape::Int } else { Shape::Decimal { scale: decimals } }
}

pub(super) fn read_json(json: &Json) -> Result<Value, Rejection> {
    let text = match json {
        Json::Number(number) => number.to_string(),
        Json::String(text) if text.is_empty() => return Ok(Value::Null),
        Json::String(text) => text.clone(),
        _ => return Err(wrong_type("decimal")),
    };
    let number = Decimal::from_str_exact(&text)
        .or_else(|_| Decimal::from_scientific(&text))
        .map_err(|_| unread(Code::NotANumber, &text))?;
    Ok(Value::Number(number))
}

/// Brings a number to the field's digits; refuses to round.
pub(super) fn fit(value: Value, decimals: u8) -> Result<Value, Rejection> {
    let number = match value {
        Value::Null => return Ok(value),
        Value::Number(number) => number.normalize(),
        _ => return Err(wrong_type("decimal")),
    };
    let scale = u32::from(decimals);
    if number.scale() > scale {
        return Err(Rejection::new(Code::TooManyDigits).with("decimals", decimals));
    }
    let too_large = || Rejection::new(Code::TooLarge).with("digits", DIGITS);
    let mut scaled = number;
    scaled.rescale(scale);
    if scaled.scale() != scale || scaled.mantissa().unsigned_abs() >= 10u128.pow(DIGITS) {
        return Err(too_large());
    }
    Ok(Value::Number(scaled))
}

/// Spreadsheets calculate in binary: `0.1 + 0.2` comes out of them as `0.30000000000000004`. Only such tails are
/// rounded away; digits that somebody wrote are refused if they do not fit.
pub(super) fn without_noise(number: Decimal, decimals: u8) -> Decimal {
    const NOISE: u32 = 10;
    if number.scale() < NOISE {
        number
    } else {
        number.round_dp(u32::from(decimals.max(6))).normalize()
    }
}

/// With exactly the field's decimals: `"1234.50"`.
pub(super) fn write_json(value: &Value, decimals: u8) -> Json {
    let Value::Number(number) = value else { return Json::Null };
    let mut number = *number;
    number.rescale(u32::from(decimals));
    Json::from(number.to_string())
}

/// `1234567.8` with a comma each three digits.
pub(super) fn grouped(number: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
    let mut text = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

pub(super) fn check_decimals(decimals: u8) -> Vec<Rejection> {
    if decimals > 6 {
        vec![Rejection::at(Code::TooLarge, "decimals").with("max", 6)]
    } else {
        Vec::new()
    }
}

pub(super) fn same_decimals(old: u8, new: u8) -> Result<(), Rejection> {
    if old == new {
        Ok(())
    } else {
        Err(Rejection::at(Code::KindChange, "decimals").with("decimals", old))
    }
}
