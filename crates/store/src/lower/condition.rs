//! Yes-or-no trees.

use model::{Expr, FieldPath, Function, Rejection, Value};
use uuid::Uuid;

use super::{Lowering, ill_typed, refused};
use crate::sql::{Param, Sql};

/// Whether NULL may stand for "no".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// In WHERE, where NULL and FALSE are alike: comparisons stay plain.
    Where,
    /// Under NOT, or as a value: TRUE or FALSE only.
    Exact,
}

impl Lowering<'_> {
    /// Never binds looser than a comparison's operand needs: junctions and tests come in brackets.
    pub(super) fn condition(&self, expr: &Expr, mode: Mode) -> Result<Sql, Rejection> {
        match expr {
            Expr::Value(value) => Ok(self.constant(*value == Value::Bool(true))),
            Expr::Field(_) => {
                let column = self.scalar(expr)?;
                self.truth(column.sql, mode)
            }
            Expr::Call(function, args) => self.call(*function, args, expr, mode),
            Expr::List(_) | Expr::Context(_) => Err(ill_typed()),
        }
    }

    pub(super) fn constant(&self, yes: bool) -> Sql {
        // SQLite reads the words as 1 and 0.
        self.sql(if yes { "TRUE" } else { "FALSE" })
    }

    fn call(
        &self,
        function: Function,
        args: &[Expr],
        expr: &Expr,
        mode: Mode,
    ) -> Result<Sql, Rejection> {
        match (function, args) {
            (Function::And, _) => self.junction(args, " AND ", true, mode),
            (Function::Or, _) => self.junction(args, " OR ", false, mode),
            (Function::Not, [inner]) => {
                let mut sql = self.sql("(NOT ");
                sql.append(&self.condition(inner, Mode::Exact)?).push(")");
                Ok(sql)
            }
            (
                Function::Eq
                | Function::Ne
                | Function::Lt
                | Function::Le
                | Function::Gt
                | Function::Ge,
                [left, right],
            ) => self.comparison(function, left, right, mode),
            (Function::IsEmpty, [inner]) => self.is_empty(inner),
            (Function::In, [left, Expr::List(list)]) => self.is_in(left, list, mode),
            (Function::HasAny, [Expr::Field(path), Expr::List(list)]) => self.has(path, &ids(list)),
            (Function::HasAll, [Expr::Field(path), Expr::List(list)]) => {
                let mut tests = vec![self.has(path, &[])?];
                if !list.is_empty() {
                    tests.clear();
                }
                for item in list {
                    tests.push(match id(item) {
                        Some(id) => self.has(path, &[id])?,
                        None => self.constant(false),
                    });
                }
                Ok(self.joined(tests, " AND "))
            }
            (Function::Contains | Function::StartsWith | Function::EndsWith, [text, part]) => {
                let test = self.text_test(function, text, part)?;
                Ok(self.settled(test, mode))
            }
            (Function::If | Function::Coalesce, _) => {
                let value = self.scalar(expr)?;
                self.truth(value.sql, mode)
            }
            _ => Err(refused(function)),
        }
    }

    fn junction(
        &self,
        args: &[Expr],
        word: &str,
        neutral: bool,
        mode: Mode,
    ) -> Result<Sql, Rejection> {
        if args.is_empty() {
            return Ok(self.constant(neutral));
        }
        let members: Result<Vec<Sql>, _> = args.iter().map(|a| self.condition(a, mode)).collect();
        Ok(self.joined(members?, word))
    }

    fn joined(&self, members: Vec<Sql>, word: &str) -> Sql {
        let mut sql = self.sql("(");
        for (n, member) in members.iter().enumerate() {
            if n > 0 {
                sql.push(word);
            }
            sql.append(member);
        }
        sql.push(")");
        sql
    }

    /// A yes-or-no value as a condition.
    fn truth(&self, value: Sql, mode: Mode) -> Result<Sql, Rejection> {
        let mut sql = self.sql("(");
        sql.append(&value);
        match (mode, self.is_postgres()) {
            (Mode::Exact, _) => sql.push(" IS TRUE)"),
            (Mode::Where, true) => sql.push(")"),
            // A bare column is no index term for SQLite.
            (Mode::Where, false) => sql.push(" = 1)"),
        };
        Ok(sql)
    }

    /// A comparison that may be NULL, made two-valued where that matters.
    pub(super) fn settled(&self, test: Sql, mode: Mode) -> Sql {
        let mut sql = self.sql(if mode == Mode::Exact { "((" } else { "(" });
        sql.append(&test);
        sql.push(if mode == Mode::Exact { ") IS TRUE)" } else { ")" });
        sql
    }

    fn is_empty(&self, inner: &Expr) -> Result<Sql, Rejection> {
        if let Expr::Field(path) = inner
            && self.is_set(path)?
        {
            let mut sql = self.sql("(NOT ");
            sql.append(&self.has(path, &[])?).push(")");
            return Ok(sql);
        }
        let mut sql = self.sql("(");
        sql.append(&self.scalar(inner)?.sql).push(" IS NULL)");
        Ok(sql)
    }

    /// Whether a set holds one of these; of none at all: whether it holds anything.
    fn has(&self, path: &FieldPath, any: &[Uuid]) -> Result<Sql, Rejection> {
        let (table, field) = self.set(path)?;
        let mut sql = self.sql("EXISTS (SELECT 1 FROM ");
        sql.push(&table).push(" v WHERE v.record = ").append(&self.holder(path)?);
        sql.push(" AND v.field = ").bind(field);
        if !any.is_empty() {
            sql.push(" AND v.value");
            self.one_of_ids(&mut sql, any);
        }
        sql.push(")");
        Ok(sql)
    }

    /// ` = $1`, ` IN ($1, $2)`, or ` = ANY ($1)` where the text then does not depend on how many there are.
    pub(super) fn one_of_ids(&self, sql: &mut Sql, ids: &[Uuid]) {
        match ids {
            [id] => sql.push(" = ").bind(*id),
            _ if self.is_postgres() => {
                sql.push(" = ANY (").bind(Param::Uuids(ids.to_vec())).push("::uuid[])")
            }
            _ => sql.push(" IN (").bind_all(ids.iter().map(|id| Param::Uuid(*id))).push(")"),
        };
    }
}

/// The ids among literals.
pub(super) fn ids(list: &[Value]) -> Vec<Uuid> {
    list.iter().filter_map(id).collect()
}

pub(super) fn id(value: &Value) -> Option<Uuid> {
    match value {
        Value::Option(id) => Some(id.0),
        Value::Person(id) => Some(id.0),
        Value::Department(id) => Some(id.0),
        Value::Record(id) => Some(id.0),
        _ => None,
    }
}
