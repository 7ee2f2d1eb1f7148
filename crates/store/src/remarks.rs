//! What colleagues put under follow-ups: remarks, and that they read them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::remark::Remark;
use model::{ActivityId, FormId, RecordId, RemarkId, UserId};

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

/// A remark as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRemark {
    /// What was said, and of what.
    pub remark: Remark,
    /// By whom; none = the command line.
    pub person: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// The form of the record.
    pub form: FormId,
    /// The record that the follow-up is on.
    pub record: RecordId,
    /// Taken back.
    pub removed: bool,
}

const SELECT: &str =
    "SELECT id, activity, body, person, at, form, record, removed FROM clew_remark WHERE ";

/// Where the remarks on a follow-up go on: when one was made, and its id.
pub type Place = (Timestamp, RemarkId);

/// How many remarks are on a follow-up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Those with words.
    pub said: i64,
    /// Those that only say that somebody read it.
    pub read: i64,
}

/// The newest `few` remarks with words on each of these follow-ups, and as many readings besides `own`; oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_newest(
    read: &mut dyn Read,
    activities: &[ActivityId],
    (few, own): (u32, Option<UserId>),
) -> Result<Vec<StoredRemark>, Fault> {
    if activities.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push(
        "id IN (SELECT id FROM (SELECT id, person, body IS NULL AS only_read, ROW_NUMBER() OVER ",
    );
    sql.push("(PARTITION BY activity, body IS NULL ORDER BY at DESC, id DESC) AS place ");
    sql.push("FROM clew_remark WHERE activity");
    sql.among(activities.iter().map(|id| Param::Uuid(id.0)));
    sql.push(" AND removed = ").bind(false).push(") newest WHERE place <= ").bind(few);
    if let Some(own) = own {
        sql.push(" OR (only_read AND person = ").bind(own.0).push(")");
    }
    sql.push(") ORDER BY at, id");
    all(read, &sql, stored)
}

/// Remarks on one follow-up, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_remarks(
    read: &mut dyn Read,
    activity: ActivityId,
    (before, limit): (Option<Place>, u32),
) -> Result<Vec<StoredRemark>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("activity = ").bind(activity.0).push(" AND removed = ").bind(false);
    if let Some((at, id)) = before {
        sql.push(" AND (at < ").bind(at).push(" OR (at = ").bind(at);
        sql.push(" AND id < ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY at DESC, id DESC LIMIT ").bind(limit);
    all(read, &sql, stored)
}

/// How many remarks are on these follow-ups; those without any are left out.
///
/// # Errors
/// When the database does not answer.
pub fn count_remarks(
    read: &mut dyn Read,
    activities: &[ActivityId],
) -> Result<BTreeMap<ActivityId, Count>, Fault> {
    if activities.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql =
        Sql::of(read.dialect(), "SELECT activity, COUNT(*), COUNT(body) FROM clew_remark ");
    sql.push("WHERE activity").among(activities.iter().map(|id| Param::Uuid(id.0)));
    sql.push(" AND removed = ").bind(false).push(" GROUP BY activity");
    let counted = all(read, &sql, |row| {
        let (all, said) = (must(row.int(1)?, "count")?, must(row.int(2)?, "count")?);
        Ok((ActivityId(must(row.uuid(0)?, "activity")?), Count { said, read: all - said }))
    })?;
    Ok(counted.into_iter().collect())
}

/// Whether the person said that they read a follow-up.
///
/// # Errors
/// When the database does not answer.
pub fn is_read_by(
    read: &mut dyn Read,
    activity: ActivityId,
    person: UserId,
) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("activity = ").bind(activity.0).push(" AND person = ").bind(person.0);
    sql.push(" AND body IS NULL AND removed = ").bind(false).push(" LIMIT 1");
    Ok(first(read, &sql, stored)?.is_some())
}

/// Who said something of a follow-up.
///
/// # Errors
/// When the database does not answer.
pub fn who_spoke(read: &mut dyn Read, activity: ActivityId) -> Result<Vec<UserId>, Fault> {
    let mut sql =
        Sql::of(read.dialect(), "SELECT DISTINCT person FROM clew_remark WHERE activity = ");
    sql.bind(activity.0).push(" AND body IS NOT NULL AND removed = ").bind(false);
    let people = all(read, &sql, |row| Ok(row.uuid(0)?.map(UserId)))?;
    Ok(people.into_iter().flatten().collect())
}

/// Every remark on these records' timelines, those taken back too.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn of_records(
    read: &mut dyn Read,
    records: &[RecordId],
) -> Result<BTreeMap<RecordId, Vec<StoredRemark>>, Fault> {
    let mut found: BTreeMap<RecordId, Vec<StoredRemark>> = BTreeMap::new();
    if records.is_empty() {
        return Ok(found);
    }
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("record").among(records.iter().map(|id| Param::Uuid(id.0)));
    for one in all(read, &sql, stored)? {
        found.entry(one.record).or_default().push(one);
    }
    Ok(found)
}

/// One remark, taken back or not.
///
/// # Errors
/// When the database does not answer.
pub fn find_remark(read: &mut dyn Read, id: RemarkId) -> Result<Option<StoredRemark>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("id = ").bind(id.0);
    first(read, &sql, stored)
}

/// Writes a remark; of an older one of the same id only whether it was taken back changes. The caller appends the
/// Change.
///
/// # Errors
/// When the database refuses.
pub fn save_remark(tx: &mut Tx<'_>, stored: &StoredRemark) -> Result<(), Fault> {
    let StoredRemark { remark, person, at, form, record, removed } = stored;
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_remark (id, activity, form, record, person, body, at, removed) VALUES (",
    );
    sql.bind_all([
        remark.id.0.into(),
        remark.activity.0.into(),
        form.0.into(),
        record.0.into(),
        person.map(|p| p.0).into(),
        remark.text.clone().into(),
        (*at).into(),
        (*removed).into(),
    ]);
    sql.push(") ON CONFLICT (id) DO UPDATE SET removed = excluded.removed");
    tx.execute(&sql)
}

/// Takes away what was remarked on a record's timeline, for good.
///
/// # Errors
/// When the database refuses.
pub(crate) fn erase_of(tx: &mut Tx<'_>, record: RecordId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_remark WHERE record = ");
    sql.bind(record.0);
    tx.execute(&sql)
}

fn stored(row: &dyn Row) -> Result<StoredRemark, Fault> {
    Ok(StoredRemark {
        remark: Remark {
            id: RemarkId(must(row.uuid(0)?, "id")?),
            activity: ActivityId(must(row.uuid(1)?, "activity")?),
            text: row.text(2)?,
        },
        person: row.uuid(3)?.map(UserId),
        at: must(row.instant(4)?, "at")?,
        form: FormId(must(row.uuid(5)?, "form")?),
        record: RecordId(must(row.uuid(6)?, "record")?),
        removed: must(row.bool(7)?, "removed")?,
    })
}
