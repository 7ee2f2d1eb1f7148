//! Large files: the first rows are checked at once, all of them by a job.

use app::runtime::work_steps;
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{count, into_form, patch, run};
use crate::crm::crm;

both_databases! {
    the_rows_of_a_large_file_are_all_checked_by_a_job,
    a_change_makes_a_check_of_what_was_before_worthless,
    a_large_file_may_run_before_it_is_checked,
}

/// More rows than are checked at once; the last one names no company.
fn large() -> String {
    let mut text = "公司名称,手机\n".to_owned();
    for n in 0..20_400 {
        text.push_str(&format!("第{n}厂,138{n:08}\n"));
    }
    text + ",13999999999\n"
}

fn the_rows_of_a_large_file_are_all_checked_by_a_job(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", &large());
    assert_eq!((view.problems.checked, view.problems.complete), (20_000, false));
    assert_eq!(view.problems.errors, 0, "the first rows are told at once");
    assert_eq!(view.checking.unwrap()["total"], json!(20_401));
    assert!(platform.list_jobs(&crm.boss).unwrap().is_empty(), "a check is told with its import");
    while work_steps(platform, u32::MAX).unwrap() {}
    let view = platform.find_import(&crm.boss, view.id).unwrap();
    assert_eq!((view.problems.checked, view.problems.complete), (20_401, true));
    assert_eq!((view.problems.errors, &view.outcome["create"]), (1, &json!(20_400)));
    assert_eq!(view.problems.sample[0].row, 20_402);
    assert_eq!(view.checking, None);
}

fn a_change_makes_a_check_of_what_was_before_worthless(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", &large());
    // Without its phones the last row says nothing and is no problem: the check that began before would find one.
    let change = json!({"columns": [{"index": 1, "to": null}]});
    patch(platform, &crm.boss, view.id, change);
    while work_steps(platform, u32::MAX).unwrap() {}
    let view = platform.find_import(&crm.boss, view.id).unwrap();
    assert_eq!((view.problems.complete, view.problems.errors), (true, 0));
    assert_eq!(view.problems.checked, 20_401);
}

fn a_large_file_may_run_before_it_is_checked(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", &large());
    let job = run(platform, &crm.boss, view.id);
    assert_eq!((&job.result["created"], &job.result["failed"]), (&json!(20_400), &json!(1)));
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 20_400);
}
