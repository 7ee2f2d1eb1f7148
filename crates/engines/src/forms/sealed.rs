//! Sensitive fields: what is left of a sealed value for people and programs. Sealing and opening is `app`'s, which has
//! the key; here a sealed value is a value of which nothing is known but whether it equals another.
//!
//! Nothing is derived from one. Grams, sort keys, signals of likeness and words are made from [`Value::as_text`], which
//! is none for a seal; a seal has a column, and a unique index over it.

use std::collections::BTreeMap;

use model::{
    Code, Expr, FieldId, FieldKind, FieldPath, FieldRef, Form, Function, Rejection, Value,
};
use serde_json::{Value as Json, json};

use super::known::Known;

/// A sealed value in API form. Sent back it means: as it was.
pub fn json() -> Json {
    json!({"sealed": true})
}

/// What [`json`] reads as.
pub fn as_it_was() -> Value {
    Value::Sealed(String::new())
}

/// A sealed value as people see it: its mask, or dots where nobody could open it.
pub fn masked(value: &Value, known: &Known) -> String {
    let mask = value.as_sealed().and_then(|seal| known.mask(seal));
    mask.map_or_else(|| "••••••".to_owned(), str::to_owned)
}

/// What may be shown of a text: enough to tell values apart, not enough to use one. Of a phone number the first three
/// and last four digits, of an address its first letter and its domain, of another text its first character.
pub fn mask(kind: &FieldKind, text: &str) -> String {
    let hidden = |n: usize| "*".repeat(n.clamp(1, 8));
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    match (kind, text.split_once('@')) {
        (FieldKind::Phone(_), _) => {
            let shown = super::phones::show(text);
            let digits: Vec<char> = shown.chars().filter(char::is_ascii_digit).collect();
            let n = digits.len();
            if n < 8 {
                return hidden(n);
            }
            let part = |range: std::ops::Range<usize>| digits[range].iter().collect::<String>();
            format!("{}{}{}", part(0..3), hidden(n - 7), part(n - 4..n))
        }
        (FieldKind::Email(_), Some((name, domain))) => {
            format!("{}{}@{domain}", first(name), hidden(3))
        }
        _ if text.chars().count() < 3 => hidden(2),
        _ => format!("{}{}", first(text), hidden(text.chars().count() - 1)),
    }
}

/// The condition with the texts that it compares sealed fields with put under seal. Sealed values can be asked for as
/// a whole and for whether there are any; every other question about one is refused.
///
/// # Errors
/// `not_for_filter`.
pub fn condition(
    expr: Expr,
    is_sealed: &dyn Fn(&FieldPath) -> bool,
    seal: &dyn Fn(&str) -> Result<String, Rejection>,
) -> Result<Expr, Rejection> {
    let sealed = |value: Value| match value {
        Value::Text(text) => seal(&text).map(Value::Sealed),
        other => Ok(other),
    };
    match expr {
        Expr::Field(path) if is_sealed(&path) => Err(Rejection::new(Code::NotForFilter)),
        Expr::Call(function, args) => {
            let about = |arg: &Expr| matches!(arg, Expr::Field(path) if is_sealed(path));
            let args = match (function, args.as_slice()) {
                (Function::IsEmpty, [field]) if about(field) => args,
                (Function::Eq | Function::Ne, [field, Expr::Value(value)]) if about(field) => {
                    vec![field.clone(), Expr::Value(sealed(value.clone())?)]
                }
                (Function::In, [field, Expr::List(list)]) if about(field) => {
                    let list = list.iter().cloned().map(sealed).collect::<Result<_, _>>()?;
                    vec![field.clone(), Expr::List(list)]
                }
                _ => args
                    .into_iter()
                    .map(|arg| condition(arg, is_sealed, seal))
                    .collect::<Result<_, _>>()?,
            };
            Ok(Expr::Call(function, args))
        }
        other => Ok(other),
    }
}

/// Which sealed fields a condition compares with values, and with how many: who asks so learns what is under a seal.
pub fn asked(expr: &Expr) -> BTreeMap<FieldId, usize> {
    let mut found = BTreeMap::new();
    count(expr, &mut found);
    found
}

fn count(expr: &Expr, found: &mut BTreeMap<FieldId, usize>) {
    let Expr::Call(_, args) = expr else { return };
    if let [Expr::Field(FieldPath { field: FieldRef::Field(field), .. }), with] = args.as_slice() {
        let values = match with {
            Expr::Value(value) => std::slice::from_ref(value),
            Expr::List(values) => values.as_slice(),
            _ => &[],
        };
        let sealed = values.iter().filter(|value| value.as_sealed().is_some()).count();
        if sealed > 0 {
            *found.entry(*field).or_default() += sealed;
        }
    }
    args.iter().for_each(|arg| count(arg, found));
}

/// Whether a form keeps anything sealed.
pub fn keeps_any(form: &Form) -> bool {
    form.fields.iter().any(|field| field.sensitive)
}

#[cfg(test)]
mod tests {
    use model::kind::{EmailKind, PhoneKind, TextKind};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_mask_tells_values_apart_and_gives_none_away() {
        let phone = FieldKind::Phone(PhoneKind {});
        let check = |kind: &FieldKind, text: &str, expect: &str| {
            assert_eq!(mask(kind, text), expect, "{text}");
        };
        check(&phone, "+8613800000000", "138****0000");
        check(&phone, "+14155550123", "141****0123");
        check(&phone, "110", "***");
        check(&FieldKind::Email(EmailKind {}), "li.qiang@example.com", "l***@example.com");
        let text = FieldKind::Text(TextKind::default());
        check(&text, "330106199003070012", "3********");
        check(&text, "李强", "**");
        check(&text, "欧阳强", "欧**");
    }

    fn sealing(expr: Expr) -> Result<Expr, Rejection> {
        let secret = FieldId(Uuid::from_u128(1));
        condition(expr, &|path| path.field == secret.into(), &|text| Ok(format!("s({text})")))
    }

    #[test]
    fn only_equality_and_emptiness_can_be_asked() {
        let secret = || Expr::field(FieldId(Uuid::from_u128(1)));
        let open = || Expr::field(FieldId(Uuid::from_u128(2)));
        let text = || Expr::value(Value::Text("a".into()));
        let seal = Expr::value(Value::Sealed("s(a)".into()));
        let nested = Expr::call(
            Function::And,
            [
                Expr::call(Function::Eq, [secret(), text()]),
                Expr::call(Function::Contains, [open(), text()]),
                Expr::call(Function::Not, [Expr::call(Function::IsEmpty, [secret()])]),
            ],
        );
        let expected = Expr::call(
            Function::And,
            [
                Expr::call(Function::Eq, [secret(), seal]),
                Expr::call(Function::Contains, [open(), text()]),
                Expr::call(Function::Not, [Expr::call(Function::IsEmpty, [secret()])]),
            ],
        );
        assert_eq!(sealing(nested), Ok(expected));
        for function in [Function::Contains, Function::StartsWith, Function::Lt, Function::Ge] {
            let refused = sealing(Expr::call(function, [secret(), text()])).unwrap_err();
            assert_eq!(refused.code, Code::NotForFilter, "{function:?}");
        }
        let compared = Expr::call(Function::Eq, [secret(), open()]);
        assert!(sealing(compared).is_err(), "not with another field either");
    }
}
