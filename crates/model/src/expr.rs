//! The one expression tree: formulas, filters, Access, view and rule conditions all become it. This is only its
//! shape; parsing, checking, evaluating and explaining it is the `formula` room, lowering it to SQL is `store`'s.

use serde::{Deserialize, Serialize};

use crate::{FieldId, SystemField, Value};

/// A node of the tree. It refers to fields by id, so it survives renames.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expr {
    /// A literal.
    Value(Value),
    /// A list of literals, the right side of `In`, `HasAny` and `HasAll`.
    List(Vec<Value>),
    /// A field of the record, or of a record that it links to.
    Field(FieldPath),
    /// Who, when: replaced by literals when the tree is bound to a person and a moment.
    Context(Context),
    /// A function or operator with its arguments.
    Call(Function, Vec<Expr>),
}

/// A field, seen through zero or more single links.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldPath {
    /// Link fields (of kind link, not many) to walk, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<FieldId>,
    /// The field at the end.
    pub field: FieldRef,
}

impl FieldPath {
    /// A field of the record itself.
    pub fn own(field: FieldRef) -> Self {
        Self { through: Vec::new(), field }
    }
}

/// A field of a form, or a system column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldRef {
    /// A field of the form.
    Field(FieldId),
    /// A system column.
    System(SystemField),
}

impl From<FieldId> for FieldRef {
    fn from(id: FieldId) -> Self {
        Self::Field(id)
    }
}

impl From<SystemField> for FieldRef {
    fn from(field: SystemField) -> Self {
        Self::System(field)
    }
}

/// Facts about who asks and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Context {
    /// The person who asks.
    Me,
    /// That person's department.
    MyDepartment,
    /// That person's department and all below it: a list.
    MyTeam,
    /// The day in the person's time zone.
    Today,
    /// The moment.
    Now,
    /// The first moment (or day) of a period that is named relative to today. Only inside `Within`.
    Period(Period),
}

/// A span of days relative to today; weeks begin on Monday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// The unit shifted by `by`: 0 = this, -1 = last, 1 = next.
    Calendar {
        /// Its length.
        unit: Unit,
        /// How many units from the current one.
        by: i32,
    },
    /// The last `n` units, today included.
    Last {
        /// How many.
        n: u32,
        /// Of what.
        unit: Unit,
    },
    /// The next `n` units, today included.
    Next {
        /// How many.
        n: u32,
        /// Of what.
        unit: Unit,
    },
    /// More than `n` units ago: open to the past.
    OlderThan {
        /// How many.
        n: u32,
        /// Of what.
        unit: Unit,
    },
}

/// A unit of calendar time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the units")]
pub enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// Every function and operator of the language. The rule-book of blanks stands in `docs/formula.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is described once, with its types, in formula::functions")]
pub enum Function {
    And,
    Or,
    Not,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Add,
    Sub,
    Mul,
    Div,
    Neg,
    If,
    IsEmpty,
    Coalesce,
    In,
    HasAny,
    HasAll,
    Within,
    Contains,
    StartsWith,
    EndsWith,
    Len,
    Upper,
    Lower,
    Trim,
    Concat,
    Left,
    Right,
    Mid,
    Round,
    Abs,
    Min,
    Max,
    Year,
    Month,
    Day,
    DateAdd,
    DaysBetween,
    ToDate,
}

impl Expr {
    /// A literal.
    pub fn value(value: Value) -> Self {
        Self::Value(value)
    }

    /// A field of the record itself.
    pub fn field(field: impl Into<FieldRef>) -> Self {
        Self::Field(FieldPath::own(field.into()))
    }

    /// `function(args…)`.
    pub fn call(function: Function, args: impl IntoIterator<Item = Self>) -> Self {
        Self::Call(function, args.into_iter().collect())
    }

    /// True for every record.
    pub fn always() -> Self {
        Self::Value(Value::Bool(true))
    }

    /// True for no record.
    pub fn never() -> Self {
        Self::Value(Value::Bool(false))
    }

    /// Both, without needless nesting.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Value(Value::Bool(true)), e) | (e, Self::Value(Value::Bool(true))) => e,
            (Self::Call(Function::And, mut a), Self::Call(Function::And, b)) => {
                a.extend(b);
                Self::Call(Function::And, a)
            }
            (Self::Call(Function::And, mut a), e) => {
                a.push(e);
                Self::Call(Function::And, a)
            }
            (a, b) => Self::Call(Function::And, vec![a, b]),
        }
    }

    /// Every field path in the tree, in order of appearance.
    pub fn paths(&self) -> Vec<&FieldPath> {
        match self {
            Self::Field(path) => vec![path],
            Self::Call(_, args) => args.iter().flat_map(Self::paths).collect(),
            Self::Value(_) | Self::List(_) | Self::Context(_) => Vec::new(),
        }
    }
}
