//! The search index: pre-tokenised grams per record, in FTS5 (SQLite) or a GIN index over `text[]` (PostgreSQL).
//! Making grams out of words is `engines::search`; here they are only stored and matched.

use model::{FieldId, FieldRef};

use crate::dialect::Dialect;
use crate::fault::Fault;
use crate::session::{Read, all, must};
use crate::sql::{Param, Sql};
use crate::table::Table;
use crate::tx::Tx;

/// A gram to match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gram {
    /// Its text; holds no space, quote or backslash.
    pub text: String,
    /// Also match longer grams that begin with it.
    pub prefix: bool,
}

/// What to find: records that have all grams of at least one group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grams {
    /// The groups.
    pub any_of: Vec<Vec<Gram>>,
    /// The words themselves, where grams may match too much.
    pub recheck: Option<Recheck>,
}

/// Words to look for in the columns themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recheck {
    /// Lower-case (ASCII) words.
    pub text: String,
    /// Text fields, one of which must contain them.
    pub fields: Vec<FieldId>,
}

/// Replaces the grams of records, by row key.
///
/// # Errors
/// When the database refuses.
pub fn index_grams(
    tx: &mut Tx<'_>,
    table: &Table,
    records: &[(i64, Vec<String>)],
) -> Result<(), Fault> {
    let dialect = tx.dialect();
    for (key, grams) in records {
        let mut sql = Sql::new(dialect);
        if dialect.is_postgres() {
            sql.push("INSERT INTO ").push(&table.grams()).push(" (rk, grams) VALUES (").bind(*key);
            sql.push(", ").bind(Param::Texts(grams.clone()));
            sql.push(") ON CONFLICT (rk) DO UPDATE SET grams = excluded.grams");
        } else {
            sql.push("INSERT OR REPLACE INTO ").push(&table.grams()).push(" (rowid, grams) VALUES (");
            sql.bind(*key).push(", ").bind(grams.join(" ")).push(")");
        }
        tx.execute(&sql)?;
    }
    Ok(())
}

/// Removes records from the index, by row key.
///
/// # Errors
/// When the database refuses.
pub fn remove_grams(tx: &mut Tx<'_>, table: &Table, keys: &[i64]) -> Result<(), Fault> {
    let column = if tx.dialect().is_postgres() { "rk" } else { "rowid" };
    for key in keys {
        let mut sql = Sql::of(tx.dialect(), "DELETE FROM ");
        sql.push(&table.grams()).push(" WHERE ").push(column).push(" = ").bind(*key);
        tx.execute(&sql)?;
    }
    Ok(())
}

/// Row keys that match, newest first, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub fn search_hits(
    read: &mut dyn Read,
    table: &Table,
    grams: &Grams,
    limit: i64,
) -> Result<Vec<i64>, Fault> {
    let mut sql = hits(table, grams, read.dialect());
    let column = if read.dialect().is_postgres() { "rk" } else { "rowid" };
    sql.push(" ORDER BY ").push(column).push(" DESC LIMIT ").bind(limit);
    all(read, &sql, |row| must(row.int(0)?, "rk"))
}

/// `t.rk IN (…)`, with the recheck.
pub(super) fn matching(table: &Table, grams: &Grams, dialect: Dialect) -> Sql {
    let mut sql = Sql::of(dialect, "t.rk IN (");
    sql.append(&hits(table, grams, dialect)).push(")");
    let Some(recheck) = &grams.recheck else { return sql };
    let columns: Vec<String> = recheck
        .fields
        .iter()
        .filter_map(|id| table.locate(FieldRef::Field(*id)))
        .map(|(name, _)| name)
        .collect();
    if columns.is_empty() {
        return sql;
    }
    sql.push(" AND (");
    for (i, column) in columns.iter().enumerate() {
        if i > 0 {
            sql.push(" OR ");
        }
        if dialect.is_postgres() {
            sql.push("position(").bind(recheck.text.as_str()).push("::text in lower(t.");
            sql.push(column).push(")) > 0");
        } else {
            sql.push("instr(lower(t.").push(column).push("), ").bind(recheck.text.as_str());
            sql.push(") > 0");
        }
    }
    sql.push(")");
    sql
}

fn hits(table: &Table, grams: &Grams, dialect: Dialect) -> Sql {
    if dialect.is_postgres() { hits_postgres(table, grams) } else { hits_sqlite(table, grams) }
}

fn hits_sqlite(table: &Table, grams: &Grams) -> Sql {
    let mut sql = Sql::of(Dialect::Sqlite, "SELECT rowid FROM ");
    let name = table.grams();
    sql.push(&name).push(" WHERE ").push(&name).push(" MATCH ");
    let groups: Vec<String> = grams
        .any_of
        .iter()
        .map(|group| {
            let terms: Vec<String> = group
                .iter()
                .map(|g| format!("\"{}\"{}", g.text.replace('"', ""), if g.prefix { "*" } else { "" }))
                .collect();
            format!("({})", terms.join(" AND "))
        })
        .collect();
    sql.bind(groups.join(" OR "));
    sql
}

fn hits_postgres(table: &Table, grams: &Grams) -> Sql {
    let mut sql = Sql::of(Dialect::Postgres, "SELECT rk FROM ");
    sql.push(&table.grams()).push(" WHERE ");
    for (i, group) in grams.any_of.iter().enumerate() {
        sql.push(if i > 0 { " OR (" } else { "(" });
        let whole: Vec<String> =
            group.iter().filter(|g| !g.prefix).map(|g| g.text.clone()).collect();
        sql.push("grams @> ").bind(Param::Texts(whole));
        for gram in group.iter().filter(|g| g.prefix) {
            // Arrays have no prefix operator; a gram's own unigram is stored too, so this only narrows.
            sql.push(" AND EXISTS (SELECT 1 FROM unnest(grams) gram WHERE gram COLLATE \"C\" >= ");
            sql.bind(gram.text.as_str()).push(" AND starts_with(gram, ").bind(gram.text.as_str());
            sql.push("))");
        }
        sql.push(")");
    }
    sql
}
