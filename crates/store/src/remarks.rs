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

/// The remarks on these follow-ups, oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_remarks(
    read: &mut dyn Read,
    activities: &[ActivityId],
) -> Result<Vec<StoredRemark>, Fault> {
    if activities.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("activity").among(activities.iter().map(|id| Param::Uuid(id.0)));
    sql.push(" AND removed = ").bind(false).push(" ORDER BY at, id");
    all(read, &sql, stored)
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
