//! The tree back to JSON, with the codes of the day. Trees that no filter can say give none.

use model::expr::{Context, Period};
use model::{Expr, FieldPath, FieldRef, Function, SystemField, Value};
use serde_json::{Value as Json, json};

use super::operators;
use crate::names::Names;
use crate::number;
use crate::period;
use crate::types::Type;

/// Writes a tree as a filter: `parse` of it gives the tree again. None when the tree says more than a filter can,
/// or speaks of a field that these names do not hold.
pub fn render(expr: &Expr, names: &dyn Names) -> Option<Json> {
    let renderer = Renderer { names };
    if *expr == Expr::always() {
        return Some(Json::Null);
    }
    renderer.node(expr)
}

struct Renderer<'a> {
    names: &'a dyn Names,
}

fn condition(field: &str, op: &str, value: Json) -> Json {
    json!({"field": field, "op": op, "value": value})
}

impl Renderer<'_> {
    fn node(&self, expr: &Expr) -> Option<Json> {
        match expr {
            Expr::Value(Value::Bool(true)) => Some(json!({"and": []})),
            Expr::Value(Value::Bool(false)) => Some(json!({"or": []})),
            Expr::Field(path) => match self.field(path)? {
                (code, Type::Bool) => Some(condition(&code, "eq", json!(true))),
                _ => None,
            },
            Expr::Call(Function::And, args) => {
                self.between(args).or_else(|| Some(json!({"and": self.all(args)?})))
            }
            Expr::Call(Function::Or, args) => Some(json!({"or": self.all(args)?})),
            Expr::Call(Function::Not, args) => {
                let [inner] = &args[..] else { return None };
                self.negated(inner).or_else(|| Some(json!({"not": self.node(inner)?})))
            }
            Expr::Call(function, args) => {
                let op = match function {
                    Function::Eq => "eq",
                    Function::Ne => "ne",
                    Function::Lt => "lt",
                    Function::Le => "le",
                    Function::Gt => "gt",
                    Function::Ge => "ge",
                    Function::Contains => "contains",
                    Function::StartsWith => "starts_with",
                    Function::EndsWith => "ends_with",
                    Function::In => "in",
                    Function::HasAny => "has_any",
                    Function::HasAll => "has_all",
                    Function::Within => "within",
                    Function::IsEmpty => "empty",
                    _ => return None,
                };
                self.condition(op, args)
            }
            _ => None,
        }
    }

    fn all(&self, args: &[Expr]) -> Option<Vec<Json>> {
        args.iter().map(|a| self.node(a)).collect()
    }

    /// The ops that say "not" in one word.
    fn negated(&self, inner: &Expr) -> Option<Json> {
        if let Expr::Field(path) = inner {
            let (code, holds) = self.field(path)?;
            return (holds == Type::Bool).then(|| condition(&code, "eq", json!(false)));
        }
        let Expr::Call(function, args) = inner else { return None };
        let op = match function {
            Function::Contains => "not_contains",
            Function::In => "not_in",
            Function::HasAny => "has_none",
            Function::IsEmpty => "not_empty",
            _ => return None,
        };
        self.condition(op, args)
    }

    fn between(&self, args: &[Expr]) -> Option<Json> {
        let [Expr::Call(Function::Ge, from), Expr::Call(Function::Le, to)] = args else {
            return None;
        };
        let ([column, from], [other, to]) = (&from[..], &to[..]) else { return None };
        if column != other {
            return None;
        }
        let (code, holds) = self.column(column)?;
        let ends = [self.one(from, &holds)?, self.one(to, &holds)?];
        Some(condition(&code, "between", json!(ends)))
    }

    fn condition(&self, op: &str, args: &[Expr]) -> Option<Json> {
        let (code, holds) = self.column(args.first()?)?;
        let is_idle = args
            .first()?
            .paths()
            .iter()
            .any(|p| p.field == FieldRef::System(SystemField::IdleDays));
        if !operators(&holds, is_idle).contains(&op) {
            return None;
        }
        let value = match args.get(1) {
            None => return Some(json!({"field": code, "op": op})),
            Some(Expr::Context(Context::Period(period))) => render_period(period)?,
            Some(Expr::Context(Context::MyTeam)) => json!("my_team"),
            Some(Expr::List(values)) => {
                let values: Option<Vec<Json>> =
                    values.iter().map(|v| self.value(v, &holds)).collect();
                json!(values?)
            }
            Some(other) => self.one(other, &holds)?,
        };
        Some(condition(&code, op, value))
    }

    /// A field, or the day of a moment: filters compare moments with days without saying so.
    fn column(&self, expr: &Expr) -> Option<(String, Type)> {
        match expr {
            Expr::Field(path) => self.field(path),
            Expr::Call(Function::ToDate, args) => match &args[..] {
                [Expr::Field(path)] => self.field(path),
                _ => None,
            },
            _ => None,
        }
    }

    fn field(&self, path: &FieldPath) -> Option<(String, Type)> {
        let (codes, holds) = self.names.describe(path)?;
        Some((codes.join("."), holds))
    }

    fn one(&self, expr: &Expr, holds: &Type) -> Option<Json> {
        match expr {
            Expr::Value(value) => self.value(value, holds),
            Expr::Context(Context::Me) => Some(json!("me")),
            Expr::Context(Context::MyDepartment) => Some(json!("my_department")),
            Expr::Context(Context::Today) => Some(json!("today")),
            Expr::Context(Context::Now) => Some(json!("now")),
            _ => None,
        }
    }

    fn value(&self, value: &Value, holds: &Type) -> Option<Json> {
        Some(match value {
            Value::Text(text) => json!(text),
            Value::Number(n) => json!(number::show(*n)),
            Value::Bool(b) => json!(b),
            Value::Date(day) => json!(day.to_string()),
            Value::Instant(moment) => json!(moment.to_string()),
            Value::Option(id) => match holds {
                Type::Option(field) | Type::Options(field) => {
                    json!(self.names.option_code(field, *id)?)
                }
                _ => return None,
            },
            Value::Person(id) => json!(id),
            Value::Department(id) => json!(id),
            Value::Record(id) => json!(id),
            _ => return None,
        })
    }
}

fn render_period(period: &Period) -> Option<Json> {
    Some(match period {
        Period::Calendar { .. } => json!(period::name(period)?),
        Period::Last { n, unit } => json!({"last": n, "unit": period::unit_name(*unit)}),
        Period::Next { n, unit } => json!({"next": n, "unit": period::unit_name(*unit)}),
        Period::OlderThan { n, unit } => {
            json!({"older_than": n, "unit": period::unit_name(*unit)})
        }
    })
}
