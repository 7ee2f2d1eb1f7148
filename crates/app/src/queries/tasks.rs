//! Tasks as people see them: their own, those about a record, and those of others as far as the records are in sight.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::task::{Done, Task};
use model::value::is_known_moment;
use model::{Code, FormId, RecordId, Rejection, SystemField, TaskId, UserId};
use store::records::find_many;
use store::session::Read;
use store::tasks::{self, StoredTask};
pub use store::tasks::{Place, Wanted};
use store::{Error, Fault};

use crate::catalog::Catalog;
use crate::known::{title_fields, title_of};
use crate::platform::Platform;
use crate::who::Who;

/// Tasks of one page.
const PAGE: usize = 50;
/// Rows read for one page: a person's open tasks are fewer, and what lies out of sight among more is not looked through.
const LOOKED_AT: u32 = 2_000;
/// More are not counted.
const COUNTED: u32 = 1_000;

/// A task as people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownTask {
    /// What is to be done.
    pub task: Task,
    /// The assignee's name.
    pub assignee: String,
    /// When it was made, and by whom.
    pub made: Done,
    /// The maker's name.
    pub maker: Option<(UserId, String)>,
    /// Who finished it.
    pub finisher: Option<(UserId, String)>,
    /// Raised by every change.
    pub rev: i64,
    /// The record it is about, where that is in sight.
    pub about: Option<ShownRecord>,
}

/// The record that a task is about.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ShownRecord {
    pub form: String,
    pub record: RecordId,
    pub title: String,
}

/// A page of tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskPage {
    /// Open ones by due date, undated last; done ones newest first.
    pub items: Vec<ShownTask>,
    /// Where to go on.
    pub next: Option<Place>,
}

/// How many open tasks a person has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskCounts {
    /// Due before now.
    pub overdue: u32,
    /// Due from now to the end of the day.
    pub today: u32,
    /// Due later.
    pub upcoming: u32,
    /// Without a due date.
    pub undated: u32,
}

impl Platform {
    /// Tasks, behind the place where an earlier page ended.
    ///
    /// # Errors
    /// `Malformed` for an unknown moment; when the database does not answer.
    pub fn list_tasks(
        &self,
        who: &Who,
        wanted: &Wanted,
        after: Option<Place>,
    ) -> Result<TaskPage, Error> {
        let moments = [wanted.from, wanted.before, after.and_then(|(at, _)| at)];
        if moments.into_iter().flatten().any(|at| !is_known_moment(at)) {
            return Err(Rejection::at(Code::Malformed, "after").into());
        }
        let catalog = self.catalog()?;
        self.store().snapshot(|read| {
            let found = tasks::list(read, wanted, (after, LOOKED_AT))?;
            let mut items = seen(read, (&catalog, who), found)?.into_iter().flatten();
            let page: Vec<ShownTask> = items.by_ref().take(PAGE).collect();
            // A place is that of a task in sight: of others it would tell when they are due.
            let last = page.last().map(|last| place(wanted.done, &last.task));
            Ok(TaskPage { next: last.filter(|_| items.next().is_some()), items: page })
        })
    }

    /// One task.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or is out of sight.
    pub fn find_task(&self, who: &Who, id: TaskId) -> Result<ShownTask, Error> {
        let catalog = self.catalog()?;
        self.store().snapshot(|read| {
            let found = tasks::find(read, id)?.filter(|task| !task.removed);
            let seen = seen(read, (&catalog, who), found.into_iter().collect())?;
            seen.into_iter().flatten().next().ok_or_else(|| Error::rejected(Code::NotFound))
        })
    }

    /// A task as it is after somebody changed it, who by that may have given it away.
    ///
    /// # Errors
    /// `NotFound` when it is gone.
    pub fn changed_task(&self, who: &Who, id: TaskId) -> Result<ShownTask, Error> {
        let catalog = self.catalog()?;
        self.store().snapshot(|read| {
            let found = tasks::find(read, id)?.filter(|task| !task.removed);
            let stored = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
            let records = records(read, (&catalog, who), std::slice::from_ref(&stored))?;
            Ok(shown(&catalog, stored, &records))
        })
    }

    /// How many open tasks the person has, around now and the end of their day. The same tasks as their lists show.
    ///
    /// # Errors
    /// `Forbidden` for who is no person; when the database does not answer.
    pub fn count_tasks(&self, who: &Who, day_end: Timestamp) -> Result<TaskCounts, Error> {
        let me = who.id().ok_or_else(|| Error::rejected(Code::Forbidden))?;
        let (catalog, now) = (self.catalog()?, self.now());
        let mine = Wanted { assignee: Some(me), ..Wanted::default() };
        self.store().snapshot(|read| {
            let found = tasks::list(read, &mine, (None, COUNTED))?;
            let mut counts = TaskCounts::default();
            for task in seen(read, (&catalog, who), found)?.into_iter().flatten() {
                *counts.of(task.task.due.map(|due| due.at), now, day_end) += 1;
            }
            Ok(counts)
        })
    }
}

impl TaskCounts {
    fn of(&mut self, due: Option<Timestamp>, now: Timestamp, day_end: Timestamp) -> &mut u32 {
        match due {
            None => &mut self.undated,
            Some(due) if due < now => &mut self.overdue,
            Some(due) if due <= day_end => &mut self.today,
            Some(_) => &mut self.upcoming,
        }
    }
}

fn place(done: bool, task: &Task) -> Place {
    let at = if done { task.done.map(|done| done.at) } else { task.due.map(|due| due.at) };
    (at, task.id)
}

/// The tasks as this person sees them, in the same order; none for those out of sight. What is to be done about a
/// record in the recycle bin rests there with it.
fn seen(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    found: Vec<StoredTask>,
) -> Result<Vec<Option<ShownTask>>, Fault> {
    let records = records(read, (catalog, who), &found)?;
    let me = who.id();
    let in_sight = |stored: &StoredTask| {
        let theirs = me.is_none() || me == Some(stored.task.assignee) || me == stored.made.by;
        match stored.about.and_then(|about| records.get(&about.record)) {
            Some(Subject::InSight(_)) => true,
            Some(Subject::Binned) => false,
            None => theirs,
        }
    };
    let shown = |stored: StoredTask| in_sight(&stored).then(|| shown(catalog, stored, &records));
    Ok(found.into_iter().map(shown).collect())
}

fn shown(
    catalog: &Catalog,
    stored: StoredTask,
    records: &BTreeMap<RecordId, Subject>,
) -> ShownTask {
    let name = |id: Option<UserId>| id.map(|id| (id, catalog.person_name(id).to_owned()));
    let about = stored.about.and_then(|about| match records.get(&about.record) {
        Some(Subject::InSight(record)) => Some(record.clone()),
        _ => None,
    });
    ShownTask {
        assignee: catalog.person_name(stored.task.assignee).to_owned(),
        maker: name(stored.made.by),
        finisher: name(stored.task.done.and_then(|done| done.by)),
        made: stored.made,
        rev: stored.rev,
        about,
        task: stored.task,
    }
}

/// What a task is about.
enum Subject {
    InSight(ShownRecord),
    Binned,
}

/// The records that tasks are about, as far as they are in sight or in the recycle bin.
fn records(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    tasks: &[StoredTask],
) -> Result<BTreeMap<RecordId, Subject>, Fault> {
    let mut wanted: BTreeMap<FormId, BTreeSet<RecordId>> = BTreeMap::new();
    for about in tasks.iter().filter_map(|task| task.about) {
        wanted.entry(about.form).or_default().insert(about.record);
    }
    let mut found = BTreeMap::new();
    for (id, records) in wanted {
        let (Some(form), Some(table)) = (catalog.effective(id).ok(), catalog.tables.get(&id))
        else {
            continue;
        };
        let sight = catalog.sight(who, form);
        let ids: Vec<RecordId> = records.into_iter().collect();
        let mut columns = title_fields(form);
        columns.push(SystemField::DeletedAt.into());
        for row in find_many(read, table, &ids, &columns)? {
            let subject = if form.archived || row.deleted_at().is_some() {
                Subject::Binned
            } else if let Some(access) = sight.of(&row) {
                let title = title_of(form, access, &row, who.language);
                Subject::InSight(ShownRecord { form: form.code.clone(), record: row.id, title })
            } else {
                continue;
            };
            found.insert(row.id, subject);
        }
    }
    Ok(found)
}
