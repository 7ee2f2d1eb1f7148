//! Two forms, who asks and when, and rows written as JSON: what the vectors and the random trees are about.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "test code: each test binary includes it and uses its part"
)]

pub mod trees;

use std::borrow::Cow;
use std::collections::BTreeMap;

use formula::{Binding, FormNames, Linked, Names, Row, Type};
use model::{
    DepartmentId, FieldId, FieldKind, FieldPath, Form, FormId, OptionId, RecordId, UserId, Value,
};
use serde::Deserialize;
use serde_json::Value as Json;

/// `vectors.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub about: Vec<String>,
    pub now: jiff::Timestamp,
    pub zone: String,
    pub forms: Vec<Form>,
    pub vectors: Vec<Vector>,
}

/// One line of it.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    #[serde(default)]
    pub formula: Option<String>,
    #[serde(default)]
    pub filter: Option<Json>,
    #[serde(default)]
    pub row: BTreeMap<String, Json>,
    /// The value expected; null is blank.
    #[serde(default)]
    pub is: Json,
    #[serde(default)]
    pub error: Option<Problem>,
    /// Whether SQL must agree (true) or refuse (false).
    #[serde(default = "yes")]
    pub sql: bool,
}

fn yes() -> bool {
    true
}

/// The refusal expected.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub code: model::Code,
    #[serde(default)]
    pub field: Option<String>,
    /// Offset and length.
    #[serde(default)]
    pub at: Option<(u64, u64)>,
}

/// The forms of the vectors with stable ids, the first one being asked.
pub struct World {
    pub forms: Vec<Form>,
    pub vectors: Vec<Vector>,
    pub binding: Binding,
}

/// The stable id of a name.
pub fn user(name: &str) -> UserId {
    UserId::from_pack("test", name)
}

/// The stable id of a name.
pub fn record(name: &str) -> RecordId {
    RecordId::from_pack("test", name)
}

impl World {
    /// Reads `vectors.json`.
    pub fn load() -> Self {
        let text = include_str!("../../vectors.json");
        let mut file: File = serde_json::from_str(text).unwrap();
        for form in &mut file.forms {
            settle(form);
        }
        let department = |name: &str| DepartmentId::from_pack("test", name);
        let binding = Binding {
            now: file.now,
            zone: jiff::tz::TimeZone::get(&file.zone).unwrap(),
            me: Some(user("me")),
            department: Some(department("sales")),
            team: vec![department("sales"), department("sales_east")],
        };
        Self { forms: file.forms, vectors: file.vectors, binding }
    }

    /// The names of the first form; the field `secret` is hidden.
    pub fn names(&self) -> FormNames<'_> {
        let own = &self.forms[0];
        let hidden = own.field("secret").map(|f| f.id).into_iter().collect();
        let others = self.forms[1..].iter().map(|form| Linked { form, hidden: Vec::new() });
        FormNames::new(Linked { form: own, hidden }, others)
            .with_phones(|typed| (typed == "13800138000").then(|| format!("+86{typed}")))
    }

    /// A row of a vector.
    pub fn row(&self, vector: &Vector) -> Values {
        let names = self.names();
        let mut values = Values::default();
        for (code, json) in &vector.row {
            let codes: Vec<&str> = code.split('.').collect();
            let (path, holds) = names.resolve(&codes).unwrap_or_else(|| panic!("no {code}"));
            values.0.insert(key(&path), (path, read(json, &holds, &names)));
        }
        values
    }
}

/// Gives every field and option the id that follows from its code.
fn settle(form: &mut Form) {
    form.id = FormId::from_pack("test", &form.code);
    for field in &mut form.fields {
        let path = format!("{}/{}", form.code, field.code);
        field.id = FieldId::from_pack("test", &path);
        let give = |code: &str| OptionId::from_pack("test", &format!("{path}/{code}"));
        match &mut field.kind {
            FieldKind::Choice(k) | FieldKind::Choices(k) => {
                k.options.iter_mut().for_each(|o| o.id = give(&o.code));
            }
            FieldKind::Stage(k) => {
                k.options.iter_mut().for_each(|o| o.choice.id = give(&o.choice.code));
            }
            _ => {}
        }
    }
}

fn read(json: &Json, holds: &Type, names: &dyn Names) -> Value {
    let text = || json.as_str().unwrap().to_owned();
    let texts = || json.as_array().unwrap().iter().map(|j| j.as_str().unwrap());
    if json.is_null() {
        return Value::Null;
    }
    match holds {
        Type::Text => Value::Text(text()),
        Type::Number { .. } => Value::Number(text().parse().unwrap()),
        Type::Bool => Value::Bool(json.as_bool().unwrap()),
        Type::Date => Value::Date(text().parse().unwrap()),
        Type::Instant => Value::Instant(text().parse().unwrap()),
        Type::Option(field) => Value::Option(names.option_id(field, &text()).unwrap()),
        Type::Options(field) => {
            Value::Options(texts().map(|t| names.option_id(field, t).unwrap()).collect())
        }
        Type::Person => Value::Person(user(&text())),
        Type::Department => Value::Department(DepartmentId::from_pack("test", &text())),
        Type::Record(_) => Value::Record(record(&text())),
        Type::Records(_) => Value::Records(texts().map(record).collect()),
        Type::Files => Value::Files(
            texts()
                .map(|name| model::value::FileRef {
                    file: model::FileId::from_pack("test", name),
                    name: name.to_owned(),
                    size: 1,
                    media: "image/png".to_owned(),
                })
                .collect(),
        ),
        Type::Null => Value::Null,
    }
}

/// A value as the vectors write it.
pub fn show(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Text(text) => Json::from(text.as_str()),
        Value::Number(n) => Json::from(formula::number::show(*n)),
        Value::Bool(b) => Json::from(*b),
        Value::Date(day) => Json::from(day.to_string()),
        Value::Instant(at) => Json::from(at.to_string()),
        other => Json::from(format!("{other:?}")),
    }
}

/// The values of one record and of those it links to, by path.
#[derive(Debug, Default, Clone)]
pub struct Values(pub BTreeMap<String, (FieldPath, Value)>);

/// A path as a key that sorts.
pub fn key(path: &FieldPath) -> String {
    format!("{:?}", path)
}

impl Row for Values {
    fn value(&self, path: &FieldPath) -> Cow<'_, Value> {
        match self.0.get(&key(path)) {
            Some((_, value)) => Cow::Borrowed(value),
            None => Cow::Owned(Value::Null),
        }
    }
}
