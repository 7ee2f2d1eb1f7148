//! Whoever had a record taken from them is told: by whom, whose it is now, and why; and no more of it than they could see.

use app::Who;
use app::commands::{Done, Undone};
use app::notices::NoticeItem;
use app::runtime::drain;
use model::command::{Activity, ActivityKind};

use model::notice::NoticeKind;
use model::{ActivityId, BatchId, Command, FormId, RecordId, RowScope, SystemField, Value};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, change, crm, new_lead, with_lead_form};
use crate::pool::{claim, give_back, unowned};

both_databases! {
    who_had_a_record_is_told_by_whom_to_whom_and_why,
    what_left_their_sight_is_called_what_it_was_called_then,
    many_of_one_act_are_one_notice,
    what_went_to_several_names_nobody,
    what_a_manager_gives_back_to_the_pool_is_told_with_the_reason,
    ones_own_act_is_no_news,
    who_could_not_see_the_record_is_told_nothing,
    who_may_see_no_more_of_the_form_is_told_no_title,
    an_undo_before_it_was_read_takes_both_notices_back,
    an_undo_after_it_was_read_is_told,
    an_undo_of_some_leaves_the_others,
    an_undo_of_the_undo_is_told_anew,
    an_undone_gift_of_many_is_struck_and_rings_no_more,
}

fn form(platform: &TestPlatform) -> FormId {
    platform.catalog().unwrap().form("lead").unwrap().id
}

fn told(platform: &TestPlatform, who: &Who) -> Vec<NoticeItem> {
    drain(platform).unwrap();
    platform.list_notices(who, None, 50).unwrap().items
}

fn kinds(platform: &TestPlatform, who: &Who) -> Vec<NoticeKind> {
    told(platform, who).iter().map(|item| item.notice.kind).collect()
}

fn unread(platform: &TestPlatform, who: &Who) -> Vec<NoticeKind> {
    let items = told(platform, who);
    items.iter().filter(|item| !item.notice.read).map(|item| item.notice.kind).collect()
}

fn leads(platform: &TestPlatform, who: &Who, companies: &[&str]) -> Vec<RecordId> {
    companies.iter().map(|company| new_lead(platform, who, company).id).collect()
}

/// Gives these away, with a note on each, as the web does.
fn hand_over(
    platform: &TestPlatform,
    by: &Who,
    (ids, to): (&[RecordId], &Who),
    note: &str,
) -> (Done, Vec<ActivityId>) {
    let form = form(platform);
    let mut notes = Vec::new();
    let commands = ids.iter().flat_map(|id| {
        let note_id = ActivityId(platform.ports().ids.next());
        notes.push(note_id);
        let said = Activity::said(note_id, ActivityKind::Note, note.to_owned(), platform.now());
        let owner = Value::Person(to.id().unwrap());
        [
            Command::AddActivity { form, record: *id, activity: said },
            Command::UpdateRecord {
                form,
                id: *id,
                base_rev: 1,
                values: [(SystemField::Owner.into(), owner)].into(),
            },
        ]
    });
    let commands = commands.collect();
    (platform.execute_all(by, commands).unwrap(), notes)
}

fn undo(platform: &TestPlatform, who: &Who, batch: BatchId) {
    assert!(matches!(platform.undo_batch(who, batch, false).unwrap(), Undone::Now(..)));
}

fn who_had_a_record_is_told_by_whom_to_whom_and_why(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["海达机械"]);
    hand_over(platform, &crm.boss, (&ids, &crm.west), "客户搬到西安了");
    let items = told(platform, &crm.east);
    assert_eq!(items.len(), 1);
    let NoticeItem { notice, form, title, .. } = &items[0];
    assert_eq!((notice.kind, notice.record), (NoticeKind::Taken, Some(ids[0])));
    assert_eq!((form.as_deref(), title.as_deref()), (Some("lead"), None), "out of sight");
    assert_eq!(notice.params["by_name"], "总经理");
    assert_eq!(notice.params["to_name"], "王芳");
    assert_eq!(notice.params["was"], "海达机械");
    assert_eq!(notice.params["said"], "客户搬到西安了");
    assert_eq!(kinds(platform, &crm.west), [NoticeKind::Assigned]);
    assert_eq!(kinds(platform, &crm.boss), []);
    // Back in sight it has its own title.
    change(platform, &crm.boss, (ids[0], 2), json!({"owner": crm.east.id().unwrap().to_string()}))
        .unwrap();
    let items = told(platform, &crm.east);
    assert_eq!(items[1].title.as_deref(), Some("海达机械"));
    assert!(items[1].notice.params.get("was").is_none());
}

fn what_left_their_sight_is_called_what_it_was_called_then(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["海达机械"]);
    let (_, notes) = hand_over(platform, &crm.boss, (&ids, &crm.west), "先打电话");
    change(platform, &crm.west, (ids[0], 2), json!({"company": "海达机械（西安）"})).unwrap();
    let items = told(platform, &crm.east);
    assert_eq!(items[0].notice.params["was"], "海达机械");
    assert_eq!(items[0].notice.params["said"], "先打电话");
    let text = "他跟不动".to_owned();
    let activity = Activity::said(notes[0], ActivityKind::Note, text, platform.now());
    let correct = Command::ChangeActivity { form: form(platform), record: ids[0], activity };
    platform.execute(&crm.boss, correct).unwrap();
    let items = told(platform, &crm.east);
    assert_eq!(items[0].notice.params.get("said"), None, "what was written since is not theirs");
    assert_eq!(items[0].notice.params["was"], "海达机械");
}

fn many_of_one_act_are_one_notice(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["甲", "乙", "丙"]);
    let (done, _) = hand_over(platform, &crm.boss, (&ids, &crm.west), "分区调整");
    let more = leads(platform, &crm.east, &["丁"]);
    drain(platform).unwrap();
    // The next part of the same act.
    let values = [(SystemField::Owner.into(), Value::Person(crm.west.id().unwrap()))].into();
    let next = Command::UpdateRecord { form: form(platform), id: more[0], base_rev: 1, values };
    platform.execute_joining(&crm.boss, vec![next], Some(done.batch)).unwrap();
    let items = told(platform, &crm.east);
    assert_eq!(items.len(), 1);
    let notice = &items[0].notice;
    assert_eq!((notice.kind, notice.record), (NoticeKind::Taken, None));
    assert_eq!(notice.params["count"], 4);
    assert_eq!(notice.params["to_name"], "王芳");
    assert_eq!(notice.params["said"], "分区调整");
}

fn what_went_to_several_names_nobody(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["甲", "乙"]);
    let owners = [Value::Person(crm.west.id().unwrap()), Value::Null];
    let commands = ids.iter().zip(owners).map(|(id, owner)| Command::UpdateRecord {
        form: form(platform),
        id: *id,
        base_rev: 1,
        values: [(SystemField::Owner.into(), owner)].into(),
    });
    platform.execute_all(&crm.boss, commands.collect()).unwrap();
    let items = told(platform, &crm.east);
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].notice.params["to"].as_array().map(Vec::len), Some(2));
    assert_eq!(items[0].notice.params.get("to_name"), None);
}

fn what_a_manager_gives_back_to_the_pool_is_told_with_the_reason(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["海达机械"]);
    give_back(platform, &crm.boss, ids[0], "三十天没跟进").unwrap();
    let items = told(platform, &crm.east);
    assert_eq!(items.len(), 1);
    let params = &items[0].notice.params;
    assert_eq!((&params["to"], &params["by_name"]), (&json!([null]), &json!("总经理")));
    assert_eq!(params["said"], "三十天没跟进");
    assert_eq!(items[0].title.as_deref(), Some("海达机械"), "everybody sees it lie there");
    claim(platform, &crm.west, ids[0]).unwrap();
    let items = told(platform, &crm.east);
    assert_eq!(
        (items.len(), items[0].title.as_deref()),
        (1, None),
        "who claims takes it of nobody"
    );
    assert_eq!(items[0].notice.params["was"], "海达机械");
    assert_eq!(items[0].notice.params["to"], json!([null]), "nor is told who has it now");
}

fn ones_own_act_is_no_news(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["甲", "乙"]);
    hand_over(platform, &crm.east, (&ids[..1], &crm.west), "请你跟进");
    give_back(platform, &crm.east, ids[1], "不在我的区域").unwrap();
    let free = unowned(platform, &crm.boss, json!({"company": "丙"}));
    claim(platform, &crm.east, free).unwrap();
    assert_eq!(kinds(platform, &crm.east), []);
}

fn who_could_not_see_the_record_is_told_nothing(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["海达机械"]);
    blind(platform, &crm);
    hand_over(platform, &crm.boss, (&ids, &crm.west), "给你");
    assert_eq!(kinds(platform, &crm.east), []);
}

fn who_may_see_no_more_of_the_form_is_told_no_title(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["海达机械"]);
    hand_over(platform, &crm.boss, (&ids, &crm.west), "给你");
    assert_eq!(told(platform, &crm.east)[0].notice.params["was"], "海达机械");
    with_lead_form(platform, &crm.boss, |form| {
        let title = form.title_field().unwrap().code.clone();
        form.grants.iter_mut().for_each(|grant| grant.hidden.push(title.clone()));
    });
    assert_eq!(told(platform, &crm.east)[0].notice.params.get("was"), None, "its title is hidden");
    blind(platform, &crm);
    let items = told(platform, &crm.east);
    let known: Vec<&str> = ["was", "said"]
        .into_iter()
        .filter(|key| items[0].notice.params.get(key).is_some())
        .collect();
    assert_eq!(known, [""; 0]);
}

/// Members see nothing of leads any more.
fn blind(platform: &TestPlatform, crm: &Crm) {
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.sees = RowScope::None);
    });
}

fn an_undo_before_it_was_read_takes_both_notices_back(platform: &TestPlatform) {
    let crm = crm(platform);
    for drained in [true, false] {
        let ids = leads(platform, &crm.east, &["甲"]);
        let (done, _) = hand_over(platform, &crm.boss, (&ids, &crm.west), "给你");
        if drained {
            assert_eq!(unread(platform, &crm.east), [NoticeKind::Taken]);
        }
        undo(platform, &crm.boss, done.batch);
        for (who, kind) in [(&crm.east, NoticeKind::Taken), (&crm.west, NoticeKind::Assigned)] {
            assert_eq!(unread(platform, who), [], "drained: {drained}");
            let newest = &told(platform, who)[0].notice;
            assert_eq!((newest.kind, &newest.params["undone"]), (kind, &json!(true)));
        }
    }
    assert_eq!(kinds(platform, &crm.east), [NoticeKind::Taken; 2], "and nothing else");
}

fn an_undo_after_it_was_read_is_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["甲"]);
    let (done, _) = hand_over(platform, &crm.boss, (&ids, &crm.west), "给你");
    drain(platform).unwrap();
    platform.read_notices(&crm.east, None).unwrap();
    platform.read_notices(&crm.west, None).unwrap();
    undo(platform, &crm.boss, done.batch);
    assert_eq!(unread(platform, &crm.east), [NoticeKind::Assigned]);
    assert_eq!(unread(platform, &crm.west), [NoticeKind::Taken]);
    let undone = |who: &Who| {
        let items = told(platform, who).into_iter();
        items.map(|i| (i.notice.kind, i.notice.params.get("undone").is_some())).collect::<Vec<_>>()
    };
    // What was read of the act is struck too: it leads to nothing any more.
    use NoticeKind::{Assigned, Taken};
    assert_eq!(undone(&crm.west), [(Taken, false), (Assigned, true)]);
    assert_eq!(undone(&crm.east), [(Assigned, false), (Taken, true)]);
}

fn an_undo_of_the_undo_is_told_anew(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["甲"]);
    let (done, _) = hand_over(platform, &crm.boss, (&ids, &crm.west), "给你");
    drain(platform).unwrap();
    platform.read_notices(&crm.west, None).unwrap();
    let undone = platform.undo_batch(&crm.boss, done.batch, false).unwrap();
    let Undone::Now(undone, _) = undone else { panic!("a job") };
    drain(platform).unwrap();
    undo(platform, &crm.boss, undone.batch);
    assert_eq!(unread(platform, &crm.west), [NoticeKind::Assigned]);
}

fn an_undone_gift_of_many_is_struck_and_rings_no_more(platform: &TestPlatform) {
    let crm = crm(platform);
    let names: Vec<String> = (0..50).map(|n| format!("第 {n} 家")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let ids = leads(platform, &crm.east, &names);
    let (done, _) = hand_over(platform, &crm.boss, (&ids, &crm.west), "给你");
    assert_eq!(unread(platform, &crm.west), [NoticeKind::Assigned]);
    let newest = || told(platform, &crm.east)[0].number;
    let before = newest();
    undo(platform, &crm.boss, done.batch);
    assert!(newest() > before, "open screens hear of it");
    assert_eq!(unread(platform, &crm.west), []);
    let items = told(platform, &crm.west);
    assert_eq!((items.len(), &items[0].notice.params["undone"]), (1, &json!(true)));
}

fn an_undo_of_some_leaves_the_others(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm.east, &["甲", "乙", "丙"]);
    let (done, _) = hand_over(platform, &crm.boss, (&ids, &crm.west), "给你");
    drain(platform).unwrap();
    let owner = json!({"owner": crm.boss.id().unwrap().to_string()});
    change(platform, &crm.boss, (ids[0], 2), owner).unwrap();
    undo(platform, &crm.boss, done.batch);
    let items = told(platform, &crm.east);
    assert_eq!(items.len(), 1);
    let notice = &items[0].notice;
    assert_eq!((notice.read, &notice.params["count"]), (false, &json!(1)));
    assert_eq!(notice.params.get("undone"), None);
}
