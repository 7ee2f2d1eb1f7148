//! The type checker, and the few things it writes out: texts that mean an option or a day become one, moments that
//! are used as days become their day.

use model::expr::Context;
use model::{Code, Expr, FieldPath, Function, Rejection, Value};

use crate::functions::{Gives, Signature, Takes, signature};
use crate::names::Names;
use crate::number::QUOTIENT_SCALE;
use crate::period;
use crate::types::Type;

/// Deepest nesting of a tree.
pub const MAX_DEPTH: usize = 64;

/// An expression with its type.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The expression.
    pub expr: Expr,
    /// What it holds.
    pub holds: Type,
}

impl Typed {
    fn is_literal(&self) -> bool {
        matches!(self.expr, Expr::Value(_))
    }
}

/// What is wrong with a call, and with which argument.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The argument at fault; the call itself when none.
    pub argument: Option<usize>,
    /// What is wrong.
    pub rejection: Rejection,
}

/// The type of a tree.
///
/// # Errors
/// `unknown_field`, `argument_count`, `type_mismatch`, `too_deep`.
pub fn type_of(expr: &Expr, names: &dyn Names) -> Result<Type, Rejection> {
    inner_type(expr, names, 0)
}

fn inner_type(expr: &Expr, names: &dyn Names, depth: usize) -> Result<Type, Rejection> {
    if depth > MAX_DEPTH {
        return Err(Rejection::new(Code::TooDeep).with("most", MAX_DEPTH));
    }
    Ok(match expr {
        Expr::Value(value) => Type::of_value(value),
        Expr::List(_) | Expr::Context(Context::MyTeam | Context::Period(_)) => Type::Null,
        Expr::Field(path) => match names.describe(path) {
            Some((_, holds)) => holds,
            None => return Err(Rejection::new(Code::UnknownField)),
        },
        Expr::Context(Context::Me) => Type::Person,
        Expr::Context(Context::MyDepartment) => Type::Department,
        Expr::Context(Context::Today) => Type::Date,
        Expr::Context(Context::Now) => Type::Instant,
        Expr::Call(function, args) => {
            let mut typed = Vec::with_capacity(args.len());
            for arg in args {
                let holds = inner_type(arg, names, depth + 1)?;
                typed.push(Typed { expr: arg.clone(), holds });
            }
            apply(*function, &mut typed, names).map_err(|p| p.rejection)?
        }
    })
}

/// Checks the arguments of a call, rewrites them where needed, and says what the call holds.
///
/// # Errors
/// `argument_count`, `type_mismatch`, `unknown_option`, `not_a_date`.
pub fn apply(function: Function, args: &mut [Typed], names: &dyn Names) -> Result<Type, Problem> {
    let line = signature(function);
    if args.len() < line.least || args.len() > line.most {
        let rejection = Rejection::new(Code::ArgumentCount)
            .with("function", line.name)
            .with("least", line.least)
            .with("most", line.most);
        return Err(Problem { argument: None, rejection });
    }
    let shared = share(line, args, names)?;
    for n in 0..args.len() {
        let element = args[0].holds.clone();
        argument(line.argument(n), &mut args[n], &element, names)
            .map_err(|rejection| Problem { argument: Some(n), rejection })?;
    }
    Ok(match line.gives {
        Gives::Bool => Type::Bool,
        Gives::Text => Type::Text,
        Gives::Date => Type::Date,
        Gives::Same => shared,
        Gives::Number => Type::Number { scale: scale_of(function, args) },
    })
}

/// The one type of all `Same` and `Ordered` arguments, after texts and moments were brought to it.
fn share(line: &Signature, args: &mut [Typed], names: &dyn Names) -> Result<Type, Problem> {
    let members: Vec<usize> = (0..args.len())
        .filter(|n| matches!(line.argument(*n), Takes::Same | Takes::Ordered))
        .collect();
    let has_type = |n: &&usize| args[**n].holds != Type::Null;
    let first = members
        .iter()
        .filter(has_type)
        .find(|n| !args[**n].is_literal())
        .or_else(|| members.iter().find(has_type));
    let Some(&first) = first else { return Ok(Type::Null) };
    let mut shared = args[first].holds.clone();
    for &n in &members {
        if args[n].is_literal() {
            coerce(&mut args[n], &shared, names)
                .map_err(|rejection| Problem { argument: Some(n), rejection })?;
        }
    }
    let is_day = |n: &usize| args[*n].holds == Type::Date;
    if shared == Type::Instant && members.iter().any(is_day) {
        shared = Type::Date;
    }
    for &n in &members {
        if shared == Type::Date && args[n].holds == Type::Instant {
            to_day(&mut args[n]);
        }
        if !args[n].holds.same(&shared) {
            return Err(Problem {
                argument: Some(n),
                rejection: mismatch(&args[n].holds, shared.name()),
            });
        }
        let ordered = line.argument(n) == Takes::Ordered;
        let single = members.iter().all(|m| args[*m].holds == Type::Null || !shared.is_set());
        let blank_test = matches!(line.function, Function::Eq | Function::Ne)
            && members.iter().any(|m| args[*m].holds == Type::Null);
        if ordered && !shared.is_ordered() || !ordered && !single && !blank_test {
            return Err(Problem {
                argument: Some(n),
                rejection: mismatch(&args[n].holds, "one value"),
            });
        }
        if let (Type::Number { scale }, Type::Number { scale: other }) =
            (&mut shared, &args[n].holds)
        {
            *scale = (*scale).max(*other);
        }
    }
    Ok(shared)
}

fn argument(
    takes: Takes,
    arg: &mut Typed,
    element: &Type,
    names: &dyn Names,
) -> Result<(), Rejection> {
    if takes == Takes::Date {
        if arg.is_literal() && arg.holds == Type::Text {
            coerce(arg, &Type::Date, names)?;
        }
        if arg.holds == Type::Instant {
            to_day(arg);
        }
    }
    if takes == Takes::Printable && arg.holds == Type::Instant {
        to_day(arg);
    }
    let holds = &arg.holds;
    let fits = match takes {
        Takes::List => return list(arg, element, names),
        Takes::Period => matches!(arg.expr, Expr::Context(Context::Period(_))),
        Takes::Unit => text(arg).is_some_and(|t| period::unit_by_name(t).is_some()),
        Takes::Zone => text(arg).is_some_and(|t| crate::calendar::zone(t).is_some()),
        Takes::Any | Takes::Same | Takes::Ordered => {
            let many = Expr::Context(Context::MyTeam);
            arg.expr != many && !matches!(arg.expr, Expr::List(_))
        }
        _ if *holds == Type::Null => matches!(arg.expr, Expr::Value(_) | Expr::Call(..)),
        Takes::Bool => *holds == Type::Bool,
        Takes::Number => matches!(holds, Type::Number { .. }),
        Takes::Text => *holds == Type::Text,
        Takes::Date => *holds == Type::Date,
        Takes::Instant => *holds == Type::Instant,
        Takes::Printable => matches!(holds, Type::Text | Type::Number { .. } | Type::Date),
        Takes::Set => matches!(holds, Type::Options(_) | Type::Records(_)),
    };
    if fits { Ok(()) } else { Err(mismatch(holds, expected(takes))) }
}

fn text(arg: &Typed) -> Option<&str> {
    if let Expr::Value(value) = &arg.expr { value.as_text() } else { None }
}

/// Checks the list behind `IN`, `HASANY` and `HASALL` against the type of what is looked for.
fn list(arg: &mut Typed, element: &Type, names: &dyn Names) -> Result<(), Rejection> {
    let element = match element {
        Type::Options(path) => Type::Option(path.clone()),
        Type::Records(form) => Type::Record(form.clone()),
        other => other.clone(),
    };
    match &mut arg.expr {
        Expr::List(values) => {
            for value in values {
                *value = literal(value, &element, names)?;
            }
            Ok(())
        }
        Expr::Context(Context::MyTeam) if element == Type::Department => Ok(()),
        _ => Err(mismatch(&arg.holds, "list")),
    }
}

fn to_day(arg: &mut Typed) {
    let inner = std::mem::replace(&mut arg.expr, Expr::never());
    arg.expr = Expr::call(Function::ToDate, [inner]);
    arg.holds = Type::Date;
}

fn coerce(arg: &mut Typed, to: &Type, names: &dyn Names) -> Result<(), Rejection> {
    let Expr::Value(value) = &arg.expr else { return Ok(()) };
    let value = literal(value, to, names)?;
    arg.holds = match &value {
        Value::Option(_) | Value::Record(_) => to.clone(),
        other => Type::of_value(other),
    };
    arg.expr = Expr::Value(value);
    Ok(())
}

/// A literal as the wanted type has it: the text `"won"` next to a stage field means the option.
///
/// # Errors
/// `unknown_option`, `not_a_date`, or `type_mismatch`.
pub fn literal(value: &Value, to: &Type, names: &dyn Names) -> Result<Value, Rejection> {
    let wrong = || mismatch(&Type::of_value(value), to.name());
    if let Value::Text(text) = value {
        return match to {
            Type::Option(field) | Type::Options(field) => option(text, field, names),
            Type::Person => text.parse().map(Value::Person).map_err(|_| wrong()),
            Type::Department => text.parse().map(Value::Department).map_err(|_| wrong()),
            Type::Record(_) | Type::Records(_) => {
                text.parse().map(Value::Record).map_err(|_| wrong())
            }
            Type::Date => day(text),
            Type::Instant => moment(text),
            Type::Text | Type::Null => Ok(value.clone()),
            _ => Err(wrong()),
        };
    }
    let fits = match (value, to) {
        (Value::Null, _) | (_, Type::Null) => true,
        (Value::Option(_), Type::Option(_) | Type::Options(_)) => true,
        (Value::Record(_), Type::Record(_) | Type::Records(_)) => true,
        (Value::Date(_), Type::Instant) | (Value::Instant(_), Type::Date) => true,
        (value, to) => Type::of_value(value).same(to),
    };
    if fits { Ok(value.clone()) } else { Err(wrong()) }
}

fn option(code: &str, field: &FieldPath, names: &dyn Names) -> Result<Value, Rejection> {
    let unknown = || Rejection::new(Code::UnknownOption).with("option", code);
    names.option_id(field, code).map(Value::Option).ok_or_else(unknown)
}

/// A day as written: `2026-11-21`.
///
/// # Errors
/// `not_a_date`.
pub fn day(text: &str) -> Result<Value, Rejection> {
    let strict = text.len() == 10;
    let day = text.parse().ok().filter(|d| strict && *d >= crate::calendar::FIRST);
    day.map(Value::Date).ok_or_else(|| Rejection::new(Code::NotADate).with("value", text))
}

/// A moment as written, `2026-11-21T01:30:00Z`, or a day.
///
/// # Errors
/// `not_a_date`.
pub fn moment(text: &str) -> Result<Value, Rejection> {
    if text.len() == 10 {
        return day(text);
    }
    let moment: Option<jiff::Timestamp> = text.parse().ok();
    // Moments are kept to the microsecond; a finer literal would equal nothing.
    let moment = moment.and_then(|m| jiff::Timestamp::from_microsecond(m.as_microsecond()).ok());
    moment.map(Value::Instant).ok_or_else(|| Rejection::new(Code::NotADate).with("value", text))
}

fn mismatch(found: &Type, expected: &str) -> Rejection {
    Rejection::new(Code::TypeMismatch).with("expected", expected).with("found", found.name())
}

fn expected(takes: Takes) -> &'static str {
    match takes {
        Takes::Bool => "yes_no",
        Takes::Number => "number",
        Takes::Text => "text",
        Takes::Date => "date",
        Takes::Instant => "date_time",
        Takes::Printable => "text, number or date",
        Takes::Any | Takes::Same | Takes::Ordered => "one value",
        Takes::Set => "choices",
        Takes::List => "list",
        Takes::Period => "period",
        Takes::Unit => "unit",
        Takes::Zone => "time zone",
    }
}

fn scale_of(function: Function, args: &[Typed]) -> u8 {
    let scale = |n: usize| match args.get(n).map(|a| &a.holds) {
        Some(Type::Number { scale }) => *scale,
        _ => 0,
    };
    match function {
        Function::Add | Function::Sub => scale(0).max(scale(1)),
        Function::Mul => scale(0).saturating_add(scale(1)).min(28),
        Function::Div => u8::try_from(QUOTIENT_SCALE).unwrap_or(0),
        Function::Neg | Function::Abs => scale(0),
        Function::Round => match args.get(1).map(|a| &a.expr) {
            None => 0,
            Some(Expr::Value(Value::Number(places))) => {
                let places = u8::try_from(crate::number::whole(*places).max(0)).unwrap_or(28);
                scale(0).min(places)
            }
            Some(_) => scale(0),
        },
        _ => 0,
    }
}
