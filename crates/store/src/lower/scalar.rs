//! Trees that yield a value.

use model::{Code, Expr, Function, Rejection, Value};

use super::condition::{Mode, id};
use super::{Lowering, ill_typed, refused};
use crate::sql::Sql;

/// What a lowered value is, in storage terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// NULL; fits everything.
    Null,
    /// Text.
    Text,
    /// A number; on SQLite an integer that stands for the value × 10^scale.
    Number {
        /// Digits after the point.
        scale: u32,
        /// Largest possible value × 10^scale, without sign.
        most: u128,
        /// `bigint` on PostgreSQL, else `numeric`.
        whole: bool,
    },
    /// Yes or no.
    Bool,
    /// A day.
    Date,
    /// A moment.
    Instant,
    /// Any id.
    Id,
}

impl Kind {
    /// Whether two values can be compared, numbers after alignment.
    pub(super) fn fits(self, other: Self) -> bool {
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => true,
            (Self::Number { .. }, Self::Number { .. }) => true,
            (a, b) => a == b,
        }
    }
}

/// A lowered value.
#[derive(Debug, Clone)]
pub struct Scalar {
    /// The text; can stand as an operand without brackets.
    pub sql: Sql,
    /// What it yields.
    pub kind: Kind,
    /// Whether it can be NULL.
    pub nullable: bool,
}

impl Lowering<'_> {
    pub(super) fn scalar(&self, expr: &Expr) -> Result<Scalar, Rejection> {
        match expr {
            Expr::Value(value) => self.literal(value),
            Expr::Field(path) => self.column(path),
            Expr::List(_) | Expr::Context(_) => Err(ill_typed()),
            Expr::Call(Function::If, args) => self.choice(args),
            Expr::Call(Function::Coalesce, args) => self.coalesce(args),
            Expr::Call(function, args) => match formula::functions::signature(*function).gives {
                formula::functions::Gives::Bool => {
                    let sql = self.condition(expr, Mode::Exact)?;
                    Ok(Scalar { sql, kind: Kind::Bool, nullable: false })
                }
                formula::functions::Gives::Text => self.text(*function, args),
                formula::functions::Gives::Number => self.number(*function, args),
                formula::functions::Gives::Same => self.extreme(*function, args),
                formula::functions::Gives::Date => Err(refused(*function)),
            },
        }
    }

    pub(super) fn literal(&self, value: &Value) -> Result<Scalar, Rejection> {
        let mut sql = Sql::new(self.dialect);
        let kind = match value {
            Value::Null => {
                sql.push("NULL");
                return Ok(Scalar { sql, kind: Kind::Null, nullable: true });
            }
            Value::Text(text) if text.contains('\0') => {
                return Err(Rejection::new(Code::ControlCharacter));
            }
            Value::Text(text) if text.is_empty() => return self.literal(&Value::Null),
            Value::Text(text) | Value::Sealed(text) => {
                sql.bind(text.as_str());
                self.cast(&mut sql, "text");
                Kind::Text
            }
            Value::Number(n) => return self.number_literal(*n),
            Value::Bool(yes) => {
                sql = self.constant(*yes);
                Kind::Bool
            }
            Value::Date(day) => {
                sql.bind(*day);
                self.cast(&mut sql, "date");
                Kind::Date
            }
            Value::Instant(moment) => {
                sql.bind(*moment);
                self.cast(&mut sql, "timestamptz");
                Kind::Instant
            }
            other => {
                sql.bind(id(other).ok_or_else(ill_typed)?);
                self.cast(&mut sql, "uuid");
                Kind::Id
            }
        };
        Ok(Scalar { sql, kind, nullable: false })
    }

    /// Names the type of a parameter, which PostgreSQL cannot always see.
    pub(super) fn cast(&self, sql: &mut Sql, ty: &str) {
        if self.is_postgres() {
            sql.push("::").push(ty);
        }
    }

    /// `CASE WHEN … THEN … ELSE … END`.
    fn choice(&self, args: &[Expr]) -> Result<Scalar, Rejection> {
        let [condition, then, rest @ ..] = args else { return Err(ill_typed()) };
        let condition = self.condition(condition, Mode::Where)?;
        let otherwise = match rest.first() {
            Some(expr) => self.scalar(expr)?,
            None => self.literal(&Value::Null)?,
        };
        let branches = self.aligned(vec![self.scalar(then)?, otherwise])?;
        let kind = shared(&branches)?;
        let mut sql = self.sql("(CASE WHEN ");
        sql.append(&condition);
        sql.push(" THEN ").append(&branches[0].sql);
        sql.push(" ELSE ").append(&branches[1].sql).push(" END)");
        Ok(Scalar { sql, kind, nullable: branches.iter().any(|b| b.nullable) })
    }

    fn coalesce(&self, args: &[Expr]) -> Result<Scalar, Rejection> {
        let values: Result<Vec<Scalar>, _> = args.iter().map(|a| self.scalar(a)).collect();
        let values = self.aligned(values?)?;
        let kind = shared(&values)?;
        if let [only] = &values[..] {
            return Ok(only.clone());
        }
        let mut sql = self.sql("COALESCE(");
        append_all(&mut sql, &values);
        sql.push(")");
        Ok(Scalar { sql, kind, nullable: values.iter().all(|v| v.nullable) })
    }

    /// `MIN` and `MAX` pass over blanks.
    fn extreme(&self, function: Function, args: &[Expr]) -> Result<Scalar, Rejection> {
        let values: Result<Vec<Scalar>, _> = args.iter().map(|a| self.scalar(a)).collect();
        let values = self.aligned(values?)?;
        let kind = shared(&values)?;
        let smallest = function == Function::Min;
        if kind == Kind::Text || !matches!(function, Function::Min | Function::Max) {
            return Err(refused(function));
        }
        let mut sql = if self.is_postgres() {
            self.sql(if smallest { "LEAST(" } else { "GREATEST(" })
        } else {
            // The many-argument min() of SQLite is NULL when one is; the aggregate is not.
            let name = if smallest { "min" } else { "max" };
            self.sql(&format!("(SELECT {name}(v) FROM ("))
        };
        if self.is_postgres() {
            append_all(&mut sql, &values);
            sql.push(")");
        } else {
            for (n, value) in values.iter().enumerate() {
                sql.push(if n > 0 { " UNION ALL SELECT " } else { "SELECT " });
                sql.append(&value.sql).push(" AS v");
            }
            sql.push("))");
        }
        Ok(Scalar { sql, kind, nullable: values.iter().all(|v| v.nullable) })
    }
}

pub(super) fn append_all(sql: &mut Sql, values: &[Scalar]) {
    for (n, value) in values.iter().enumerate() {
        if n > 0 {
            sql.push(", ");
        }
        sql.append(&value.sql);
    }
}

/// The kind of values that stand for one another; numbers are aligned already.
fn shared(values: &[Scalar]) -> Result<Kind, Rejection> {
    let mut kind = Kind::Null;
    for value in values {
        kind = match (kind, value.kind) {
            (Kind::Null, other) | (other, Kind::Null) => other,
            (
                Kind::Number { scale, most, whole },
                Kind::Number { most: other, whole: also, .. },
            ) => Kind::Number { scale, most: most.max(other), whole: whole && also },
            (a, b) if a.fits(b) => a,
            _ => return Err(ill_typed()),
        };
    }
    Ok(kind)
}
