//! From the tree of the text to the checked expression: names resolved, types checked, lists gathered.

use model::expr::Context;
use model::{Code, Expr, Function, Rejection, Value};

use crate::check::{MAX_DEPTH, Typed, apply, day, literal, moment};
use crate::functions::by_name;
use crate::lex::Span;
use crate::names::Names;
use crate::period;
use crate::syntax::{Node, NodeKind};
use crate::types::Type;

pub(super) fn elaborate(node: &Node, names: &dyn Names) -> Result<Typed, Rejection> {
    Elaborator { names }.node(node, 0)
}

struct Elaborator<'a> {
    names: &'a dyn Names,
}

fn value(value: Value) -> Typed {
    Typed { holds: Type::of_value(&value), expr: Expr::Value(value) }
}

impl Elaborator<'_> {
    fn node(&self, node: &Node, depth: usize) -> Result<Typed, Rejection> {
        if depth > MAX_DEPTH {
            return Err(node.span.place(Rejection::new(Code::TooDeep).with("most", MAX_DEPTH)));
        }
        match &node.kind {
            NodeKind::Number(n) => Ok(value(Value::Number(*n))),
            NodeKind::Bool(b) => Ok(value(Value::Bool(*b))),
            NodeKind::Text(text) if text.is_empty() => Ok(value(Value::Null)),
            NodeKind::Text(text) => Ok(value(Value::Text(text.clone()))),
            NodeKind::Field(codes) => self.field(codes, node.span),
            NodeKind::Operator(function, args) => self.call(*function, args, node.span, depth),
            NodeKind::Call { name, at, args } => {
                if let Some(special) = self.special(name, args, node.span)? {
                    return Ok(special);
                }
                let Some(line) = by_name(name) else {
                    let unknown = Rejection::new(Code::UnknownFunction);
                    return Err(at.place(unknown.with("function", name.as_str())));
                };
                self.call(line.function, args, node.span, depth)
            }
        }
    }

    fn field(&self, codes: &[String], span: Span) -> Result<Typed, Rejection> {
        let path: Vec<&str> = codes.iter().map(String::as_str).collect();
        match self.names.resolve(&path) {
            Some((path, holds)) => Ok(Typed { expr: Expr::Field(path), holds }),
            None => {
                let unknown = Rejection::new(Code::UnknownField).with("field", codes.join("."));
                Err(span.place(unknown))
            }
        }
    }

    /// What looks like a call but is a fact or a literal: `TODAY()`, `DATE("2026-11-21")`.
    fn special(&self, name: &str, args: &[Node], span: Span) -> Result<Option<Typed>, Rejection> {
        let fact = match name.to_ascii_uppercase().as_str() {
            "TODAY" => (Context::Today, Type::Date),
            "NOW" => (Context::Now, Type::Instant),
            "ME" => (Context::Me, Type::Person),
            "MYDEPARTMENT" => (Context::MyDepartment, Type::Department),
            "MYTEAM" => (Context::MyTeam, Type::Null),
            upper => {
                let [Node { kind: NodeKind::Text(text), span: at }] = args else {
                    return Ok(None);
                };
                let literal = match upper {
                    "DATE" => day(text),
                    "DATETIME" => moment(text),
                    "ID" => id(text),
                    _ => return Ok(None),
                };
                return literal.map(|v| Some(value(v))).map_err(|r| at.place(r));
            }
        };
        if !args.is_empty() {
            let count = Rejection::new(Code::ArgumentCount).with("function", name);
            return Err(span.place(count.with("least", 0).with("most", 0)));
        }
        Ok(Some(Typed { expr: Expr::Context(fact.0), holds: fact.1 }))
    }

    fn call(
        &self,
        function: Function,
        args: &[Node],
        span: Span,
        depth: usize,
    ) -> Result<Typed, Rejection> {
        let mut typed = Vec::with_capacity(args.len());
        for arg in args {
            typed.push(self.node(arg, depth + 1)?);
        }
        match function {
            Function::In | Function::HasAny | Function::HasAll => {
                self.gather(&mut typed, args)?;
            }
            Function::Within => read_period(&mut typed, args)?,
            Function::ToDate if typed.len() == 1 && typed[0].holds == Type::Date => {
                return Ok(typed.swap_remove(0));
            }
            _ => {}
        }
        let holds = apply(function, &mut typed, self.names).map_err(|problem| {
            let at = problem.argument.and_then(|n| args.get(n)).map_or(span, |n| n.span);
            at.place(problem.rejection)
        })?;
        let args = typed.into_iter().map(|t| t.expr);
        Ok(Typed { expr: Expr::call(function, args), holds })
    }

    /// `IN({status}, "a", "b")`: the literals behind the first argument become one list.
    fn gather(&self, typed: &mut Vec<Typed>, nodes: &[Node]) -> Result<(), Rejection> {
        let is_team = typed.len() == 2 && typed[1].expr == Expr::Context(Context::MyTeam);
        if typed.len() < 2 || is_team {
            return Ok(());
        }
        let element = typed[0].holds.clone();
        let mut list = Vec::with_capacity(typed.len() - 1);
        for (item, node) in typed.drain(1..).zip(&nodes[1..]) {
            let Expr::Value(found) = &item.expr else {
                let wrong = Rejection::new(Code::TypeMismatch).with("expected", "list");
                return Err(node.span.place(wrong.with("found", item.holds.name())));
            };
            let found = literal(found, &element, self.names).map_err(|r| node.span.place(r))?;
            list.push(found);
        }
        typed.push(Typed { expr: Expr::List(list), holds: Type::Null });
        Ok(())
    }
}

fn read_period(typed: &mut [Typed], nodes: &[Node]) -> Result<(), Rejection> {
    if let [_, Typed { expr: Expr::Value(Value::Text(text)), .. }] = typed {
        let Some(period) = period::parse(text) else {
            let wrong = Rejection::new(Code::TypeMismatch).with("expected", "period");
            return Err(nodes[1].span.place(wrong.with("found", text.as_str())));
        };
        typed[1] = Typed { expr: Expr::Context(Context::Period(period)), holds: Type::Null };
    }
    Ok(())
}

/// Any typed id as a literal.
fn id(text: &str) -> Result<Value, Rejection> {
    let person = text.parse().map(Value::Person);
    person
        .or_else(|_| text.parse().map(Value::Department))
        .or_else(|_| text.parse().map(Value::Record))
        .or_else(|_| text.parse().map(Value::Option))
        .map_err(|_| Rejection::new(Code::TypeMismatch).with("expected", "id").with("found", text))
}
