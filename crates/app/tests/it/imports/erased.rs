//! Records that are erased for good while an import is at work that would change them, or has.

use app::runtime::work_steps;
use model::{Code, Command, ImportId, JobId, RecordId};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{count, failed, finish, into_form, list, patch, run};
use crate::crm::{Crm, crm, refusal};

both_databases! {
    a_record_that_is_erased_before_its_row_fails_that_row_alone,
    a_record_that_is_erased_after_its_row_stays_away,
}

fn leads(rows: usize, amount: u32) -> String {
    let mut text = "公司名称,手机,预计金额\n".to_owned();
    for n in 0..rows {
        text.push_str(&format!("第{n}号机械厂,138{n:08},{amount}\n"));
    }
    text
}

/// So many leads, and an import at work that changes each by its phone: the first rows are written.
fn at_work(platform: &TestPlatform, crm: &Crm, rows: usize) -> (ImportId, JobId) {
    let first = into_form(platform, &crm.boss, "lead", &leads(rows, 1));
    run(platform, &crm.boss, first.id);
    let view = into_form(platform, &crm.boss, "lead", &leads(rows, 2));
    let view = patch(platform, &crm.boss, view.id, json!({"mode": "update", "key": ["phone"]}));
    assert_eq!((&view.outcome["update"], view.problems.errors), (&json!(rows), 0));
    let job = platform.run_import(&crm.boss, view.id).unwrap();
    work_steps(platform, 2).unwrap();
    assert_eq!(platform.find_job(&crm.boss, job).unwrap().done, 500);
    (view.id, job)
}

fn erase(platform: &TestPlatform, crm: &Crm, company: &str) -> RecordId {
    let filter = json!({"field": "company", "op": "eq", "value": company});
    let id = list(platform, &crm.boss, "lead", json!({"filter": filter})).items[0].id;
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = Command::TrashRecord { form, id, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    platform.erase_record(&crm.boss, "lead", id).unwrap();
    id
}

/// It is nowhere, and every other one was changed.
fn assert_gone(platform: &TestPlatform, crm: &Crm, (id, others): (RecordId, i64)) {
    assert_eq!(refusal(platform.find_record(&crm.boss, "lead", id)), Code::NotFound);
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), others);
    let changed = json!({"field": "amount", "op": "eq", "value": "2"});
    assert_eq!(count(platform, &crm.boss, "lead", changed), others);
}

fn a_record_that_is_erased_before_its_row_fails_that_row_alone(platform: &TestPlatform) {
    let crm = crm(platform);
    let (import, job) = at_work(platform, &crm, 700);
    let gone = erase(platform, &crm, "第650号机械厂");
    let job = finish(platform, &crm.boss, job);
    assert_eq!((&job.result["updated"], &job.result["failed"]), (&json!(699), &json!(1)));
    assert_gone(platform, &crm, (gone, 699));
    let left = failed(platform, &crm.boss, import);
    assert!(left.contains("第650号机械厂") && left.contains("没有找到要更新的记录"), "{left}");
}

/// Its row stands in the file, so the file is forgotten; the rows after it are read from there all the same.
fn a_record_that_is_erased_after_its_row_stays_away(platform: &TestPlatform) {
    let crm = crm(platform);
    let (import, job) = at_work(platform, &crm, 4_500);
    let gone = erase(platform, &crm, "第3号机械厂");
    assert_eq!(platform.find_import(&crm.boss, import).unwrap().file["kept"], json!(false));
    let job = finish(platform, &crm.boss, job);
    assert_eq!((&job.result["updated"], &job.result["failed"]), (&json!(4_500), &json!(0)));
    assert_gone(platform, &crm, (gone, 4_499));
}
