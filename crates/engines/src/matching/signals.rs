//! What in a record tells who or what it is, and which other records share it.

use model::kind::TextMeaning;
use model::{FieldId, FieldKind, FieldRef, Form, Value, Values};

use super::company::{Company, company};
use crate::forms::credit_code::{self, CreditCode};

/// Likeness from which two company names count as the same without a further sign.
const SAME_NAME: f64 = 0.9;

/// Something by which a record is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// Code of the field.
    pub field: String,
    /// The thing itself, normalised.
    pub key: Key,
}

/// A normalised sign of identity.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// A phone number as stored.
    Phone(String),
    /// A mail address in lower case.
    Email(String),
    /// A registration number.
    CreditCode(String),
    /// A company's name.
    Name(Company),
    /// The seal of a sensitive field of this kind.
    Sealed(Likeness, String),
}

/// By what kind of sign two records are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same number.
    Phone,
    /// The same address.
    Email,
    /// The same registration.
    CreditCode,
    /// The same or almost the same name.
    Name,
}

/// Why two records may be the same.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Because {
    /// Field of the asking record.
    pub field: String,
    /// Kind of sign.
    pub kind: Likeness,
}

/// What to look up in a form to find candidates.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Records whose field has exactly one of these values.
    Equal {
        /// The field.
        field: FieldId,
        /// Any of these.
        values: Vec<Value>,
    },
    /// Records that search finds by these words.
    Words(String),
}

/// The signs in a record's values.
pub fn signals(form: &Form, values: &Values) -> Vec<Signal> {
    let of = |field: &model::Field| {
        let value = values.get(&FieldRef::Field(field.id))?;
        if let Some(seal) = value.as_sealed() {
            return Some(Signal { field: field.code.clone(), key: sealed_key(&field.kind, seal)? });
        }
        let text = value.as_text()?;
        Some(Signal { field: field.code.clone(), key: key(&field.kind, text)? })
    };
    form.live_fields().filter_map(of).collect()
}

/// Equal texts have equal seals: the sure signs stay signs, likeness of names does not.
fn sealed_key(kind: &FieldKind, seal: &str) -> Option<Key> {
    match kind {
        FieldKind::Phone(_) => Some(Key::Sealed(Likeness::Phone, seal.to_owned())),
        FieldKind::Email(_) => Some(Key::Sealed(Likeness::Email, seal.to_owned())),
        FieldKind::Text(kind) if kind.meaning == Some(TextMeaning::CreditCode) => {
            Some(Key::Sealed(Likeness::CreditCode, seal.to_owned()))
        }
        _ => None,
    }
}

fn key(kind: &FieldKind, text: &str) -> Option<Key> {
    match kind {
        FieldKind::Phone(_) => Some(Key::Phone(text.to_owned())),
        FieldKind::Email(_) => Some(Key::Email(text.to_lowercase())),
        FieldKind::Text(kind) => match kind.meaning? {
            TextMeaning::CreditCode => match credit_code::read(text) {
                CreditCode::Valid(code) | CreditCode::Legacy(code) => Some(Key::CreditCode(code)),
                CreditCode::Wrong => None,
            },
            TextMeaning::Company => {
                Some(company(text)).filter(|c| c.key.chars().count() >= 2).map(Key::Name)
            }
            // Too many people share a name, and too many companies a short one.
            TextMeaning::PersonName | TextMeaning::Alias => None,
        },
        _ => None,
    }
}

/// What to look up in `form`, the asking record's own or another, to find records with these signs.
pub fn questions(signals: &[Signal], form: &Form) -> Vec<Question> {
    let mut asked = Vec::new();
    let pick = |wanted: fn(&Key) -> Option<&String>| -> Vec<Value> {
        signals.iter().filter_map(|s| wanted(&s.key)).cloned().map(Value::Text).collect()
    };
    let phones = pick(|k| if let Key::Phone(text) = k { Some(text) } else { None });
    let emails = pick(|k| if let Key::Email(text) = k { Some(text) } else { None });
    let codes = pick(|k| if let Key::CreditCode(text) = k { Some(text) } else { None });
    let sealed = |kind: Likeness| -> Vec<Value> {
        let seal = |s: &Signal| match &s.key {
            Key::Sealed(of, seal) if *of == kind => Some(Value::Sealed(seal.clone())),
            _ => None,
        };
        signals.iter().filter_map(seal).collect()
    };
    for field in form.live_fields().filter(|f| f.sensitive) {
        let values = match &field.kind {
            FieldKind::Phone(_) => sealed(Likeness::Phone),
            FieldKind::Email(_) => sealed(Likeness::Email),
            FieldKind::Text(kind) if kind.meaning == Some(TextMeaning::CreditCode) => {
                sealed(Likeness::CreditCode)
            }
            _ => continue,
        };
        if !values.is_empty() {
            asked.push(Question::Equal { field: field.id, values });
        }
    }
    for field in form.live_fields().filter(|f| !f.sensitive) {
        let values = match &field.kind {
            FieldKind::Phone(_) => &phones,
            FieldKind::Email(_) => &emails,
            FieldKind::Text(kind) if kind.meaning == Some(TextMeaning::CreditCode) => &codes,
            _ => continue,
        };
        if !values.is_empty() {
            asked.push(Question::Equal { field: field.id, values: values.clone() });
        }
    }
    let named = form
        .live_fields()
        .filter(|f| !f.sensitive)
        .any(|f| matches!(&f.kind, FieldKind::Text(k) if k.meaning == Some(TextMeaning::Company)));
    for signal in signals.iter().filter(|_| named) {
        if let Key::Name(company) = &signal.key {
            asked.push(Question::Words(company.core.clone()));
        }
    }
    asked
}

/// Why the asking record and a candidate may be the same; empty if they are not alike. Sure signs come first.
pub fn similar(asking: &[Signal], candidate: &[Signal]) -> Vec<Because> {
    let mut because = Vec::new();
    for mine in asking {
        if let Some(kind) = candidate.iter().find_map(|theirs| alike(&mine.key, &theirs.key)) {
            because.push(Because { field: mine.field.clone(), kind });
        }
    }
    because.sort_by_key(|b| matches!(b.kind, Likeness::Name));
    because
}

fn alike(mine: &Key, theirs: &Key) -> Option<Likeness> {
    match (mine, theirs) {
        (Key::Sealed(kind, a), Key::Sealed(other, b)) if kind == other && a == b => Some(*kind),
        (Key::Phone(a), Key::Phone(b)) if a == b => Some(Likeness::Phone),
        (Key::Email(a), Key::Email(b)) if a == b => Some(Likeness::Email),
        (Key::CreditCode(a), Key::CreditCode(b)) if same_registration(a, b) => {
            Some(Likeness::CreditCode)
        }
        (Key::Name(a), Key::Name(b)) => {
            let other_branch = a.branch.is_some() && b.branch.is_some() && a.branch != b.branch;
            let same =
                a.key == b.key || a.core == b.core || super::likeness(&a.key, &b.key) >= SAME_NAME;
            (same && !other_branch).then_some(Likeness::Name)
        }
        _ => None,
    }
}

/// The nine characters before the check character of a credit code are the older organisation code.
fn same_registration(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || (short.len() == 9 && long.len() == 18 && &long[8..17] == short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    fn form() -> Form {
        let field = |n: u128, code: &str, kind: serde_json::Value| json!({"id": FieldId(Uuid::from_u128(n)), "code": code, "name": {"en": code}, "kind": kind});
        serde_json::from_value(
            json!({"code": "customer", "name": {"en": "C"}, "title": "name", "fields": [
            field(1, "name", json!({"type": "text", "meaning": "company"})),
            field(2, "phone", json!({"type": "phone"})),
            field(3, "credit", json!({"type": "text", "meaning": "credit_code"})),
            field(4, "mail", json!({"type": "email"}))]}),
        )
        .unwrap()
    }

    fn record(list: &[(u128, &str)]) -> Vec<Signal> {
        let values = list
            .iter()
            .map(|(n, text)| (FieldId(Uuid::from_u128(*n)).into(), Value::Text((*text).into())));
        signals(&form(), &values.collect())
    }

    fn because(a: &[(u128, &str)], b: &[(u128, &str)]) -> Vec<String> {
        similar(&record(a), &record(b))
            .into_iter()
            .map(|b| format!("{}: {:?}", b.field, b.kind))
            .collect()
    }

    #[test]
    fn records_are_alike_because_of_named_fields() {
        let a = [(1, "北京字节跳动科技有限公司"), (2, "+8613800000000"), (4, "A@example.com")];
        assert_eq!(because(&a, &[(1, "字节跳动科技（北京）有限公司")]), ["name: Name"]);
        assert_eq!(because(&a, &[(1, "别的公司"), (2, "+8613800000000")]), ["phone: Phone"]);
        assert_eq!(
            because(&a, &[(1, "北京字节跳动科技"), (4, "a@example.com")]),
            ["mail: Email", "name: Name"]
        );
        assert_eq!(because(&a, &[(1, "华为技术有限公司"), (2, "+8613900000000")]), [""; 0]);
        assert_eq!(
            because(&[(3, "91350100M000100Y43")], &[(3, "M000100Y4")]),
            ["credit: CreditCode"]
        );
    }

    #[test]
    fn two_branches_of_a_company_are_two() {
        assert_eq!(
            because(&[(1, "某某股份有限公司北京分公司")], &[(1, "某某股份有限公司上海分公司")]),
            [""; 0]
        );
        assert_eq!(
            because(&[(1, "某某股份有限公司北京分公司")], &[(1, "某某股份有限公司")]),
            ["name: Name"]
        );
    }

    #[test]
    fn only_what_the_other_form_has_is_asked() {
        let asked = questions(&record(&[(1, "华为技术有限公司"), (2, "+8613800000000")]), &form());
        assert_eq!(asked.len(), 2);
        assert!(asked.contains(&Question::Words("华为技术".into())));
        assert_eq!(questions(&record(&[(3, "wrong")]), &form()), []);
    }
}
