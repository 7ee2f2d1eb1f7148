//! Follow-ups on records.

mod sought;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::command::{Activity, ActivityKind};
use model::value::FileRef;
use model::{ActivityId, BatchId, FileId, FormId, RecordId, UserId};

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

pub use sought::{Present, Sought, find_present, list_sought};

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

const SELECT: &str = "SELECT id, kind, body, at, minutes, next_at, person, form, record, removed, pinned_at \
                      FROM clew_activity ";

/// A record's follow-ups before a moment, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_activities(
    read: &mut dyn Read,
    record: RecordId,
    page: (Option<(Timestamp, ActivityId)>, u32),
) -> Result<Vec<StoredActivity>, Fault> {
    list_sought(read, record, &Sought::default(), page)
}

/// Those of a record's follow-ups that stand at the top, the last pinned first.
///
/// # Errors
/// When the database does not answer.
pub fn list_pinned(read: &mut dyn Read, record: RecordId) -> Result<Vec<StoredActivity>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("WHERE record = ").bind(record.0).push(" AND removed = ").bind(false);
    sql.push(" AND pinned_at IS NOT NULL ORDER BY pinned_at DESC, id DESC");
    let found = all(read, &sql, stored)?;
    with_files(read, found)
}

/// One follow-up, removed or not.
///
/// # Errors
/// When the database does not answer.
pub fn find_activity(read: &mut dyn Read, id: ActivityId) -> Result<Option<StoredActivity>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("WHERE id = ").bind(id.0);
    let found = first(read, &sql, stored)?;
    Ok(with_files(read, found.into_iter().collect())?.pop())
}

/// Whether a note with these words stands on a record's timeline.
///
/// # Errors
/// When the database does not answer.
pub fn has_note(read: &mut dyn Read, record: RecordId, text: &str) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_activity ");
    sql.push("WHERE record = ").bind(record.0).push(" AND removed = ").bind(false);
    sql.push(" AND kind = ").bind(kind_name(ActivityKind::Note));
    sql.push(" AND body = ").bind(text).push(" LIMIT 1");
    Ok(first(read, &sql, |_| Ok(()))?.is_some())
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
    let all = all(read, &sql, stored)?;
    for one in with_files(read, all)? {
        found.entry(one.record).or_default().push(one);
    }
    Ok(found)
}

const COLUMNS: &str = "INSERT INTO clew_activity \
                       (id, form, record, kind, body, at, person, minutes, next_at, batch, removed, pinned_at) VALUES ";
/// Rows in one INSERT.
const CHUNK: usize = 100;
/// Follow-ups whose files are asked for at once: SQLite takes 32,766 parameters.
const ASKED: usize = 1_000;

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
    sql.push(
        "minutes = excluded.minutes, next_at = excluded.next_at, removed = excluded.removed, ",
    );
    sql.push("pinned_at = excluded.pinned_at");
    tx.execute(&sql)?;
    let mut gone = Sql::of(tx.dialect(), "DELETE FROM clew_activity_file WHERE activity = ");
    gone.bind(stored.activity.id.0);
    tx.execute(&gone)?;
    add_files(tx, stored)
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
    stored.iter().try_for_each(|one| add_files(tx, one))
}

fn add_files(tx: &mut Tx<'_>, stored: &StoredActivity) -> Result<(), Fault> {
    for (place, file) in (0i64..).zip(&stored.activity.files) {
        let mut sql = Sql::of(
            tx.dialect(),
            "INSERT INTO clew_activity_file (activity, place, record, file, name, size, media) VALUES (",
        );
        sql.bind_all([
            stored.activity.id.0.into(),
            place.into(),
            stored.record.0.into(),
            file.file.0.into(),
            file.name.as_str().into(),
            i64::try_from(file.size).unwrap_or(i64::MAX).into(),
            file.media.as_str().into(),
        ]);
        sql.push(")");
        tx.execute(&sql)?;
    }
    Ok(())
}

/// The same with their files.
fn with_files(
    read: &mut dyn Read,
    mut stored: Vec<StoredActivity>,
) -> Result<Vec<StoredActivity>, Fault> {
    for chunk in stored.chunks_mut(ASKED) {
        add_files_of(read, chunk)?;
    }
    Ok(stored)
}

fn add_files_of(read: &mut dyn Read, stored: &mut [StoredActivity]) -> Result<(), Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT activity, file, name, size, media FROM clew_activity_file WHERE activity",
    );
    sql.among(stored.iter().map(|one| Param::Uuid(one.activity.id.0)));
    sql.push(" ORDER BY activity, place");
    let files = all(read, &sql, |row| {
        let activity = ActivityId(must(row.uuid(0)?, "activity")?);
        let file = FileRef {
            file: FileId(must(row.uuid(1)?, "file")?),
            name: must(row.text(2)?, "name")?,
            size: u64::try_from(must(row.int(3)?, "size")?).unwrap_or(0),
            media: must(row.text(4)?, "media")?,
        };
        Ok((activity, file))
    })?;
    let mut by_activity: BTreeMap<ActivityId, Vec<FileRef>> = BTreeMap::new();
    for (activity, file) in files {
        by_activity.entry(activity).or_default().push(file);
    }
    for one in stored {
        one.activity.files = by_activity.remove(&one.activity.id).unwrap_or_default();
    }
    Ok(())
}

/// Whether any follow-up, removed or not, has this file.
///
/// # Errors
/// When the database does not answer.
pub fn has_file(read: &mut dyn Read, file: FileId) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_activity_file WHERE file = ");
    sql.bind(file.0).push(" LIMIT 1");
    Ok(first(read, &sql, |_| Ok(()))?.is_some())
}

/// Takes away what was written on a record's timeline, for good; how many follow-ups, and the files that they had.
///
/// # Errors
/// When the database refuses.
pub(crate) fn erase_of(
    tx: &mut Tx<'_>,
    record: RecordId,
) -> Result<(u64, BTreeSet<FileId>), Fault> {
    // Not only what the log still says: that may have been put away.
    let mut had = Sql::of(tx.dialect(), "SELECT file FROM clew_activity_file WHERE record = ");
    had.bind(record.0);
    let had = all(tx, &had, |row| must(row.uuid(0)?, "file").map(FileId))?;
    let mut files = Sql::of(tx.dialect(), "DELETE FROM clew_activity_file WHERE record = ");
    files.bind(record.0);
    tx.execute(&files)?;
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_activity WHERE record = ");
    sql.bind(record.0);
    Ok((tx.count(&sql)?, had.into_iter().collect()))
}

fn params(stored: &StoredActivity, batch: Option<BatchId>) -> [Param; 12] {
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
        activity.pinned_at.into(),
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

fn kind_of(name: &str) -> Result<ActivityKind, Fault> {
    [ActivityKind::Call, ActivityKind::Visit, ActivityKind::Message, ActivityKind::Note]
        .into_iter()
        .find(|kind| kind_name(*kind) == name)
        .ok_or_else(|| Fault::new("a follow-up is of an unknown kind"))
}

fn stored(row: &dyn Row) -> Result<StoredActivity, Fault> {
    let kind = kind_of(&must(row.text(1)?, "kind")?)?;
    Ok(StoredActivity {
        activity: Activity {
            id: ActivityId(must(row.uuid(0)?, "id")?),
            kind,
            text: must(row.text(2)?, "body")?,
            at: must(row.instant(3)?, "at")?,
            minutes: row.int(4)?.and_then(|m| u32::try_from(m).ok()),
            next_at: row.instant(5)?,
            files: Vec::new(),
            pinned_at: row.instant(10)?,
        },
        person: row.uuid(6)?.map(UserId),
        form: FormId(must(row.uuid(7)?, "form")?),
        record: RecordId(must(row.uuid(8)?, "record")?),
        removed: must(row.bool(9)?, "removed")?,
    })
}
