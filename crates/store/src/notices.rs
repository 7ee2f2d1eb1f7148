//! Notices to people. `number` rises in commit order, because every writer holds the log's head: live screens follow it.

use jiff::Timestamp;
use model::notice::Notice;
use model::{FormId, NoticeId, RecordId, UserId};

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

const COLUMNS: &str = "id, person, kind, at, form, record, read_at, params";

/// Tells a person something, unless they were told under the same `dedup` before; whether they were not.
///
/// # Errors
/// When the database refuses.
pub fn add(tx: &mut Tx<'_>, notice: &Notice, dedup: Option<&str>) -> Result<bool, Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_notice (id, person, kind, at, form, record, read_at, params, dedup) VALUES (",
    );
    sql.bind_all([
        notice.id.0.into(),
        notice.person.0.into(),
        word(&notice.kind)?.into(),
        notice.at.into(),
        notice.form.map(|f| f.0).into(),
        notice.record.map(|r| r.0).into(),
        Param::from(notice.read.then_some(notice.at)),
        notice.params.to_string().into(),
        dedup.into(),
    ]);
    sql.push(") ON CONFLICT (dedup) DO NOTHING");
    Ok(tx.count(&sql)? == 1)
}

/// A notice and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbered {
    /// Rises in commit order.
    pub number: i64,
    /// The notice.
    pub notice: Notice,
}

/// Which notices are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Below this number.
    pub before: Option<i64>,
    /// Only those that were not read.
    pub unread: bool,
}

impl From<Option<i64>> for Wanted {
    fn from(before: Option<i64>) -> Self {
        Self { before, unread: false }
    }
}

/// Notices of a person, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list(
    read: &mut dyn Read,
    person: UserId,
    wanted: impl Into<Wanted>,
    limit: u32,
) -> Result<Vec<Numbered>, Fault> {
    let wanted = wanted.into();
    let mut sql = Sql::of(read.dialect(), "SELECT number, ");
    sql.push(COLUMNS).push(" FROM clew_notice WHERE person = ").bind(person.0);
    if let Some(before) = wanted.before {
        sql.push(" AND number < ").bind(before);
    }
    if wanted.unread {
        sql.push(" AND read_at IS NULL");
    }
    sql.push(" ORDER BY number DESC LIMIT ").bind(limit);
    all(read, &sql, |row| {
        Ok(Numbered { number: must(row.int(0)?, "number")?, notice: notice(row)? })
    })
}

/// The notice that was told under this `dedup`.
///
/// # Errors
/// When the database does not answer.
pub fn told_under(read: &mut dyn Read, dedup: &str) -> Result<Option<Notice>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT number, ");
    sql.push(COLUMNS).push(" FROM clew_notice WHERE dedup = ").bind(dedup);
    first(read, &sql, notice)
}

/// Puts a notice in the place of another, which said less. Its number is a new one, so that open screens hear of it: it is
/// there before the other goes, whose number could be given out again.
///
/// # Errors
/// When the database refuses.
pub fn replace(
    tx: &mut Tx<'_>,
    old: NoticeId,
    notice: &Notice,
    dedup: Option<&str>,
) -> Result<(), Fault> {
    add(tx, notice, None)?;
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_notice WHERE id = ");
    sql.bind(old.0);
    tx.execute(&sql)?;
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_notice SET dedup = ");
    sql.bind(dedup).push(" WHERE id = ").bind(notice.id.0);
    tx.execute(&sql)
}

/// Takes away what was told about these records of a form.
///
/// # Errors
/// When the database refuses.
pub fn remove_about(tx: &mut Tx<'_>, form: FormId, records: &[RecordId]) -> Result<(), Fault> {
    if records.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_notice WHERE form = ");
    sql.bind(form.0).push(" AND record").among(records.iter().map(|id| id.0.into()));
    tx.execute(&sql)
}

/// Says something else in a notice that stays where it is.
///
/// # Errors
/// When the database refuses.
pub fn change_params(
    tx: &mut Tx<'_>,
    id: NoticeId,
    params: &serde_json::Value,
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_notice SET params = ");
    sql.bind(params.to_string()).push(" WHERE id = ").bind(id.0);
    tx.execute(&sql)
}

/// Leaves a notice as it is: under its `dedup` something may be told anew.
///
/// # Errors
/// When the database refuses.
pub fn release(tx: &mut Tx<'_>, id: NoticeId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_notice SET dedup = NULL WHERE id = ");
    sql.bind(id.0);
    tx.execute(&sql)
}

/// How many notices a person has not read.
///
/// # Errors
/// When the database does not answer.
pub fn count_unread(read: &mut dyn Read, person: UserId) -> Result<i64, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT COUNT(*) FROM clew_notice WHERE read_at IS NULL AND person = ",
    );
    sql.bind(person.0);
    Ok(first(read, &sql, |row| must(row.int(0)?, "count"))?.unwrap_or(0))
}

/// Marks notices of a person as read: these, or all.
///
/// # Errors
/// When the database refuses.
pub fn mark_read(
    tx: &mut Tx<'_>,
    person: UserId,
    ids: Option<&[NoticeId]>,
    at: Timestamp,
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_notice SET read_at = ");
    sql.bind(at).push(" WHERE read_at IS NULL AND person = ").bind(person.0);
    if let Some(ids) = ids {
        if ids.is_empty() {
            return Ok(());
        }
        sql.push(" AND id").among(ids.iter().map(|id| id.0.into()));
    }
    tx.execute(&sql)
}

/// The number of the newest notice; 0 without any.
///
/// # Errors
/// When the database does not answer.
pub fn newest(read: &mut dyn Read) -> Result<i64, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT COALESCE(MAX(number), 0) FROM clew_notice");
    Ok(first(read, &sql, |row| must(row.int(0)?, "number"))?.unwrap_or(0))
}

/// To whom something was told beyond `number`, oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn after(read: &mut dyn Read, number: i64, limit: u32) -> Result<Vec<(i64, UserId)>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT number, person FROM clew_notice WHERE number > ");
    sql.bind(number).push(" ORDER BY number LIMIT ").bind(limit);
    all(read, &sql, |row| Ok((must(row.int(0)?, "number")?, UserId(must(row.uuid(1)?, "person")?))))
}

fn notice(row: &dyn Row) -> Result<Notice, Fault> {
    let kind = must(row.text(3)?, "kind")?;
    let params = must(row.text(8)?, "params")?;
    Ok(Notice {
        id: NoticeId(must(row.uuid(1)?, "id")?),
        person: UserId(must(row.uuid(2)?, "person")?),
        kind: serde_json::from_value(kind.into())
            .map_err(|e| Fault::new(format!("a notice's kind: {e}")))?,
        at: must(row.instant(4)?, "at")?,
        form: row.uuid(5)?.map(FormId),
        record: row.uuid(6)?.map(RecordId),
        read: row.instant(7)?.is_some(),
        params: serde_json::from_str(&params)
            .map_err(|e| Fault::new(format!("a notice's parameters: {e}")))?,
    })
}

fn word(kind: &model::notice::NoticeKind) -> Result<String, Fault> {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(Fault::new("a notice's kind has no name")),
    }
}
