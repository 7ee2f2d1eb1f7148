//! Static types: what an expression can hold.

use model::{FieldKind, FieldPath, Value};

/// The type of an expression. Blank (`Null`) belongs to every type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Always blank.
    Null,
    /// Text.
    Text,
    /// An exact number.
    Number {
        /// Most digits after the point that a value of it can have.
        scale: u8,
    },
    /// Yes or no.
    Bool,
    /// A day.
    Date,
    /// A moment.
    Instant,
    /// One option of the field.
    Option(FieldPath),
    /// Several options of the field.
    Options(FieldPath),
    /// A person.
    Person,
    /// A department.
    Department,
    /// A record of the form with this code.
    Record(String),
    /// Several records of the form with this code.
    Records(String),
    /// Attached files.
    Files,
}

impl Type {
    /// What a field of this kind holds; `path` is how it was reached.
    pub fn of_kind(kind: &FieldKind, path: &FieldPath) -> Self {
        match kind {
            FieldKind::Text(_)
            | FieldKind::LongText(_)
            | FieldKind::Phone(_)
            | FieldKind::Email(_)
            | FieldKind::Url(_)
            | FieldKind::AutoNumber(_) => Self::Text,
            FieldKind::Number(k) => Self::Number { scale: k.decimals },
            FieldKind::Money(k) => Self::Number { scale: k.decimals },
            FieldKind::Date(_) => Self::Date,
            FieldKind::DateTime(_) => Self::Instant,
            FieldKind::YesNo(_) => Self::Bool,
            FieldKind::Choice(_) | FieldKind::Stage(_) => Self::Option(path.clone()),
            FieldKind::Choices(_) => Self::Options(path.clone()),
            FieldKind::Person(_) => Self::Person,
            FieldKind::Link(k) if k.many => Self::Records(k.form.clone()),
            FieldKind::Link(k) => Self::Record(k.form.clone()),
            FieldKind::Attachment(_) => Self::Files,
        }
    }

    /// What a literal holds. An option or record says nothing of its field or form, so those two fit any.
    pub(crate) fn of_value(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Text(_) | Value::Sealed(_) => Self::Text,
            Value::Number(n) => Self::Number { scale: scale(*n) },
            Value::Bool(_) => Self::Bool,
            Value::Date(_) => Self::Date,
            Value::Instant(_) => Self::Instant,
            Value::Option(_) => Self::Option(nowhere()),
            Value::Options(_) => Self::Options(nowhere()),
            Value::Person(_) => Self::Person,
            Value::Department(_) => Self::Department,
            Value::Record(_) => Self::Record(String::new()),
            Value::Records(_) => Self::Records(String::new()),
            Value::Files(_) => Self::Files,
        }
    }

    /// Whether values of both can be compared with each other.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => true,
            (Self::Number { .. }, Self::Number { .. }) => true,
            (Self::Option(a), Self::Option(b)) | (Self::Options(a), Self::Options(b)) => {
                a.field == b.field || [a, b].contains(&&nowhere())
            }
            (Self::Record(a), Self::Record(b)) | (Self::Records(a), Self::Records(b)) => {
                a == b || a.is_empty() || b.is_empty()
            }
            (a, b) => a == b,
        }
    }

    /// Whether it holds several values at once.
    pub fn is_set(&self) -> bool {
        matches!(self, Self::Options(_) | Self::Records(_) | Self::Files)
    }

    /// Whether `<` and `>` mean something.
    pub fn is_ordered(&self) -> bool {
        matches!(self, Self::Null | Self::Number { .. } | Self::Text | Self::Date | Self::Instant)
    }

    /// Its stable name, the parameter of a `type_mismatch`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Null => "blank",
            Self::Text => "text",
            Self::Number { .. } => "number",
            Self::Bool => "yes_no",
            Self::Date => "date",
            Self::Instant => "date_time",
            Self::Option(_) => "choice",
            Self::Options(_) => "choices",
            Self::Person => "person",
            Self::Department => "department",
            Self::Record(_) => "link",
            Self::Records(_) => "links",
            Self::Files => "attachment",
        }
    }
}

/// Stands for "of whichever field" in the type of an option literal; no option lives in the id column.
fn nowhere() -> FieldPath {
    FieldPath::own(model::SystemField::Id.into())
}

fn scale(n: rust_decimal::Decimal) -> u8 {
    u8::try_from(n.normalize().scale()).unwrap_or(28)
}
