//! Rows that become records in a step whose demands they do not meet: taken, and said.

use app::imports::{Told, Which};
use model::Command;
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use super::kit::{count, into_form, list, patch, run, told};
use crate::crm::{crm, with_form};

both_databases! {
    rows_without_what_their_step_requires_are_taken_said_and_listed,
    rows_that_are_filled_by_a_later_one_lack_nothing,
    what_is_required_and_hidden_is_not_spoken_of,
}

const DEALS: &str =
    "商机名称,销售阶段,输单原因\n旧单,输单,\n二单,输单,价格\n三单,赢单,\n四单,输单,不详\n";

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
