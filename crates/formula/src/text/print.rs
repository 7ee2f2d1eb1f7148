//! A tree back to text, with the codes of the day. Reading the text gives the same tree again.

use model::expr::Context;
use model::{Code, Expr, FieldPath, Function, Rejection, Value};

use crate::check::type_of;
use crate::functions::{Takes, signature};
use crate::names::Names;
use crate::number;
use crate::period;
use crate::types::Type;

/// Writes a tree as a formula.
///
/// # Errors
/// `unknown_field` when the tree speaks of a field that these names do not hold.
pub fn print(expr: &Expr, names: &dyn Names) -> Result<String, Rejection> {
    let mut printer = Printer { names, out: String::new() };
    printer.expr(expr, 0, &Type::Null)?;
    Ok(printer.out)
}

struct Printer<'a> {
    names: &'a dyn Names,
    out: String,
}

fn operator(function: Function) -> Option<(u8, &'static str)> {
    Some(match function {
        Function::Eq => (1, "="),
        Function::Ne => (1, "<>"),
        Function::Lt => (1, "<"),
        Function::Le => (1, "<="),
        Function::Gt => (1, ">"),
        Function::Ge => (1, ">="),
        Function::Add => (3, "+"),
        Function::Sub => (3, "-"),
        Function::Mul => (4, "*"),
        Function::Div => (4, "/"),
        _ => return None,
    })
}

impl Printer<'_> {
    /// `least`: operators that bind no tighter are put in brackets. `hint`: the type of what stands beside.
    fn expr(&mut self, expr: &Expr, least: u8, hint: &Type) -> Result<(), Rejection> {
        match expr {
            Expr::Value(value) => self.value(value, hint),
            Expr::List(values) => self.list(values, hint),
            Expr::Field(path) => self.field(path)?,
            Expr::Context(context) => self.context(context),
            Expr::Call(Function::Neg, args) if !matches!(args[..], [Expr::Value(_)]) => {
                self.out.push('-');
                for arg in args {
                    self.expr(arg, 5, hint)?;
                }
            }
            Expr::Call(function, args) => match (operator(*function), &args[..]) {
                (Some((power, sign)), [left, right]) => {
                    let hint = self.shared(*function, args);
                    let bracket = power <= least;
                    if bracket {
                        self.out.push('(');
                    }
                    self.expr(left, power - 1, &hint)?;
                    self.out.push_str(sign);
                    self.expr(right, power, &hint)?;
                    if bracket {
                        self.out.push(')');
                    }
                }
                _ => self.call(*function, args)?,
            },
        }
        Ok(())
    }

    fn call(&mut self, function: Function, args: &[Expr]) -> Result<(), Rejection> {
        let hint = self.shared(function, args);
        let line = signature(function);
        self.out.push_str(line.name);
        self.out.push('(');
        for (n, arg) in args.iter().enumerate() {
            if n > 0 {
                self.out.push_str(", ");
            }
            let takes = line.argument(n);
            let typed = matches!(takes, Takes::Same | Takes::Ordered | Takes::List);
            self.expr(arg, 0, if typed { &hint } else { &Type::Null })?;
        }
        self.out.push(')');
        Ok(())
    }

    /// The type that literals of this call are read as.
    fn shared(&self, function: Function, args: &[Expr]) -> Type {
        let line = signature(function);
        let of_list = matches!(function, Function::In | Function::HasAny | Function::HasAll);
        let mut types = args
            .iter()
            .enumerate()
            .filter(|(n, arg)| {
                let takes = line.argument(*n);
                let shares = matches!(takes, Takes::Same | Takes::Ordered);
                (shares || of_list && *n == 0) && !matches!(arg, Expr::Value(_))
            })
            .filter_map(|(_, arg)| type_of(arg, self.names).ok())
            .filter(|holds| *holds != Type::Null);
        types.next().unwrap_or(Type::Null)
    }

    fn field(&mut self, path: &FieldPath) -> Result<(), Rejection> {
        let Some((codes, _)) = self.names.describe(path) else {
            return Err(Rejection::new(Code::UnknownField));
        };
        self.out.push('{');
        self.out.push_str(&codes.join("."));
        self.out.push('}');
        Ok(())
    }

    fn list(&mut self, values: &[Value], hint: &Type) {
        for (n, value) in values.iter().enumerate() {
            if n > 0 {
                self.out.push_str(", ");
            }
            self.value(value, hint);
        }
    }

    fn context(&mut self, context: &Context) {
        match context {
            Context::Me => self.out.push_str("ME()"),
            Context::MyDepartment => self.out.push_str("MYDEPARTMENT()"),
            Context::MyTeam => self.out.push_str("MYTEAM()"),
            Context::Today => self.out.push_str("TODAY()"),
            Context::Now => self.out.push_str("NOW()"),
            Context::Period(period) => self.text(&period::print(period)),
        }
    }

    fn value(&mut self, value: &Value, hint: &Type) {
        match value {
            Value::Null => self.text(""),
            Value::Text(text) => self.text(text),
            Value::Number(n) => self.out.push_str(&number::show(*n)),
            Value::Bool(b) => self.out.push_str(if *b { "TRUE" } else { "FALSE" }),
            Value::Date(day) => self.literal("DATE", &day.to_string()),
            Value::Instant(moment) => self.literal("DATETIME", &moment.to_string()),
            Value::Option(id) => {
                let code = match hint {
                    Type::Option(field) | Type::Options(field) => {
                        self.names.option_code(field, *id)
                    }
                    _ => None,
                };
                match code {
                    Some(code) => self.text(&code),
                    None => self.literal("ID", &id.to_string()),
                }
            }
            Value::Person(id) => self.literal("ID", &id.to_string()),
            Value::Department(id) => self.literal("ID", &id.to_string()),
            Value::Record(id) => self.literal("ID", &id.to_string()),
            // No literal of the language holds several values, and none opens a seal.
            Value::Options(_) | Value::Records(_) | Value::Files(_) | Value::Sealed(_) => {
                self.text("");
            }
        }
    }

    fn literal(&mut self, name: &str, text: &str) {
        self.out.push_str(name);
        self.out.push('(');
        self.text(text);
        self.out.push(')');
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        self.out.push_str(&text.replace('"', "\"\""));
        self.out.push('"');
    }
}
