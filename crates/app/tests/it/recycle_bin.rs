//! The bins of all forms: how full they are, and records that are erased when their time there is over.

use app::recycle_bin::KeepPolicy;
use app::{Platform, Who};
use jiff::SignedDuration;
use model::task::{About, Task};
use model::{Code, Command, RecordId, TaskId};
use serde_json::json;
use testkit::{TestPlatform, both_databases};
use uuid::Uuid;

use crate::crm::{crm, new_lead, refusal};
use crate::erase::everything;
use crate::refused::refused;

both_databases! {
    records_stay_for_ever_until_somebody_says_otherwise,
    what_lay_in_the_bin_for_too_long_is_erased_and_nothing_else,
    what_was_brought_back_and_deleted_again_begins_anew,
    only_an_administrator_says_how_long,
    a_bin_is_emptied_go_by_go_and_what_comes_later_stays,
    only_an_administrator_empties_a_bin,
    the_bin_of_a_deleted_form_is_shown_and_emptied_like_others,
    records_that_go_together_leave_nothing_behind,
}

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn trash(platform: &Platform, who: &Who, id: RecordId) {
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    platform.execute(who, Command::TrashRecord { form, id, base_rev: None }).unwrap();
}

fn restore(platform: &Platform, who: &Who, id: RecordId) {
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    platform.execute(who, Command::RestoreRecord { form, id }).unwrap();
}

fn keep(platform: &Platform, who: &Who, days: u32) {
    platform.keep_binned(who, KeepPolicy { days: Some(days) }).unwrap();
}

/// How many leads lie in the bin.
fn binned(platform: &Platform, who: &Who) -> i64 {
    let bins = platform.bins(who).unwrap();
    bins.forms.iter().find(|bin| bin.form == "lead").unwrap().records
}

fn records_stay_for_ever_until_somebody_says_otherwise(platform: &TestPlatform) {
    let crm = crm(platform);
    trash(platform, &crm.boss, new_lead(platform, &crm.boss, "海达机械").id);
    platform.clock.advance(DAY * 4_000);
    platform.purge_expired().unwrap();
    assert_eq!(platform.bins(&crm.boss).unwrap().policy.days, None);
    assert_eq!(binned(platform, &crm.boss), 1);
}

fn what_lay_in_the_bin_for_too_long_is_erased_and_nothing_else(platform: &TestPlatform) {
    let crm = crm(platform);
    let [old, new, live] =
        ["甲", "乙", "丙"].map(|company| new_lead(platform, &crm.boss, company).id);
    keep(platform, &crm.boss, 30);
    trash(platform, &crm.boss, old);
    platform.clock.advance(DAY * 20);
    trash(platform, &crm.boss, new);
    platform.clock.advance(DAY * 10);
    assert_eq!(platform.empty_bins().unwrap(), 0, "thirty days, and not a moment less");
    platform.clock.advance(SignedDuration::from_secs(1));
    platform.purge_expired().unwrap();
    assert_eq!(binned(platform, &crm.boss), 1);
    assert_eq!(refusal(platform.find_record(&crm.boss, "lead", old)), Code::NotFound);
    platform.find_record(&crm.boss, "lead", new).unwrap();
    platform.find_record(&crm.boss, "lead", live).unwrap();
    assert_eq!(platform.empty_bins().unwrap(), 0, "once");
    platform.clock.advance(DAY * 10);
    platform.keep_binned(&crm.boss, KeepPolicy { days: None }).unwrap();
    assert_eq!(platform.empty_bins().unwrap(), 0, "for ever again");
    let verified = platform.store().read(|read| store::log::verify(read)).unwrap();
    verified.unwrap();
}

fn what_was_brought_back_and_deleted_again_begins_anew(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.boss, "海达机械").id;
    keep(platform, &crm.boss, 30);
    trash(platform, &crm.boss, id);
    platform.clock.advance(DAY * 29);
    restore(platform, &crm.boss, id);
    platform.clock.advance(DAY * 9);
    trash(platform, &crm.boss, id);
    platform.clock.advance(DAY * 2);
    assert_eq!(platform.empty_bins().unwrap(), 0);
    platform.clock.advance(DAY * 29);
    assert_eq!(platform.empty_bins().unwrap(), 1);
}

fn only_an_administrator_says_how_long(platform: &TestPlatform) {
    let crm = crm(platform);
    let policy = KeepPolicy { days: Some(30) };
    assert_eq!(refusal(platform.keep_binned(&crm.east, policy)), Code::Forbidden);
    assert_eq!(refusal(platform.bins(&crm.east)), Code::Forbidden);
    let at = |code| vec![(code, "keep_days".to_owned())];
    let none = platform.keep_binned(&crm.boss, KeepPolicy { days: Some(0) });
    assert_eq!(refused(none), at(Code::TooSmall));
    let long = platform.keep_binned(&crm.boss, KeepPolicy { days: Some(3_651) });
    assert_eq!(refused(long), at(Code::TooLarge));
}

fn a_bin_is_emptied_go_by_go_and_what_comes_later_stays(platform: &TestPlatform) {
    let crm = crm(platform);
    let live = new_lead(platform, &crm.boss, "还在用").id;
    for n in 0..55 {
        trash(platform, &crm.boss, new_lead(platform, &crm.boss, &format!("公司{n}")).id);
    }
    platform.clock.advance(SignedDuration::from_secs(1));
    let first = platform.empty_bin(&crm.boss, "lead", None).unwrap();
    assert_eq!((first.erased, first.more, binned(platform, &crm.boss)), (50, true, 5));
    platform.clock.advance(SignedDuration::from_secs(1));
    let later = new_lead(platform, &crm.boss, "刚删的").id;
    trash(platform, &crm.boss, later);
    platform.clock.advance(SignedDuration::from_secs(1));
    let rest = platform.empty_bin(&crm.boss, "lead", Some(first.before)).unwrap();
    assert_eq!((rest.erased, rest.more, rest.before), (5, false, first.before));
    assert!(platform.find_record(&crm.boss, "lead", later).is_ok(), "it was not there yet");
    assert!(platform.find_record(&crm.boss, "lead", live).is_ok());
    let again = platform.empty_bin(&crm.boss, "lead", Some(first.before)).unwrap();
    assert_eq!((again.erased, again.more), (0, false));
    platform.store().read(|read| store::log::verify(read)).unwrap().unwrap();
}

fn only_an_administrator_empties_a_bin(platform: &TestPlatform) {
    let crm = crm(platform);
    trash(platform, &crm.boss, new_lead(platform, &crm.boss, "海达机械").id);
    platform.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(refusal(platform.empty_bin(&crm.east, "lead", None)), Code::Forbidden);
    let builder = platform.as_builder("搭建者");
    assert_eq!(refusal(platform.empty_bin(&builder, "lead", None)), Code::Forbidden);
    assert_eq!(refusal(platform.empty_bin(&crm.boss, "nothing", None)), Code::UnknownForm);
    assert_eq!(binned(platform, &crm.boss), 1);
}

fn the_bin_of_a_deleted_form_is_shown_and_emptied_like_others(platform: &TestPlatform) {
    let crm = crm(platform);
    let live = new_lead(platform, &crm.boss, "还在用").id;
    for company in ["甲", "乙"] {
        trash(platform, &crm.boss, new_lead(platform, &crm.boss, company).id);
        platform.clock.advance(DAY);
    }
    keep(platform, &crm.boss, 30);
    platform.delete_form(&crm.boss, "lead", true).unwrap();
    platform.delete_form(&crm.boss, "contact", true).unwrap();
    let bins = platform.bins(&crm.boss).unwrap().forms;
    assert!(bins.iter().all(|bin| bin.form != "contact"), "nothing lies in it");
    let last = bins.last().unwrap();
    assert_eq!((&*last.form, last.deleted, last.records), ("lead", true, 2));
    assert_eq!((&*last.name.zh_cn, bins[0].deleted), ("线索", false));
    platform.clock.advance(DAY * 28 + SignedDuration::from_secs(1));
    assert_eq!(platform.empty_bins().unwrap(), 1, "when its time is over");
    assert_eq!(refusal(platform.empty_bin(&crm.east, "lead", None)), Code::Forbidden);
    let rest = platform.empty_bin(&crm.boss, "lead", None).unwrap();
    assert_eq!((rest.erased, rest.more), (1, false));
    platform.bring_form_back(&crm.boss, "lead").unwrap();
    assert_eq!(binned(platform, &crm.boss), 0);
    platform.find_record(&crm.boss, "lead", live).unwrap();
    platform.store().read(|read| store::log::verify(read)).unwrap().unwrap();
}

/// Each is named by a request of its own, by one of both, by a task, and by its log.
fn records_that_go_together_leave_nothing_behind(platform: &TestPlatform) {
    let crm = crm(platform);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let values = |company: &str| {
        let values = json!({ "company": company }).as_object().unwrap().clone();
        platform.read_values(&crm.boss, "lead", (&values, true)).unwrap().1
    };
    let both = platform.begin_once(&crm.boss, "both", "a").unwrap();
    let made = ["鞠某人", "鞠某兄", "留下的"];
    let made = made.map(|name| Command::CreateRecord { form, id: None, values: values(name) });
    let made = platform.execute_all(&both.who, made.to_vec()).unwrap();
    let ids: Vec<RecordId> = made.receipts.iter().filter_map(|receipt| receipt.record).collect();
    for (n, id) in (1..).zip(&ids) {
        let own = platform.begin_once(&crm.boss, &format!("own {n}"), "a").unwrap();
        let task = Task {
            id: TaskId(Uuid::from_u128(n)),
            title: format!("任务{id}"),
            note: String::new(),
            assignee: crm.boss.id().unwrap(),
            due: None,
            done: None,
        };
        let about = Some(About { form, record: *id });
        platform.execute(&own.who, Command::AddTask { about, task }).unwrap();
    }
    trash(platform, &crm.boss, ids[0]);
    trash(platform, &crm.boss, ids[1]);
    platform.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(platform.empty_bin(&crm.boss, "lead", None).unwrap().erased, 2);
    let left = everything(platform);
    for gone in ["鞠某人", "鞠某兄", &format!("任务{}", ids[0]), &format!("任务{}", ids[1])]
    {
        assert!(!left.contains(gone), "{gone} is left");
    }
    assert!(left.contains("留下的") && left.contains(&format!("任务{}", ids[2])));
    let person = crm.boss.id().unwrap();
    let kept = platform.store().read(|read| store::idempotency::find(read, person, "both"));
    let outcome = kept.unwrap().unwrap().outcome;
    let named: Vec<bool> = ids.iter().map(|id| outcome.contains(&id.to_string())).collect();
    assert_eq!(named, [false, false, true]);
    platform.store().read(|read| store::log::verify(read)).unwrap().unwrap();
}
