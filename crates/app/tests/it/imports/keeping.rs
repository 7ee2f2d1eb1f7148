//! The uploaded file: in backups while it is needed, and gone afterwards.

use std::sync::Arc;

use app::Platform;
use app::backup::{Bytes, restore};
use app::imports::Told;
use app::runtime::fire_due;
use jiff::SignedDuration;
use model::Code;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::Store;
use testkit::{TestDatabase, TestPlatform, both_databases};

use super::kit::{failed, incoming, into_form, run};
use crate::crm::{crm, refusal};

both_databases! {
    the_file_goes_through_a_backup,
    the_file_goes_when_its_time_is_over,
    a_file_that_two_imports_share_stays_for_the_other,
    a_forgotten_draft_takes_its_file_along,
    what_is_no_table_is_not_kept,
    a_file_of_an_older_program_goes_too,
}

const LIST: &str = "公司名称,手机\n海达,13800138000\n,不详的号码\n";

fn is_there(platform: &Platform, text: &str) -> bool {
    platform.ports().files.path(&Sha256::digest(text.as_bytes()).into()).exists()
}

fn days(platform: &TestPlatform, days: i64) {
    platform.clock.advance(SignedDuration::from_hours(24 * days));
    while fire_due(platform).unwrap() > 0 {}
}

fn the_file_goes_through_a_backup(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", LIST);
    let mut backup = Vec::new();
    platform.backup("0.1.0", &mut backup).unwrap();
    let hash: [u8; 32] = Sha256::digest(LIST.as_bytes()).into();
    std::fs::remove_file(platform.ports().files.path(&hash)).unwrap();
    let target = TestDatabase::sqlite();
    restore(target.location(), platform.ports(), Bytes::Kept, &mut &*backup).unwrap();
    let store = Arc::new(Store::open(target.location().clone()).unwrap());
    let other = Platform::open(store, platform.ports().clone()).unwrap();
    let job = other.run_import(&crm.boss, view.id).unwrap();
    while app::runtime::work_steps(&other, u32::MAX).unwrap() {}
    let job = other.find_job(&crm.boss, job).unwrap();
    assert_eq!(job.result["created"], json!(1), "{:?}", job.result);
}

fn the_file_goes_when_its_time_is_over(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", LIST);
    days(platform, 20);
    run(platform, &crm.boss, view.id);
    days(platform, 20);
    assert!(failed(platform, &crm.boss, view.id).contains("不详的号码"), "30 days since it ran");
    days(platform, 11);
    assert!(!is_there(platform, LIST));
    assert_eq!(
        refusal(platform.import_rows_file(&crm.boss, view.id, Told::Failed)),
        Code::UnknownFile
    );
    let view = platform.find_import(&crm.boss, view.id).unwrap();
    assert_eq!(view.file["kept"], json!(false));
    let undo = platform.undo_import(&crm.boss, view.id, false).unwrap();
    let undone = super::kit::finish(platform, &crm.boss, undo);
    assert_eq!(undone.result["undone"], json!(1), "an undo needs no file");
}

fn a_file_that_two_imports_share_stays_for_the_other(platform: &TestPlatform) {
    let crm = crm(platform);
    into_form(platform, &crm.boss, "lead", LIST);
    days(platform, 20);
    let second = into_form(platform, &crm.boss, "lead", LIST);
    days(platform, 15);
    assert!(is_there(platform, LIST));
    run(platform, &crm.boss, second.id);
    days(platform, 31);
    assert!(!is_there(platform, LIST));
}

fn a_forgotten_draft_takes_its_file_along(platform: &TestPlatform) {
    let crm = crm(platform);
    let left = into_form(platform, &crm.boss, "lead", LIST);
    platform.remove_import(&crm.boss, left.id).unwrap();
    let kept = "公司名称\n东风\n";
    let waiting = into_form(platform, &crm.boss, "lead", kept);
    days(platform, 1);
    assert!(!is_there(platform, LIST) && is_there(platform, kept));
    days(platform, 30);
    assert!(!is_there(platform, kept));
    assert_eq!(refusal(platform.find_import(&crm.boss, waiting.id)), Code::NotFound);
}

fn what_is_no_table_is_not_kept(platform: &TestPlatform) {
    let boss = platform.as_administrator("总经理");
    let file = incoming(platform, "x.pdf", b"%PDF-1.7");
    assert_eq!(refusal(platform.start_import(&boss, &file, None)), Code::Malformed);
    assert!(!is_there(platform, "%PDF-1.7"));
}

/// Such imports name no file, so no timer was set for it.
fn a_file_of_an_older_program_goes_too(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", LIST);
    run(platform, &crm.boss, view.id);
    let made_old = move |tx: &mut store::Tx<'_>| {
        let mut import = store::imports::find(tx, view.id)?.unwrap();
        let file = import.file["id"].as_str().unwrap().parse().unwrap();
        store::files::remove_file(tx, file)?;
        import.file["id"] = json!(null);
        import.document["file"]["id"] = json!(null);
        Ok(store::imports::save(tx, &import)?)
    };
    platform.store().write(made_old).unwrap();
    platform.clock.advance(SignedDuration::from_hours(24 * 29));
    platform.purge_expired().unwrap();
    assert!(is_there(platform, LIST));
    platform.clock.advance(SignedDuration::from_hours(24 * 2));
    platform.purge_expired().unwrap();
    assert!(!is_there(platform, LIST));
    assert_eq!(platform.find_import(&crm.boss, view.id).unwrap().file["kept"], json!(false));
}
