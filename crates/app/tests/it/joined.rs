//! An act that takes several requests is one act: for its list, its undo, its notices.

use app::commands::Done;
use app::runtime::drain;
use app::{Platform, Who};
use jiff::SignedDuration;
use model::{BatchId, Code, Command, FormId, RecordId};
use serde_json::{Value as Json, json};
use store::Error;
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, crm, lead, read};

both_databases! {
    the_parts_of_an_act_are_one_act_and_one_undo,
    a_person_is_told_once_of_what_one_act_gave_them,
    nobody_joins_the_act_of_another_nor_one_that_is_not_there,
    an_act_that_was_taken_back_or_is_long_over_goes_on_no_more,
    an_act_stays_as_small_as_one_undo_takes_back,
    a_key_answers_with_the_act_that_was_joined,
}

fn leads(platform: &TestPlatform, crm: &Crm, count: usize) -> Vec<RecordId> {
    let made = |n| lead(platform, &crm.east, json!({"company": format!("海达{n}")})).unwrap();
    (0..count).map(|n| made(n).receipts[0].record.unwrap()).collect()
}

/// Gives records to somebody, as a part of an act.
fn give(
    platform: &Platform,
    who: &Who,
    (ids, to): (&[RecordId], &Who),
    joins: Option<BatchId>,
) -> Result<Done, Error> {
    let owner = json!({"owner": to.id().unwrap().to_string()});
    let commands = ids.iter().map(|id| {
        let (form, values) = values(platform, who, &owner);
        Command::UpdateRecord { form, id: *id, base_rev: 1, values }
    });
    platform.execute_joining(who, commands.collect(), joins)
}

fn values(platform: &Platform, who: &Who, values: &Json) -> (FormId, model::Values) {
    let Json::Object(values) = values else { panic!() };
    platform.read_values(who, "lead", (values, false)).unwrap()
}

fn refusal(done: Result<Done, Error>) -> (Code, Option<String>) {
    match done.unwrap_err() {
        Error::Rejected(all) => (all.0[0].code, all.0[0].field.clone()),
        Error::Fault(fault) => panic!("{fault}"),
    }
}

fn at_batch(code: Code) -> (Code, Option<String>) {
    (code, Some("batch".to_owned()))
}

fn the_parts_of_an_act_are_one_act_and_one_undo(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm, 4);
    let first = give(platform, &crm.boss, (&ids[..2], &crm.west), None).unwrap();
    let last = give(platform, &crm.boss, (&ids[2..], &crm.west), Some(first.batch)).unwrap();
    assert_eq!(last.batch, first.batch);
    let acts = platform.own_acts(&crm.boss, None).unwrap().items;
    assert_eq!((acts[0].batch, acts[0].count), (first.batch, 4));
    assert!(acts[1..].iter().all(|act| act.batch != first.batch));
    let preview = platform.preview_undo(&crm.boss, first.batch).unwrap();
    assert_eq!((preview.undone, preview.kept.len()), (4, 0));
    platform.undo_batch(&crm.boss, first.batch, false).unwrap();
    for id in ids {
        assert_eq!(read(platform, &crm.boss, id).rev, 3, "given, and taken back");
        assert!(platform.find_record(&crm.east, "lead", id).is_ok(), "its owner has it again");
    }
}

fn a_person_is_told_once_of_what_one_act_gave_them(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm, 5);
    drain(platform).unwrap();
    let first = give(platform, &crm.boss, (&ids[..3], &crm.west), None).unwrap();
    drain(platform).unwrap();
    give(platform, &crm.boss, (&ids[3..], &crm.west), Some(first.batch)).unwrap();
    drain(platform).unwrap();
    let told = platform.list_notices(&crm.west, None, 9).unwrap().items;
    let counts: Vec<_> = told.iter().map(|n| n.notice.params["count"].as_u64()).collect();
    assert_eq!(counts, [Some(5)]);
}

fn nobody_joins_the_act_of_another_nor_one_that_is_not_there(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm, 2);
    let theirs = give(platform, &crm.boss, (&ids[..1], &crm.boss), None).unwrap().batch;
    let none = BatchId(platform.ports().ids.next());
    for batch in [theirs, none] {
        let tried = give(platform, &crm.east, (&ids[1..], &crm.east), Some(batch));
        assert_eq!(refusal(tried), at_batch(Code::NotFound));
    }
    let own = lead(platform, &crm.east, json!({"company": "乙"})).unwrap().batch;
    let tried = give(platform, &crm.boss, (&ids[1..], &crm.west), Some(own));
    assert_eq!(refusal(tried), at_batch(Code::NotFound), "nor do administrators");
    assert_eq!(read(platform, &crm.boss, ids[1]).rev, 1, "nothing of it was done");
}

fn an_act_that_was_taken_back_or_is_long_over_goes_on_no_more(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm, 3);
    let first = give(platform, &crm.boss, (&ids[..1], &crm.west), None).unwrap().batch;
    let undone = Command::UndoBatch { batch: first, insist: false };
    let undone = platform.execute(&crm.boss, undone).unwrap().batch;
    let tried = give(platform, &crm.boss, (&ids[1..], &crm.west), Some(first));
    assert_eq!(refusal(tried), at_batch(Code::Cancelled));
    let tried = give(platform, &crm.boss, (&ids[1..], &crm.west), Some(undone));
    assert_eq!(refusal(tried), at_batch(Code::Conflict), "an undo is no act to go on with");
    let second = give(platform, &crm.boss, (&ids[1..2], &crm.west), None).unwrap().batch;
    platform.clock.advance(SignedDuration::from_mins(16));
    let tried = give(platform, &crm.boss, (&ids[2..], &crm.west), Some(second));
    assert_eq!(refusal(tried), at_batch(Code::Conflict));
}

fn an_act_stays_as_small_as_one_undo_takes_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let make = |count: usize, joins| {
        let (form, values) = values(platform, &crm.east, &json!({"company": "海达"}));
        let one = Command::CreateRecord { form, id: None, values };
        platform.execute_joining(&crm.east, vec![one; count], joins)
    };
    let batch = make(1_000, None).unwrap().batch;
    make(999, Some(batch)).unwrap();
    assert_eq!(refusal(make(2, Some(batch))), at_batch(Code::TooMany));
    make(1, Some(batch)).unwrap();
    platform.undo_batch(&crm.east, batch, false).unwrap();
}

fn a_key_answers_with_the_act_that_was_joined(platform: &TestPlatform) {
    let crm = crm(platform);
    let ids = leads(platform, &crm, 2);
    let first = give(platform, &crm.boss, (&ids[..1], &crm.west), None).unwrap().batch;
    let ask = || {
        let begun = platform.begin_once(&crm.boss, "part-2", "the same").unwrap();
        give(platform, &begun.who, (&ids[1..], &crm.west), Some(first)).unwrap()
    };
    let done = ask();
    platform.execute(&crm.boss, Command::UndoBatch { batch: first, insist: false }).unwrap();
    assert_eq!(ask(), done, "what was done is answered, not asked again");
}
