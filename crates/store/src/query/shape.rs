//! The common part of every question: from where, under which conditions.

use model::{Expr, FormId, Rejection};

use super::scopes::{Scope, scopes};
use super::search::{Grams, hit, matching};
use crate::dialect::Dialect;
use crate::lower;
use crate::sql::Sql;
use crate::table::Table;

/// A question over one form's records. Trees are bound: they hold no `Context`.
pub struct Question<'a> {
    /// The form's tables.
    pub table: &'a Table,
    /// Tables of forms that conditions reach through links.
    pub tables: &'a dyn Fn(FormId) -> Option<&'a Table>,
    /// The form that a link field points to.
    pub targets: &'a dyn Fn(model::FieldId) -> Option<FormId>,
    /// The records in sight of who asks behind a link, as [`lower::Columns::sight`] wants them.
    pub sights: &'a dyn Fn(model::FieldId) -> Option<&'a Expr>,
    /// The records in sight of who asks.
    pub rows: &'a Expr,
    /// The records asked for.
    pub filter: &'a Expr,
    /// Words to find.
    pub search: Option<&'a Grams>,
    /// In the recycle bin instead of outside it.
    pub bin: bool,
}

impl<'a> Question<'a> {
    /// Which of the records in sight fulfil a condition over their own fields.
    pub fn over(table: &'a Table, rows: &'a Expr, filter: &'a Expr) -> Self {
        Self {
            table,
            tables: &|_| None,
            targets: &|_| None,
            sights: &|_| None,
            rows,
            filter,
            search: None,
            bin: false,
        }
    }
}

impl Question<'_> {
    /// ` WHERE …` over the rows `t`.
    pub(super) fn wheres(&self, dialect: Dialect) -> Result<Sql, Rejection> {
        self.wheres_within(self.rows, dialect)
    }

    /// The same with other records in sight.
    pub(super) fn wheres_within(&self, rows: &Expr, dialect: Dialect) -> Result<Sql, Rejection> {
        let mut sql = self.conditions(Sql::of(dialect, " WHERE "), rows)?;
        if let Some(grams) = self.search {
            sql.push(" AND ").append(&matching(self.table, grams, dialect));
        }
        Ok(sql)
    }

    /// The same over what a search found: a condition that says which rows.
    pub(super) fn wheres_among(&self, hits: &Sql) -> Result<Sql, Rejection> {
        let mut sql = self.conditions(Sql::of(hits.dialect, " WHERE "), self.rows)?;
        sql.push(" AND ").append(hits);
        Ok(sql)
    }

    /// The scopes of who asks, where walking them one by one pays: searches go by their hits, and no index knows the
    /// recycle bin.
    pub(super) fn scopes(&self) -> Option<Vec<Scope>> {
        if self.bin || self.search.is_some() { None } else { scopes(self.rows) }
    }

    /// ` WHERE …` over the search index, each hit beside its row `t`: newest first without collecting all hits.
    pub(super) fn wheres_of_hits(&self, grams: &Grams, dialect: Dialect) -> Result<Sql, Rejection> {
        let mut sql = Sql::of(dialect, " WHERE ");
        sql.append(&hit(self.table, grams, dialect)).push(" AND ");
        self.conditions(sql, self.rows)
    }

    fn conditions(&self, mut sql: Sql, rows: &Expr) -> Result<Sql, Rejection> {
        let dialect = sql.dialect;
        sql.push("t.deleted_at IS ");
        sql.push(if self.bin { "NOT NULL" } else { "NULL" });
        for condition in [rows, self.filter] {
            if *condition == Expr::always() {
                continue;
            }
            let lowered = lower::condition(condition, self, dialect)?;
            sql.push(" AND (").append(&lowered).push(")");
        }
        Ok(sql)
    }
}

impl lower::Columns for Question<'_> {
    fn own(&self) -> &Table {
        self.table
    }

    fn target(&self, link: model::FieldId) -> Option<&Table> {
        (self.tables)((self.targets)(link)?)
    }

    fn sight(&self, link: model::FieldId) -> Option<&Expr> {
        (self.sights)(link)
    }
}
