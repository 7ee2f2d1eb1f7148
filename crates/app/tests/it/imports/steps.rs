//! Rows that become records in a step whose demands they do not meet: taken, and said.

use app::imports::{Told, Which};
use jiff::SignedDuration;
use model::Command;
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use super::kit::{count, into_form, list, patch, run, told};
use crate::crm::{crm, with_form};

both_databases! {
    rows_without_what_their_step_requires_are_taken_said_and_listed,
    rows_that_are_filled_by_a_later_one_lack_nothing,
    what_is_required_and_hidden_is_not_spoken_of,
    rows_that_bring_known_records_to_such_a_step_are_said_and_counted,
}

const DEALS: &str =
    "商机名称,销售阶段,输单原因\n旧单,输单,\n二单,输单,价格\n三单,方案报价,\n四单,输单,不详\n";

fn rows_without_what_their_step_requires_are_taken_said_and_listed(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "opportunity", DEALS);
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 2));
    let rows = platform.import_rows(&crm.boss, view.id, (0, Which::Told)).unwrap();
    let said = |row: usize| {
        let problem = rows.items[row].problems.iter().find(|p| p.code == "step_lacks");
        problem.map(|p| (p.row, p.warning, p.params["fields"][0]["zh-CN"].clone()))
    };
    assert_eq!(said(0), Some((2, true, json!("输单原因"))));
    assert_eq!(rows.items[0].problems[0].column, Some(1), "at the stage's column");
    assert_eq!(rows.items[0].outcome, "create");
    assert_eq!(said(1).map(|(row, ..)| row), Some(5), "a word that names no option fills nothing");
    let job = run(platform, &crm.boss, view.id);
    let result = |name: &str| job.result[name].clone();
    assert_eq!((result("created"), result("lacking")), (json!(4), json!(2)));
    let lacking = result("lacking_records");
    let names = |filter: &Json| -> Vec<Json> {
        let page = list(platform, &crm.boss, "opportunity", json!({"filter": filter}));
        page.items.iter().map(|record| record.values["name"].clone()).collect()
    };
    assert_eq!(names(&lacking), ["四单", "旧单"], "and none of those that lack nothing");
    let file = told(platform, &crm.boss, view.id, Told::Noted);
    assert!(file.contains("旧单,输单,,销售阶段：这个阶段要填的内容是空的 (输单原因)"), "{file}");
    // Filled in, it stands there no longer; what stood so before the import never did.
    let page = list(platform, &crm.boss, "opportunity", json!({"filter": lacking}));
    let reason = serde_json::Map::from_iter([("lost_reason".to_owned(), json!("other"))]);
    let (form, values) = platform.read_values(&crm.boss, "opportunity", (&reason, false)).unwrap();
    let old = page.items.iter().find(|record| record.values["name"] == "旧单").unwrap();
    let (id, base_rev) = (old.id, old.rev);
    platform.execute(&crm.boss, Command::UpdateRecord { form, id, base_rev, values }).unwrap();
    assert_eq!(names(&lacking), ["四单"]);
}

fn rows_that_are_filled_by_a_later_one_lack_nothing(platform: &TestPlatform) {
    let crm = crm(platform);
    let again = "商机名称,销售阶段,输单原因\n一,输单,\n一,输单,价格\n";
    let view = into_form(platform, &crm.boss, "opportunity", again);
    let by_name = json!({"mode": "both", "key": ["name"]});
    let view = patch(platform, &crm.boss, view.id, by_name);
    let job = run(platform, &crm.boss, view.id);
    assert_eq!((&job.result["created"], &job.result["lacking"]), (&json!(1), &json!(0)));
    assert_eq!(job.result["lacking_records"], Json::Null);
    assert_eq!(count(platform, &crm.boss, "opportunity", json!(null)), 1);
}

fn what_is_required_and_hidden_is_not_spoken_of(platform: &TestPlatform) {
    let crm = crm(platform);
    with_form(platform, &crm.boss, "opportunity", |form| {
        let member = form.grants.iter_mut().find(|grant| grant.role == "member").unwrap();
        (member.import, member.hidden) = (true, vec!["lost_reason".to_owned()]);
    });
    let view = into_form(platform, &crm.east, "opportunity", "商机名称,销售阶段\n旧单,输单\n");
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 0));
}

fn rows_that_bring_known_records_to_such_a_step_are_said_and_counted(platform: &TestPlatform) {
    let crm = crm(platform);
    let before = "商机名称,销售阶段,输单原因\n一单,初步接洽,\n二单,初步接洽,价格\n三单,初步接洽,\n四单,输单,\n";
    let first = into_form(platform, &crm.boss, "opportunity", before);
    run(platform, &crm.boss, first.id);
    platform.clock.advance(SignedDuration::from_mins(1));
    let after = "商机名称,销售阶段\n一单,输单\n二单,输单\n三单,方案报价\n四单,输单\n五单,输单\n";
    let view = into_form(platform, &crm.boss, "opportunity", after);
    let view = patch(platform, &crm.boss, view.id, json!({"mode": "both", "key": ["name"]}));
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 2));
    let rows = platform.import_rows(&crm.boss, view.id, (0, Which::Told)).unwrap();
    let told = rows.items.iter().filter(|row| row.problems.iter().any(|p| p.code == "step_lacks"));
    let told: Vec<_> = told.map(|row| (row.row, row.outcome)).collect();
    assert_eq!(told, [(2, "update"), (6, "create")], "who stood there already is left in peace");
    let job = run(platform, &crm.boss, view.id);
    let result = |name: &str| job.result[name].clone();
    assert_eq!(
        (result("created"), result("updated"), result("lacking"), result("noted")),
        (json!(1), json!(3), json!(2), json!(2))
    );
    let lacking = json!({"filter": result("lacking_records"), "sort": [{"field": "name"}]});
    let page = list(platform, &crm.boss, "opportunity", lacking);
    let names: Vec<_> = page.items.iter().map(|record| record.values["name"].clone()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&json!("一单")) && names.contains(&json!("五单")), "{names:?}");
}
