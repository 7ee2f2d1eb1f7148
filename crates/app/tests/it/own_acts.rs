//! What one did lately, to be taken back also when the toast is long gone.

use app::convert::StepChoice;
use app::queries::OwnAct;
use app::{Platform, Who};
use model::{ChangeKind, Command, Origin};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{change, create, crm, lead, read};

both_databases! {
    each_act_is_listed_once_and_says_what_it_was,
    what_is_taken_back_says_so_and_comes_back_with_its_undo,
    an_undone_action_is_called_by_its_name,
    long_lists_go_on,
    nobody_sees_the_acts_of_others_nor_what_is_out_of_sight,
}

fn acts(platform: &Platform, who: &Who) -> Vec<OwnAct> {
    platform.own_acts(who, None).unwrap().items
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
    let undo = |batch| {
        platform.execute(&crm.east, Command::UndoBatch { batch, insist: false }).unwrap().batch
    };
    let undone = undo(made.batch);
    let listed = acts(platform, &crm.east);
    assert_eq!((listed[0].origin, listed[0].undo), (Origin::Undo, Some(undone)));
    assert_eq!(listed[0].undoes.as_ref().unwrap().kind, ChangeKind::RecordCreated);
    assert_eq!((listed[1].batch, listed[1].undo), (made.batch, None));
    let redone = undo(undone);
    let way_back: Vec<_> = acts(platform, &crm.east).iter().map(|act| act.undo).collect();
    assert_eq!(way_back, [Some(redone), None, Some(redone)]);
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
