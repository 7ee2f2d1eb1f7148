//! A person's notices 消息. The words are the client's; the record's title is read with the person's own Access at the
//! moment it is shown.

mod said;
mod subjects;
mod taken;

use std::collections::{BTreeMap, BTreeSet};

use model::notice::Notice;
use model::{Code, FormId, NoticeId, RecordId, TaskId, UserId};
pub use store::notices::Wanted;
use store::records::find_many;
use store::session::Read;
use store::{Error, Fault, notices};

use crate::catalog::Catalog;
use crate::known::{title_fields, title_of};
use crate::platform::Platform;
use crate::who::Who;

pub(crate) use taken::title_then;

/// A notice as shown.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeItem {
    /// Its place: pages go on below it.
    pub number: i64,
    /// The notice.
    pub notice: Notice,
    /// Code of the form that it is about.
    pub form: Option<String>,
    /// The record's title; none when the person may not see the record, or not any more.
    pub title: Option<String>,
    /// The task's title, as long as it is the person's.
    pub task: Option<String>,
}

/// Some of a person's notices.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticePage {
    /// Newest first.
    pub items: Vec<NoticeItem>,
    /// How many of all are unread.
    pub unread: i64,
    /// Where to go on; none at the end.
    pub next: Option<i64>,
}

impl Platform {
    /// A page of a person's notices, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn list_notices(
        &self,
        who: &Who,
        wanted: impl Into<Wanted>,
        size: u32,
    ) -> Result<NoticePage, Error> {
        let (person, wanted) = (recipient(who)?, wanted.into());
        let catalog = self.catalog()?;
        self.store().snapshot(|read| {
            let mut found = notices::list(read, person, wanted, size + 1)?;
            let more = found.len() > size as usize;
            found.truncate(size as usize);
            let next = if more { found.last().map(|n| n.number) } else { None };
            let titles = titles(read, &catalog, who, found.iter().map(|n| &n.notice))?;
            said::quote(read, (&catalog, who), &titles, found.iter_mut().map(|n| &mut n.notice))?;
            let tasks = task_titles(read, person, found.iter().map(|n| &n.notice))?;
            subjects::name(read, (&catalog, who), found.iter_mut().map(|n| &mut n.notice))?;
            let items = found.into_iter().map(|n| {
                let form = n.notice.form.and_then(|id| catalog.forms.get(&id));
                let form = form.filter(|f| !f.archived);
                NoticeItem {
                    number: n.number,
                    form: form.map(|f| f.code.clone()),
                    title: n.notice.record.and_then(|id| titles.get(&id).cloned()),
                    task: task_of(&n.notice).and_then(|id| tasks.get(&id).cloned()),
                    notice: n.notice,
                }
            });
            Ok(NoticePage {
                items: items.collect(),
                unread: notices::count_unread(read, person)?,
                next,
            })
        })
    }

    /// Marks a person's notices as read: these, or all.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn read_notices(&self, who: &Who, ids: Option<Vec<NoticeId>>) -> Result<(), Error> {
        let (person, now) = (recipient(who)?, self.now());
        self.write(move |tx, _| Ok(notices::mark_read(tx, person, ids.as_deref(), now)?))?;
        Ok(())
    }
}

fn recipient(who: &Who) -> Result<UserId, Error> {
    who.id().ok_or_else(|| Error::rejected(Code::Forbidden))
}

/// Titles of the records that notices are about, as far as the person sees them.
fn titles<'n>(
    read: &mut dyn Read,
    catalog: &Catalog,
    who: &Who,
    notices: impl Iterator<Item = &'n Notice>,
) -> Result<BTreeMap<RecordId, String>, Fault> {
    let mut wanted: BTreeMap<FormId, BTreeSet<RecordId>> = BTreeMap::new();
    for (form, record) in notices.filter_map(|n| n.form.zip(n.record)) {
        wanted.entry(form).or_default().insert(record);
    }
    let mut titles = BTreeMap::new();
    for (id, records) in wanted {
        let (Some(form), Some(table)) = (catalog.forms.get(&id), catalog.tables.get(&id)) else {
            continue;
        };
        if form.archived {
            continue;
        }
        let sight = catalog.sight(who, form);
        let ids: Vec<RecordId> = records.into_iter().collect();
        for row in find_many(read, table, &ids, &title_fields(form))? {
            if let Some(access) = sight.of(&row) {
                titles.insert(row.id, title_of(form, access, &row, who.language));
            }
        }
    }
    Ok(titles)
}

fn task_of(notice: &Notice) -> Option<TaskId> {
    notice.params.get("task").and_then(|id| id.as_str()).and_then(|id| id.parse().ok())
}

/// Titles of the tasks that notices are about, as long as they are the person's.
fn task_titles<'n>(
    read: &mut dyn Read,
    person: UserId,
    notices: impl Iterator<Item = &'n Notice>,
) -> Result<BTreeMap<TaskId, String>, Fault> {
    let ids: BTreeSet<TaskId> = notices.filter_map(task_of).collect();
    let found = store::tasks::find_many(read, &ids.into_iter().collect::<Vec<_>>())?;
    let theirs = found.into_iter().filter(|t| !t.removed && t.task.assignee == person);
    Ok(theirs.map(|stored| (stored.task.id, stored.task.title)).collect())
}
