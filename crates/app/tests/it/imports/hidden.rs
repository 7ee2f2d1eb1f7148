//! What somebody may not see is not told by an import either: not by duplicates, nor by the check-up after it.

use app::Who;
use app::imports::Which;
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{into_form, patch, run};
use crate::crm::{Crm, create, crm};

both_databases! {
    duplicates_by_a_hidden_field_are_not_told,
    the_check_up_does_not_compare_hidden_fields,
    records_out_of_sight_are_no_duplicates,
}

/// Hides the phone of leads from members.
fn hide_phones(platform: &TestPlatform, crm: &Crm) {
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    for grant in form.grants.iter_mut().filter(|g| g.role == model::person::roles::MEMBER) {
        grant.hidden.push("phone".to_owned());
    }
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
}

fn in_store(platform: &TestPlatform, who: &Who) -> (serde_json::Value, usize) {
    let view = into_form(platform, who, "lead", "公司名称,手机\n中联,13800138000\n");
    let change = json!({"columns": [{"index": 1, "to": {"field": "phone"}}]});
    let view = patch(platform, who, view.id, change);
    let rows = platform.import_rows(who, view.id, (0, Which::Duplicates)).unwrap();
    (view.duplicates_found["in_store"].clone(), rows.items.len())
}

fn duplicates_by_a_hidden_field_are_not_told(platform: &TestPlatform) {
    let crm = crm(platform);
    create(platform, &crm.east, "lead", json!({"company": "海达", "phone": "13800138000"}))
        .unwrap();
    assert_eq!(in_store(platform, &crm.east), (json!(1), 1));
    hide_phones(platform, &crm);
    assert_eq!(in_store(platform, &crm.east), (json!(0), 0));
    assert_eq!(in_store(platform, &crm.boss), (json!(1), 1));
}

fn the_check_up_does_not_compare_hidden_fields(platform: &TestPlatform) {
    let crm = crm(platform);
    for company in ["海达", "中联"] {
        let values = json!({"company": company, "phone": "13800138000"});
        create(platform, &crm.east, "lead", values).unwrap();
    }
    let repeated = |who: &Who| {
        let view = into_form(platform, who, "lead", "公司名称\n东风\n");
        run(platform, who, view.id);
        let found = platform.import_checkup(who, view.id).unwrap();
        found.iter().find(|f| f.code == "duplicates").unwrap().count
    };
    assert_eq!(repeated(&crm.east), 2);
    hide_phones(platform, &crm);
    assert_eq!((repeated(&crm.east), repeated(&crm.boss)), (0, 2));
}

fn records_out_of_sight_are_no_duplicates(platform: &TestPlatform) {
    let crm = crm(platform);
    create(platform, &crm.west, "lead", json!({"company": "海达", "phone": "13800138000"}))
        .unwrap();
    assert_eq!(in_store(platform, &crm.east), (json!(0), 0));
    assert_eq!(in_store(platform, &crm.west), (json!(1), 1));
}
