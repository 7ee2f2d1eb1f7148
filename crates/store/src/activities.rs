//! Follow-ups on records.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::command::{Activity, ActivityKind};
use model::{ActivityId, BatchId, FormId, RecordId, UserId};

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

/// A follow-up as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredActivity {
    /// What was done.
    pub activity: Activity,
    /// By whom; none = an import or the platform.
    pub person: Option<UserId>,
    /// On which form's record.
    pub form: FormId,
    /// On which record.
    pub record: RecordId,
    /// Taken off the timeline.
    pub removed: bool,
}

const SELECT: &str = "SELECT id, kind, body, at, minutes, next_at, person, form, record, removed FROM clew_activity ";

/// A record's follow-ups before a moment, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_activities(
    read: &mut dyn Read,
    record: RecordId,
    (before, limit): (Option<(Timestamp, ActivityId)>, u32),
) -> Result<Vec<StoredActivity>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("WHERE record = ").bind(record.0).push(" AND removed = ").bind(false);
    if let Some((at, id)) = before {
        sql.push(" AND (at, id) < (").bind(at).push(", ").bind(id.0).push(")");
    }
    sql.push(" ORDER BY at DESC, id DESC LIMIT ").bind(limit);
    all(read, &sql, stored)
}

/// One follow-up, removed or not.
///
/// # Errors
/// When the database does not answer.
pub fn find_activity(read: &mut dyn Read, id: ActivityId) -> Result<Option<StoredActivity>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("WHERE id = ").bind(id.0);
    first(read, &sql, stored)
}

/// Every follow-up of these records, removed ones too.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn of_records(
    read: &mut dyn Read,
    records: &[RecordId],
) -> Result<BTreeMap<RecordId, Vec<StoredActivity>>, Fault> {
    let mut found: BTreeMap<RecordId, Vec<StoredActivity>> = BTreeMap::new();
    if records.is_empty() {
        return Ok(found);
    }
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("WHERE record").among(records.iter().map(|id| Param::Uuid(id.0)));
    for one in all(read, &sql, stored)? {
        found.entry(one.record).or_default().push(one);
    }
    Ok(found)
}

const COLUMNS: &str = "INSERT INTO clew_activity \
                       (id, form, record, kind, body, at, person, minutes, next_at, batch, removed) VALUES ";
/// Rows in one INSERT.
const CHUNK: usize = 100;

/// Writes a follow-up; an older one of the same id is replaced. The caller appends the Change.
///
/// # Errors
/// When the database refuses.
pub fn save_activity(
    tx: &mut Tx<'_>,
    stored: &StoredActivity,
    batch: Option<BatchId>,
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), COLUMNS);
    sql.push("(").bind_all(params(stored, batch));
    sql.push(") ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, body = excluded.body, at = excluded.at, ");
    sql.push("minutes = excluded.minutes, next_at = excluded.next_at, removed = excluded.removed");
    tx.execute(&sql)
}

/// Writes many new follow-ups. The caller appends the Change.
///
/// # Errors
/// When the database refuses.
pub(crate) fn add_activities(
    tx: &mut Tx<'_>,
    stored: &[StoredActivity],
    batch: Option<BatchId>,
) -> Result<(), Fault> {
    for chunk in stored.chunks(CHUNK) {
        let mut sql = Sql::of(tx.dialect(), COLUMNS);
        for (i, one) in chunk.iter().enumerate() {
            sql.push(if i > 0 { ", (" } else { "(" }).bind_all(params(one, batch)).push(")");
        }
        tx.execute(&sql)?;
    }
    Ok(())
}

fn params(stored: &StoredActivity, batch: Option<BatchId>) -> [Param; 11] {
    let activity = &stored.activity;
    [
        activity.id.0.into(),
        stored.form.0.into(),
        stored.record.0.into(),
        kind_name(activity.kind).into(),
        activity.text.clone().into(),
        activity.at.into(),
        stored.person.map(|p| p.0).into(),
        activity.minutes.into(),
        activity.next_at.into(),
        batch.map(|b| b.0).into(),
        stored.removed.into(),
    ]
}

/// How many follow-ups a record has (notes do not count), and when the last was.
///
/// # Errors
/// When the database does not answer.
pub fn tally(read: &mut dyn Read, record: RecordId) -> Result<(i64, Option<Timestamp>), Fault> {
    let mut sql =
        Sql::of(read.dialect(), "SELECT COUNT(*), MAX(at) FROM clew_activity WHERE record = ");
    sql.bind(record.0).push(" AND removed = ").bind(false).push(" AND kind <> 'note'");
    let found = first(read, &sql, |row| Ok((must(row.int(0)?, "count")?, row.instant(1)?)))?;
    found.ok_or_else(|| Fault::new("no count"))
}

fn kind_name(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Call => "call",
        ActivityKind::Visit => "visit",
        ActivityKind::Message => "message",
        ActivityKind::Note => "note",
    }
}

fn stored(row: &dyn Row) -> Result<StoredActivity, Fault> {
    let kind = must(row.text(1)?, "kind")?;
    let kind = [ActivityKind::Call, ActivityKind::Visit, ActivityKind::Message, ActivityKind::Note]
        .into_iter()
        .find(|k| kind_name(*k) == kind)
        .ok_or_else(|| Fault::new("a follow-up is of an unknown kind"))?;
    Ok(StoredActivity {
        activity: Activity {
            id: ActivityId(must(row.uuid(0)?, "id")?),
            kind,
            text: must(row.text(2)?, "body")?,
            at: must(row.instant(3)?, "at")?,
            minutes: row.int(4)?.and_then(|m| u32::try_from(m).ok()),
            next_at: row.instant(5)?,
        },
        person: row.uuid(6)?.map(UserId),
        form: FormId(must(row.uuid(7)?, "form")?),
        record: RecordId(must(row.uuid(8)?, "record")?),
        removed: must(row.bool(9)?, "removed")?,
    })
}
