//! Tasks: a timer for each open one with a due date, and what their assignees are told.

use jiff::{SignedDuration, Timestamp};
use model::notice::{Notice, NoticeKind};
use model::task::Task;
use model::{Actor, ChangeKind, NoticeId, TaskId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::tasks::{StoredTask, find};
use store::timers::{self, Timer};
use store::{Error, Fault, notices};

use super::{Happened, Reactor, Turn};
use crate::catalog::Catalog;

/// The kind of its timers; the key is the task's id.
pub(crate) const TASK_DUE: &str = "task_due";

/// A whole day's task is told at nine in the morning, where it was written.
const MORNING: SignedDuration = SignedDuration::from_hours(-15);

/// What a timer remembers: when one of these is no longer so, it says nothing.
#[derive(Debug, Serialize, Deserialize)]
struct Expected {
    task: TaskId,
    assignee: UserId,
    due: Timestamp,
}

/// The reactor.
pub struct Tasks;

impl Reactor for Tasks {
    fn name(&self) -> &'static str {
        "tasks"
    }

    fn wants(&self, _: &Catalog, change: &Happened) -> bool {
        matches!(
            change.kind,
            ChangeKind::TaskAdded | ChangeKind::TaskChanged | ChangeKind::TaskRemoved
        )
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        for change in changes {
            let Some((subject, before, after)) = change.document() else { continue };
            let Ok(id) = subject.parse::<TaskId>() else { continue };
            let now = find(turn.tx, id)?.filter(|t| !t.removed && t.task.done.is_none());
            keep_timer(turn, (id, change.at()), now.as_ref())?;
            if let Some(stored) = now.filter(|t| is_news(change, before, after, &t.task)) {
                tell_assigned(turn, change, &stored)?;
            }
        }
        Ok(())
    }
}

/// A moment that was past when the change was made is no reminder; one that passed since then still is.
fn keep_timer(
    turn: &mut Turn<'_, '_>,
    (id, changed_at): (TaskId, Timestamp),
    now: Option<&StoredTask>,
) -> Result<(), Error> {
    let due = now.and_then(|t| t.task.due.map(|due| (t.task.assignee, due)));
    let told_at = due.map(|(assignee, due)| {
        let shift = if due.all_day { MORNING } else { SignedDuration::ZERO };
        (assignee, due.at, due.at.checked_add(shift).unwrap_or(due.at))
    });
    match told_at.filter(|(_, _, at)| *at > changed_at) {
        Some((assignee, due, at)) => {
            let payload = serde_json::to_value(Expected { task: id, assignee, due })
                .map_err(|e| Fault::new(format!("a timer's payload: {e}")))?;
            let (kind, key) = (TASK_DUE.to_owned(), id.to_string());
            Ok(timers::set(turn.tx, &Timer { kind, key, due: at, payload })?)
        }
        None => Ok(timers::clear(turn.tx, TASK_DUE, &id.to_string())?),
    }
}

/// Whether the task became its assignee's by this change, by somebody else's act.
fn is_news(change: &Happened, before: &Json, after: &Json, now: &Task) -> bool {
    let assignee = |document: &Json| {
        document.get("assignee").and_then(|a| serde_json::from_value::<UserId>(a.clone()).ok())
    };
    let became = assignee(after).filter(|_| assignee(before) != assignee(after));
    became == Some(now.assignee) && change.actor() != Actor::Person(now.assignee)
}

fn tell_assigned(
    turn: &mut Turn<'_, '_>,
    change: &Happened,
    stored: &StoredTask,
) -> Result<(), Error> {
    let by = if let Actor::Person(id) = change.actor() { Some(id) } else { None };
    let params = serde_json::json!({ "task": stored.task.id, "by": by });
    let notice = notice(turn, (NoticeKind::TaskAssigned, stored), params);
    notices::add(turn.tx, &notice, Some(&format!("task_assigned:{}", change.seq)))?;
    Ok(())
}

/// A timer is due: tells the assignee, if all is still as when it was set.
pub(crate) fn tell_due(turn: &mut Turn<'_, '_>, timer: &Timer) -> Result<(), Error> {
    let told: Expected = serde_json::from_value(timer.payload.clone())
        .map_err(|e| Fault::new(format!("a timer's payload: {e}")))?;
    let stored = find(turn.tx, told.task)?.filter(|stored| {
        let task = &stored.task;
        !stored.removed
            && task.done.is_none()
            && task.assignee == told.assignee
            && task.due.is_some_and(|due| due.at == told.due)
    });
    let Some(stored) = stored else { return Ok(()) };
    let params = serde_json::json!({ "task": told.task, "due": told.due });
    let notice = notice(turn, (NoticeKind::TaskDue, &stored), params);
    notices::add(turn.tx, &notice, Some(&format!("{TASK_DUE}:{}:{}", told.task, told.due)))?;
    Ok(())
}

fn notice(turn: &Turn<'_, '_>, (kind, stored): (NoticeKind, &StoredTask), params: Json) -> Notice {
    Notice {
        id: NoticeId(turn.ports.ids.next()),
        person: stored.task.assignee,
        kind,
        at: turn.now,
        form: stored.about.map(|a| a.form),
        record: stored.about.map(|a| a.record),
        read: false,
        params,
    }
}
