//! Undo of a whole import, also days later, and undo of the undo.

use app::runtime::{drain, work_steps};
use jiff::SignedDuration;
use model::job::JobState;
use model::{Code, JobId};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{count, finish, into_form, list, patch, run, values};
use crate::crm::{Crm, change, crm, refusal};

both_databases! {
    an_import_is_taken_back_days_later_and_brought_back,
    what_was_changed_since_is_listed_and_kept_unless_insisted,
    an_undo_goes_on_after_a_crash,
    updates_go_back_to_what_they_were,
    an_import_is_undone_by_its_owner_or_an_administrator_only,
}

fn imported(platform: &TestPlatform, crm: &Crm, rows: usize) -> (model::ImportId, JobId) {
    let mut text = "公司名称,手机\n".to_owned();
    for n in 0..rows {
        text.push_str(&format!("第{n}号,138{n:08}\n"));
    }
    let view = into_form(platform, &crm.boss, "lead", &text);
    let job = run(platform, &crm.boss, view.id);
    (view.id, job.id)
}

fn an_import_is_taken_back_days_later_and_brought_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, _) = imported(platform, &crm, 1_100);
    platform.clock.advance(SignedDuration::from_hours(72));
    let preview = platform.preview_undo_import(&crm.boss, id).unwrap();
    assert_eq!((preview.records, preview.count), (1_100, 0));
    let undo = platform.undo_import(&crm.boss, id, false).unwrap();
    let undone = finish(platform, &crm.boss, undo);
    assert_eq!((&undone.result["undone"], &undone.result["kept"]), (&json!(1_100), &json!(0)));
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 0);
    assert_eq!(refusal(platform.undo_import(&crm.boss, id, false)), Code::AlreadyDone);
    let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
    finish(platform, &crm.boss, redo);
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 1_100);
    let again = platform.undo_import(&crm.boss, id, false).unwrap();
    finish(platform, &crm.boss, again);
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 0);
}

fn what_was_changed_since_is_listed_and_kept_unless_insisted(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, _) = imported(platform, &crm, 5);
    let third = list(platform, &crm.boss, "lead", third()).items[0].id;
    change(platform, &crm.boss, (third, 1), json!({"email": "a@b.cn"})).unwrap();
    let preview = platform.preview_undo_import(&crm.boss, id).unwrap();
    assert_eq!((preview.count, preview.changed_since[0].title.as_str()), (1, "第3号"));
    assert_eq!(
        (preview.changed_since[0].id, preview.changed_since[0].by.as_str()),
        (third, "总经理")
    );
    let undo = platform.undo_import(&crm.boss, id, false).unwrap();
    let undone = finish(platform, &crm.boss, undo);
    assert_eq!((&undone.result["undone"], &undone.result["kept"]), (&json!(4), &json!(1)));
    assert_eq!(values(platform, &crm.boss, "lead", "company"), ["第3号"]);
    let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
    finish(platform, &crm.boss, redo);
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 5);
    let (id, _) = imported(platform, &crm, 0);
    assert_eq!(platform.preview_undo_import(&crm.boss, id).unwrap().count, 0);
}

fn third() -> serde_json::Value {
    json!({"filter": {"field": "company", "op": "eq", "value": "第3号"}})
}

fn an_undo_goes_on_after_a_crash(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, _) = imported(platform, &crm, 1_600);
    let undo = platform.undo_import(&crm.boss, id, true).unwrap();
    work_steps(platform, 2).unwrap();
    let left = count(platform, &crm.boss, "lead", json!(null));
    assert!(left > 0 && left < 1_600, "{left} are left");
    drain(&platform.another_node()).unwrap();
    assert_eq!(platform.find_job(&crm.boss, undo).unwrap().state, JobState::Done);
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 0);
}

fn updates_go_back_to_what_they_were(platform: &TestPlatform) {
    let crm = crm(platform);
    imported(platform, &crm, 3);
    let text = "公司名称,手机\n改名一,13800000001\n改名二,13800000002\n新来的,13900000009\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let view = patch(platform, &crm.boss, view.id, json!({"mode": "both", "key": ["phone"]}));
    run(platform, &crm.boss, view.id);
    assert_eq!(
        values(platform, &crm.boss, "lead", "company"),
        ["第0号", "改名一", "改名二", "新来的"]
    );
    let undo = platform.undo_import(&crm.boss, view.id, false).unwrap();
    finish(platform, &crm.boss, undo);
    assert_eq!(values(platform, &crm.boss, "lead", "company"), ["第0号", "第1号", "第2号"]);
    let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
    finish(platform, &crm.boss, redo);
    assert_eq!(
        values(platform, &crm.boss, "lead", "company"),
        ["第0号", "改名一", "改名二", "新来的"]
    );
}

fn an_import_is_undone_by_its_owner_or_an_administrator_only(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, job) = imported(platform, &crm, 2);
    assert_eq!(refusal(platform.undo_import(&crm.east, id, true)), Code::NotFound);
    assert_eq!(refusal(platform.undo_job(&crm.east, job, true)), Code::NotFound);
    let other = platform.as_administrator("副总");
    let undo = platform.undo_job(&other, job, false).unwrap();
    finish(platform, &other, undo);
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 0);
}
