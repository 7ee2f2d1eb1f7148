//! Tasks: who may give, change and finish them. Whoever sees a record sees what is to be done about it; a task that
//! stands alone is seen by whose it is and by who made it.

use model::change::Payload;
use model::task::{About, Done, Due, Task, TaskEdit};
use model::value::is_known_moment;
use model::{Change, ChangeKind, Code, Rejection, Seq, TaskId, UserId};
use serde_json::Value as Json;
use store::records;
use store::tasks::{StoredTask, find, save};
use store::{Error, Fault};

use super::Receipt;
use super::door::Door;
use super::guard::Wish;

/// Most characters of a title.
const LONGEST_TITLE: usize = 200;
/// Most characters of a note.
const LONGEST_NOTE: usize = 20_000;

pub(super) fn add(
    door: &mut Door<'_, '_>,
    about: Option<About>,
    task: &Task,
) -> Result<Receipt, Error> {
    check(task)?;
    check_assignee(door, task.assignee)?;
    if find(door.tx, task.id)?.is_some() {
        return Err(Rejection::at(Code::IdTaken, "id").into());
    }
    let made = Done { at: door.at, by: door.who.id() };
    let stored = StoredTask { task: task.clone(), about, made, rev: 1, removed: false };
    write(door, ChangeKind::TaskAdded, None, &stored)
}

pub(super) fn change(
    door: &mut Door<'_, '_>,
    id: TaskId,
    edit: &TaskEdit,
) -> Result<Receipt, Error> {
    let before = find_theirs(door, id)?;
    if edit.base_rev.is_some_and(|base| base != before.rev) {
        return Err(Rejection::new(Code::Conflict).with("rev", before.rev).into());
    }
    let mut after = before.clone();
    after.rev += 1;
    let task = &mut after.task;
    task.title = edit.title.clone().unwrap_or_else(|| task.title.clone());
    task.note = edit.note.clone().unwrap_or_else(|| task.note.clone());
    task.assignee = edit.assignee.unwrap_or(task.assignee);
    task.due = edit.due.unwrap_or(task.due);
    task.done = match (edit.done, task.done) {
        (Some(true), None) => Some(Done { at: door.at, by: door.who.id() }),
        (Some(false), _) => None,
        (_, done) => done,
    };
    if after.task == before.task {
        return Ok(Receipt { record: None, rev: 0, seq: door.tx.seq() });
    }
    check(&after.task)?;
    if after.task.assignee != before.task.assignee {
        check_assignee(door, after.task.assignee)?;
    }
    write(door, ChangeKind::TaskChanged, Some(&before), &after)
}

pub(super) fn remove(door: &mut Door<'_, '_>, id: TaskId) -> Result<Receipt, Error> {
    let before = find_theirs(door, id)?;
    let after = StoredTask { rev: before.rev + 1, removed: true, ..before.clone() };
    write(door, ChangeKind::TaskRemoved, Some(&before), &after)
}

/// Sets a task to what it was; none = it was not there: undo.
pub(super) fn bring_back(
    door: &mut Door<'_, '_>,
    now: &StoredTask,
    task: Option<Task>,
) -> Result<Receipt, Error> {
    let (kind, removed) = match task {
        Some(_) => (ChangeKind::TaskChanged, false),
        None => (ChangeKind::TaskRemoved, true),
    };
    let task = task.unwrap_or_else(|| now.task.clone());
    let after = StoredTask { task, rev: now.rev + 1, removed, ..now.clone() };
    write(door, kind, Some(now), &after)
}

/// A task that this person may change: whose it is, who made it, and who may write on the record's timeline.
fn find_theirs(door: &mut Door<'_, '_>, id: TaskId) -> Result<StoredTask, Error> {
    let found = find(door.tx, id)?.filter(|task| !task.removed);
    let found = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
    let me = door.who.id();
    let theirs = me.is_none() || me == Some(found.task.assignee) || me == found.made.by;
    match found.about {
        Some(about) if !theirs => {
            let opened = door.open(about.form)?;
            door.record(&opened, about.record, Wish::Note)?;
        }
        None if !theirs => return Err(Error::rejected(Code::NotFound)),
        _ => {}
    }
    Ok(found)
}

fn check(task: &Task) -> Result<(), Rejection> {
    for (place, text, max) in
        [("title", &task.title, LONGEST_TITLE), ("note", &task.note, LONGEST_NOTE)]
    {
        if text.contains('\0') {
            return Err(Rejection::at(Code::ControlCharacter, place));
        }
        if text.chars().count() > max {
            return Err(Rejection::at(Code::TooLong, place).with("max", max));
        }
    }
    if task.title.trim().is_empty() {
        return Err(Rejection::at(Code::Required, "title"));
    }
    if task.due.is_some_and(|Due { at, .. }| !is_known_moment(at)) {
        return Err(Rejection::at(Code::NotADate, "due"));
    }
    Ok(())
}

/// Work is given to people who can sign in, or will be able to.
fn check_assignee(door: &Door<'_, '_>, person: UserId) -> Result<(), Rejection> {
    let known = door.catalog.people.get(&person);
    let works = known.is_some_and(|p| p.state != model::person::PersonState::Disabled);
    if works { Ok(()) } else { Err(Rejection::at(Code::UnknownPerson, "assignee")) }
}

/// The row and its Change. On a record the Change is one of the record's: history and open screens show it.
fn write(
    door: &mut Door<'_, '_>,
    kind: ChangeKind,
    before: Option<&StoredTask>,
    after: &StoredTask,
) -> Result<Receipt, Error> {
    save(door.tx, after)?;
    let payload = Payload::Document {
        subject: after.task.id.to_string(),
        before: before.filter(|b| !b.removed).map_or(Ok(Json::Null), document)?,
        after: if after.removed { Json::Null } else { document(after)? },
    };
    match after.about {
        Some(about) => on_record(door, about, (kind, payload), after),
        None => {
            let seq = door.tx.append(alone(door, kind, payload), door.at)?;
            Ok(Receipt { record: None, rev: 0, seq })
        }
    }
}

fn on_record(
    door: &mut Door<'_, '_>,
    about: About,
    (kind, payload): (ChangeKind, Payload),
    task: &StoredTask,
) -> Result<Receipt, Error> {
    let opened = door.open(about.form)?;
    let me = door.who.id();
    let current = if kind == ChangeKind::TaskAdded {
        door.record(&opened, about.record, Wish::Note)?
    } else {
        // Whose task it is finishes it, also where the record is out of their sight.
        let theirs = me == Some(task.task.assignee) || me == task.made.by;
        let found = records::find(door.tx, opened.table, about.record)?;
        match found.filter(|_| theirs) {
            Some(found) => found,
            None => door.record(&opened, about.record, Wish::Note)?,
        }
    };
    let act = door.act(opened.form);
    let seq: Seq = records::touch(door.tx, opened.table, &current, (kind, payload), &act)?;
    Ok(Receipt { record: Some(current.id), rev: current.rev, seq })
}

fn alone(door: &Door<'_, '_>, kind: ChangeKind, payload: Payload) -> Change {
    Change {
        kind,
        form: None,
        form_version: 0,
        record: None,
        actor: door.cause.actor,
        origin: door.cause.origin,
        batch: door.cause.batch,
        cause: door.cause.seq,
        prev: None,
        payload,
    }
}

/// What the log keeps of a task.
pub(super) fn document(stored: &StoredTask) -> Result<Json, Fault> {
    serde_json::to_value(&stored.task).map_err(|e| Fault::new(format!("a task: {e}")))
}
