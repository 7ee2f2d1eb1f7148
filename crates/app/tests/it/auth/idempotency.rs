//! A request sent twice acts once: what it comes to stands in the transaction of what it does.

use app::commands::Done;
use app::{Error, Platform, Who};
use jiff::SignedDuration;
use model::{Code, Command, RecordId, Value, Values};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, crm, lead, list, read};
use crate::imports::kit;
use crate::refused::code;

both_databases! {
    what_was_done_is_answered_again_for_a_day,
    an_answer_that_was_lost_after_the_commit_is_given_by_any_node,
    two_nodes_with_one_key_act_once,
    many_at_once_with_one_key_act_once,
    a_retry_that_would_be_refused_now_is_answered_too,
    a_refused_request_may_be_mended_under_its_key,
    an_import_and_its_undo_are_asked_for_once,
}

/// Makes a lead of this name under a key, on a node.
fn make(node: &Platform, who: &Who, name: &str) -> Result<Done, Error> {
    let catalog = node.catalog()?;
    let form = catalog.form("lead")?;
    let company = form.field("company").unwrap().id;
    let values = Values::from([(company.into(), Value::Text(name.to_owned()))]);
    node.execute(who, Command::CreateRecord { form: form.id, id: None, values })
}

fn count(platform: &TestPlatform, crm: &Crm) -> usize {
    list(platform, &crm.boss, json!({})).unwrap().items.len()
}

fn made(done: &Done) -> RecordId {
    done.receipts[0].record.unwrap()
}

fn what_was_done_is_answered_again_for_a_day(platform: &TestPlatform) {
    let crm = crm(platform);
    let keyed = |who: &Who, request: &str| platform.begin_once(who, "k", request);
    let first = keyed(&crm.east, "POST a").unwrap();
    let done = make(platform, &first.who, "海达").unwrap();
    assert!(!first.who.once.as_ref().unwrap().is_replayed());
    assert_eq!(code(keyed(&crm.east, "POST a")), Code::Busy, "the first is still under way");
    drop(first);
    let second = keyed(&crm.east, "POST a").unwrap();
    assert_eq!(make(platform, &second.who, "海达").unwrap(), done);
    assert!(second.who.once.as_ref().unwrap().is_replayed());
    drop(second);
    assert_eq!(code(keyed(&crm.east, "POST b")), Code::Conflict);
    make(platform, &keyed(&crm.west, "POST b").unwrap().who, "别家").unwrap();
    assert_eq!(count(platform, &crm), 2, "keys are a person's own");
    platform.clock.advance(SignedDuration::from_hours(24));
    let late = make(platform, &keyed(&crm.east, "POST b").unwrap().who, "海达").unwrap();
    assert_ne!(made(&late), made(&done), "also where nobody has cleaned up yet");
    platform.clock.advance(SignedDuration::from_hours(24));
    platform.purge_expired().unwrap();
    make(platform, &keyed(&crm.east, "POST c").unwrap().who, "海达").unwrap();
    assert_eq!(count(platform, &crm), 4);
}

/// The node breaks between the commit and its answer: a restarted one knows.
fn an_answer_that_was_lost_after_the_commit_is_given_by_any_node(platform: &TestPlatform) {
    let crm = crm(platform);
    let lost = platform.another_node();
    let done = make(&lost, &lost.begin_once(&crm.east, "k", "a").unwrap().who, "海达").unwrap();
    drop(lost);
    let retry = platform.begin_once(&crm.east, "k", "a").unwrap();
    assert_eq!(make(platform, &retry.who, "海达").unwrap(), done);
    assert_eq!(count(platform, &crm), 1);
}

fn two_nodes_with_one_key_act_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let other = platform.another_node();
    // Both have looked before either acts: only the constraint can decide.
    let here = platform.begin_once(&crm.east, "k", "a").unwrap();
    let there = other.begin_once(&crm.east, "k", "a").unwrap();
    let changed = other.begin_once(&crm.east, "k2", "a").unwrap();
    let other_request = platform.begin_once(&crm.east, "k2", "b").unwrap();
    let done = make(platform, &here.who, "海达").unwrap();
    assert_eq!(make(&other, &there.who, "海达").unwrap(), done);
    assert!(there.who.once.as_ref().unwrap().is_replayed());
    make(&other, &changed.who, "海达").unwrap();
    assert_eq!(code(make(platform, &other_request.who, "海达")), Code::Conflict);
    assert_eq!(count(platform, &crm), 2);
}

fn many_at_once_with_one_key_act_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let nodes = [platform.shared(), platform.another_node(), platform.another_node()];
    for round in 0..10 {
        let key = format!("k{round}");
        let done = std::thread::scope(|scope| {
            let work = |node: &Platform| {
                let begun = node.begin_once(&crm.east, &key, "a").unwrap();
                // A neighbour in the same commit must not be taken along.
                make(node, &crm.west, "邻居").unwrap();
                made(&make(node, &begun.who, "海达").unwrap())
            };
            let threads: Vec<_> =
                nodes.iter().map(|node| scope.spawn(move || work(node))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(done.iter().all(|id| *id == done[0]), "{done:?}");
    }
    assert_eq!(count(platform, &crm), 10 + 30);
}

fn a_retry_that_would_be_refused_now_is_answered_too(platform: &TestPlatform) {
    let crm = crm(platform);
    let first = lead(platform, &crm.east, json!({"company": "海达"})).unwrap();
    let undo = |node: &Platform, who: &Who| {
        node.execute(who, Command::UndoBatch { batch: first.batch, insist: false })
    };
    let other = platform.another_node();
    let late = other.begin_once(&crm.east, "k", "a").unwrap();
    let here = platform.begin_once(&crm.east, "k", "a").unwrap();
    let done = undo(platform, &here.who).unwrap();
    assert_eq!(undo(&other, &late.who).unwrap(), done);
    drop((here, late));
    let later = platform.begin_once(&crm.east, "k", "a").unwrap();
    assert_eq!(undo(platform, &later.who).unwrap(), done);
    let another_key = platform.begin_once(&crm.east, "k2", "a").unwrap();
    assert_eq!(code(undo(platform, &another_key.who)), Code::AlreadyDone);
}

fn a_refused_request_may_be_mended_under_its_key(platform: &TestPlatform) {
    let crm = crm(platform);
    let refused = platform.begin_once(&crm.east, "k", "a").unwrap();
    assert_eq!(code(make(platform, &refused.who, &"长".repeat(9_000))), Code::TooLong);
    drop(refused);
    let mended = platform.begin_once(&crm.east, "k", "b").unwrap();
    let done = make(platform, &mended.who, "海达").unwrap();
    assert_eq!(read(platform, &crm.east, made(&done)).values["company"], json!("海达"));
}

fn an_import_and_its_undo_are_asked_for_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let import = kit::into_form(platform, &crm.boss, "lead", "公司\n甲公司\n乙公司\n").id;
    let keyed = |key: &str| platform.begin_once(&crm.boss, key, "a").unwrap();
    let run = platform.run_import(&keyed("run").who, import).unwrap();
    assert_eq!(platform.run_import(&keyed("run").who, import).unwrap(), run);
    kit::finish(platform, &crm.boss, run);
    assert_eq!(platform.run_import(&keyed("run").who, import).unwrap(), run);
    assert_eq!(code(platform.run_import(&keyed("other").who, import)), Code::AlreadyDone);
    let undo = platform.undo_job(&keyed("undo").who, run, false).unwrap();
    kit::finish(platform, &crm.boss, undo);
    assert_eq!(platform.undo_job(&keyed("undo").who, run, false).unwrap(), undo);
    assert_eq!(code(platform.undo_job(&keyed("other").who, run, false)), Code::AlreadyDone);
}
