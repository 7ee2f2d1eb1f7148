//! Undo of a whole import, also days later, and undo of the undo.

use app::runtime::{drain, work_steps};
use jiff::SignedDuration;
use model::job::JobState;
use model::{Code, JobId};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{count, finish, into_form, list, patch, run, start, values};
use crate::crm::{Crm, change, create, crm, lead, refusal, with_lead_form};

both_databases! {
    an_import_is_taken_back_days_later_and_brought_back,
    what_was_changed_since_is_listed_and_kept_unless_insisted,
    an_undo_goes_on_after_a_crash,
    updates_go_back_to_what_they_were,
    an_import_is_undone_by_its_owner_or_an_administrator_only,
    one_refused_record_does_not_stop_the_job,
    asked_twice_an_import_is_undone_once,
    undo_and_redo_are_states_and_not_turns,
    an_undo_that_was_stopped_is_gone_on_with_or_taken_back_as_one,
    kept_records_out_of_sight_are_counted_and_not_named,
    a_form_that_was_made_for_an_import_goes_and_comes_with_it,
    a_form_that_somebody_works_with_stays,
    an_import_that_was_taken_back_does_not_go_on,
    a_record_that_is_kept_in_two_chunks_counts_once,
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

fn all(platform: &TestPlatform, crm: &Crm) -> i64 {
    count(platform, &crm.boss, "lead", json!(null))
}

fn one_refused_record_does_not_stop_the_job(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        form.fields.iter_mut().find(|f| f.code == "phone").unwrap().unique = true;
    });
    let (id, _) = imported(platform, &crm, 3);
    let undo = platform.undo_import(&crm.boss, id, false).unwrap();
    finish(platform, &crm.boss, undo);
    lead(platform, &crm.west, json!({"company": "抢先", "phone": "13800000001"})).unwrap();
    let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
    let redone = finish(platform, &crm.boss, redo).result;
    assert_eq!((&redone["undone"], &redone["kept"]), (&json!(2), &json!(1)));
    let kept = &redone["changed_since"][0];
    assert_eq!((&kept["code"], &kept["field"]), (&json!("duplicate"), &json!("phone")));
    assert_eq!(kept["title"], json!("第1号"));

    // The same where records are changed one by one.
    let text = "公司名称,手机\n改名零,13800000000\n改名二,13800000002\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let view = patch(platform, &crm.boss, view.id, json!({"mode": "update", "key": ["phone"]}));
    run(platform, &crm.boss, view.id);
    with_lead_form(platform, &crm.boss, |form| {
        form.fields.iter_mut().find(|f| f.code == "company").unwrap().unique = true;
    });
    lead(platform, &crm.west, json!({"company": "第0号"})).unwrap();
    let undo = platform.undo_import(&crm.boss, view.id, false).unwrap();
    let undone = finish(platform, &crm.boss, undo).result;
    assert_eq!((&undone["undone"], &undone["kept"]), (&json!(1), &json!(1)));
    assert_eq!(undone["changed_since"][0]["field"], json!("company"));
}

fn asked_twice_an_import_is_undone_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, job) = imported(platform, &crm, 3);
    let first = platform.undo_import(&crm.boss, id, false).unwrap();
    assert_eq!(platform.undo_import(&crm.boss, id, false).unwrap(), first, "the same is under way");
    assert_eq!(platform.undo_job(&crm.boss, job, false).unwrap(), first);
    assert_eq!(refusal(platform.undo_import(&crm.boss, id, true)), Code::Busy);
    assert_eq!(refusal(platform.undo_job(&crm.boss, first, false)), Code::Busy);
    finish(platform, &crm.boss, first);
    assert_eq!(all(platform, &crm), 0);
    assert_eq!(refusal(platform.undo_import(&crm.boss, id, false)), Code::AlreadyDone);
    assert_eq!(refusal(platform.undo_job(&crm.boss, job, false)), Code::AlreadyDone);
}

fn undo_and_redo_are_states_and_not_turns(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, _) = imported(platform, &crm, 600);
    let mut undos = Vec::new();
    for round in 0..3 {
        let preview = platform.preview_undo_import(&crm.boss, id).unwrap();
        assert_eq!((preview.count, preview.records), (0, 600), "round {round}: nobody else's");
        let undo = platform.undo_import(&crm.boss, id, false).unwrap();
        let undone = finish(platform, &crm.boss, undo);
        assert_eq!((&undone.result["undone"], undone.total), (&json!(600), 600));
        assert_eq!(all(platform, &crm), 0);
        undos.push(undo);
        if round < 2 {
            let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
            assert_eq!(platform.undo_job(&crm.boss, undo, false).unwrap(), redo);
            finish(platform, &crm.boss, redo);
            assert_eq!(all(platform, &crm), 600);
            assert_eq!(refusal(platform.undo_job(&crm.boss, undo, false)), Code::AlreadyDone);
        }
    }
    // Only the newest undo can be taken back: an old one is not the way things stand.
    assert_eq!(refusal(platform.undo_job(&crm.boss, undos[0], false)), Code::AlreadyDone);
    assert_eq!(all(platform, &crm), 0);
}

fn an_undo_that_was_stopped_is_gone_on_with_or_taken_back_as_one(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, _) = imported(platform, &crm, 1_600);
    let stopped = platform.undo_import(&crm.boss, id, false).unwrap();
    work_steps(platform, 3).unwrap();
    platform.cancel_job(&crm.boss, stopped).unwrap();
    while work_steps(platform, u32::MAX).unwrap() {}
    let left = all(platform, &crm);
    assert!(left > 0 && left < 1_600, "{left} are left");
    let again = platform.undo_import(&crm.boss, id, false).unwrap();
    assert_ne!(again, stopped);
    finish(platform, &crm.boss, again);
    assert_eq!(all(platform, &crm), 0);
    // What was stopped and what went on are one undo.
    let redo = platform.undo_job(&crm.boss, again, false).unwrap();
    finish(platform, &crm.boss, redo);
    assert_eq!(all(platform, &crm), 1_600);
    // A job whose place another took does nothing any more.
    platform.resume_job(&crm.boss, stopped).unwrap();
    while work_steps(platform, u32::MAX).unwrap() {}
    let old = platform.find_job(&crm.boss, stopped).unwrap();
    assert_eq!((old.state, &old.result["code"]), (JobState::Failed, &json!("already_done")));
    assert_eq!(all(platform, &crm), 1_600);
}

fn kept_records_out_of_sight_are_counted_and_not_named(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.import = true);
    });
    let text = "公司名称,手机\n甲,13800000001\n乙,13800000002\n";
    let view = into_form(platform, &crm.east, "lead", text);
    run(platform, &crm.east, view.id);
    let ids: Vec<_> = list(platform, &crm.boss, "lead", json!({})).items;
    for item in &ids {
        change(platform, &crm.boss, (item.id, item.rev), json!({"email": "a@b.cn"})).unwrap();
    }
    let undo = platform.undo_import(&crm.east, view.id, false).unwrap();
    let undone = finish(platform, &crm.east, undo);
    assert_eq!(undone.result["changed_since"].as_array().unwrap().len(), 2);
    // One of them is given away: from now on it is not named any more, neither here nor in the list of jobs.
    let given = ids.iter().find(|item| item.values["company"] == "甲").unwrap();
    let west = crm.west.id().unwrap().to_string();
    change(platform, &crm.boss, (given.id, given.rev + 1), json!({"owner": west})).unwrap();
    let job = platform.find_job(&crm.east, undo).unwrap();
    assert_eq!(job.result["kept"], json!(2));
    let told = job.result["changed_since"].as_array().unwrap();
    assert_eq!((told.len(), &told[0]["title"]), (1, &json!("乙")));
    let listed = platform.list_jobs(&crm.east).unwrap();
    assert!(listed.iter().all(|job| !job.result.to_string().contains("rec_")));
}

fn new_form(platform: &TestPlatform, crm: &Crm) -> (model::ImportId, String) {
    let text = "名称,数量\n甲,1\n乙,2\n丙,3\n";
    let view = start(platform, &crm.boss, "设备.csv", text.as_bytes());
    let target = json!({"target": {"new_form": {"name": "设备", "code": "device"}}});
    let view = patch(platform, &crm.boss, view.id, target);
    run(platform, &crm.boss, view.id);
    assert_eq!(count(platform, &crm.boss, "device", json!(null)), 3);
    (view.id, "device".to_owned())
}

fn a_form_that_was_made_for_an_import_goes_and_comes_with_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, code) = new_form(platform, &crm);
    for _ in 0..2 {
        let undo = platform.undo_import(&crm.boss, id, false).unwrap();
        let undone = finish(platform, &crm.boss, undo);
        assert_eq!((&undone.result["undone"], &undone.result["kept"]), (&json!(3), &json!(0)));
        assert_eq!(undone.result["form_deleted"], json!(code));
        assert_eq!(refusal(platform.find_form(&crm.boss, &code)), Code::UnknownForm);
        let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
        let redone = finish(platform, &crm.boss, redo);
        assert_eq!((&redone.result["undone"], &redone.result["kept"]), (&json!(3), &json!(0)));
        assert_eq!(count(platform, &crm.boss, &code, json!(null)), 3);
    }
}

fn a_form_that_somebody_works_with_stays(platform: &TestPlatform) {
    let crm = crm(platform);
    // Somebody put a record of their own into it.
    let (id, code) = new_form(platform, &crm);
    let field = platform.find_form(&crm.boss, &code).unwrap().form.title;
    let own = create(platform, &crm.boss, &code, json!({ field: "自己的" })).unwrap();
    let record = own.receipts[0].record.unwrap();
    let undo = platform.undo_import(&crm.boss, id, false).unwrap();
    let undone = finish(platform, &crm.boss, undo);
    assert_eq!(undone.result["form_deleted"], json!(null));
    assert_eq!(count(platform, &crm.boss, &code, json!(null)), 1);
    // In the recycle bin it is still theirs.
    let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
    finish(platform, &crm.boss, redo);
    let form = platform.catalog().unwrap().form(&code).unwrap().id;
    let trash = model::Command::TrashRecord { form, id: record, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    let undo = platform.undo_import(&crm.boss, id, false).unwrap();
    assert_eq!(finish(platform, &crm.boss, undo).result["form_deleted"], json!(null));

    // Somebody shaped it further.
    let text = "名称,数量\n甲,1\n";
    let view = start(platform, &crm.boss, "工具.csv", text.as_bytes());
    let target = json!({"target": {"new_form": {"name": "工具", "code": "tool"}}});
    let view = patch(platform, &crm.boss, view.id, target);
    run(platform, &crm.boss, view.id);
    let mut form = platform.catalog().unwrap().form("tool").unwrap().clone();
    let version = form.version;
    form.name = model::Label::both("器具", "Tools");
    platform.publish_form(&crm.boss, form, version).unwrap();
    let undo = platform.undo_import(&crm.boss, view.id, false).unwrap();
    let undone = finish(platform, &crm.boss, undo);
    assert_eq!(undone.result["form_deleted"], json!(null));
    assert!(platform.find_form(&crm.boss, "tool").is_ok());
}

fn an_import_that_was_taken_back_does_not_go_on(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut text = "公司名称,手机\n".to_owned();
    (0..1_100).for_each(|n| text.push_str(&format!("第{n}号,138{n:08}\n")));
    let view = into_form(platform, &crm.boss, "lead", &text);
    let job = platform.run_import(&crm.boss, view.id).unwrap();
    work_steps(platform, 2).unwrap();
    platform.cancel_job(&crm.boss, job).unwrap();
    drain(platform).unwrap();
    let undo = platform.undo_import(&crm.boss, view.id, false).unwrap();
    assert_eq!(refusal(platform.resume_job(&crm.boss, job)), Code::AlreadyDone);
    finish(platform, &crm.boss, undo);
    assert_eq!(refusal(platform.resume_job(&crm.boss, job)), Code::AlreadyDone);
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 0);
}

fn a_record_that_is_kept_in_two_chunks_counts_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let old = lead(platform, &crm.boss, json!({"company": "甲", "phone": "13800000000"})).unwrap();
    let old = old.receipts[0].record.unwrap();
    // The known record is written by the first rows and, more than a chunk later, by the last one.
    let mut text = "公司名称,手机,邮箱\n甲,13800000000,a@b.cn\n".to_owned();
    (1..1_200).for_each(|n| text.push_str(&format!("第{n}号,138{n:08},\n")));
    text.push_str("甲,13800000000,c@b.cn\n");
    let view = into_form(platform, &crm.boss, "lead", &text);
    let change_rows = json!({"mode": "both", "key": ["phone"], "duplicates": "update"});
    let view = patch(platform, &crm.boss, view.id, change_rows);
    run(platform, &crm.boss, view.id);
    let rev = crate::crm::read(platform, &crm.boss, old).rev;
    assert_eq!(rev, 3, "written twice");
    change(platform, &crm.boss, (old, rev), json!({"email": "x@b.cn"})).unwrap();
    let undo = platform.undo_import(&crm.boss, view.id, false).unwrap();
    let done = finish(platform, &crm.boss, undo);
    assert_eq!(done.result["kept"], json!(1), "{:?}", done.result);
}
