//! Turns a bound comparison so that a plain column stands alone on its left side.
//!
//! Every step keeps the rule-book: a comparison with a blank is false, so both forms are false on a blank column.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::expr::Unit;
use model::{Expr, Function, Value};
use rust_decimal::Decimal;

use crate::calendar;

/// The comparison, turned where that helps.
pub(crate) fn compare(function: Function, mut args: Vec<Expr>) -> Expr {
    let (Some(right), Some(left)) = (args.pop(), args.pop()) else { return Expr::never() };
    match (left, right) {
        (Expr::Value(value), column) => turned(flip(function), column, value),
        (column, Expr::Value(value)) => turned(function, column, value),
        (left, right) => Expr::call(function, [left, right]),
    }
}

/// `5 < a` says `a > 5`.
fn flip(function: Function) -> Function {
    match function {
        Function::Lt => Function::Gt,
        Function::Le => Function::Ge,
        Function::Gt => Function::Lt,
        Function::Ge => Function::Le,
        other => other,
    }
}

fn not(expr: Expr) -> Expr {
    Expr::call(Function::Not, [expr])
}

fn is_empty(expr: Expr) -> Expr {
    Expr::call(Function::IsEmpty, [expr])
}

fn turned(function: Function, column: Expr, value: Value) -> Expr {
    match (function, &value) {
        (Function::Eq, Value::Null) => return is_empty(column),
        (Function::Ne, Value::Null) => return not(is_empty(column)),
        (_, Value::Null) => return Expr::never(),
        _ => {}
    }
    let Expr::Call(inner, args) = &column else {
        return Expr::call(function, [column, Expr::Value(value)]);
    };
    let turned = match (inner, &args[..], &value) {
        (Function::Coalesce, [_, ..], _) => return coalesce(function, args, &value),
        (Function::DaysBetween, [from, Expr::Value(Value::Date(to))], Value::Number(n)) => {
            days_until(function, from, *to, *n)
        }
        (Function::ToDate, [moment, Expr::Value(Value::Text(zone))], Value::Date(day)) => {
            calendar::zone(zone).map(|zone| on_day(function, moment, *day, &zone))
        }
        _ => None,
    };
    turned.unwrap_or_else(|| Expr::call(function, [column, Expr::Value(value)]))
}

/// `COALESCE(a, b) < v` is `a < v`, or `a` is blank and `b < v`.
fn coalesce(function: Function, args: &[Expr], value: &Value) -> Expr {
    if function == Function::Ne {
        return not(coalesce(Function::Eq, args, value));
    }
    let Some((first, rest)) = args.split_first() else { return Expr::never() };
    let here = compare(function, vec![first.clone(), Expr::Value(value.clone())]);
    if rest.is_empty() {
        return here;
    }
    let later =
        Expr::call(Function::And, [is_empty(first.clone()), coalesce(function, rest, value)]);
    Expr::call(Function::Or, [here, later])
}

/// Where a limit lies: inside what exists, or beyond one of its ends.
enum Limit<T> {
    Below,
    At(T),
    Above,
}

/// `x < limit` or, with `from`, `x >= limit`.
fn half_open(x: &Expr, limit: Limit<Value>, from: bool) -> Expr {
    match limit {
        Limit::At(value) => {
            let function = if from { Function::Ge } else { Function::Lt };
            compare(function, vec![x.clone(), Expr::Value(value)])
        }
        Limit::Below if from => not(is_empty(x.clone())),
        Limit::Above if !from => not(is_empty(x.clone())),
        Limit::Below | Limit::Above => Expr::never(),
    }
}

/// A comparison with the whole number `n` through half-open limits: `limit(k)` is where values from `k` on begin.
fn stepped(function: Function, x: &Expr, n: i64, limit: &dyn Fn(i64) -> Limit<Value>) -> Expr {
    match function {
        Function::Lt => half_open(x, limit(n), false),
        Function::Le => half_open(x, limit(n + 1), false),
        Function::Gt => half_open(x, limit(n + 1), true),
        Function::Ge => half_open(x, limit(n), true),
        Function::Ne => not(stepped(Function::Eq, x, n, limit)),
        _ => half_open(x, limit(n), true).and(half_open(x, limit(n + 1), false)),
    }
}

/// `DAYSBETWEEN(x, to) > n` is `x < to - n`.
fn days_until(function: Function, x: &Expr, to: Date, n: Decimal) -> Option<Expr> {
    let whole = n.trunc() == n;
    let n = match function {
        _ if whole => n,
        Function::Lt | Function::Ge => n.ceil(),
        Function::Gt | Function::Le => n.floor(),
        _ => return None,
    };
    let limit = |k: i64| match calendar::shift(to, k, Unit::Day) {
        Some(day) => Limit::At(Value::Date(day)),
        None if k < 0 => Limit::Below,
        None => Limit::Above,
    };
    // The span is `to - x`, so `x` lies the other way; no calendar holds ten million days.
    let n = crate::number::whole(n).clamp(-10_000_000, 10_000_000);
    Some(stepped(flip(function), x, -n, &limit))
}

/// `DATE(moment) <= day` is `moment < the first moment of the next day`.
fn on_day(function: Function, moment: &Expr, day: Date, zone: &TimeZone) -> Expr {
    let limit = |k: i64| {
        let start =
            calendar::shift(day, k, Unit::Day).and_then(|d| calendar::start_of_day(d, zone));
        match start {
            Some(start) => Limit::At(Value::Instant(start)),
            None if day.year() < 5000 => Limit::Below,
            None => Limit::Above,
        }
    };
    stepped(function, moment, 0, &limit)
}
