//! Fixes who asks and when: facts become literals, periods become ranges, days without follow-up become moments.
//!
//! What comes out holds no `Context` and can be evaluated and lowered; comparisons are turned so that a plain column
//! stands on the left wherever possible, which lets an index serve them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::expr::{Context, Period};
use model::{DepartmentId, Expr, FieldPath, FieldRef, Function, SystemField, UserId, Value};

use crate::calendar::{day_of, zone_name};
use crate::eval::{Blank, evaluate};
use crate::period;
use crate::sargable;

/// Who asks and when.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The moment.
    pub now: Timestamp,
    /// The zone whose days count.
    pub zone: TimeZone,
    /// The person who asks; none for the platform itself.
    pub me: Option<UserId>,
    /// The person's department.
    pub department: Option<DepartmentId>,
    /// That department and all below it.
    pub team: Vec<DepartmentId>,
}

/// The tree for this person and moment.
pub fn bind(expr: &Expr, to: &Binding) -> Expr {
    match expr {
        Expr::Value(_) | Expr::List(_) => expr.clone(),
        Expr::Field(path) if path.field == FieldRef::System(SystemField::IdleDays) => {
            bind(&idle_days(path), to)
        }
        Expr::Field(_) => expr.clone(),
        Expr::Context(context) => fact(context, to),
        Expr::Call(function, args) => {
            // A comparison with a fact that does not exist (the department of someone without one) must not match
            // the records that have none either.
            let asks_nobody = args.iter().any(|a| is_missing(a, to));
            match function {
                Function::Eq | Function::In if asks_nobody => Expr::never(),
                Function::Ne if asks_nobody => Expr::always(),
                Function::Within => within(args, to),
                _ => finish(*function, args.iter().map(|a| bind(a, to)).collect(), to),
            }
        }
    }
}

fn is_missing(expr: &Expr, to: &Binding) -> bool {
    match expr {
        Expr::Context(Context::Me) => to.me.is_none(),
        Expr::Context(Context::MyDepartment) => to.department.is_none(),
        _ => false,
    }
}

fn fact(context: &Context, to: &Binding) -> Expr {
    match context {
        Context::Me => Expr::Value(to.me.map_or(Value::Null, Value::Person)),
        Context::MyDepartment => Expr::Value(to.department.map_or(Value::Null, Value::Department)),
        Context::MyTeam => Expr::List(to.team.iter().copied().map(Value::Department).collect()),
        Context::Today => Expr::Value(day_of(to.now, &to.zone).map_or(Value::Null, Value::Date)),
        Context::Now => Expr::Value(Value::Instant(to.now)),
        Context::Period(_) => Expr::Value(Value::Null),
    }
}

/// Days from the last follow-up, or from when the record was made, to today.
fn idle_days(path: &FieldPath) -> Expr {
    let beside = |field: SystemField| {
        Expr::Field(FieldPath { through: path.through.clone(), field: field.into() })
    };
    let since = Expr::call(
        Function::Coalesce,
        [beside(SystemField::LastActivityAt), beside(SystemField::CreatedAt)],
    );
    let day = Expr::call(Function::ToDate, [since]);
    Expr::call(Function::DaysBetween, [day, Expr::Context(Context::Today)])
}

fn within(args: &[Expr], to: &Binding) -> Expr {
    let [day, Expr::Context(Context::Period(period))] = args else { return Expr::never() };
    let Some(today) = day_of(to.now, &to.zone) else { return Expr::never() };
    let (from, until) = period::days(period, today);
    if from.is_none() && until.is_none() {
        return Expr::never();
    }
    let limit = |function: Function, limit: Option<jiff::civil::Date>| {
        limit.map(|d| Expr::call(function, [day.clone(), Expr::Value(Value::Date(d))]))
    };
    let from = limit(Function::Ge, from.filter(|_| !matches!(period, Period::OlderThan { .. })));
    let limits = from.into_iter().chain(limit(Function::Lt, until));
    bind(&limits.fold(Expr::always(), Expr::and), to)
}

/// A call whose arguments are bound: named zone, constants folded, comparisons turned for indexes.
fn finish(function: Function, mut args: Vec<Expr>, to: &Binding) -> Expr {
    if function == Function::ToDate && args.len() == 1 {
        args.push(Expr::Value(Value::Text(zone_name(&to.zone))));
    }
    let is_constant = args.iter().all(|a| matches!(a, Expr::Value(_) | Expr::List(_)));
    if is_constant {
        return Expr::Value(evaluate(&Expr::Call(function, args), &Blank).into_owned());
    }
    match function {
        Function::And => junction(function, args, true),
        Function::Or => junction(function, args, false),
        Function::Coalesce => coalesce(args),
        Function::If if matches!(args[0], Expr::Value(_)) => {
            let taken = if args[0] == Expr::always() { 1 } else { 2 };
            args.into_iter().nth(taken).unwrap_or(Expr::Value(Value::Null))
        }
        Function::Eq | Function::Ne | Function::Lt | Function::Le | Function::Gt | Function::Ge => {
            sargable::compare(function, args)
        }
        _ => Expr::Call(function, args),
    }
}

/// Without blank literals, and without what stands behind a literal that is never blank.
fn coalesce(mut args: Vec<Expr>) -> Expr {
    let blank = Expr::Value(Value::Null);
    args.retain(|a| *a != blank);
    if let Some(first) = args.iter().position(|a| matches!(a, Expr::Value(_))) {
        args.truncate(first + 1);
    }
    if args.len() == 1 { args.swap_remove(0) } else { Expr::Call(Function::Coalesce, args) }
}

/// `AND` and `OR` without the members that decide nothing. `neutral` is TRUE for `AND`.
fn junction(function: Function, args: Vec<Expr>, neutral: bool) -> Expr {
    let mut kept = Vec::with_capacity(args.len());
    for arg in args {
        match arg {
            Expr::Value(value) if (value == Value::Bool(true)) == neutral => {}
            Expr::Value(_) => return Expr::value(Value::Bool(!neutral)),
            other => kept.push(other),
        }
    }
    match kept.len() {
        0 => Expr::value(Value::Bool(neutral)),
        _ => Expr::Call(function, kept),
    }
}
