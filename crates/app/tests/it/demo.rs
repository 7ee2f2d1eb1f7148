//! Invented records: the same each time, believable, and gone exactly when they are taken away.

use std::collections::{BTreeMap, BTreeSet};

use app::demo::{DemoRequest, Plan};
use app::queries::{CountMode, ListRequest, RecordView};
use app::runtime::drain;
use app::{Platform, Who};
use model::Code;
use model::person::PersonState;
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{change, crm, new_lead, pack};

both_databases! {
    a_demo_is_made_in_proportion_and_taken_away_exactly,
    people_whom_something_else_names_stay_disabled,
    a_demo_can_be_made_again_and_goes_as_wholly,
    a_demo_that_fails_half_way_leaves_nothing,
    invented_records_are_no_news,
    some_records_lie_in_the_pool_and_nobody_has_plans_with_them,
}

fn plan() -> Plan {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/crm/demo.json");
    Plan::read(&std::fs::read(file).unwrap()).unwrap()
}

fn make(platform: &Platform, records: u64, seed: Option<u64>) {
    let request = DemoRequest { records, seed };
    platform.make_demo(&Who::cli(), &plan(), request, &mut |_, _| {}).unwrap();
}

fn list(platform: &Platform, form: &str) -> Vec<RecordView> {
    let mut request = ListRequest { size: Some(500), ..ListRequest::default() };
    let mut all = Vec::new();
    loop {
        let page = platform.list_records(&Who::cli(), form, &request).unwrap();
        all.extend(page.items);
        request.after = page.next;
        if request.after.is_none() {
            return all;
        }
    }
}

fn lacks(record: &RecordView, field: &str) -> bool {
    record.values.get(field).is_none_or(serde_json::Value::is_null)
}

fn count(platform: &Platform, form: &str) -> i64 {
    let request = ListRequest { count: CountMode::Exact, ..ListRequest::default() };
    platform.list_records(&Who::cli(), form, &request).unwrap().count.unwrap()
}

const FORMS: [&str; 4] = ["lead", "customer", "contact", "opportunity"];

fn a_demo_is_made_in_proportion_and_taken_away_exactly(platform: &TestPlatform) {
    let crm = crm(platform);
    let own = new_lead(platform, &crm.east, "自己的公司");
    make(platform, 600, None);
    assert_eq!(FORMS.map(|form| count(platform, form)), [601, 150, 180, 150]);
    assert_eq!(platform.demo().unwrap().unwrap().records, 1_080);
    let again = platform.make_demo(
        &Who::cli(),
        &plan(),
        DemoRequest { records: 1, seed: None },
        &mut |_, _| {},
    );
    assert_eq!(again.unwrap_err().code(), Some(Code::AlreadyDone));
    assert!(platform.verify(true).unwrap().sound, "{:?}", platform.verify(true).unwrap().lines);
    // What somebody changed since is still what the demo made.
    let first = &list(platform, "lead")[3];
    assert_ne!(first.id, own.id);
    change(platform, &crm.boss, (first.id, first.rev), json!({"need": "改过"})).unwrap();
    assert_eq!(platform.remove_demo(&Who::cli(), &mut |_| {}).unwrap(), 1_080);
    assert_eq!(FORMS.map(|form| count(platform, form)), [1, 0, 0, 0]);
    assert_eq!(list(platform, "lead")[0].id, own.id);
    let catalog = platform.catalog().unwrap();
    let known = catalog.people.values().filter(|p| p.state == PersonState::Known).count();
    assert_eq!(
        (known, catalog.departments.len()),
        (0, 2),
        "its people and departments are out of the way"
    );
    assert_eq!(catalog.people.len(), 3, "whom nothing else names is gone");
    let gone = platform.remove_demo(&Who::cli(), &mut |_| {});
    assert_eq!(gone.unwrap_err().code(), Some(Code::NotFound));
    assert!(platform.verify(true).unwrap().sound);
}

fn people_whom_something_else_names_stay_disabled(platform: &TestPlatform) {
    let crm = crm(platform);
    let own = new_lead(platform, &crm.east, "自己的公司");
    let binned = new_lead(platform, &crm.east, "扔掉的公司");
    make(platform, 60, None);
    let demo = platform.demo().unwrap().unwrap();
    for (view, person) in [(&own, demo.people[0]), (&binned, demo.people[1])] {
        let owner = json!({"owner": person.to_string()});
        change(platform, &crm.boss, (view.id, 1), owner).unwrap();
    }
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = model::Command::TrashRecord { form, id: binned.id, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    platform.clock.advance(jiff::SignedDuration::from_secs(1));
    platform.remove_demo(&Who::cli(), &mut |_| {}).unwrap();
    let catalog = platform.catalog().unwrap();
    let left: Vec<_> = demo.people.iter().filter_map(|id| catalog.people.get(id)).collect();
    let kept: Vec<_> = left.iter().map(|p| p.id).collect();
    assert_eq!(kept, [demo.people[0], demo.people[1]], "the records outside of the demo name them");
    assert!(left.iter().all(|p| p.state == PersonState::Disabled));
    // They come back with the next demo; of the same seed the same records would be there twice.
    make(platform, 60, Some(5));
    let catalog = platform.catalog().unwrap();
    assert!(demo.people.iter().all(|id| catalog.people.contains_key(id)));
    assert!(platform.verify(true).unwrap().sound);
}

fn a_demo_can_be_made_again_and_goes_as_wholly(platform: &TestPlatform) {
    crm(platform);
    for time in 0..3 {
        make(platform, 60, None);
        assert_eq!(FORMS.map(|form| count(platform, form)), [60, 15, 18, 15], "time {time}");
        platform.clock.advance(jiff::SignedDuration::from_secs(1));
        assert_eq!(platform.remove_demo(&Who::cli(), &mut |_| {}).unwrap(), 108);
        assert_eq!(FORMS.map(|form| count(platform, form)), [0; 4]);
        let catalog = platform.catalog().unwrap();
        assert_eq!((catalog.people.len(), catalog.departments.len()), (3, 2), "time {time}");
        platform.clock.advance(jiff::SignedDuration::from_secs(1));
    }
    assert!(platform.verify(true).unwrap().sound);
}

fn a_demo_that_fails_half_way_leaves_nothing(platform: &TestPlatform) {
    crm(platform);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/crm/demo.json");
    let mut document: serde_json::Value =
        serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let forms = document["forms"].as_array_mut().unwrap();
    let last = forms.iter_mut().find(|form| form["form"] == "opportunity").unwrap();
    for value in last["values"].as_array_mut().unwrap() {
        if value[0] == "amount" {
            value[1] = json!("no number");
        }
    }
    let broken = Plan::read(&serde_json::to_vec(&document).unwrap()).unwrap();
    let request = DemoRequest { records: 60, seed: None };
    let mut written = 0;
    let failed = platform.make_demo(&Who::cli(), &broken, request, &mut |done, _| written = done);
    assert!(failed.is_err() && written > 0, "{failed:?} {written}");
    assert_eq!(FORMS.map(|form| count(platform, form)), [0; 4]);
    assert!(platform.demo().unwrap().unwrap().removed_at.is_some());
    let catalog = platform.catalog().unwrap();
    assert_eq!((catalog.people.len(), catalog.departments.len()), (3, 2));
    make(platform, 60, None);
    assert_eq!(FORMS.map(|form| count(platform, form)), [60, 15, 18, 15]);
}

fn invented_records_are_no_news(platform: &TestPlatform) {
    let crm = crm(platform);
    let url = Some("https://receiver.example/hook".to_owned());
    let edit = app::webhooks::WebhookEdit { url, ..Default::default() };
    // The half day of the demo begins before the webhook does.
    platform.clock.advance(jiff::SignedDuration::from_hours(-24));
    platform.create_webhook(&crm.boss, edit).unwrap();
    platform.clock.advance(jiff::SignedDuration::from_hours(24));
    make(platform, 40, None);
    let first = list(platform, "lead").remove(0);
    let east = json!({"owner": crm.east.id().unwrap().to_string()});
    change(platform, &crm.boss, (first.id, first.rev), east).unwrap();
    drain(platform).unwrap();
    let told = platform.http.take_requests();
    assert_eq!(told.len(), 1, "what somebody did with one of them is news");
    let told =
        |platform: &TestPlatform| platform.list_notices(&crm.east, None, 50).unwrap().items.len();
    assert_eq!(told(platform), 1, "nor is what the demo gave them");
    platform.remove_demo(&Who::cli(), &mut |_| {}).unwrap();
    drain(platform).unwrap();
    assert_eq!(platform.http.take_requests().len(), 0);
    assert_eq!(told(platform), 0, "a notice about what is gone goes with it");
}

fn made() -> (TestPlatform, Vec<RecordView>) {
    let platform = TestPlatform::new();
    platform.install_pack(&Who::cli(), &pack()).unwrap();
    make(&platform, 1_500, None);
    assert!(
        platform.verify(true).unwrap().sound,
        "what is stored is what was logged, to the last digit"
    );
    let leads = list(&platform, "lead");
    (platform, leads)
}

#[test]
fn the_same_seed_gives_the_same_records_and_another_seed_others() {
    let all = [None, None, Some(5)].map(|seed| {
        let platform = TestPlatform::new();
        platform.install_pack(&Who::cli(), &pack()).unwrap();
        make(&platform, 300, seed);
        FORMS.map(|form| {
            list(&platform, form).into_iter().map(|r| (r.id, r.values)).collect::<Vec<_>>()
        })
    });
    assert_eq!(all[0], all[1]);
    assert_ne!(all[0], all[2]);
}

#[test]
fn records_look_like_a_companys_own() {
    let (platform, leads) = made();
    let text = |r: &RecordView, code: &str| {
        r.values.get(code).and_then(|v| v.as_str()).unwrap_or_default().to_owned()
    };
    let companies: BTreeSet<String> = leads.iter().map(|r| text(r, "company")).collect();
    assert!(companies.len() > 1_300 && companies.len() < leads.len(), "{} names", companies.len());
    let phones: Vec<String> =
        leads.iter().map(|r| text(r, "phone")).filter(|p| !p.is_empty()).collect();
    let distinct: BTreeSet<&String> = phones.iter().collect();
    assert!((3..100).contains(&(phones.len() - distinct.len())), "some are there twice");
    let unassigned = ["160", "161", "163", "164", "168", "169"];
    assert!(
        phones.iter().all(|p| unassigned.iter().any(|range| p.starts_with(&format!("+86{range}"))))
    );
    let amounts: Vec<f64> = leads.iter().filter_map(|r| text(r, "amount").parse().ok()).collect();
    let mut sorted = amounts.clone();
    sorted.sort_by(f64::total_cmp);
    let (mean, median) =
        (amounts.iter().sum::<f64>() / amounts.len() as f64, sorted[sorted.len() / 2]);
    assert!((40_000.0..100_000.0).contains(&median) && mean > median * 1.3, "{mean} {median}");
    let idle = |r: &RecordView| r.values["idle_days"].as_i64().unwrap();
    let cold = leads.iter().filter(|r| idle(r) > 30).count();
    assert!(cold > 150 && cold < 1_400, "{cold} are cold");
    let next = leads.iter().filter(|r| !text(r, "next_activity_at").is_empty()).count();
    assert!(next > 150, "{next} have a next date");
    let mut by_owner: BTreeMap<String, u32> = BTreeMap::new();
    let owned = leads.iter().filter(|lead| !lacks(lead, "owner"));
    owned.for_each(|r| *by_owner.entry(text(r, "owner")).or_default() += 1);
    let (most, least) = (by_owner.values().max().unwrap(), by_owner.values().min().unwrap());
    assert!(by_owner.len() == 13 && most > &(least * 3), "{by_owner:?}");
    let gone = platform.catalog().unwrap();
    let gone = gone.people.values().find(|p| p.state == PersonState::Disabled).unwrap();
    assert!(by_owner[&gone.id.to_string()] > 10, "somebody left and their records stayed");
}

#[test]
fn young_records_are_open_old_ones_closed_and_links_agree() {
    let (platform, leads) = made();
    let share = |records: &[&RecordView], wanted: &[&str]| {
        let found = records
            .iter()
            .filter(|r| wanted.contains(&r.values["status"].as_str().unwrap()))
            .count();
        found as f64 / records.len() as f64
    };
    let (young, old): (Vec<_>, Vec<_>) =
        leads.iter().partition(|r| r.values["created_at"].as_str().unwrap() > "2026-11-14");
    assert!(young.len() > 25, "{}", young.len());
    assert!(share(&young, &["new", "contacted"]) > 0.7);
    assert!(share(&old, &["converted", "invalid"]) > 0.5);
    let now = platform.now().to_string();
    assert!(leads.iter().all(|r| r.values["created_at"].as_str().unwrap() <= now.as_str()));
    let contacts: BTreeMap<_, _> =
        list(&platform, "contact").into_iter().map(|r| (r.id.to_string(), r)).collect();
    for opportunity in list(&platform, "opportunity") {
        let contact = &contacts[opportunity.values["contact"].as_str().unwrap()];
        assert_eq!(opportunity.values["customer"], contact.values["customer"]);
        assert_eq!(opportunity.values["owner"], contact.values["owner"]);
    }
    for lead in leads.iter().filter(|r| r.values["status"] == "converted") {
        assert_eq!(lead.display["customer"], lead.display["company"]);
    }
}

#[test]
fn follow_ups_read_like_people_wrote_them() {
    let (platform, leads) = made();
    let (mut texts, mut kinds) = (BTreeSet::new(), BTreeMap::new());
    for lead in leads.iter().take(250) {
        let created = lead.values["created_at"].as_str().unwrap();
        for shown in platform.list_activities(&Who::cli(), ("lead", lead.id), None).unwrap() {
            assert!(!shown.activity.text.contains(['{', '$']), "{}", shown.activity.text);
            assert!(shown.activity.at.to_string().as_str() >= created);
            *kinds.entry(format!("{:?}", shown.activity.kind)).or_insert(0) += 1;
            texts.insert(shown.activity.text);
        }
    }
    assert!(texts.len() > 100 && kinds.len() == 4, "{} texts, {kinds:?}", texts.len());
}

fn some_records_lie_in_the_pool_and_nobody_has_plans_with_them(platform: &TestPlatform) {
    crm(platform);
    make(platform, 600, None);
    let unowned: Vec<RecordView> =
        list(platform, "lead").into_iter().filter(|lead| lacks(lead, "owner")).collect();
    assert!((5..60).contains(&unowned.len()), "{} of 600", unowned.len());
    for lead in &unowned {
        assert_ne!(lead.values["status"], json!("converted"));
        assert!(lacks(lead, "next_activity_at"));
    }
    assert!(list(platform, "customer").iter().all(|customer| !lacks(customer, "owner")));
}
