//! What one did lately, to be taken back also when the toast is long gone.

use app::convert::StepChoice;
use app::queries::{HandedOver, OwnAct};
use app::{Platform, Who};
use model::command::{Activity, ActivityKind};
use model::remark::Remark;
use model::{ActivityId, BatchId, ChangeKind, Command, Origin, RemarkId, SystemField, Value};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::crm::{change, create, crm, lead, new_lead, read, with_lead_form};

both_databases! {
    each_act_is_listed_once_and_says_what_it_was,
    what_is_taken_back_says_so_and_comes_back_with_its_undo,
    what_an_administrator_took_back_is_taken_back,
    what_others_brought_back_is_ones_own_to_take_back,
    an_undone_action_is_called_by_its_name,
    long_lists_go_on,
    nobody_sees_the_acts_of_others_nor_what_is_out_of_sight,
    a_form_that_one_may_not_open_is_not_named,
    remarks_are_listed_and_readings_are_not,
    what_was_given_away_is_called_so_and_keeps_its_name,
}

fn acts(platform: &Platform, who: &Who) -> Vec<OwnAct> {
    platform.own_acts(who, None).unwrap().items
}

fn undo(platform: &Platform, who: &Who, batch: BatchId) -> BatchId {
    platform.execute(who, Command::UndoBatch { batch, insist: false }).unwrap().batch
}

/// An act as `kind form count titles`.
fn words(act: &OwnAct) -> String {
    let titles = act.records.iter().filter_map(|r| r.title.clone()).collect::<Vec<_>>().join("、");
    let form = act.form.as_ref().map_or("-", |(code, _)| code);
    let action = act.action.as_ref().map_or(String::new(), |(code, _)| format!("{code}: "));
    format!("{action}{:?} {form} {} {titles}", act.kind, act.count)
}

fn each_act_is_listed_once_and_says_what_it_was(platform: &TestPlatform) {
    let crm = crm(platform);
    let id =
        lead(platform, &crm.east, json!({"company": "甲"})).unwrap().receipts[0].record.unwrap();
    change(platform, &crm.east, (id, 1), json!({"region": "杭州"})).unwrap();
    let make = [StepChoice::Make, StepChoice::Skip, StepChoice::Make];
    platform.convert_record(&crm.east, ("lead", id), ("convert", &make)).unwrap();
    let listed: Vec<String> = acts(platform, &crm.east).iter().map(words).collect();
    let expected = [
        "convert: RecordCreated opportunity 3 甲、甲、甲",
        "RecordUpdated lead 1 甲",
        "RecordCreated lead 1 甲",
    ];
    assert_eq!(listed, expected);
}

fn what_is_taken_back_says_so_and_comes_back_with_its_undo(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = lead(platform, &crm.east, json!({"company": "甲"})).unwrap();
    let undone = undo(platform, &crm.east, made.batch);
    let listed = acts(platform, &crm.east);
    assert_eq!((listed[0].origin, listed[0].undo), (Origin::Undo, Some(undone)));
    assert_eq!(listed[0].undoes.as_ref().unwrap().kind, ChangeKind::RecordCreated);
    assert_eq!((listed[1].batch, listed[1].undo), (made.batch, None));
    let redone = undo(platform, &crm.east, undone);
    let way_back: Vec<_> = acts(platform, &crm.east).iter().map(|act| act.undo).collect();
    assert_eq!(way_back, [Some(redone), None, Some(redone)]);
}

fn what_an_administrator_took_back_is_taken_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = lead(platform, &crm.east, json!({"company": "甲"})).unwrap();
    let other = lead(platform, &crm.east, json!({"company": "乙"})).unwrap();
    undo(platform, &crm.boss, made.batch);
    let way_back = |who: &Who| acts(platform, who).iter().map(|a| a.undo).collect::<Vec<_>>();
    assert_eq!(way_back(&crm.east), [Some(other.batch), None]);
    assert_eq!(way_back(&crm.boss).len(), 1, "the undo is the administrator's act");
}

fn what_others_brought_back_is_ones_own_to_take_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = lead(platform, &crm.east, json!({"company": "甲"})).unwrap();
    let undone = undo(platform, &crm.boss, made.batch);
    let redone = undo(platform, &crm.boss, undone);
    // The undo of an administrator is theirs: one may only take one's own act back.
    assert_eq!(acts(platform, &crm.east)[0].undo, Some(made.batch));
    let preview = platform.preview_undo(&crm.east, made.batch).unwrap();
    assert_eq!(preview.kept.len(), 1, "and is told that somebody changed it since");
    let mine = lead(platform, &crm.boss, json!({"company": "乙"})).unwrap();
    assert_eq!(acts(platform, &crm.boss)[0].undo, Some(mine.batch));
    assert_eq!(acts(platform, &crm.boss)[1].undo, Some(redone));
}

fn an_undone_action_is_called_by_its_name(platform: &TestPlatform) {
    let crm = crm(platform);
    let id =
        lead(platform, &crm.east, json!({"company": "甲"})).unwrap().receipts[0].record.unwrap();
    let make = [StepChoice::Make, StepChoice::Skip, StepChoice::Make];
    platform.convert_record(&crm.east, ("lead", id), ("convert", &make)).unwrap();
    let batch = acts(platform, &crm.east)[0].batch;
    platform.execute(&crm.east, Command::UndoBatch { batch, insist: false }).unwrap();
    let undoes = acts(platform, &crm.east).remove(0).undoes.unwrap();
    let named = undoes.action.map(|(code, _)| code);
    assert_eq!((named.as_deref(), undoes.batch), (Some("convert"), Some(batch)));
}

fn long_lists_go_on(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = |n: usize| lead(platform, &crm.east, json!({"company": format!("{n}")})).unwrap();
    let batches: Vec<_> = (0..45).map(|n| made(n).batch).collect();
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = platform.own_acts(&crm.east, after).unwrap();
        seen.extend(page.items.iter().map(|act| act.batch));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, batches.into_iter().rev().collect::<Vec<_>>());
    platform.clock.advance(jiff::SignedDuration::from_hours(24 * 31));
    assert_eq!(acts(platform, &crm.east), [], "what is long ago is history");
}

fn nobody_sees_the_acts_of_others_nor_what_is_out_of_sight(platform: &TestPlatform) {
    let crm = crm(platform);
    let id =
        lead(platform, &crm.east, json!({"company": "甲"})).unwrap().receipts[0].record.unwrap();
    create(platform, &crm.west, "lead", json!({"company": "乙"})).unwrap();
    assert_eq!(acts(platform, &crm.boss), [], "an administrator's list is theirs too");
    let west = crm.west.id().unwrap().to_string();
    let rev = read(platform, &crm.boss, id).rev;
    change(platform, &crm.boss, (id, rev), json!({"owner": west})).unwrap();
    let listed: Vec<String> = acts(platform, &crm.east).iter().map(words).collect();
    assert_eq!(listed, ["RecordCreated lead 1 "]);
    assert_eq!(acts(platform, &Who::system()), []);
}

fn a_form_that_one_may_not_open_is_not_named(platform: &TestPlatform) {
    let crm = crm(platform);
    let id =
        lead(platform, &crm.east, json!({"company": "甲"})).unwrap().receipts[0].record.unwrap();
    let make = [StepChoice::Make, StepChoice::Skip, StepChoice::Make];
    platform.convert_record(&crm.east, ("lead", id), ("convert", &make)).unwrap();
    with_lead_form(platform, &crm.boss, |form| form.grants.retain(|g| g.role != "member"));
    let listed: Vec<String> = acts(platform, &crm.east).iter().map(words).collect();
    assert_eq!(listed, ["RecordCreated opportunity 3 甲、甲", "RecordCreated - 1 "]);
}

fn remarks_are_listed_and_readings_are_not(platform: &TestPlatform) {
    let crm = crm(platform);
    let record = new_lead(platform, &crm.east, "甲").id;
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let visit = ActivityId(platform.ports().ids.next());
    let said = Activity::said(visit, ActivityKind::Visit, "见了王总".to_owned(), platform.now());
    platform.execute(&crm.east, Command::AddActivity { form, record, activity: said }).unwrap();
    let remark = |text: Option<&str>| {
        let id = RemarkId(platform.ports().ids.next());
        let remark = Remark { id, activity: visit, text: text.map(str::to_owned) };
        platform.execute(&crm.boss, Command::AddRemark { form, record, remark }).unwrap().batch
    };
    let batch = remark(Some("下次带上报价"));
    remark(None);
    let listed = acts(platform, &crm.boss);
    let ways: Vec<_> = listed.iter().map(|act| (act.kind, act.undo)).collect();
    assert_eq!(ways, [(ChangeKind::RemarkAdded, Some(batch))]);
    undo(platform, &crm.boss, batch);
    assert_eq!(acts(platform, &crm.boss)[1].undo, None);
    let told = platform.record_history(&crm.boss, ("lead", record), None).unwrap().items;
    assert!(told.iter().take(3).all(|item| item.can_undo), "{told:?}");
}

fn what_was_given_away_is_called_so_and_keeps_its_name(platform: &TestPlatform) {
    let crm = crm(platform);
    let record = new_lead(platform, &crm.east, "海达机械").id;
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let id = ActivityId(platform.ports().ids.next());
    let note = Activity::said(id, ActivityKind::Note, "交给你".to_owned(), platform.now());
    let west = Value::Person(crm.west.id().unwrap());
    let values = [(SystemField::Owner.into(), west)].into();
    let commands = vec![
        Command::AddActivity { form, record, activity: note },
        Command::UpdateRecord { form, id: record, base_rev: 1, values },
    ];
    let batch = platform.execute_all(&crm.east, commands).unwrap().batch;
    let told = |act: &OwnAct| {
        let one = &act.records[0];
        (act.handed, act.kind, one.title.clone(), one.was.clone())
    };
    let given = acts(platform, &crm.east).remove(0);
    let (assigned, name) = (Some(HandedOver::Assigned), Some("海达机械".to_owned()));
    assert_eq!(told(&given), (assigned, ChangeKind::RecordUpdated, None, name.clone()));
    // What it is called since, they do not hear.
    change(platform, &crm.west, (record, 2), json!({"company": "西部"})).unwrap();
    assert_eq!(told(&acts(platform, &crm.east)[0]).3, name);
    undo(platform, &crm.east, batch);
    let undone = acts(platform, &crm.east).remove(0);
    assert_eq!((undone.origin, undone.handed), (Origin::Undo, None));
    assert_eq!(undone.undoes.unwrap().handed, assigned);
    let back = platform.read_values(&crm.east, "lead", (&owned_by(json!(null)), false)).unwrap().1;
    let give_up = Command::UpdateRecord { form, id: record, base_rev: 4, values: back };
    platform.execute(&crm.east, give_up).unwrap();
    assert_eq!(acts(platform, &crm.east)[0].handed, Some(HandedOver::Returned));
}

fn owned_by(owner: Json) -> serde_json::Map<String, Json> {
    [("owner".to_owned(), owner)].into_iter().collect()
}
