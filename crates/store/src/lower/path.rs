//! Columns: of the row itself, through single links, and in the junction table.

use model::{Code, FieldId, FieldPath, FieldRef, Rejection, Shape};

use super::condition::Mode;
use super::scalar::{Kind, Scalar};
use super::{Columns, Lowering};
use crate::sql::Sql;
use crate::table::Table;

/// Most digits of a stored number.
const STORED: u128 = 10_u128.pow(18) - 1;

impl Lowering<'_> {
    /// The table that holds the last field of a path.
    fn table(&self, path: &FieldPath) -> Result<&Table, Rejection> {
        match path.through.last() {
            None => Ok(self.columns.own()),
            Some(link) => self.columns.target(*link).ok_or_else(unknown),
        }
    }

    /// Whether the field's values lie in the junction table.
    pub(super) fn is_set(&self, path: &FieldPath) -> Result<bool, Rejection> {
        let (_, shape) = self.table(path)?.locate(path.field).ok_or_else(unknown)?;
        Ok(shape.is_many())
    }

    /// A single-valued field.
    pub(super) fn column(&self, path: &FieldPath) -> Result<Scalar, Rejection> {
        let table = self.table(path)?;
        let (_, shape) = table.locate(path.field).ok_or_else(unknown)?;
        let kind = match shape {
            Shape::Text | Shape::Sealed => Kind::Text,
            Shape::Int => Kind::Number { scale: 0, most: STORED, whole: true },
            Shape::Decimal { scale } => {
                Kind::Number { scale: u32::from(scale), most: STORED, whole: false }
            }
            Shape::Bool => Kind::Bool,
            Shape::Date => Kind::Date,
            Shape::Instant => Kind::Instant,
            Shape::Option | Shape::Person | Shape::Department | Shape::Record => Kind::Id,
            Shape::Options | Shape::Records | Shape::Files => return Err(super::ill_typed()),
        };
        let sql = self.reach(path, |sql, alias| {
            if let Some(named) = table.named(alias, path.field) {
                sql.column(&named);
            }
        })?;
        Ok(Scalar { sql, kind, nullable: true })
    }

    /// The id of the record that holds the last field of a path.
    pub(super) fn holder(&self, path: &FieldPath) -> Result<Sql, Rejection> {
        self.reach(path, |sql, alias| {
            sql.push(alias).push(".id");
        })
    }

    /// Where the set of a path lies: junction table and the number of the field in it.
    pub(super) fn set(&self, path: &FieldPath) -> Result<(String, i64), Rejection> {
        let table = self.table(path)?;
        match path.field {
            FieldRef::Field(id) => {
                let column = table.columns.get(&id).filter(|c| c.shape.is_many());
                Ok((table.sets(), column.ok_or_else(unknown)?.number()))
            }
            FieldRef::System(_) => Err(unknown()),
        }
    }

    /// `write` on the row itself, or inside `(SELECT … FROM r2 l1 JOIN r3 l2 ON … WHERE l1.id = row.f5)`.
    fn reach(
        &self,
        path: &FieldPath,
        write: impl FnOnce(&mut Sql, &str),
    ) -> Result<Sql, Rejection> {
        if path.through.is_empty() {
            let mut sql = Sql::new(self.dialect);
            write(&mut sql, self.columns.alias());
            return Ok(sql);
        }
        let mut sql = self.sql("(SELECT ");
        write(&mut sql, &format!("l{}", path.through.len()));
        let mut sights = self.sights(path)?;
        let mut needed = sql.take_joins();
        needed.extend(sights.take_joins());
        let mut entry = Sql::new(self.dialect);
        let mut from = self.columns.own();
        for (n, field) in path.through.iter().enumerate() {
            let before = if n == 0 { self.columns.alias().to_owned() } else { format!("l{n}") };
            let link = from.named(&before, (*field).into()).ok_or_else(unknown)?;
            if link.shape != Shape::Record {
                return Err(super::ill_typed());
            }
            let to = self.columns.target(*field).ok_or_else(unknown)?;
            from = to;
            let alias = format!("l{}", n + 1);
            if n == 0 {
                sql.push(" FROM ").push(&to.rows()).push(" ").push(&alias);
                entry.column(&link);
            } else {
                // The link may itself lie behind the first table.
                if let Some(join) = &link.join {
                    sql.push(join);
                    needed.remove(join);
                }
                sql.push(" JOIN ").push(&to.rows()).push(" ").push(&alias);
                sql.push(" ON ").push(&alias).push(".id = ").push(&link.text);
            }
        }
        for join in &needed {
            sql.push(join);
        }
        sql.push(" WHERE l1.id = ").append(&entry).append(&sights).push(")");
        Ok(sql)
    }

    /// ` AND …`: what may be seen of the records on the way.
    fn sights(&self, path: &FieldPath) -> Result<Sql, Rejection> {
        let mut sql = Sql::new(self.dialect);
        for (n, link) in path.through.iter().enumerate() {
            let Some(sight) = self.columns.sight(*link) else { continue };
            let table = self.columns.target(*link).ok_or_else(unknown)?;
            let linked = Linked { table, alias: format!("l{}", n + 1) };
            let inner = Lowering { columns: &linked, dialect: self.dialect };
            sql.push(" AND ").append(&inner.condition(sight, Mode::Where)?);
        }
        Ok(sql)
    }
}

/// A linked table inside a sub-select; what may be seen of it is said by its own fields.
struct Linked<'a> {
    table: &'a Table,
    alias: String,
}

impl Columns for Linked<'_> {
    fn own(&self) -> &Table {
        self.table
    }

    fn target(&self, _: FieldId) -> Option<&Table> {
        None
    }

    fn alias(&self) -> &str {
        &self.alias
    }
}

fn unknown() -> Rejection {
    Rejection::new(Code::UnknownField)
}
