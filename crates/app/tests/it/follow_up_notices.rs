//! 下次跟进 becomes a notice when it is due, once, to whom it concerns then; and being given a record is told.

use app::Who;
use app::notices::Wanted;
use app::runtime::{drain, fire_due};
use jiff::SignedDuration;
use model::command::{Activity, ActivityKind};
use model::notice::NoticeKind;
use model::{ActivityId, BatchId, Command, SystemField, Value};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::bulk::{many_leads, under};
use crate::crm::{change, crm, new_lead};

both_databases! {
    a_due_follow_up_is_told_once,
    a_follow_up_that_moved_is_told_at_its_new_time_only,
    a_follow_up_that_was_cleared_or_trashed_is_not_told,
    at_the_end_of_its_pipeline_a_record_is_due_no_more,
    the_new_owner_is_told_and_the_old_one_is_not,
    follow_ups_of_the_past_are_history,
    a_given_record_is_told_and_a_taken_one_is_not,
    an_import_tells_each_owner_once,
    a_batch_of_commands_tells_once,
    who_gives_records_away_is_told_with_what_they_wrote,
    notices_are_read_and_titles_need_sight,
}

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn in_hours(platform: &TestPlatform, hours: i64) -> String {
    (platform.now() + SignedDuration::from_hours(hours)).to_string()
}

/// Kinds of a person's notices after everything due was done.
fn told(platform: &TestPlatform, who: &Who) -> Vec<NoticeKind> {
    drain(platform).unwrap();
    let page = platform.list_notices(who, None, 50).unwrap();
    page.items.iter().map(|n| n.notice.kind).collect()
}

fn due(platform: &TestPlatform, who: &Who) -> usize {
    told(platform, who).iter().filter(|k| **k == NoticeKind::FollowUpDue).count()
}

fn a_due_follow_up_is_told_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    let next = in_hours(platform, 2);
    change(platform, &crm.east, (view.id, 1), json!({"next_activity_at": next})).unwrap();
    platform.clock.advance(HOUR);
    assert_eq!(due(platform, &crm.east), 0, "not before its time");
    platform.clock.advance(HOUR);
    assert_eq!(due(platform, &crm.east), 1);
    platform.clock.advance(HOUR);
    // Setting it to what it is, or touching the record, tells nothing new.
    change(platform, &crm.east, (view.id, 2), json!({"email": "a@b.cn"})).unwrap();
    assert_eq!(due(platform, &crm.east), 1);
    let page = platform.list_notices(&crm.east, None, 50).unwrap();
    assert_eq!(page.items[0].title.as_deref(), Some("海达机械"));
    assert_eq!(page.items[0].form.as_deref(), Some("lead"));
}

fn a_follow_up_that_moved_is_told_at_its_new_time_only(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    let first = in_hours(platform, 2);
    change(platform, &crm.east, (view.id, 1), json!({"next_activity_at": first})).unwrap();
    drain(platform).unwrap();
    let second = in_hours(platform, 4);
    change(platform, &crm.east, (view.id, 2), json!({"next_activity_at": second})).unwrap();
    platform.clock.advance(HOUR * 3);
    assert_eq!(due(platform, &crm.east), 0);
    platform.clock.advance(HOUR * 2);
    assert_eq!(due(platform, &crm.east), 1);
}

fn a_follow_up_that_was_cleared_or_trashed_is_not_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let next = in_hours(platform, 2);
    for company in ["甲", "乙"] {
        let view = new_lead(platform, &crm.east, company);
        change(platform, &crm.east, (view.id, 1), json!({"next_activity_at": next})).unwrap();
        drain(platform).unwrap();
        if company == "甲" {
            change(platform, &crm.east, (view.id, 2), json!({"next_activity_at": null})).unwrap();
        } else {
            let trash = Command::TrashRecord { form, id: view.id, base_rev: None };
            platform.execute(&crm.east, trash).unwrap();
        }
    }
    platform.clock.advance(HOUR * 3);
    // Also where a timer is due before the reactor saw it go.
    assert_eq!(fire_due(platform).unwrap(), 1);
    assert_eq!(due(platform, &crm.east), 0);
}

fn at_the_end_of_its_pipeline_a_record_is_due_no_more(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    let next = in_hours(platform, 2);
    change(platform, &crm.east, (view.id, 1), json!({"next_activity_at": next})).unwrap();
    drain(platform).unwrap();
    change(platform, &crm.east, (view.id, 2), json!({"status": "invalid"})).unwrap();
    platform.clock.advance(HOUR * 3);
    // Also where the timer is due before the reactor saw the record close.
    assert_eq!(fire_due(platform).unwrap(), 1);
    assert_eq!(due(platform, &crm.east), 0);
    let next = in_hours(platform, 2);
    change(platform, &crm.east, (view.id, 3), json!({"next_activity_at": next})).unwrap();
    drain(platform).unwrap();
    change(platform, &crm.east, (view.id, 4), json!({"status": "contacted"})).unwrap();
    platform.clock.advance(HOUR * 3);
    assert_eq!(due(platform, &crm.east), 1, "open again, it is due again");
}

fn the_new_owner_is_told_and_the_old_one_is_not(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    let next = in_hours(platform, 2);
    change(platform, &crm.east, (view.id, 1), json!({"next_activity_at": next})).unwrap();
    drain(platform).unwrap();
    let west = crm.west.id().unwrap().to_string();
    change(platform, &crm.boss, (view.id, 2), json!({"owner": west})).unwrap();
    platform.clock.advance(HOUR * 2);
    // The timer is due before the reactor saw the new owner: it says nothing, and the reactor sets it anew.
    assert_eq!(fire_due(platform).unwrap(), 1);
    assert!(platform.list_notices(&crm.east, None, 9).unwrap().items.is_empty());
    assert_eq!(due(platform, &crm.east), 0);
    assert_eq!(due(platform, &crm.west), 1);
}

fn follow_ups_of_the_past_are_history(platform: &TestPlatform) {
    let crm = crm(platform);
    let past = Value::Instant(platform.now() - HOUR);
    let owner = Value::Person(crm.east.id().unwrap());
    let values = [(SystemField::NextActivityAt.into(), past), (SystemField::Owner.into(), owner)];
    many_leads(platform, 20, &values);
    assert_eq!(due(platform, &crm.east), 0);
}

fn a_given_record_is_told_and_a_taken_one_is_not(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    assert_eq!(told(platform, &crm.east), []);
    let west = crm.west.id().unwrap().to_string();
    change(platform, &crm.east, (view.id, 1), json!({"owner": west})).unwrap();
    assert_eq!(told(platform, &crm.west), [NoticeKind::Assigned]);
    assert_eq!(told(platform, &crm.west), [NoticeKind::Assigned], "once");
    assert_eq!(told(platform, &crm.east), []);
}

fn an_import_tells_each_owner_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let batch = BatchId(platform.ports().ids.next());
    let owned = |who: &Who| [(SystemField::Owner.into(), Value::Person(who.id().unwrap()))];
    // Many chunks of one batch, and reactions in between.
    for (who, count) in [(&crm.east, 300), (&crm.west, 1), (&crm.east, 200)] {
        under(platform, (count, batch), &owned(who));
        drain(platform).unwrap();
    }
    assert_eq!(counts(platform, &crm.east), [(500, false)]);
    assert_eq!(counts(platform, &crm.west), [(1, true)], "of one, the record is named");
    // What was read stays; what comes after is told anew, and once again.
    platform.read_notices(&crm.east, None).unwrap();
    for count in [7, 8] {
        under(platform, (count, batch), &owned(&crm.east));
    }
    assert_eq!(counts(platform, &crm.east), [(15, false), (500, false)]);
    under(platform, (5, batch), &owned(&crm.east));
    assert_eq!(counts(platform, &crm.east), [(20, false), (500, false)]);
}

/// How many records each notice counts, and whether it names one.
fn counts(platform: &TestPlatform, who: &Who) -> Vec<(u64, bool)> {
    drain(platform).unwrap();
    let page = platform.list_notices(who, None, 50).unwrap();
    let counted = page
        .items
        .iter()
        .map(|item| (item.notice.params["count"].as_u64().unwrap(), item.notice.record.is_some()));
    counted.collect()
}

fn a_batch_of_commands_tells_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let given = ["甲", "乙", "丙"].map(|company| {
        let view = new_lead(platform, &crm.boss, company);
        let values = [(SystemField::Owner.into(), Value::Person(crm.east.id().unwrap()))];
        Command::UpdateRecord { form, id: view.id, base_rev: 1, values: values.into() }
    });
    platform.execute_all(&crm.boss, given.into()).unwrap();
    assert_eq!(counts(platform, &crm.east), [(3, false)]);
    let page = platform.list_notices(&crm.east, None, 50).unwrap();
    assert_eq!(page.items[0].form.as_deref(), Some("lead"));
}

fn who_gives_records_away_is_told_with_what_they_wrote(platform: &TestPlatform) {
    let crm = crm(platform);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let given = |companies: &[&str]| {
        let of = |company: &&str| {
            let id = new_lead(platform, &crm.boss, company).id;
            let note = ActivityId(platform.ports().ids.next());
            let text = "上海展会的，先打电话".to_owned();
            let activity = Activity::said(note, ActivityKind::Note, text, platform.now());
            let values = [(SystemField::Owner.into(), Value::Person(crm.east.id().unwrap()))];
            [
                Command::AddActivity { form, record: id, activity },
                Command::UpdateRecord { form, id, base_rev: 1, values: values.into() },
            ]
        };
        platform.execute_all(&crm.boss, companies.iter().flat_map(of).collect()).unwrap();
        drain(platform).unwrap();
        let page = platform.list_notices(&crm.east, None, 1).unwrap();
        page.items[0].notice.clone()
    };
    let boss = platform.catalog().unwrap().person_name(crm.boss.id().unwrap()).to_owned();
    for (companies, many) in [(&["甲", "乙"][..], true), (&["丙"][..], false)] {
        let notice = given(companies);
        assert_eq!((notice.kind, notice.record.is_none()), (NoticeKind::Assigned, many));
        assert_eq!(notice.params["by_name"], boss.as_str(), "{companies:?}");
        assert_eq!(notice.params["said"], "上海展会的，先打电话", "{companies:?}");
    }
    let west = json!({"owner": crm.west.id().unwrap().to_string()});
    let theirs = platform.list_records(&crm.east, "lead", &Default::default()).unwrap();
    for item in theirs.items {
        change(platform, &crm.boss, (item.id, item.rev), west.clone()).unwrap();
    }
    let page = platform.list_notices(&crm.east, None, 9).unwrap();
    let said: Vec<bool> =
        page.items.iter().map(|n| n.notice.params.get("said").is_some()).collect();
    assert_eq!(said, [false, false], "what left their sight");
}

fn notices_are_read_and_titles_need_sight(platform: &TestPlatform) {
    let crm = crm(platform);
    let (east, west) = (crm.east.id().unwrap().to_string(), crm.west.id().unwrap().to_string());
    for company in ["甲", "乙", "丙"] {
        let view = new_lead(platform, &crm.boss, company);
        change(platform, &crm.boss, (view.id, 1), json!({"owner": east})).unwrap();
        if company == "丙" {
            change(platform, &crm.east, (view.id, 2), json!({"owner": west})).unwrap();
        }
    }
    drain(platform).unwrap();
    let page = platform.list_notices(&crm.east, None, 2).unwrap();
    let titles: Vec<_> = page.items.iter().map(|n| n.title.as_deref()).collect();
    assert_eq!(titles, [None, Some("乙")], "what left their sight has no title");
    assert_eq!((page.unread, page.next.is_some()), (3, true));
    let rest = platform.list_notices(&crm.east, page.next, 2).unwrap();
    assert_eq!((rest.items.len(), rest.next), (1, None));
    platform.read_notices(&crm.east, Some(vec![rest.items[0].notice.id])).unwrap();
    platform.read_notices(&crm.west, Some(vec![page.items[0].notice.id])).unwrap();
    assert_eq!(platform.list_notices(&crm.east, None, 9).unwrap().unread, 2, "only one's own");
    let unread = Wanted { before: None, unread: true };
    assert_eq!(platform.list_notices(&crm.east, unread, 9).unwrap().items.len(), 2);
    platform.read_notices(&crm.east, None).unwrap();
    assert_eq!(platform.list_notices(&crm.east, None, 9).unwrap().unread, 0);
}
