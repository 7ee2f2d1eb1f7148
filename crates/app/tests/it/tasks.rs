//! Tasks: on records and alone; who sees and finishes them; reminders; undo; the bin.

use app::Who;
use app::commands::Undone;
use app::queries::TasksWanted;
use app::runtime::drain;
use jiff::{SignedDuration, Timestamp};
use model::notice::NoticeKind;
use model::task::{About, Due, Task, TaskEdit};
use model::{BatchId, Code, Command, RecordId, TaskId};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::archive::behind_its_back;
use crate::crm::{change, crm, new_lead, refusal};

both_databases! {
    a_task_is_given_done_and_opened_again,
    open_tasks_come_by_due_date_and_page_by_page,
    what_one_gave_to_others_is_a_list_of_its_own,
    counts_agree_with_the_lists,
    who_sees_the_record_sees_its_tasks_and_nobody_else,
    a_task_alone_is_its_makers_and_its_assignees,
    who_gives_a_task_away_learns_what_became_of_it,
    a_stale_edit_of_a_task_is_refused,
    a_page_ends_at_a_task_in_sight,
    a_reminder_that_passed_while_nobody_listened_is_still_given,
    bad_tasks_are_refused_where_they_are_bad,
    the_assignee_is_told_once_and_reminded_when_it_is_due,
    tasks_of_a_binned_record_rest_with_it,
    undo_takes_a_task_back_unless_it_changed_since,
    tasks_do_not_stand_in_the_way_of_edits_or_of_the_proof,
    history_names_the_task_and_what_became_of_it,
    a_task_that_was_changed_past_the_log_is_found,
}

const HOUR: SignedDuration = SignedDuration::from_hours(1);

pub(crate) fn new_task(platform: &TestPlatform, who: &Who, title: &str) -> Task {
    Task {
        id: TaskId(platform.ports().ids.next()),
        title: title.to_owned(),
        note: String::new(),
        assignee: who.id().unwrap(),
        due: None,
        done: None,
    }
}

fn due(at: Timestamp) -> Option<Due> {
    Some(Due { at, all_day: false })
}

pub(crate) fn about(platform: &TestPlatform, record: RecordId) -> Option<About> {
    Some(About { form: platform.catalog().unwrap().form("lead").unwrap().id, record })
}

pub(crate) fn add(platform: &TestPlatform, who: &Who, about: Option<About>, task: Task) -> BatchId {
    platform.execute(who, Command::AddTask { about, task }).unwrap().batch
}

fn edit(platform: &TestPlatform, who: &Who, id: TaskId, edit: TaskEdit) -> Result<BatchId, Code> {
    let done = platform.execute(who, Command::ChangeTask { id, edit });
    done.map(|done| done.batch).map_err(|error| error.code().unwrap())
}

pub(crate) fn finish(platform: &TestPlatform, who: &Who, id: TaskId) -> Result<BatchId, Code> {
    edit(platform, who, id, TaskEdit { done: Some(true), ..TaskEdit::default() })
}

fn titles(platform: &TestPlatform, who: &Who, wanted: &TasksWanted) -> Vec<String> {
    let page = platform.list_tasks(who, wanted, None).unwrap();
    page.items.into_iter().map(|t| t.task.title).collect()
}

fn of(who: &Who) -> TasksWanted {
    TasksWanted { assignee: who.id(), ..TasksWanted::default() }
}

fn a_task_is_given_done_and_opened_again(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let task = new_task(platform, &crm.east, "寄样品");
    let id = task.id;
    add(platform, &crm.boss, about(platform, lead.id), task);
    let seen = platform.find_task(&crm.east, id).unwrap();
    assert_eq!(seen.maker.as_ref().map(|m| m.0), crm.boss.id());
    assert_eq!(seen.about.unwrap().title, "海达机械");
    finish(platform, &crm.east, id).unwrap();
    let done = platform.find_task(&crm.boss, id).unwrap();
    assert_eq!(done.finisher.map(|f| f.0), crm.east.id());
    assert_eq!(titles(platform, &crm.east, &of(&crm.east)), [""; 0]);
    let finished = TasksWanted { done: true, ..of(&crm.east) };
    assert_eq!(titles(platform, &crm.east, &finished), ["寄样品"]);
    let again = TaskEdit { done: Some(false), ..TaskEdit::default() };
    edit(platform, &crm.east, id, again).unwrap();
    assert_eq!(titles(platform, &crm.east, &of(&crm.east)), ["寄样品"]);
}

fn open_tasks_come_by_due_date_and_page_by_page(platform: &TestPlatform) {
    let crm = crm(platform);
    let now = platform.now();
    for n in (0..120).rev() {
        let at = (n % 3 != 2).then(|| now + HOUR * (n / 3));
        let task =
            Task { due: at.and_then(due), ..new_task(platform, &crm.east, &format!("{n:03}")) };
        add(platform, &crm.east, None, task);
    }
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = platform.list_tasks(&crm.east, &of(&crm.east), after).unwrap();
        assert!(page.items.len() <= 50);
        seen.extend(page.items.iter().map(|t| (t.task.due.map(|d| d.at), t.task.id)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 120);
    let mut sorted = seen.clone();
    sorted.sort_by_key(|(at, id)| (at.is_none(), *at, *id));
    assert_eq!(seen, sorted);
    let window = TasksWanted { from: Some(now), before: Some(now + HOUR), ..of(&crm.east) };
    assert_eq!(titles(platform, &crm.east, &window).len(), 2);
}

fn what_one_gave_to_others_is_a_list_of_its_own(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    add(platform, &crm.boss, about(platform, lead.id), new_task(platform, &crm.east, "寄样品"));
    add(platform, &crm.boss, None, new_task(platform, &crm.west, "订会场"));
    add(platform, &crm.boss, None, new_task(platform, &crm.boss, "自己的事"));
    add(platform, &crm.east, None, new_task(platform, &crm.west, "别人交办的"));
    let given = |who: &Who| TasksWanted { given_by: who.id(), ..TasksWanted::default() };
    let mut found = titles(platform, &crm.boss, &given(&crm.boss));
    found.sort();
    assert_eq!(found, ["寄样品", "订会场"]);
    // Of what somebody else gave one sees what one sees anyway.
    assert_eq!(titles(platform, &crm.west, &given(&crm.boss)), ["订会场"]);
    let west = platform.list_tasks(&crm.west, &given(&crm.boss), None).unwrap();
    finish(platform, &crm.west, west.items[0].task.id).unwrap();
    let done = TasksWanted { done: true, ..given(&crm.boss) };
    assert_eq!(titles(platform, &crm.boss, &done), ["订会场"]);
    assert_eq!(titles(platform, &crm.boss, &given(&crm.boss)), ["寄样品"]);
}

fn counts_agree_with_the_lists(platform: &TestPlatform) {
    let crm = crm(platform);
    let now = platform.now();
    for (title, at) in [("昨天", -24), ("下午", 3), ("明天", 30)] {
        let task = Task { due: due(now + HOUR * at), ..new_task(platform, &crm.east, title) };
        add(platform, &crm.boss, None, task);
    }
    add(platform, &crm.east, None, new_task(platform, &crm.east, "有空再说"));
    let counts = platform.count_tasks(&crm.east, now + HOUR * 10).unwrap();
    assert_eq!((counts.overdue, counts.today, counts.upcoming, counts.undated), (1, 1, 1, 1));
    assert_eq!(titles(platform, &crm.east, &of(&crm.east)), ["昨天", "下午", "明天", "有空再说"]);
    assert_eq!(platform.count_tasks(&crm.west, now).unwrap(), app::queries::TaskCounts::default());
}

fn who_sees_the_record_sees_its_tasks_and_nobody_else(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let task = new_task(platform, &crm.east, "报价");
    let id = task.id;
    add(platform, &crm.east, about(platform, lead.id), task);
    let on_record = TasksWanted { record: Some(lead.id), ..TasksWanted::default() };
    assert_eq!(titles(platform, &crm.boss, &on_record), ["报价"]);
    // West sees neither the record nor, through whom it is given to, the task.
    assert_eq!(titles(platform, &crm.west, &on_record), [""; 0]);
    assert_eq!(titles(platform, &crm.west, &of(&crm.east)), [""; 0]);
    assert_eq!(platform.find_task(&crm.west, id).unwrap_err().code(), Some(Code::NotFound));
    assert_eq!(finish(platform, &crm.west, id), Err(Code::NotFound));
    let add_there = Command::AddTask {
        about: about(platform, lead.id),
        task: new_task(platform, &crm.west, "抢单"),
    };
    assert_eq!(platform.execute(&crm.west, add_there).unwrap_err().code(), Some(Code::NotFound));
    // Given the task, west may finish it, and still learns nothing of the record.
    let to_west = TaskEdit { assignee: crm.west.id(), ..TaskEdit::default() };
    edit(platform, &crm.east, id, to_west).unwrap();
    let given = platform.find_task(&crm.west, id).unwrap();
    assert_eq!(given.about, None);
    finish(platform, &crm.west, id).unwrap();
}

fn a_task_alone_is_its_makers_and_its_assignees(platform: &TestPlatform) {
    let crm = crm(platform);
    let task = new_task(platform, &crm.east, "交周报");
    let id = task.id;
    add(platform, &crm.boss, None, task);
    assert!(platform.find_task(&crm.east, id).is_ok());
    assert!(platform.find_task(&crm.boss, id).is_ok());
    assert_eq!(platform.find_task(&crm.west, id).unwrap_err().code(), Some(Code::NotFound));
    assert_eq!(finish(platform, &crm.west, id), Err(Code::NotFound));
    let remove = Command::RemoveTask { id };
    assert!(platform.execute(&crm.west, remove.clone()).is_err());
    platform.execute(&crm.boss, remove).unwrap();
    assert_eq!(platform.find_task(&crm.east, id).unwrap_err().code(), Some(Code::NotFound));
}

fn bad_tasks_are_refused_where_they_are_bad(platform: &TestPlatform) {
    let crm = crm(platform);
    let refused =
        |task: Task| refusal(platform.execute(&crm.east, Command::AddTask { about: None, task }));
    let fine = new_task(platform, &crm.east, "寄样品");
    let id = fine.id;
    assert_eq!(refused(Task { title: "  ".into(), ..fine.clone() }), Code::Required);
    assert_eq!(refused(Task { title: "长".repeat(201), ..fine.clone() }), Code::TooLong);
    assert_eq!(refused(Task { note: "a\0b".into(), ..fine.clone() }), Code::ControlCharacter);
    let nobody = model::UserId(platform.ports().ids.next());
    assert_eq!(refused(Task { assignee: nobody, ..fine.clone() }), Code::UnknownPerson);
    add(platform, &crm.east, None, fine.clone());
    assert_eq!(refused(fine), Code::IdTaken);
    assert_eq!(
        finish(platform, &crm.east, TaskId(platform.ports().ids.next())),
        Err(Code::NotFound)
    );
    assert!(finish(platform, &crm.east, id).is_ok());
}

fn kinds(platform: &TestPlatform, who: &Who) -> Vec<NoticeKind> {
    drain(platform).unwrap();
    let page = platform.list_notices(who, None, 50).unwrap();
    page.items.iter().map(|n| n.notice.kind).collect()
}

fn the_assignee_is_told_once_and_reminded_when_it_is_due(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    drain(platform).unwrap();
    let at = platform.now() + HOUR * 2;
    let task = Task { due: due(at), ..new_task(platform, &crm.east, "寄样品") };
    let id = task.id;
    add(platform, &crm.boss, about(platform, lead.id), task);
    add(platform, &crm.east, None, new_task(platform, &crm.east, "自己的"));
    assert_eq!(kinds(platform, &crm.east), [NoticeKind::TaskAssigned]);
    let page = platform.list_notices(&crm.east, None, 50).unwrap();
    assert_eq!(page.items[0].task.as_deref(), Some("寄样品"));
    assert_eq!(page.items[0].title.as_deref(), Some("海达机械"));
    // Moved: told at its new time only.
    let later = TaskEdit { due: Some(due(at + HOUR)), ..TaskEdit::default() };
    edit(platform, &crm.east, id, later).unwrap();
    drain(platform).unwrap();
    platform.clock.advance(HOUR * 2);
    assert_eq!(kinds(platform, &crm.east).len(), 1);
    platform.clock.advance(HOUR);
    assert_eq!(kinds(platform, &crm.east), [NoticeKind::TaskDue, NoticeKind::TaskAssigned]);
    // A finished one reminds nobody.
    let done = Task { due: due(platform.now() + HOUR), ..new_task(platform, &crm.east, "已做") };
    let id = done.id;
    add(platform, &crm.east, None, done);
    drain(platform).unwrap();
    finish(platform, &crm.east, id).unwrap();
    platform.clock.advance(HOUR * 2);
    assert_eq!(kinds(platform, &crm.east).len(), 2);
}

fn tasks_of_a_binned_record_rest_with_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let task =
        Task { due: due(platform.now() - HOUR), ..new_task(platform, &crm.east, "寄样品") };
    add(platform, &crm.east, about(platform, lead.id), task);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = Command::TrashRecord { form, id: lead.id, base_rev: None };
    platform.execute(&crm.east, trash).unwrap();
    assert_eq!(titles(platform, &crm.east, &of(&crm.east)), [""; 0]);
    assert_eq!(platform.count_tasks(&crm.east, platform.now()).unwrap().overdue, 0);
    platform.execute(&crm.east, Command::RestoreRecord { form, id: lead.id }).unwrap();
    assert_eq!(titles(platform, &crm.east, &of(&crm.east)), ["寄样品"]);
    assert_eq!(platform.count_tasks(&crm.east, platform.now()).unwrap().overdue, 1);
}

fn undo_takes_a_task_back_unless_it_changed_since(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let undo = |batch: BatchId| match platform.undo_batch(&crm.east, batch, false) {
        Ok(Undone::Now(done, _)) => Ok(done.batch),
        Ok(Undone::Later(job)) => panic!("a job: {job}"),
        Err(error) => Err(error.code().unwrap()),
    };
    for about in [about(platform, lead.id), None] {
        let task = new_task(platform, &crm.east, "寄样品");
        let id = task.id;
        add(platform, &crm.east, about, task);
        let finished = finish(platform, &crm.east, id).unwrap();
        let undone = undo(finished).unwrap();
        assert_eq!(platform.find_task(&crm.east, id).unwrap().task.done, None);
        undo(undone).unwrap();
        assert!(platform.find_task(&crm.east, id).unwrap().task.done.is_some());
        let removed = platform.execute(&crm.east, Command::RemoveTask { id }).unwrap().batch;
        assert!(platform.find_task(&crm.east, id).is_err());
        undo(removed).unwrap();
        assert!(platform.find_task(&crm.east, id).is_ok());
        // Renamed since: what the first finish did is no longer simply to be taken back.
        let other = TaskEdit { title: Some("寄两份样品".into()), ..TaskEdit::default() };
        edit(platform, &crm.east, id, other).unwrap();
        assert!(undo(finished).is_err());
        assert_eq!(platform.find_task(&crm.east, id).unwrap().task.title, "寄两份样品");
    }
}

fn tasks_do_not_stand_in_the_way_of_edits_or_of_the_proof(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let task = new_task(platform, &crm.east, "寄样品");
    let id = task.id;
    add(platform, &crm.east, about(platform, lead.id), task);
    finish(platform, &crm.east, id).unwrap();
    // The revision is still 1: nobody conflicts with a task.
    change(platform, &crm.east, (lead.id, 1), json!({"email": "a@b.cn"})).unwrap();
    finish(platform, &crm.east, id).unwrap();
    change(platform, &crm.east, (lead.id, 1), json!({"company": "海达重工"})).unwrap();
    let history = platform.record_history(&crm.east, ("lead", lead.id), None).unwrap();
    assert_eq!(history.items.len(), 5);
    assert!(platform.verify(true).unwrap().sound);
}

fn history_names_the_task_and_what_became_of_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let task = new_task(platform, &crm.east, "寄样品");
    let id = task.id;
    add(platform, &crm.east, about(platform, lead.id), task);
    finish(platform, &crm.east, id).unwrap();
    let again = TaskEdit { done: Some(false), ..TaskEdit::default() };
    edit(platform, &crm.east, id, again).unwrap();
    platform.execute(&crm.east, Command::RemoveTask { id }).unwrap();
    let history = platform.record_history(&crm.east, ("lead", lead.id), None).unwrap();
    let told = history.items.iter().rev().map(|item| {
        item.task.as_ref().map(|turn| (turn.title.as_str(), turn.finished, turn.reopened))
    });
    let plain = Some(("寄样品", false, false));
    let (finished, reopened) = (Some(("寄样品", true, false)), Some(("寄样品", false, true)));
    assert_eq!(told.collect::<Vec<_>>(), [None, plain, finished, reopened, plain]);
}

fn who_gives_a_task_away_learns_what_became_of_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let task = new_task(platform, &crm.east, "交周报");
    let id = task.id;
    add(platform, &crm.boss, None, task);
    let away = TaskEdit { assignee: crm.west.id(), ..TaskEdit::default() };
    edit(platform, &crm.east, id, away).unwrap();
    assert!(platform.find_task(&crm.east, id).is_err());
    let changed = platform.changed_task(&crm.east, id).unwrap();
    assert_eq!(Some(changed.task.assignee), crm.west.id());
}

fn a_stale_edit_of_a_task_is_refused(platform: &TestPlatform) {
    let crm = crm(platform);
    let task = new_task(platform, &crm.east, "寄样品");
    let id = task.id;
    add(platform, &crm.boss, None, task);
    let note = |rev, note: &str| TaskEdit {
        base_rev: Some(rev),
        note: Some(note.into()),
        ..TaskEdit::default()
    };
    edit(platform, &crm.boss, id, note(1, "两份")).unwrap();
    assert_eq!(edit(platform, &crm.east, id, note(1, "三份")), Err(Code::Conflict));
    edit(platform, &crm.east, id, note(2, "三份")).unwrap();
    assert_eq!(platform.find_task(&crm.boss, id).unwrap().task.note, "三份");
}

fn a_page_ends_at_a_task_in_sight(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达机械");
    let now = platform.now();
    for n in 0..60 {
        let task = Task { due: due(now + HOUR * n), ..new_task(platform, &crm.east, "东区的") };
        add(platform, &crm.east, about(platform, lead.id), task);
    }
    // West gave east two tasks of their own, before and behind those that west may not see.
    for at in [-1, 100] {
        let task =
            Task { due: due(now + HOUR * at), ..new_task(platform, &crm.east, "西区给的") };
        add(platform, &crm.west, None, task);
    }
    let page = platform.list_tasks(&crm.west, &of(&crm.east), None).unwrap();
    let seen: Vec<&str> = page.items.iter().map(|t| t.task.title.as_str()).collect();
    assert_eq!((seen.as_slice(), page.next), (["西区给的", "西区给的"].as_slice(), None));
}

fn a_reminder_that_passed_while_nobody_listened_is_still_given(platform: &TestPlatform) {
    let crm = crm(platform);
    let task =
        Task { due: due(platform.now() + HOUR), ..new_task(platform, &crm.east, "寄样品") };
    add(platform, &crm.east, None, task);
    // The node was down: its reactors see the task when it is due already.
    platform.clock.advance(HOUR * 3);
    assert_eq!(kinds(platform, &crm.east), [NoticeKind::TaskDue]);
}

fn a_task_that_was_changed_past_the_log_is_found(platform: &TestPlatform) {
    let crm = crm(platform);
    let lead = new_lead(platform, &crm.east, "海达").id;
    let task = |title| new_task(platform, &crm.east, title);
    let (alone, removed) = (task("报销"), task("算了"));
    let id = alone.id;
    add(platform, &crm.east, None, alone);
    let on_record = task("寄样品");
    add(platform, &crm.boss, about(platform, lead), on_record.clone());
    finish(platform, &crm.east, on_record.id).unwrap();
    add(platform, &crm.east, None, removed.clone());
    platform.execute(&crm.east, Command::RemoveTask { id: removed.id }).unwrap();
    let proof = platform.verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
    let found = |line: &str| {
        let proof = platform.verify(true).unwrap();
        assert!(!proof.sound);
        assert!(proof.lines.iter().any(|l| l == line), "{line}: {:?}", proof.lines);
    };
    let set = |what: &str| behind_its_back(platform, &format!("UPDATE clew_task SET {what}"));
    set("title = '报销两次' WHERE title = '报销'");
    found(&format!("task {id} is not what the log says"));
    set("title = '报销' WHERE title = '报销两次'");
    let no = if platform.store().dialect().is_postgres() { "false" } else { "0" };
    set(&format!("removed = {no} WHERE title = '算了'"));
    found(&format!("task {} is not what the log says", removed.id));
    set(&format!("removed = NOT {no} WHERE title = '算了'"));
    set("done_at = NULL, done_by = NULL WHERE title = '寄样品'");
    found(&format!("task {} is not what the log says", on_record.id));
    behind_its_back(platform, "DELETE FROM clew_task WHERE title = '寄样品'");
    found(&format!("task {} is not what the log says", on_record.id));
}
