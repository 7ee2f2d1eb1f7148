//! Evaluation of a bound tree over the values of one record. Never fails: what cannot be computed is blank.
//!
//! Conditions are two-valued: [`truth`] never says "unknown". The rules stand in `docs/formula.md`.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::civil::Date;
use model::{Expr, FieldPath, Function, Value};
use rust_decimal::Decimal;

use crate::words::{self, TRIMMED};
use crate::{calendar, number, period};

/// The values of one record, and of the records that it links to.
pub trait Row {
    /// The value of a field; `Null` when it has none.
    fn value(&self, path: &FieldPath) -> Cow<'_, Value>;
}

/// A record without any values.
#[derive(Debug, Clone, Copy)]
pub struct Blank;

impl Row for Blank {
    fn value(&self, _: &FieldPath) -> Cow<'_, Value> {
        Cow::Owned(Value::Null)
    }
}

impl<F: Fn(&FieldPath) -> Value> Row for F {
    fn value(&self, path: &FieldPath) -> Cow<'_, Value> {
        Cow::Owned(self(path))
    }
}

/// Whether the record meets a bound condition. This is also how an `Access` is asked about values before and after.
pub fn matches<R: Row + ?Sized>(condition: &Expr, row: &R) -> bool {
    truth(condition, row)
}

/// The value of a bound tree. Facts that were left unbound are blank.
pub fn evaluate<'a, R: Row + ?Sized>(expr: &'a Expr, row: &'a R) -> Cow<'a, Value> {
    match expr {
        Expr::Value(value) => clean(Cow::Borrowed(value)),
        Expr::Field(path) => clean(row.value(path)),
        Expr::List(_) | Expr::Context(_) => Cow::Owned(Value::Null),
        Expr::Call(Function::If, args) => match &args[..] {
            [condition, then, ..] if truth(condition, row) => evaluate(then, row),
            [_, _, otherwise] => evaluate(otherwise, row),
            _ => Cow::Owned(Value::Null),
        },
        Expr::Call(Function::Coalesce, args) => args
            .iter()
            .map(|arg| evaluate(arg, row))
            .find(|value| !value.is_null())
            .unwrap_or(Cow::Owned(Value::Null)),
        Expr::Call(Function::Min, args) => extreme(args, row, Ordering::Less),
        Expr::Call(Function::Max, args) => extreme(args, row, Ordering::Greater),
        Expr::Call(function, args) if is_condition(*function) => {
            Cow::Owned(Value::Bool(call_truth(*function, args, row)))
        }
        Expr::Call(function, args) => {
            Cow::Owned(scalar(*function, args, row).unwrap_or(Value::Null))
        }
    }
}

/// Empty texts and empty sets are blank.
fn clean(value: Cow<'_, Value>) -> Cow<'_, Value> {
    let is_blank = match &*value {
        Value::Text(text) => text.is_empty(),
        Value::Options(set) => set.is_empty(),
        Value::Records(set) => set.is_empty(),
        Value::Files(set) => set.is_empty(),
        _ => false,
    };
    if is_blank { Cow::Owned(Value::Null) } else { value }
}

/// As the table of functions says; written out because it is asked for each node of each record.
fn is_condition(function: Function) -> bool {
    use Function as F;
    matches!(
        function,
        F::And
            | F::Or
            | F::Not
            | F::Eq
            | F::Ne
            | F::Lt
            | F::Le
            | F::Gt
            | F::Ge
            | F::IsEmpty
            | F::In
            | F::HasAny
            | F::HasAll
            | F::Within
            | F::Contains
            | F::StartsWith
            | F::EndsWith
    )
}

fn truth<R: Row + ?Sized>(expr: &Expr, row: &R) -> bool {
    match expr {
        Expr::Call(function, args) if is_condition(*function) => call_truth(*function, args, row),
        other => *evaluate(other, row) == Value::Bool(true),
    }
}

fn call_truth<R: Row + ?Sized>(function: Function, args: &[Expr], row: &R) -> bool {
    match (function, args) {
        (Function::And, _) => args.iter().all(|a| truth(a, row)),
        (Function::Or, _) => args.iter().any(|a| truth(a, row)),
        (Function::Not, [a]) => !truth(a, row),
        (Function::IsEmpty, [a]) => evaluate(a, row).is_null(),
        (Function::Eq, [a, b]) => *evaluate(a, row) == *evaluate(b, row),
        (Function::Ne, [a, b]) => *evaluate(a, row) != *evaluate(b, row),
        (Function::Lt, [a, b]) => ordering(a, b, row).is_some_and(Ordering::is_lt),
        (Function::Le, [a, b]) => ordering(a, b, row).is_some_and(Ordering::is_le),
        (Function::Gt, [a, b]) => ordering(a, b, row).is_some_and(Ordering::is_gt),
        (Function::Ge, [a, b]) => ordering(a, b, row).is_some_and(Ordering::is_ge),
        (Function::In, [a, Expr::List(list)]) => {
            let value = evaluate(a, row);
            !value.is_null() && list.contains(&value)
        }
        (Function::HasAny, [a, Expr::List(list)]) => {
            let set = evaluate(a, row);
            list.iter().any(|item| holds(&set, item))
        }
        (Function::HasAll, [a, Expr::List(list)]) => {
            let set = evaluate(a, row);
            !set.is_null() && list.iter().all(|item| holds(&set, item))
        }
        (Function::Contains, [a, b]) => texts(a, b, row, words::contains),
        (Function::StartsWith, [a, b]) => texts(a, b, row, words::starts_with),
        (Function::EndsWith, [a, b]) => texts(a, b, row, words::ends_with),
        _ => false,
    }
}

fn ordering<R: Row + ?Sized>(a: &Expr, b: &Expr, row: &R) -> Option<Ordering> {
    compare(&evaluate(a, row), &evaluate(b, row))
}

/// Order of two values of one type; texts by code point.
fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Instant(a), Value::Instant(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

fn holds(set: &Value, item: &Value) -> bool {
    match (set, item) {
        (Value::Options(set), Value::Option(item)) => set.contains(item),
        (Value::Records(set), Value::Record(item)) => set.contains(item),
        _ => false,
    }
}

fn texts<R: Row + ?Sized>(a: &Expr, b: &Expr, row: &R, test: fn(&str, &str) -> bool) -> bool {
    match (&*evaluate(a, row), &*evaluate(b, row)) {
        (Value::Text(a), Value::Text(b)) => test(a, b),
        _ => false,
    }
}

fn extreme<'a, R: Row + ?Sized>(args: &'a [Expr], row: &'a R, wanted: Ordering) -> Cow<'a, Value> {
    let values = args.iter().map(|arg| evaluate(arg, row)).filter(|v| !v.is_null());
    let best =
        values.reduce(|best, next| if compare(&next, &best) == Some(wanted) { next } else { best });
    best.unwrap_or(Cow::Owned(Value::Null))
}

fn scalar<R: Row + ?Sized>(function: Function, args: &[Expr], row: &R) -> Option<Value> {
    let number = |n: usize| decimal(args.get(n)?, row);
    let day = |n: usize| date(args.get(n)?, row);
    Some(Value::Number(match function {
        Function::Add => number::add(number(0)?, number(1)?)?,
        Function::Sub => number::sub(number(0)?, number(1)?)?,
        Function::Mul => number::mul(number(0)?, number(1)?)?,
        Function::Div => number::div(number(0)?, number(1)?)?,
        Function::Neg => -number(0)?,
        Function::Abs => number(0)?.abs(),
        Function::Round => {
            let places = if args.len() > 1 { number::whole(number(1)?) } else { 0 };
            number::round(number(0)?, i32::try_from(places.clamp(-40, 40)).ok()?)?
        }
        Function::Len => match &*evaluate(args.first()?, row) {
            Value::Text(text) => text.chars().count().into(),
            _ => Decimal::ZERO,
        },
        Function::Year => day(0)?.year().into(),
        Function::Month => day(0)?.month().into(),
        Function::Day => day(0)?.day().into(),
        Function::DaysBetween => calendar::days_between(day(0)?, day(1)?).into(),
        Function::DateAdd => {
            let Expr::Value(Value::Text(unit)) = args.get(2)? else { return None };
            let unit = period::unit_by_name(unit)?;
            let n = number::whole(number(1)?);
            return calendar::shift(day(0)?, n, unit).map(Value::Date);
        }
        Function::ToDate => return day_of(args, row).map(Value::Date),
        _ => return text(function, args, row),
    }))
}

fn day_of<R: Row + ?Sized>(args: &[Expr], row: &R) -> Option<Date> {
    let [moment, Expr::Value(Value::Text(zone))] = args else { return None };
    match *evaluate(moment, row) {
        Value::Instant(moment) => calendar::day_of(moment, &calendar::zone(zone)?),
        Value::Date(day) => Some(day),
        _ => None,
    }
}

fn text<R: Row + ?Sized>(function: Function, args: &[Expr], row: &R) -> Option<Value> {
    if function == Function::Concat {
        let mut whole = String::new();
        for arg in args {
            match &*evaluate(arg, row) {
                Value::Text(text) => whole.push_str(text),
                Value::Number(n) => whole.push_str(&number::show(*n)),
                Value::Date(day) => whole.push_str(&day.to_string()),
                _ => {}
            }
        }
        return Some(whole).filter(|t| !t.is_empty()).map(Value::Text);
    }
    let value = evaluate(args.first()?, row);
    let text = value.as_text()?;
    let count = |n: usize| Some(number::whole(decimal(args.get(n)?, row)?));
    let result = match function {
        Function::Upper => text.to_ascii_uppercase(),
        Function::Lower => text.to_ascii_lowercase(),
        Function::Trim => text.trim_matches(TRIMMED).to_owned(),
        Function::Left => words::left(text, count(1)?).to_owned(),
        Function::Right => words::right(text, count(1)?).to_owned(),
        Function::Mid => words::mid(text, count(1)?, count(2)?).to_owned(),
        _ => return None,
    };
    Some(result).filter(|t| !t.is_empty()).map(Value::Text)
}

fn decimal<R: Row + ?Sized>(expr: &Expr, row: &R) -> Option<Decimal> {
    if let Value::Number(n) = *evaluate(expr, row) { Some(n) } else { None }
}

fn date<R: Row + ?Sized>(expr: &Expr, row: &R) -> Option<Date> {
    if let Value::Date(day) = *evaluate(expr, row) { Some(day) } else { None }
}

#[cfg(test)]
mod tests {
    use super::is_condition;
    use crate::functions::{Gives, TABLE};

    #[test]
    fn conditions_are_those_of_the_table() {
        for line in TABLE {
            assert_eq!(is_condition(line.function), line.gives == Gives::Bool, "{}", line.name);
        }
    }
}
