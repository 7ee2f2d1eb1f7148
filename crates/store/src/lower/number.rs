//! Exact arithmetic. Scales are aligned here, and what could pass 64 bits is refused instead of becoming a float.

use model::{Code, Expr, Function, Rejection};
use rust_decimal::Decimal;

use super::scalar::{Kind, Scalar};
use super::{Lowering, ill_typed, refused};
use crate::sql::{Param, Sql};

/// The largest whole number that both databases keep exactly in an integer.
const MOST: u128 = i64::MAX as u128;

impl Lowering<'_> {
    /// A number literal at its own scale.
    pub(super) fn number_literal(&self, n: Decimal) -> Result<Scalar, Rejection> {
        let n = n.normalize();
        let (scale, most) = (n.scale(), n.mantissa().unsigned_abs());
        let sql = self.bound(n, scale)?;
        Ok(Scalar { sql, kind: Kind::Number { scale, most, whole: scale == 0 }, nullable: false })
    }

    /// A number as a parameter at a scale that loses none of its digits.
    pub(super) fn bound(&self, n: Decimal, scale: u32) -> Result<Sql, Rejection> {
        let steps = scale.checked_sub(n.scale()).and_then(|s| 10_u128.checked_pow(s));
        let stored = steps.and_then(|s| n.mantissa().unsigned_abs().checked_mul(s));
        if stored.is_none_or(|s| s > MOST) {
            return Err(too_many_digits());
        }
        let mut sql = Sql::new(self.dialect);
        if scale == 0 {
            sql.bind(i64::try_from(n.mantissa()).map_err(|_| too_many_digits())?);
            self.cast(&mut sql, "bigint");
        } else {
            sql.bind(Param::Decimal(n, u8::try_from(scale).map_err(|_| too_many_digits())?));
            self.cast(&mut sql, "numeric");
        }
        Ok(sql)
    }

    /// All numbers among the values at the largest scale of them, none of which may pass 64 bits.
    pub(super) fn aligned(&self, values: Vec<Scalar>) -> Result<Vec<Scalar>, Rejection> {
        let values = self.comparable(values)?;
        for value in &values {
            within(number(value).map_or(Some(0), |(_, most, _)| Some(most)))?;
        }
        Ok(values)
    }

    /// The same for values that are only compared. What is scaled up may pass 64 bits: SQLite then goes on with a
    /// float of at least 2^63, which is on the right side of every integer that the other value can be.
    pub(super) fn comparable(&self, mut values: Vec<Scalar>) -> Result<Vec<Scalar>, Rejection> {
        let scale = values.iter().filter_map(scale_of).max().unwrap_or(0);
        for value in &mut values {
            let Kind::Number { scale: own, most, whole } = value.kind else { continue };
            if own == scale {
                continue;
            }
            let factor = 10_u128.checked_pow(scale - own).ok_or_else(too_many_digits)?;
            // NUMERIC aligns by itself.
            if !self.is_postgres() {
                let mut sql = self.sql("(");
                sql.append(&value.sql).push(" * ");
                sql.bind(i64::try_from(factor).map_err(|_| too_many_digits())?).push(")");
                value.sql = sql;
            }
            let most = most.saturating_mul(factor);
            value.kind = Kind::Number { scale, most, whole: whole && scale == 0 };
        }
        Ok(values)
    }

    pub(super) fn number(&self, function: Function, args: &[Expr]) -> Result<Scalar, Rejection> {
        match (function, args) {
            (Function::Add, [a, b]) => self.sum(a, b, " + "),
            (Function::Sub, [a, b]) => self.sum(a, b, " - "),
            (Function::Mul, [a, b]) => self.product(a, b),
            (Function::Neg, [a]) => self.wrapped("(- ", a),
            (Function::Abs, [a]) => self.wrapped("abs(", a),
            (Function::Len, [a]) => self.length(a),
            (Function::Year, [a]) => self.part(a, "%Y", "YEAR"),
            (Function::Month, [a]) => self.part(a, "%m", "MONTH"),
            (Function::Day, [a]) => self.part(a, "%d", "DAY"),
            (Function::DaysBetween, [from, to]) => self.days_between(from, to),
            _ => Err(refused(function)),
        }
    }

    fn sum(&self, a: &Expr, b: &Expr, sign: &str) -> Result<Scalar, Rejection> {
        let values = self.aligned(vec![self.scalar(a)?, self.scalar(b)?])?;
        let [left, right] = &values[..] else { return Err(ill_typed()) };
        let (Some((scale, x, whole)), Some((_, y, also))) = (number(left), number(right)) else {
            return self.blank(left, right);
        };
        let most = within(x.checked_add(y))?;
        Ok(self.infix(left, sign, right, Kind::Number { scale, most, whole: whole && also }))
    }

    fn product(&self, a: &Expr, b: &Expr) -> Result<Scalar, Rejection> {
        let (left, right) = (self.scalar(a)?, self.scalar(b)?);
        let (Some((s, x, whole)), Some((t, y, also))) = (number(&left), number(&right)) else {
            return self.blank(&left, &right);
        };
        let most = within(x.checked_mul(y))?;
        if s + t > 18 {
            return Err(too_many_digits());
        }
        let kind = Kind::Number { scale: s + t, most, whole: whole && also };
        Ok(self.infix(&left, " * ", &right, kind))
    }

    /// Arithmetic with a literal blank is blank.
    fn blank(&self, a: &Scalar, b: &Scalar) -> Result<Scalar, Rejection> {
        if a.kind == Kind::Null || b.kind == Kind::Null {
            return self.literal(&model::Value::Null);
        }
        Err(ill_typed())
    }

    fn infix(&self, left: &Scalar, sign: &str, right: &Scalar, kind: Kind) -> Scalar {
        let mut sql = self.sql("(");
        sql.append(&left.sql).push(sign).append(&right.sql).push(")");
        Scalar { sql, kind, nullable: left.nullable || right.nullable }
    }

    fn wrapped(&self, open: &str, a: &Expr) -> Result<Scalar, Rejection> {
        let inner = self.scalar(a)?;
        if !matches!(inner.kind, Kind::Number { .. } | Kind::Null) {
            return Err(ill_typed());
        }
        if inner.kind == Kind::Null {
            return Ok(inner);
        }
        let mut sql = self.sql(open);
        sql.append(&inner.sql).push(")");
        Ok(Scalar { sql, ..inner })
    }

    /// The year, month or day of a day.
    fn part(&self, a: &Expr, format: &str, name: &str) -> Result<Scalar, Rejection> {
        let day = self.scalar(a)?;
        if day.kind != Kind::Date {
            return Err(ill_typed());
        }
        let sql = if self.is_postgres() {
            let mut sql = self.sql("EXTRACT(");
            sql.push(name).push(" FROM ").append(&day.sql).push(")::bigint");
            sql
        } else {
            let mut sql = self.sql("CAST(strftime('");
            sql.push(format).push("', ").append(&day.sql);
            sql.push(" * 86400, 'unixepoch') AS INTEGER)");
            sql
        };
        let kind = Kind::Number { scale: 0, most: 9_999, whole: true };
        Ok(Scalar { sql, kind, nullable: day.nullable })
    }

    fn days_between(&self, from: &Expr, to: &Expr) -> Result<Scalar, Rejection> {
        let (from, to) = (self.scalar(from)?, self.scalar(to)?);
        if from.kind == Kind::Null || to.kind == Kind::Null {
            return self.literal(&model::Value::Null);
        }
        if from.kind != Kind::Date || to.kind != Kind::Date {
            return Err(ill_typed());
        }
        let kind = Kind::Number { scale: 0, most: 10_000_000, whole: true };
        let mut days = self.infix(&to, " - ", &from, kind);
        self.cast(&mut days.sql, "bigint");
        Ok(days)
    }
}

fn number(value: &Scalar) -> Option<(u32, u128, bool)> {
    match value.kind {
        Kind::Number { scale, most, whole } => Some((scale, most, whole)),
        _ => None,
    }
}

fn scale_of(value: &Scalar) -> Option<u32> {
    number(value).map(|(scale, ..)| scale)
}

fn within(most: Option<u128>) -> Result<u128, Rejection> {
    most.filter(|m| *m <= MOST).ok_or_else(too_many_digits)
}

fn too_many_digits() -> Rejection {
    Rejection::new(Code::NotForFilter).with("digits", 18)
}
