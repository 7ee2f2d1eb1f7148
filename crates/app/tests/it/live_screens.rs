//! What open screens are told, and what they are not.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::Receiver;

use app::Who;
use app::live::{Event, Wake};
use app::people::DepartmentPatch;
use app::runtime::{drain, work_steps};
use jiff::SignedDuration;
use model::person::PersonState;
use model::{DepartmentId, Seq, SystemField, Value};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::bulk::many_leads;
use crate::crm::{Crm, change, crm, lead, new_lead, with_lead_form};

both_databases! {
    only_those_who_see_a_record_are_told,
    a_record_that_leaves_sight_is_gone_and_comes_to_another,
    a_record_that_came_and_went_between_two_rounds_is_gone,
    a_change_of_hidden_fields_is_not_told,
    many_changes_become_one_event,
    a_screen_goes_on_where_it_was,
    a_slow_screen_is_told_to_fetch_anew,
    a_notice_and_a_definition_are_told,
    how_far_a_job_is_is_told_to_its_owner_twice_a_second,
    one_who_is_locked_out_hears_nothing_more,
    a_department_that_moves_changes_what_those_above_it_see,
    who_missed_that_a_department_moved_forgets_what_the_screen_holds,
}

fn listen(platform: &TestPlatform, who: &Who) -> Receiver<Event> {
    platform.live().subscribe(platform, (who, None), None).unwrap().events
}

fn heard(platform: &TestPlatform, events: &Receiver<Event>) -> Vec<Event> {
    platform.live().pump(platform).unwrap();
    events.try_iter().collect()
}

fn only_those_who_see_a_record_are_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let (east, west, boss) =
        (listen(platform, &crm.east), listen(platform, &crm.west), listen(platform, &crm.boss));
    let view = new_lead(platform, &crm.east, "海达机械");
    let told = Event::Change { form: "lead".to_owned(), record: view.id, seq: view.seq };
    assert_eq!(heard(platform, &east), std::slice::from_ref(&told));
    assert_eq!(heard(platform, &boss), [told]);
    assert_eq!(heard(platform, &west), []);
    assert_eq!(heard(platform, &east), [], "once");
}

fn a_record_that_leaves_sight_is_gone_and_comes_to_another(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    let (east, west) = (listen(platform, &crm.east), listen(platform, &crm.west));
    change(platform, &crm.boss, (view.id, 1), json!({"email": "a@b.cn"})).unwrap();
    let owner = crm.west.id().unwrap().to_string();
    let seq = change(platform, &crm.boss, (view.id, 2), json!({"owner": owner})).unwrap().seq;
    let (form, record) = ("lead".to_owned(), view.id);
    let gone = Event::Gone { form: form.clone(), record, seq };
    assert_eq!(heard(platform, &east), [gone], "two changes of one record are one event");
    assert_eq!(heard(platform, &west), [Event::Change { form, record, seq }]);
}

fn a_record_that_came_and_went_between_two_rounds_is_gone(platform: &TestPlatform) {
    let crm = crm(platform);
    // Who is in no department sees what is theirs, and nothing once it is not.
    let alone = platform.as_member("赵六");
    let events = listen(platform, &alone);
    let theirs = new_lead(platform, &alone, "独行");
    let owner = crm.west.id().unwrap().to_string();
    let seq = change(platform, &crm.boss, (theirs.id, 1), json!({"owner": owner})).unwrap().seq;
    // The screen may have fetched it in between.
    let gone = Event::Gone { form: "lead".to_owned(), record: theirs.id, seq };
    assert_eq!(heard(platform, &events), [gone]);
}

fn a_change_of_hidden_fields_is_not_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let owner = crm.east.id().unwrap().to_string();
    let values = json!({"company": "海达机械", "owner": owner});
    let id = lead(platform, &crm.boss, values).unwrap().receipts[0].record.unwrap();
    let (east, boss) = (listen(platform, &crm.east), listen(platform, &crm.boss));
    change(platform, &crm.boss, (id, 1), json!({"channel_cost": "88"})).unwrap();
    assert_eq!(heard(platform, &east), []);
    assert_eq!(heard(platform, &boss).len(), 1);
}

fn many_changes_become_one_event(platform: &TestPlatform) {
    let crm = crm(platform);
    let (boss, east) = (listen(platform, &crm.boss), listen(platform, &crm.east));
    many_leads(platform, 201, &[]);
    let seq = platform.store().commits().seq();
    let told = Event::Form { form: "lead".to_owned(), seq };
    assert_eq!(heard(platform, &boss), std::slice::from_ref(&told));
    assert_eq!(heard(platform, &east), [told], "who sees any of the form fetches anew");
    many_leads(platform, 3, &[]);
    assert_eq!(heard(platform, &boss).len(), 3);
}

fn a_screen_goes_on_where_it_was(platform: &TestPlatform) {
    let crm = crm(platform);
    let first = new_lead(platform, &crm.east, "甲");
    let second = new_lead(platform, &crm.east, "乙");
    new_lead(platform, &crm.west, "别人的");
    let resumed = platform.live().subscribe(platform, (&crm.east, Some(first.seq)), None).unwrap();
    let third = new_lead(platform, &crm.east, "丙");
    let seqs: Vec<_> = heard(platform, &resumed.events).iter().map(Event::seq).collect();
    assert_eq!(seqs, [Some(second.seq), Some(third.seq)]);
    let future =
        platform.live().subscribe(platform, (&crm.east, Some(third.seq + 5)), None).unwrap();
    assert_eq!(heard(platform, &future.events), [Event::Reset { seq: third.seq }]);
    for _ in 0..5 {
        many_leads(platform, 500, &[]);
    }
    platform.live().pump(platform).unwrap();
    let late = platform.live().subscribe(platform, (&crm.east, Some(first.seq)), None).unwrap();
    let seq = platform.store().commits().seq();
    assert_eq!(heard(platform, &late.events), [Event::Reset { seq }], "too far behind");
}

fn a_slow_screen_is_told_to_fetch_anew(platform: &TestPlatform) {
    let crm = crm(platform);
    let woken = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&woken);
    let wake: Wake = Arc::new(move || {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let slow = platform.live().subscribe(platform, (&crm.boss, None), Some(wake)).unwrap().events;
    for _ in 0..6 {
        many_leads(platform, 100, &[]);
        platform.live().pump(platform).unwrap();
    }
    assert_eq!(woken.load(Ordering::SeqCst), 6);
    assert_eq!(slow.try_iter().count(), 512);
    let seq = platform.store().commits().seq();
    assert_eq!(heard(platform, &slow), [Event::Reset { seq }]);
    let view = new_lead(platform, &crm.boss, "之后");
    assert_eq!(heard(platform, &slow)[0].seq(), Some(view.seq));
}

fn a_notice_and_a_definition_are_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.boss, "海达机械");
    drain(platform).unwrap();
    let (east, west) = (listen(platform, &crm.east), listen(platform, &crm.west));
    let owner = crm.east.id().unwrap().to_string();
    change(platform, &crm.boss, (view.id, 1), json!({"owner": owner})).unwrap();
    drain(platform).unwrap();
    assert_eq!(heard(platform, &east).iter().filter(|e| **e == Event::Notice).count(), 1);
    assert_eq!(heard(platform, &west), []);
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let version = form.version;
    let seq = platform.publish_form(&crm.boss, form, version).unwrap().seq;
    assert!(heard(platform, &west).contains(&Event::Catalog { seq }));
}

/// Puts the western department below another one, or below none.
fn move_west(platform: &TestPlatform, crm: &Crm, parent: Option<DepartmentId>) -> Seq {
    let west = crm.west.person.as_ref().and_then(|person| person.department).unwrap();
    let patch = DepartmentPatch { parent: Some(parent), ..DepartmentPatch::default() };
    platform.update_department(&crm.boss, west, &patch).unwrap();
    platform.store().commits().seq()
}

fn a_department_that_moves_changes_what_those_above_it_see(platform: &TestPlatform) {
    let crm = crm(platform);
    let theirs = new_lead(platform, &crm.west, "西部");
    let (east, west, boss) =
        (listen(platform, &crm.east), listen(platform, &crm.west), listen(platform, &crm.boss));
    let unseen = || platform.find_record(&crm.east, "lead", theirs.id).is_err();
    assert!(unseen());
    for below in [true, false] {
        let parent = crm.east.person.as_ref().and_then(|person| person.department);
        let seq = move_west(platform, &crm, parent.filter(|_| below));
        assert_eq!(unseen(), !below);
        let moved = Event::Catalog { seq };
        assert_eq!(heard(platform, &east), [moved.clone(), Event::Sight { seq }]);
        assert_eq!(heard(platform, &west), std::slice::from_ref(&moved), "they see what they saw");
        assert_eq!(heard(platform, &boss), [moved], "who sees all sees all");
    }
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
    let seq = platform.store().commits().seq();
    assert_eq!(heard(platform, &east), [Event::Catalog { seq }], "nobody stands elsewhere");
}

fn who_missed_that_a_department_moved_forgets_what_the_screen_holds(platform: &TestPlatform) {
    let crm = crm(platform);
    let before = new_lead(platform, &crm.east, "甲").seq;
    let watching = listen(platform, &crm.boss);
    let seq = move_west(platform, &crm, None);
    let quiet = platform.live().subscribe(platform, (&crm.east, Some(before)), None).unwrap();
    assert_eq!(heard(platform, &quiet.events), [], "nothing has moved");
    let parent = crm.east.person.as_ref().and_then(|person| person.department);
    move_west(platform, &crm, parent);
    let seq = move_west(platform, &crm, None).max(seq);
    platform.live().pump(platform).unwrap();
    let back = platform.live().subscribe(platform, (&crm.east, Some(before)), None).unwrap();
    let told: Vec<Event> = back.events.try_iter().collect();
    assert_eq!(told.last(), Some(&Event::Sight { seq }), "{told:?}");
    drop(watching);
}

fn one_who_is_locked_out_hears_nothing_more(platform: &TestPlatform) {
    let crm = crm(platform);
    let east = listen(platform, &crm.east);
    let patch = app::people::PersonPatch {
        state: Some(PersonState::Disabled),
        ..app::people::PersonPatch::default()
    };
    platform.update_person(&crm.boss, crm.east.id().unwrap(), &patch).unwrap();
    platform.live().pump(platform).unwrap();
    assert!(east.recv().is_err(), "the stream has ended");
}

fn how_far_a_job_is_is_told_to_its_owner_twice_a_second(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.export = true);
    });
    for _ in 0..3 {
        many_leads(platform, 500, &[(SystemField::Owner.into(), owner(&crm.east))]);
    }
    let (east, west, boss) =
        (listen(platform, &crm.east), listen(platform, &crm.west), listen(platform, &crm.boss));
    let asked = serde_json::from_value(json!({"form": "lead", "format": "csv"})).unwrap();
    let id = platform.export_records(&crm.east, asked).unwrap();
    let progress = |events: &Receiver<Event>| -> Vec<(i64, i64)> {
        let told = heard(platform, events).into_iter();
        told.filter_map(|event| match event {
            Event::Progress { id: job, done, total } if job == id => Some((done, total)),
            _ => None,
        })
        .collect()
    };
    // Interrupted after a page, as if the job were at work all the time.
    let step = || {
        work_steps(platform, 1).unwrap();
        platform.clock.advance(SignedDuration::from_millis(500));
    };
    step();
    assert_eq!(progress(&east), [(500, 1_500)]);
    assert_eq!((progress(&west), progress(&boss)), (vec![], vec![(500, 1_500)]));
    assert_eq!(progress(&east), [], "nothing new");
    step();
    assert_eq!(progress(&east), [(1_000, 1_500)]);
    work_steps(platform, 1).unwrap();
    assert_eq!(progress(&east), [], "not so soon again");
    platform.clock.advance(SignedDuration::from_millis(500));
    assert_eq!(progress(&east), [(1_500, 1_500)]);
    drain(platform).unwrap();
    let ended = Event::Job { id, seq: platform.store().commits().seq() };
    assert!(heard(platform, &east).contains(&ended), "and its end by the log");
}

fn owner(who: &Who) -> Value {
    Value::Person(who.id().unwrap())
}
