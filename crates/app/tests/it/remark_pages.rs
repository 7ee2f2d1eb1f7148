//! A timeline brings the newest remarks of each follow-up along; the rest is read page by page.

use model::command::{Activity, ActivityKind};
use model::remark::Remark;
use model::{ActivityId, Code, Command, RecordId, RemarkId};
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, crm, new_lead, refusal};

both_databases! {
    a_timeline_brings_the_newest_remarks_and_how_many_there_are,
    all_remarks_are_read_page_by_page_newest_first,
}

/// A follow-up by the colleague on a lead of theirs.
fn visit(platform: &TestPlatform, crm: &Crm) -> (RecordId, ActivityId) {
    let record = new_lead(platform, &crm.east, "海达").id;
    let id = ActivityId(platform.ports().ids.next());
    let activity = Activity::said(id, ActivityKind::Visit, "见了王总".into(), platform.now());
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    platform.execute(&crm.east, Command::AddActivity { form, record, activity }).unwrap();
    (record, id)
}

fn remark(platform: &TestPlatform, who: &app::Who, on: (RecordId, ActivityId), text: Option<&str>) {
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let id = RemarkId(platform.ports().ids.next());
    let remark = Remark { id, activity: on.1, text: text.map(str::to_owned) };
    platform.execute(who, Command::AddRemark { form, record: on.0, remark }).unwrap();
}

fn a_timeline_brings_the_newest_remarks_and_how_many_there_are(platform: &TestPlatform) {
    let crm = crm(platform);
    let on = visit(platform, &crm);
    remark(platform, &crm.boss, on, None);
    for n in 0..5 {
        remark(platform, &crm.boss, on, Some(&format!("第{n}")));
        let reader = platform.as_administrator(&format!("副总{n}"));
        remark(platform, &reader, on, None);
    }
    let shown = |who| platform.list_activities(who, ("lead", on.0), None).unwrap().remove(0);
    let east = shown(&crm.east);
    assert_eq!((east.count.said, east.count.read), (5, 6));
    let texts: Vec<&str> = east.remarks.iter().filter_map(|r| r.remark.text.as_deref()).collect();
    assert_eq!((texts.as_slice(), east.remarks.len()), (["第2", "第3", "第4"].as_slice(), 6));
    // One's own reading stands there however old it is: the button for it depends on it.
    let boss = shown(&crm.boss).remarks;
    assert_eq!((boss.len(), boss[0].person.as_ref().unwrap().0), (7, crm.boss.id().unwrap()));
}

fn all_remarks_are_read_page_by_page_newest_first(platform: &TestPlatform) {
    let crm = crm(platform);
    let on = visit(platform, &crm);
    for n in 0..103 {
        remark(platform, &crm.boss, on, Some(&format!("第{n}")));
    }
    let list = |after| platform.list_remarks(&crm.east, ("lead", on.0, on.1), after);
    let (first, next) = list(None).unwrap();
    assert_eq!((first.len(), first[0].remark.text.as_deref()), (100, Some("第102")));
    let (rest, end) = list(next).unwrap();
    let texts: Vec<String> = rest.into_iter().filter_map(|r| r.remark.text).collect();
    assert_eq!((texts, end), (vec!["第2".to_owned(), "第1".to_owned(), "第0".to_owned()], None));
    let out_of_sight = platform.list_remarks(&crm.west, ("lead", on.0, on.1), None);
    assert_eq!(refusal(out_of_sight), Code::NotFound);
}
