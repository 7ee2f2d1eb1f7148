//! Text: A–Z and a–z fold, nothing else does; an empty result is NULL.

use formula::TRIMMED;
use model::{Expr, Function, Rejection, Value};

use super::scalar::{Kind, Scalar};
use super::{Lowering, ill_typed, refused};
use crate::sql::Sql;

/// No text is longer; keeps lengths within what the databases take.
const LONGEST: i64 = 1_000_000;

impl Lowering<'_> {
    /// `CONTAINS`, `STARTSWITH`, `ENDSWITH`; NULL when one side is.
    pub(super) fn text_test(
        &self,
        function: Function,
        text: &Expr,
        part: &Expr,
    ) -> Result<Sql, Rejection> {
        let text = self.folded(self.texts(text)?);
        let part = match part {
            // Folded here, so that the database need not do it for each row.
            Expr::Value(Value::Text(part)) => {
                self.literal(&Value::Text(part.to_ascii_lowercase()))?.sql
            }
            other => self.folded(self.texts(other)?),
        };
        let postgres = self.is_postgres();
        let mut sql = Sql::new(self.dialect);
        if function == Function::Contains {
            sql.push(if postgres { "strpos(" } else { "instr(" });
            sql.append(&text).push(", ").append(&part).push(") > 0");
            return Ok(sql);
        }
        sql.push(match (function, postgres) {
            (Function::StartsWith, true) => "left(",
            (Function::EndsWith, true) => "right(",
            _ => "substr(",
        });
        sql.append(&text).push(match (function, postgres) {
            (Function::StartsWith, false) => ", 1, ",
            (Function::EndsWith, false) => ", -",
            _ => ", ",
        });
        sql.push("length(").append(&part).push(")) = ").append(&part);
        Ok(sql)
    }

    fn texts(&self, expr: &Expr) -> Result<Scalar, Rejection> {
        let text = self.scalar(expr)?;
        match text.kind {
            Kind::Text => Ok(text),
            Kind::Null => {
                let mut sql = text.sql;
                self.cast(&mut sql, "text");
                Ok(Scalar { sql, kind: Kind::Text, nullable: true })
            }
            _ => Err(ill_typed()),
        }
    }

    /// In lower case, A–Z only: SQLite's own `lower`, and PostgreSQL's under "C".
    fn folded(&self, text: Scalar) -> Sql {
        self.cased("lower(", &text.sql)
    }

    fn cased(&self, open: &str, text: &Sql) -> Sql {
        let mut sql = self.sql(open);
        sql.append(text).push(if self.is_postgres() { " COLLATE \"C\")" } else { ")" });
        sql
    }

    /// `LEN`: 0 for blank.
    pub(super) fn length(&self, a: &Expr) -> Result<Scalar, Rejection> {
        let text = self.texts(a)?;
        let mut sql = self.sql("COALESCE(length(");
        sql.append(&text.sql).push("), 0)");
        self.cast(&mut sql, "bigint");
        let kind = Kind::Number { scale: 0, most: 10_000_000_000, whole: true };
        Ok(Scalar { sql, kind, nullable: false })
    }

    pub(super) fn text(&self, function: Function, args: &[Expr]) -> Result<Scalar, Rejection> {
        if function == Function::Concat {
            return self.concat(args);
        }
        let Some((first, rest)) = args.split_first() else { return Err(ill_typed()) };
        let text = self.texts(first)?;
        let sql = match function {
            Function::Upper => return Ok(text_of(self.cased("upper(", &text.sql))),
            Function::Lower => return Ok(text_of(self.cased("lower(", &text.sql))),
            Function::Trim => {
                let blanks: String = TRIMMED.iter().collect();
                let mut sql = self.sql(if self.is_postgres() { "btrim(" } else { "trim(" });
                sql.append(&text.sql).push(", ").bind(blanks);
                self.cast(&mut sql, "text");
                sql.push(")");
                sql
            }
            Function::Left => self.cut(&text.sql, 1, count(function, rest.first())?),
            Function::Mid => {
                let from = count(function, rest.first())?;
                let n = if from < 1 { 0 } else { count(function, rest.get(1))? };
                self.cut(&text.sql, from.max(1), n)
            }
            Function::Right => {
                let n = count(function, rest.first())?;
                if n < 1 {
                    return Ok(text_of(self.nothing()));
                }
                let mut sql = self.sql(if self.is_postgres() { "right(" } else { "substr(" });
                sql.append(&text.sql).push(", ");
                sql.bind(if self.is_postgres() { n } else { -n });
                self.cast(&mut sql, "int");
                sql.push(")");
                sql
            }
            _ => return Err(refused(function)),
        };
        Ok(self.or_null(&sql))
    }

    /// `n` characters from the `from`th on.
    fn cut(&self, text: &Sql, from: i64, n: i64) -> Sql {
        if n < 1 {
            return self.nothing();
        }
        let mut sql = self.sql("substr(");
        sql.append(text).push(", ").bind(from);
        self.cast(&mut sql, "int");
        sql.push(", ").bind(n);
        self.cast(&mut sql, "int");
        sql.push(")");
        sql
    }

    fn nothing(&self) -> Sql {
        let mut sql = self.sql("NULL");
        self.cast(&mut sql, "text");
        sql
    }

    fn concat(&self, args: &[Expr]) -> Result<Scalar, Rejection> {
        let mut sql = self.sql("(");
        for (n, arg) in args.iter().enumerate() {
            let piece = self.scalar(arg)?;
            if !matches!(piece.kind, Kind::Text | Kind::Null) {
                return Err(refused(Function::Concat));
            }
            sql.push(if n > 0 { " || COALESCE(" } else { "COALESCE(" });
            sql.append(&piece.sql).push(", '')");
        }
        sql.push(")");
        Ok(self.or_null(&sql))
    }

    fn or_null(&self, text: &Sql) -> Scalar {
        let mut sql = self.sql("NULLIF(");
        sql.append(text).push(", '')");
        text_of(sql)
    }
}

fn text_of(sql: Sql) -> Scalar {
    Scalar { sql, kind: Kind::Text, nullable: true }
}

/// How many characters: literals only, since the databases disagree on odd numbers.
fn count(function: Function, arg: Option<&Expr>) -> Result<i64, Rejection> {
    match arg {
        Some(Expr::Value(Value::Number(n))) => Ok(formula::number::whole(*n).clamp(0, LONGEST)),
        _ => Err(refused(function)),
    }
}
