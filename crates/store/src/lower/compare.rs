//! Comparisons and `IN`.

use model::{Expr, Function, Rejection, Value};
use rust_decimal::Decimal;

use super::condition::{Mode, ids};
use super::scalar::{Kind, Scalar, append_all};
use super::{Lowering, ill_typed};
use crate::sql::{Param, Sql};

impl Lowering<'_> {
    pub(super) fn comparison(
        &self,
        function: Function,
        left: &Expr,
        right: &Expr,
        mode: Mode,
    ) -> Result<Sql, Rejection> {
        if let (Expr::Field(path), Expr::Value(Value::Null)) = (left, right)
            && self.is_set(path)?
        {
            let empty = Expr::call(Function::IsEmpty, [left.clone()]);
            return match function {
                Function::Eq => self.condition(&empty, mode),
                Function::Ne => self.condition(&Expr::call(Function::Not, [empty]), mode),
                _ => Ok(self.constant(false)),
            };
        }
        let column = self.scalar(left)?;
        if let (Kind::Number { scale, .. }, Expr::Value(Value::Number(n))) = (column.kind, right) {
            return self.with_number(function, &column, (n.normalize(), scale), mode);
        }
        let other = self.scalar(right)?;
        if !column.kind.fits(other.kind) {
            return Err(ill_typed());
        }
        let values = self.comparable(vec![column, other])?;
        let [left, right] = &values[..] else { return Err(ill_typed()) };
        Ok(self.compared(function, left, right, mode))
    }

    fn compared(&self, function: Function, left: &Scalar, right: &Scalar, mode: Mode) -> Sql {
        let both_nullable = left.nullable && right.nullable;
        let equality = matches!(function, Function::Eq | Function::Ne);
        let sign = match function {
            Function::Ne => " IS DISTINCT FROM ",
            Function::Lt => " < ",
            Function::Le => " <= ",
            Function::Gt => " > ",
            Function::Ge => " >= ",
            _ if both_nullable => " IS NOT DISTINCT FROM ",
            _ => " = ",
        };
        let mut sql = Sql::new(self.dialect);
        sql.append(&left.sql).push(sign).append(&right.sql);
        if !equality && left.kind == Kind::Text && self.is_postgres() {
            sql.push(" COLLATE \"C\"");
        }
        let is_two_valued = function == Function::Ne || equality && both_nullable;
        self.settled(sql, if is_two_valued { Mode::Where } else { mode })
    }

    /// A column of so many decimals against a literal that may have more: the literal is brought to the column, so
    /// that the column stands alone.
    fn with_number(
        &self,
        function: Function,
        column: &Scalar,
        (n, scale): (Decimal, u32),
        mode: Mode,
    ) -> Result<Sql, Rejection> {
        let (floor, is_exact) = (floor_at(n, scale), n.scale() <= scale);
        let (function, n) = match function {
            _ if is_exact => (function, n),
            Function::Lt | Function::Le => (Function::Le, floor),
            Function::Gt | Function::Ge => (Function::Gt, floor),
            Function::Ne => return Ok(self.constant(true)),
            _ => return Ok(self.constant(false)),
        };
        let Ok(sql) = self.bound(n, scale) else {
            return Ok(self.beyond(function, column, n.is_sign_negative()));
        };
        let literal = Scalar { sql, kind: column.kind, nullable: false };
        Ok(self.compared(function, column, &literal, mode))
    }

    /// Against a number that no column can hold: true of every value there is, or of none.
    fn beyond(&self, function: Function, column: &Scalar, is_low: bool) -> Sql {
        let all = match function {
            Function::Ne => return self.constant(true),
            Function::Lt | Function::Le => !is_low,
            Function::Gt | Function::Ge => is_low,
            _ => false,
        };
        if !all {
            return self.constant(false);
        }
        let mut sql = self.sql("(");
        sql.append(&column.sql).push(" IS NOT NULL)");
        sql
    }

    pub(super) fn is_in(&self, left: &Expr, list: &[Value], mode: Mode) -> Result<Sql, Rejection> {
        let column = self.scalar(left)?;
        let mut sql = column.sql.clone();
        match column.kind {
            Kind::Id => {
                let ids = ids(list);
                if ids.is_empty() {
                    return Ok(self.constant(false));
                }
                self.one_of_ids(&mut sql, &ids);
            }
            Kind::Text if self.is_postgres() => {
                let text = |v: &Value| v.as_text().or(v.as_sealed()).map(str::to_owned);
                let texts = list.iter().filter_map(text).collect();
                if let Some(nul) =
                    list.iter().find(|v| v.as_text().is_some_and(|t| t.contains('\0')))
                {
                    self.literal(nul)?;
                }
                sql.push(" = ANY (").bind(Param::Texts(texts)).push("::text[])");
            }
            Kind::Number { scale, .. } => {
                let fitting = list.iter().filter_map(|v| match v {
                    Value::Number(n) if n.normalize().scale() <= scale => {
                        self.bound(n.normalize(), scale).ok()
                    }
                    _ => None,
                });
                let kind = column.kind;
                let fitting: Vec<Scalar> =
                    fitting.map(|sql| Scalar { sql, kind, nullable: false }).collect();
                if fitting.is_empty() {
                    return Ok(self.constant(false));
                }
                sql.push(" IN (");
                append_all(&mut sql, &fitting);
                sql.push(")");
            }
            kind => {
                let values: Result<Vec<Scalar>, _> =
                    list.iter().filter(|v| !v.is_null()).map(|v| self.literal(v)).collect();
                let values = values?;
                if values.iter().any(|v| !v.kind.fits(kind)) {
                    return Err(ill_typed());
                }
                if values.is_empty() {
                    return Ok(self.constant(false));
                }
                sql.push(" IN (");
                append_all(&mut sql, &values);
                sql.push(")");
            }
        }
        Ok(self.settled(sql, mode))
    }
}

/// The largest number of so many decimals that is not above `n`.
fn floor_at(n: Decimal, scale: u32) -> Decimal {
    if n.scale() <= scale {
        return n;
    }
    let unit = 10_i128.pow(n.scale() - scale);
    let floor = n.mantissa().div_euclid(unit);
    Decimal::try_from_i128_with_scale(floor, scale).unwrap_or(n)
}
