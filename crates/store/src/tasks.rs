//! Tasks: people's open work, on records or standing alone.

use jiff::Timestamp;
use model::task::{About, Done, Due, Task};
use model::{FormId, RecordId, TaskId, UserId};

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

/// A task as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredTask {
    /// What is to be done.
    pub task: Task,
    /// The record it is about.
    pub about: Option<About>,
    /// When and by whom it was made.
    pub made: Done,
    /// Raised by every change.
    pub rev: i64,
    /// Taken off every list.
    pub removed: bool,
}

/// Which tasks are wanted. All that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    /// Of this person.
    pub assignee: Option<UserId>,
    /// Made by this person for somebody else.
    pub given_by: Option<UserId>,
    /// About this record.
    pub record: Option<RecordId>,
    /// Done ones, newest first; else open ones, earliest due first, undated last.
    pub done: bool,
    /// Due at this moment or later.
    pub from: Option<Timestamp>,
    /// Due before this moment.
    pub before: Option<Timestamp>,
}

/// Where a page ended: the due (or done) moment and the id of its last task.
pub type Place = (Option<Timestamp>, TaskId);

const SELECT: &str = "SELECT id, title, note, assignee, due, all_day, done_at, done_by, form, record, made_at, \
                      made_by, rev, removed FROM clew_task WHERE ";

/// Tasks in their order, behind a place.
///
/// # Errors
/// When the database does not answer.
pub fn list(
    read: &mut dyn Read,
    wanted: &Wanted,
    (after, limit): (Option<Place>, u32),
) -> Result<Vec<StoredTask>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    push_wanted(&mut sql, wanted);
    if let Some((at, id)) = after {
        push_after(&mut sql, wanted.done, (at, id));
    }
    sql.push(match wanted.done {
        true => " ORDER BY done_at DESC, id DESC LIMIT ",
        // Undated ones last on both databases. A person's open tasks are few: sorting them costs nothing.
        false => " ORDER BY due IS NULL, due, id LIMIT ",
    });
    sql.bind(limit);
    all(read, &sql, stored)
}

fn push_wanted(sql: &mut Sql, wanted: &Wanted) {
    sql.push(if wanted.done { "done_at IS NOT NULL" } else { "done_at IS NULL" });
    sql.push(" AND NOT removed");
    if let Some(person) = wanted.assignee {
        sql.push(" AND assignee = ").bind(person.0);
    }
    if let Some(person) = wanted.given_by {
        sql.push(" AND made_by = ").bind(person.0).push(" AND made_by <> assignee");
    }
    if let Some(record) = wanted.record {
        sql.push(" AND record = ").bind(record.0);
    }
    if let Some(from) = wanted.from {
        sql.push(" AND due >= ").bind(from);
    }
    if let Some(before) = wanted.before {
        sql.push(" AND due < ").bind(before);
    }
}

fn push_after(sql: &mut Sql, done: bool, (at, id): Place) {
    match (done, at) {
        (true, Some(at)) => {
            sql.push(" AND (done_at, id) < (").bind(at).push(", ").bind(id.0).push(")");
        }
        (false, Some(at)) => {
            sql.push(" AND ((due, id) > (").bind(at).push(", ").bind(id.0);
            sql.push(") OR due IS NULL)");
        }
        (_, None) => {
            sql.push(" AND due IS NULL AND id > ").bind(id.0);
        }
    }
}

/// One task, removed or not.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, id: TaskId) -> Result<Option<StoredTask>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("id = ").bind(id.0);
    first(read, &sql, stored)
}

/// Several tasks, removed ones too, in no order.
///
/// # Errors
/// When the database does not answer.
pub fn find_many(read: &mut dyn Read, ids: &[TaskId]) -> Result<Vec<StoredTask>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("id").among(ids.iter().map(|id| Param::Uuid(id.0)));
    all(read, &sql, stored)
}

/// Every task behind an id, removed ones too, by id.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn scan(
    read: &mut dyn Read,
    after: Option<TaskId>,
    limit: u32,
) -> Result<Vec<StoredTask>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    match after {
        Some(after) => sql.push("id > ").bind(after.0),
        None => sql.push("1 = 1"),
    };
    sql.push(" ORDER BY id LIMIT ").bind(limit);
    all(read, &sql, stored)
}

/// Writes a task; an older one of the same id is replaced. The caller appends the Change.
///
/// # Errors
/// When the database refuses.
pub fn save(tx: &mut Tx<'_>, stored: &StoredTask) -> Result<(), Fault> {
    let StoredTask { task, about, made, rev, removed } = stored;
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_task (id, form, record, title, note, assignee, due, all_day, done_at, done_by, made_at, \
         made_by, rev, removed) VALUES (",
    );
    sql.bind_all([
        task.id.0.into(),
        about.map(|a| a.form.0).into(),
        about.map(|a| a.record.0).into(),
        task.title.as_str().into(),
        task.note.as_str().into(),
        task.assignee.0.into(),
        task.due.map(|d| d.at).into(),
        task.due.is_some_and(|d| d.all_day).into(),
        task.done.map(|d| d.at).into(),
        task.done.and_then(|d| d.by).map(|p| p.0).into(),
        made.at.into(),
        made.by.map(|p| p.0).into(),
        (*rev).into(),
        (*removed).into(),
    ]);
    sql.push(") ON CONFLICT (id) DO UPDATE SET title = excluded.title, note = excluded.note, ");
    sql.push("assignee = excluded.assignee, due = excluded.due, all_day = excluded.all_day, ");
    sql.push("done_at = excluded.done_at, done_by = excluded.done_by, rev = excluded.rev, removed = excluded.removed");
    tx.execute(&sql)
}

/// Takes away what was written about a record, for good.
///
/// # Errors
/// When the database refuses.
pub(crate) fn erase_of(tx: &mut Tx<'_>, record: RecordId) -> Result<u64, Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_task WHERE record = ");
    sql.bind(record.0);
    tx.count(&sql)
}

fn stored(row: &dyn Row) -> Result<StoredTask, Fault> {
    let all_day = must(row.bool(5)?, "all_day")?;
    let form = row.uuid(8)?.map(FormId);
    let record = row.uuid(9)?.map(RecordId);
    let done_by = row.uuid(7)?.map(UserId);
    Ok(StoredTask {
        task: Task {
            id: TaskId(must(row.uuid(0)?, "id")?),
            title: must(row.text(1)?, "title")?,
            note: must(row.text(2)?, "note")?,
            assignee: UserId(must(row.uuid(3)?, "assignee")?),
            due: row.instant(4)?.map(|at| Due { at, all_day }),
            done: row.instant(6)?.map(|at| Done { at, by: done_by }),
        },
        about: form.zip(record).map(|(form, record)| About { form, record }),
        made: Done { at: must(row.instant(10)?, "made_at")?, by: row.uuid(11)?.map(UserId) },
        rev: must(row.int(12)?, "rev")?,
        removed: must(row.bool(13)?, "removed")?,
    })
}
