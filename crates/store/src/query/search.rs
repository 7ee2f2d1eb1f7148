//! The search index: pre-tokenised grams per record, in FTS5 (SQLite) or a GIN index over a tsvector (PostgreSQL).
//! Making grams out of words is `engines::search`; here they are only stored and matched.

use std::borrow::Borrow;

use crate::dialect::Dialect;
use crate::fault::Fault;
use crate::session::{Read, Session, all, first, must};
use crate::sql::{Param, Sql};
use crate::table::Table;
use crate::tx::Tx;

/// Pages of the index written anew in one transaction.
const RENEWED: i64 = 500;

/// A gram to match. Its text holds no space, quote or backslash: `engines::search` cuts texts at them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gram {
    /// Its text.
    pub text: String,
    /// Also match longer grams that begin with it.
    pub prefix: bool,
}

/// What to find: every term must match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grams {
    /// The terms.
    pub terms: Vec<Term>,
}

/// A word of a question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    /// Alternatives; in one of them every gram must be there.
    pub any_of: Vec<Vec<Gram>>,
}

impl Grams {
    /// The question in the words of FTS5 or of a `tsquery`.
    fn spelled(&self, dialect: Dialect) -> String {
        let postgres = dialect.is_postgres();
        let (and, or) = if postgres { (" & ", " | ") } else { (" AND ", " OR ") };
        let gram = |g: &Gram| match (postgres, g.prefix) {
            (false, false) => format!("\"{}\"", g.text),
            (false, true) => format!("\"{}\"*", g.text),
            (true, false) => format!("'{}'", g.text),
            (true, true) => format!("'{}':*", g.text),
        };
        let all = |group: &Vec<Gram>| {
            format!("({})", group.iter().map(gram).collect::<Vec<_>>().join(and))
        };
        let any = |t: &Term| format!("({})", t.any_of.iter().map(all).collect::<Vec<_>>().join(or));
        self.terms.iter().map(any).collect::<Vec<_>>().join(and)
    }
}

/// Replaces the grams of records, by row key; each record once.
///
/// # Errors
/// When the database refuses.
pub fn index_grams<G: Borrow<[String]>>(
    tx: &mut Tx<'_>,
    table: &Table,
    records: &[(i64, G)],
) -> Result<(), Fault> {
    let dialect = tx.dialect();
    if records.is_empty() {
        return Ok(());
    }
    if dialect.is_postgres() {
        let keys = records.iter().map(|(key, _)| *key).collect();
        let grams = records.iter().map(|(_, grams)| distinct(grams.borrow())).collect();
        let mut sql = Sql::of(dialect, "INSERT INTO ");
        sql.push(&table.grams()).push(" (rk, grams) SELECT n.rk, n.grams FROM unnest(");
        sql.bind(Param::Ints(keys)).push("::bigint[], ").bind(Param::Grams(grams));
        sql.push("::tsvector[]) AS n(rk, grams) ");
        sql.push("ON CONFLICT (rk) DO UPDATE SET grams = excluded.grams");
        return tx.execute(&sql);
    }
    for (key, grams) in records {
        let mut sql = Sql::of(dialect, "INSERT OR REPLACE INTO ");
        sql.push(&table.grams()).push(" (rowid, grams) VALUES (");
        sql.bind(*key).push(", ").bind(grams.borrow().join(" ")).push(")");
        tx.execute(&sql)?;
    }
    Ok(())
}

/// In order and once each, as PostgreSQL takes them.
fn distinct(grams: &[String]) -> Vec<String> {
    let mut grams = grams.to_vec();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// Brings what was written lately into order, so that searching stays fast. PostgreSQL takes new grams down in a list
/// first, which every search reads through: written one by one into the index they would cost seven times as much.
/// No row changes, so a reading connection may do it; writers go on meanwhile.
///
/// # Errors
/// When the database does not answer.
pub fn settle_grams(read: &mut dyn Read) -> Result<(), Fault> {
    if !read.dialect().is_postgres() {
        return Ok(());
    }
    let text = "SELECT gin_clean_pending_list(c.oid)::bigint FROM pg_class c \
                JOIN pg_am a ON a.oid = c.relam AND a.amname = 'gin' \
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'i' \
                AND c.relname ~ '^g[0-9]+_grams$'";
    read.each(&Sql::of(Dialect::Postgres, text), &mut |_| Ok(true))
}

/// Lets the search indexes of an older database take new grams down in a list first: see [`settle_grams`].
///
/// # Errors
/// When the database refuses.
pub(crate) fn loosen_grams(session: &mut dyn Session) -> Result<(), Fault> {
    session.script(
        "DO $$ DECLARE name text; BEGIN FOR name IN SELECT c.relname FROM pg_class c \
         WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'i' \
         AND c.relname ~ '^g[0-9]+_grams$' AND 'fastupdate=off' = ANY(c.reloptions) LOOP \
         EXECUTE format('ALTER INDEX %I SET (fastupdate = on, gin_pending_list_limit = 4096)', name); \
         END LOOP; END $$",
    )
}

/// Removes records from the index, by row key.
///
/// # Errors
/// When the database refuses.
pub fn remove_grams(tx: &mut Tx<'_>, table: &Table, keys: &[i64]) -> Result<(), Fault> {
    let column = if tx.dialect().is_postgres() { "rk" } else { "rowid" };
    for keys in keys.chunks(500) {
        let mut sql = Sql::of(tx.dialect(), "DELETE FROM ");
        sql.push(&table.grams()).push(" WHERE ").push(column);
        sql.among(keys.iter().map(|key| Param::Int(*key)));
        tx.execute(&sql)?;
    }
    Ok(())
}

/// Writes a part of the search index anew, without what was removed from it: a removal only leaves a mark there. Whether
/// there is more to do. PostgreSQL's goes with its next vacuum.
///
/// # Errors
/// When the database refuses.
pub fn renew_grams(tx: &mut Tx<'_>, table: &Table, begin: bool) -> Result<bool, Fault> {
    if tx.dialect().is_postgres() {
        return Ok(false);
    }
    let changes = Sql::of(Dialect::Sqlite, "SELECT total_changes()");
    let before = first(tx, &changes, |row| must(row.int(0)?, "changes"))?;
    let name = table.grams();
    let mut sql = Sql::of(Dialect::Sqlite, "INSERT INTO ");
    sql.push(&name).push(" (").push(&name).push(", rank) VALUES ('merge', ");
    // A negative number begins: all of it is to be one again.
    sql.bind(if begin { -RENEWED } else { RENEWED }).push(")");
    tx.execute(&sql)?;
    let after = first(tx, &changes, |row| must(row.int(0)?, "changes"))?;
    // The statement itself counts as one.
    Ok(after.zip(before).is_some_and(|(after, before)| after - before >= 2))
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

/// Whether at least so many records match, whoever may see them.
///
/// # Errors
/// When the database does not answer.
pub fn has_hits(
    read: &mut dyn Read,
    table: &Table,
    grams: &Grams,
    so_many: i64,
) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT COUNT(*) FROM (");
    sql.append(&hits(table, grams, read.dialect())).push(" LIMIT ").bind(so_many);
    sql.push(") counted");
    let found = first(read, &sql, |row| must(row.int(0)?, "count"))?;
    Ok(found.is_some_and(|found| found >= so_many))
}

/// `t.rk IN (…)`.
pub(super) fn matching(table: &Table, grams: &Grams, dialect: Dialect) -> Sql {
    let mut sql = Sql::of(dialect, "t.rk IN (");
    sql.append(&hits(table, grams, dialect)).push(")");
    sql
}

/// Hits up to which PostgreSQL is told which rows they are.
const FEW: i64 = 5_000;
/// Newest records in which the newest hits are looked for first.
const NEWEST: i64 = 2_000;

/// `t.rk IN (…)`: hits among the newest records before a row key. PostgreSQL only.
pub(super) fn newest(table: &Table, grams: &Grams, before: Option<i64>) -> Sql {
    let mut sql = Sql::of(Dialect::Postgres, "t.rk IN (SELECT n.rk FROM (SELECT rk, grams FROM ");
    sql.push(&table.grams());
    if let Some(before) = before {
        sql.push(" WHERE rk < ").bind(before);
    }
    sql.push(" ORDER BY rk DESC LIMIT ").bind(NEWEST).push(") n WHERE n.grams @@ CAST(");
    sql.bind(grams.spelled(Dialect::Postgres)).push("::text AS tsquery))");
    sql
}

/// `t.rk = ANY (…)`: all hits, if they are few. Otherwise PostgreSQL guesses how many there are, and where it guesses too
/// many walks a million rows in the hope of meeting some. PostgreSQL only.
pub(super) fn few(read: &mut dyn Read, table: &Table, grams: &Grams) -> Result<Option<Sql>, Fault> {
    let mut sql = hits(table, grams, Dialect::Postgres);
    sql.push(" LIMIT ").bind(FEW + 1);
    let found: Vec<i64> = all(read, &sql, |row| must(row.int(0)?, "rk"))?;
    if found.len() as i64 > FEW {
        return Ok(None);
    }
    let mut sql = Sql::of(Dialect::Postgres, "t.rk = ANY(");
    sql.bind(Param::Ints(found)).push(")");
    Ok(Some(sql))
}

/// `g1 MATCH $1 AND t.rk = g1.rowid`: SQLite only.
pub(super) fn hit(table: &Table, grams: &Grams, dialect: Dialect) -> Sql {
    let name = table.grams();
    let mut sql = Sql::of(dialect, &name);
    sql.push(" MATCH ").bind(grams.spelled(dialect));
    sql.push(" AND t.rk = ").push(&name).push(".rowid");
    sql
}

fn hits(table: &Table, grams: &Grams, dialect: Dialect) -> Sql {
    let name = table.grams();
    let words = grams.spelled(dialect);
    let mut sql = Sql::new(dialect);
    if dialect.is_postgres() {
        sql.push("SELECT rk FROM ").push(&name).push(" WHERE grams @@ CAST(");
        sql.bind(words).push("::text AS tsquery)");
    } else {
        sql.push("SELECT rowid FROM ").push(&name).push(" WHERE ").push(&name);
        sql.push(" MATCH ").bind(words);
    }
    sql
}
