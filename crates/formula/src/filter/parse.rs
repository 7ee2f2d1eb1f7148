//! JSON to the tree.

use model::expr::Context;
use model::{Code, Expr, FieldRef, Function, Rejection, Rejections, SystemField};
use serde_json::{Map, Value as Json};

use super::value::{Reader, period};
use super::{MAX_DEPTH, MAX_NODES};
use crate::check::{Typed, apply};
use crate::names::Names;
use crate::types::Type;

/// Reads a filter. `null` and `{}` let every record pass.
///
/// # Errors
/// Everything that is wrong with it, each with its path: `unknown_field`, `unknown_operator`, `unknown_option`,
/// `wrong_type`, `required`, `not_a_number`, `not_a_date`, `too_many`, `too_long`, `too_deep`, `malformed`.
pub fn parse(json: &Json, names: &dyn Names) -> Result<Expr, Rejections> {
    if json.is_null() || json.as_object().is_some_and(Map::is_empty) {
        return Ok(Expr::always());
    }
    let mut parser = Parser { names, nodes: 0, wrong: Rejections::default() };
    let expr = parser.node(json, "", 0);
    let Parser { wrong, .. } = parser;
    wrong.or(expr.unwrap_or_else(Expr::never))
}

struct Parser<'a> {
    names: &'a dyn Names,
    nodes: usize,
    wrong: Rejections,
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn located(path: &str, rejection: Rejection) -> Rejection {
    if path.is_empty() { rejection } else { rejection.under(path) }
}

impl Parser<'_> {
    fn refuse(&mut self, path: &str, rejection: Rejection) -> Option<Expr> {
        self.wrong.0.push(located(path, rejection));
        None
    }

    fn node(&mut self, json: &Json, path: &str, depth: usize) -> Option<Expr> {
        self.nodes += 1;
        if depth > MAX_DEPTH {
            return self.refuse(path, Rejection::new(Code::TooDeep).with("most", MAX_DEPTH));
        }
        if self.nodes > MAX_NODES {
            // Said once: the rest of a hostile filter is not worth a line each.
            return (self.nodes == MAX_NODES + 1)
                .then(|| Rejection::new(Code::TooMany).with("most", MAX_NODES))
                .and_then(|r| self.refuse(path, r));
        }
        let Json::Object(parts) = json else {
            return self.refuse(path, Rejection::new(Code::Malformed));
        };
        if parts.contains_key("field") || parts.contains_key("op") {
            return match self.condition(parts) {
                Ok(expr) => Some(expr),
                Err(rejection) => self.refuse(path, rejection),
            };
        }
        let mut entries = parts.iter();
        match (entries.next(), entries.next()) {
            (Some((key, inner)), None) if key == "not" => {
                let inner = self.node(inner, &joined(path, "not"), depth + 1)?;
                Some(Expr::call(Function::Not, [inner]))
            }
            (Some((key, Json::Array(items))), None) if key == "and" || key == "or" => {
                let path = joined(path, key);
                let members: Vec<Option<Expr>> = items
                    .iter()
                    .enumerate()
                    .map(|(n, item)| self.node(item, &joined(&path, &n.to_string()), depth + 1))
                    .collect();
                let members: Vec<Expr> = members.into_iter().collect::<Option<_>>()?;
                let function = if key == "and" { Function::And } else { Function::Or };
                Some(match (members.is_empty(), function) {
                    (true, Function::And) => Expr::always(),
                    (true, _) => Expr::never(),
                    _ => Expr::Call(function, members),
                })
            }
            _ => self.refuse(path, Rejection::new(Code::Malformed)),
        }
    }

    fn condition(&self, parts: &Map<String, Json>) -> Result<Expr, Rejection> {
        if let Some(key) = parts.keys().find(|k| !["field", "op", "value"].contains(&k.as_str())) {
            return Err(Rejection::at(Code::UnknownField, key.as_str()));
        }
        let word = |key: &str| match parts.get(key) {
            None => Err(Rejection::at(Code::Required, key)),
            Some(Json::String(word)) => Ok(word.as_str()),
            Some(_) => Err(Rejection::at(Code::WrongType, key).with("expected", "text")),
        };
        let (field, op) = (word("field")?, word("op")?);
        let codes: Vec<&str> = field.split('.').collect();
        let Some((path, holds)) = self.names.resolve(&codes) else {
            return Err(Rejection::at(Code::UnknownField, "field").with("field", field));
        };
        let is_idle = path.field == FieldRef::System(SystemField::IdleDays);
        if !operators(&holds, is_idle).contains(&op) {
            let unknown = Rejection::at(Code::UnknownOperator, "op");
            return Err(unknown.with("op", op).with("field", field).with("type", holds.name()));
        }
        let whole = !["contains", "not_contains", "starts_with", "ends_with"].contains(&op);
        let reader = Reader { names: self.names, path: &path, holds: &holds, whole };
        let column = Typed { expr: Expr::Field(path.clone()), holds: holds.clone() };
        if op == "empty" || op == "not_empty" {
            if parts.get("value").is_some_and(|v| !v.is_null()) {
                return Err(Rejection::at(Code::Malformed, "value"));
            }
            let empty = Expr::call(Function::IsEmpty, [column.expr]);
            return Ok(if op == "empty" { empty } else { not(empty) });
        }
        let Some(value) = parts.get("value") else {
            return Err(Rejection::at(Code::Required, "value"));
        };
        self.compared(op, column, value, &reader).map_err(|r| r.under("value"))
    }

    fn compared(
        &self,
        op: &str,
        column: Typed,
        value: &Json,
        reader: &Reader<'_>,
    ) -> Result<Expr, Rejection> {
        Ok(match op {
            "within" => {
                let period = Expr::Context(Context::Period(period(value)?));
                self.call(Function::Within, column, period)?
            }
            "between" => {
                let Json::Array(ends) = value else {
                    return Err(Rejection::new(Code::WrongType).with("expected", "list"));
                };
                let [from, to] = &ends[..] else {
                    return Err(Rejection::new(Code::WrongType).with("expected", "two values"));
                };
                let from = reader.one(from).map_err(|r| r.under("0"))?;
                let to = reader.one(to).map_err(|r| r.under("1"))?;
                let from = self.call(Function::Ge, column.clone(), from)?;
                Expr::call(Function::And, [from, self.call(Function::Le, column, to)?])
            }
            "in" => self.list(Function::In, &column, value, reader)?,
            "not_in" => not(self.list(Function::In, &column, value, reader)?),
            "has_any" => self.list(Function::HasAny, &column, value, reader)?,
            "has_all" => self.list(Function::HasAll, &column, value, reader)?,
            "has_none" => not(self.list(Function::HasAny, &column, value, reader)?),
            "eq" | "ne" if value == "my_team" && *reader.holds == Type::Department => {
                let within = self.list(Function::In, &column, value, reader)?;
                if op == "eq" { within } else { not(within) }
            }
            // A tick that was never set is not ticked.
            "eq" if *reader.holds == Type::Bool => match reader.one(value)? {
                yes if yes == Expr::always() => column.expr,
                _ => not(column.expr),
            },
            "not_contains" => not(self.call(Function::Contains, column, reader.one(value)?)?),
            op => self.call(simple(op), column, reader.one(value)?)?,
        })
    }

    fn list(
        &self,
        function: Function,
        column: &Typed,
        value: &Json,
        reader: &Reader<'_>,
    ) -> Result<Expr, Rejection> {
        let (literals, facts) = reader.many(value)?;
        let mut tests = Vec::with_capacity(facts.len() + 1);
        if !literals.is_empty() {
            tests.push(self.call(function, column.clone(), Expr::List(literals))?);
        }
        for fact in facts {
            let is_team = fact == Expr::Context(Context::MyTeam);
            let function = if is_team { Function::In } else { Function::Eq };
            tests.push(self.call(function, column.clone(), fact)?);
        }
        Ok(match tests.len() {
            1 => tests.swap_remove(0),
            _ => Expr::Call(Function::Or, tests),
        })
    }

    /// A checked call: moments become days where they are compared with days.
    fn call(&self, function: Function, column: Typed, other: Expr) -> Result<Expr, Rejection> {
        let holds = match &other {
            Expr::Value(value) => Type::of_value(value),
            Expr::Context(Context::Me) => Type::Person,
            Expr::Context(Context::MyDepartment) => Type::Department,
            Expr::Context(Context::Today) => Type::Date,
            Expr::Context(Context::Now) => Type::Instant,
            _ => Type::Null,
        };
        let mut args = [column, Typed { expr: other, holds }];
        apply(function, &mut args, self.names).map_err(|p| p.rejection)?;
        Ok(Expr::call(function, args.map(|a| a.expr)))
    }
}

fn not(expr: Expr) -> Expr {
    Expr::call(Function::Not, [expr])
}

fn simple(op: &str) -> Function {
    match op {
        "ne" => Function::Ne,
        "lt" => Function::Lt,
        "le" => Function::Le,
        "gt" => Function::Gt,
        "ge" => Function::Ge,
        "contains" => Function::Contains,
        "starts_with" => Function::StartsWith,
        "ends_with" => Function::EndsWith,
        _ => Function::Eq,
    }
}

/// The operators that a field offers.
pub fn operators(holds: &Type, is_idle_days: bool) -> &'static [&'static str] {
    match holds {
        _ if is_idle_days => &["lt", "le", "gt", "ge"],
        Type::Text => &[
            "eq",
            "ne",
            "contains",
            "not_contains",
            "starts_with",
            "ends_with",
            "empty",
            "not_empty",
            "in",
            "not_in",
        ],
        Type::Number { .. } => {
            &["eq", "ne", "lt", "le", "gt", "ge", "between", "empty", "not_empty"]
        }
        Type::Date | Type::Instant => {
            &["eq", "ne", "lt", "le", "gt", "ge", "between", "within", "empty", "not_empty"]
        }
        Type::Bool => &["eq"],
        Type::Option(_) | Type::Person | Type::Department | Type::Record(_) => {
            &["eq", "ne", "in", "not_in", "empty", "not_empty"]
        }
        Type::Options(_) | Type::Records(_) => {
            &["has_any", "has_all", "has_none", "empty", "not_empty"]
        }
        Type::Files => &["empty", "not_empty"],
        Type::Null => &[],
    }
}
