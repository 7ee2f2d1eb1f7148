//! Values in filters, read by the type of the field they are compared with.

use model::expr::{Context, Period};
use model::value::{is_known_day, is_known_moment};
use model::{Code, Expr, FieldPath, Rejection, Value};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::{MAX_LIST, MAX_TEXT};
use crate::check;
use crate::names::Names;
use crate::period;
use crate::types::Type;

/// Reads values for one field.
pub(super) struct Reader<'a> {
    pub(super) names: &'a dyn Names,
    pub(super) path: &'a FieldPath,
    pub(super) holds: &'a Type,
    /// The operator compares whole values, so a phone number is brought into its stored form.
    pub(super) whole: bool,
}

impl Reader<'_> {
    /// One value, or a word such as `me`. The path of a refusal is relative to the value.
    pub(super) fn one(&self, json: &Json) -> Result<Expr, Rejection> {
        if let Json::String(word) = json
            && let Some(fact) = self.fact(word)
        {
            return Ok(Expr::Context(fact));
        }
        self.literal(json).map(Expr::Value)
    }

    /// The right side of `in`: literals, and facts such as `me` apart.
    pub(super) fn many(&self, json: &Json) -> Result<(Vec<Value>, Vec<Expr>), Rejection> {
        if let Json::String(word) = json
            && *self.holds == Type::Department
            && word == "my_team"
        {
            return Ok((Vec::new(), vec![Expr::Context(Context::MyTeam)]));
        }
        let Json::Array(items) = json else {
            return Err(Rejection::new(Code::WrongType).with("expected", "list"));
        };
        if items.is_empty() {
            return Err(Rejection::new(Code::Required));
        }
        if items.len() > MAX_LIST {
            return Err(Rejection::new(Code::TooMany).with("most", MAX_LIST));
        }
        let (mut literals, mut facts) = (Vec::with_capacity(items.len()), Vec::new());
        for (n, item) in items.iter().enumerate() {
            if item == "my_team" && *self.holds == Type::Department {
                facts.push(Expr::Context(Context::MyTeam));
                continue;
            }
            match self.one(item).map_err(|r| r.under(&n.to_string()))? {
                Expr::Value(value) => literals.push(value),
                fact => facts.push(fact),
            }
        }
        Ok((literals, facts))
    }

    fn fact(&self, word: &str) -> Option<Context> {
        match (self.holds, word) {
            (Type::Person, "me") => Some(Context::Me),
            (Type::Department, "my_department") => Some(Context::MyDepartment),
            (Type::Date | Type::Instant, "today") => Some(Context::Today),
            (Type::Instant, "now") => Some(Context::Now),
            _ => None,
        }
    }

    fn literal(&self, json: &Json) -> Result<Value, Rejection> {
        let wrong = || Rejection::new(Code::WrongType).with("expected", self.holds.name());
        match (self.holds, json) {
            (_, Json::Null) => Err(Rejection::new(Code::Required)),
            (_, Json::String(text)) if text.is_empty() => Err(Rejection::new(Code::Required)),
            (_, Json::String(text)) if text.chars().count() > MAX_TEXT => {
                Err(Rejection::new(Code::TooLong).with("most", MAX_TEXT))
            }
            (_, Json::String(text)) if text.contains('\0') => {
                Err(Rejection::new(Code::ControlCharacter))
            }
            (Type::Number { .. }, Json::Number(n)) => number(&n.to_string()),
            (Type::Number { .. }, Json::String(text)) => number(text),
            (Type::Number { .. }, _) => Err(Rejection::new(Code::NotANumber)),
            (Type::Text, Json::String(text)) if self.whole => {
                Ok(Value::Text(self.names.stored_text(self.path, text)))
            }
            (_, Json::String(text)) => {
                let typed = Value::Text(text.clone());
                let read = check::literal(&typed, self.holds, self.names);
                let read = read.map_err(|r| match r.code {
                    Code::TypeMismatch => wrong().with("value", text.as_str()),
                    _ => r,
                })?;
                let known = match &read {
                    Value::Date(day) => is_known_day(*day),
                    Value::Instant(at) => is_known_moment(*at),
                    _ => true,
                };
                let unknown = || Rejection::new(Code::NotADate).with("value", text.as_str());
                known.then_some(read).ok_or_else(unknown)
            }
            (Type::Bool, Json::Bool(b)) => Ok(Value::Bool(*b)),
            _ => Err(wrong()),
        }
    }
}

fn number(text: &str) -> Result<Value, Rejection> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits > 28 {
        return Err(Rejection::new(Code::TooManyDigits).with("most", 28));
    }
    let parsed = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text));
    parsed.map(Value::Number).map_err(|_| Rejection::new(Code::NotANumber).with("value", text))
}

/// The period of a `within`.
pub(super) fn period(json: &Json) -> Result<Period, Rejection> {
    let wrong = || Rejection::new(Code::WrongType).with("expected", "period");
    match json {
        Json::String(name) => {
            period::by_name(name).ok_or_else(|| wrong().with("value", name.as_str()))
        }
        Json::Object(parts) => {
            let unit = match parts.get("unit") {
                None => return Err(Rejection::at(Code::Required, "unit")),
                Some(unit) => unit.as_str().and_then(period::unit_by_name),
            };
            let Some(unit) = unit else {
                return Err(Rejection::at(Code::WrongType, "unit").with("expected", "unit"));
            };
            let mut others = parts.iter().filter(|(key, _)| *key != "unit");
            let (Some((which, n)), None) = (others.next(), others.next()) else {
                return Err(wrong());
            };
            if !["last", "next", "older_than"].contains(&which.as_str()) {
                return Err(Rejection::at(Code::UnknownField, which.as_str()));
            }
            let count = n.as_u64().and_then(|n| u32::try_from(n).ok());
            let found = count.and_then(|n| period::relative(which, n, unit));
            found.ok_or_else(|| {
                let range = Rejection::at(Code::NotANumber, which.as_str());
                range.with("least", 1).with("most", period::MOST)
            })
        }
        _ => Err(wrong()),
    }
}
