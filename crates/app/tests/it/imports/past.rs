//! What was imported, by whom, and what became of it.

use app::imports::State;
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{finish, into_form, run};
use crate::crm::crm;

both_databases! {
    each_sees_their_own_imports_and_administrators_all,
    an_import_says_whether_it_can_be_undone_and_redone,
}

fn each_sees_their_own_imports_and_administrators_all(platform: &TestPlatform) {
    let crm = crm(platform);
    let ours =
        into_form(platform, &crm.east, "lead", "公司名称,手机\n海达,13800138000\n,不详号码\n");
    let theirs = into_form(platform, &crm.west, "lead", "公司名称\n西部\n");
    run(platform, &crm.east, ours.id);
    let seen = |who| platform.list_imports(who).unwrap();
    assert_eq!(seen(&crm.east).iter().map(|i| i.id).collect::<Vec<_>>(), [ours.id]);
    assert_eq!(seen(&crm.west).iter().map(|i| i.id).collect::<Vec<_>>(), [theirs.id]);
    let all = seen(&crm.boss);
    assert_eq!(all.len(), 2);
    let one = all.iter().find(|i| i.id == ours.id).unwrap();
    assert_eq!((one.by.as_deref(), &one.file["name"]), (Some("李强"), &json!("名单.csv")));
    assert_eq!((one.rows, one.state, one.has_failed_rows), (2, State::Done, true));
    let form = one.form.as_ref().unwrap();
    assert_eq!((&form["code"], &form["name"]["zh-CN"]), (&json!("lead"), &json!("线索")));
    let counts = one.counts.as_ref().unwrap();
    assert_eq!((&counts["created"], &counts["failed"]), (&json!(1), &json!(1)));
    let draft = all.iter().find(|i| i.id == theirs.id).unwrap();
    assert_eq!((draft.state, draft.can_undo, draft.counts.is_none()), (State::Draft, false, true));
}

fn an_import_says_whether_it_can_be_undone_and_redone(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", "公司名称\n海达\n");
    let told = || platform.list_imports(&crm.boss).unwrap().remove(0);
    run(platform, &crm.boss, view.id);
    assert_eq!((told().can_undo, told().redo), (true, None));
    let undo = platform.undo_import(&crm.boss, view.id, false).unwrap();
    finish(platform, &crm.boss, undo);
    let undone = told();
    assert_eq!((undone.state, undone.can_undo, undone.redo), (State::Undone, false, Some(undo)));
    let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
    finish(platform, &crm.boss, redo);
    let again = told();
    assert_eq!((again.state, again.can_undo, again.redo), (State::Done, true, None));
}
