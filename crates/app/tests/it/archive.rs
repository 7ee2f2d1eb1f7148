//! Old entries of the log in files: the log verifies without what they said, and nothing is overwritten in the dark.

use app::Platform;
use app::runtime::drain;
use jiff::SignedDuration;
use model::{Code, Command, RecordId};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::log::{Checked, Part, check_file};
use store::session::Session as _;
use testkit::{TestPlatform, both_databases};

use crate::bulk::many_leads;
use crate::crm::{Crm, change, crm, new_lead, read, refusal};
use crate::imports::kit;
use crate::{tasks, timeline};

both_databases! {
    what_was_signed_long_ago_is_put_away_and_the_log_still_verifies,
    only_the_next_signed_part_is_put_away_and_only_once,
    what_nobody_can_compare_any_more_is_not_overwritten,
    a_record_that_was_put_away_can_be_erased,
    a_file_that_was_altered_is_refused,
    what_is_never_put_away_is_missed_also_in_a_part_that_was,
    a_part_that_only_the_table_knows_explains_nothing,
    what_was_broken_off_is_gone_on_with,
    what_was_put_away_is_kept_by_an_undo_with_the_reason,
    an_import_that_was_put_away_is_not_said_to_be_undone,
    files_of_a_follow_up_that_was_put_away_go_with_its_record,
    what_was_put_away_is_not_missed_in_tasks_and_remarks,
}

/// A lead that was changed, some of many, and a signed head a month ago.
fn old(platform: &TestPlatform) -> (Crm, RecordId) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east, "海达").id;
    change(platform, &crm.east, (id, 1), json!({"phone": "13800138000"})).unwrap();
    many_leads(platform, 30, &[]);
    drain(platform).unwrap();
    platform.sign_head().unwrap();
    platform.clock.advance(SignedDuration::from_hours(24 * 30));
    (crm, id)
}

fn written(platform: &Platform, part: Part) -> (Vec<u8>, Checked) {
    let mut file = Vec::new();
    platform.write_log_part(part, &mut file).unwrap();
    let checked = check_file(&mut &*file).unwrap();
    (file, checked)
}

/// Puts away what can be.
fn put_away(platform: &TestPlatform, crm: &Crm) -> (Part, Vec<u8>) {
    let part = platform.archivable(platform.now()).unwrap().expect("something old");
    let (file, checked) = written(platform, part);
    let hash = store::backup::unhex(&checked.about.hash).unwrap();
    let digest = Sha256::digest(&file).into();
    platform.drop_log_part(&crm.boss, part, (digest, hash)).unwrap();
    (part, file)
}

fn what_was_signed_long_ago_is_put_away_and_the_log_still_verifies(platform: &TestPlatform) {
    let (crm, id) = old(platform);
    assert_eq!(
        platform.archivable(platform.now() - SignedDuration::from_hours(24 * 31)).unwrap(),
        None
    );
    let before = platform.verify(true).unwrap();
    let (part, file) = put_away(platform, &crm);
    assert_eq!(part.first, 1);
    let proof = platform.verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
    assert!(before.lines.iter().all(|line| !line.contains("put away")));
    let told = "what 3 entries said was put away".to_owned();
    assert!(proof.lines.contains(&told), "{:?}", proof.lines);
    assert_eq!(check_file(&mut &*file).unwrap().about.part, part);
    // Who and when are told, what is not.
    let history = platform.record_history(&crm.east, ("lead", id), None).unwrap().items;
    assert_eq!(history.len(), 2);
    assert!(history.iter().all(|item| item.erased && item.person.is_some()));
    drain(platform).unwrap();
    assert_eq!(read(platform, &crm.east, id).values["phone"], json!("+8613800138000"));
}

fn only_the_next_signed_part_is_put_away_and_only_once(platform: &TestPlatform) {
    let (crm, _) = old(platform);
    let (part, _) = put_away(platform, &crm);
    assert_eq!(platform.archivable(platform.now()).unwrap(), None);
    let (_, checked) = written(platform, part);
    let hash = store::backup::unhex(&checked.about.hash).unwrap();
    let again = platform.drop_log_part(&crm.boss, part, ([1; 32], hash));
    assert_eq!(refusal(again), Code::Conflict);
    new_lead(platform, &crm.east, "后来");
    drain(platform).unwrap();
    let seq = platform.sign_head().unwrap().unwrap().seq;
    platform.clock.advance(SignedDuration::from_secs(1));
    let next = Part { first: part.last + 1, last: seq };
    assert_eq!(platform.archivable(platform.now()).unwrap(), Some(next));
    let unsigned = platform.drop_log_part(&crm.boss, next, ([1; 32], [2; 32]));
    assert_eq!(refusal(unsigned), Code::Conflict, "a file of another log");
    put_away(platform, &crm);
    assert!(platform.verify(true).unwrap().sound);
}

fn what_nobody_can_compare_any_more_is_not_overwritten(platform: &TestPlatform) {
    let (crm, id) = old(platform);
    put_away(platform, &crm);
    let stale = change(platform, &crm.east, (id, 1), json!({"phone": "13900139000"}));
    assert_eq!(refusal(stale), Code::Conflict);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let back = Command::RevertRecord { form, id, seq: 1 };
    assert_eq!(refusal(platform.execute(&crm.east, back)), Code::CannotUndo);
    change(platform, &crm.east, (id, 2), json!({"phone": "13900139000"})).unwrap();
    let done = change(platform, &crm.boss, (id, 2), json!({"email": "a@b.cn"})).unwrap();
    assert_eq!(done.receipts[0].rev, 4, "what was written since still merges");
}

fn a_record_that_was_put_away_can_be_erased(platform: &TestPlatform) {
    let (crm, id) = old(platform);
    put_away(platform, &crm);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = Command::TrashRecord { form, id, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    assert_eq!(platform.erase_record(&crm.boss, "lead", id).unwrap().entries, 1);
    let proof = platform.verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
}

fn a_file_that_was_altered_is_refused(platform: &TestPlatform) {
    let (_, id) = old(platform);
    let part = platform.archivable(platform.now()).unwrap().unwrap();
    let (file, checked) = written(platform, part);
    assert_eq!(checked.erased, 0);
    let mut text = String::from_utf8(zstd::stream::decode_all(&*file).unwrap()).unwrap();
    let packed = |text: &str| zstd::stream::encode_all(text.as_bytes(), 1).unwrap();
    assert!(check_file(&mut &*packed(&text)).is_ok());
    let cut = &text[..text.rfind("{\"header\"").unwrap()];
    assert!(check_file(&mut &*packed(cut)).is_err(), "a cut end");
    assert!(check_file(&mut &file[..file.len() / 2]).is_err(), "a broken file");
    let record = id.to_string();
    assert!(!text.contains(&record), "ids stand as they lie in the database");
    let at = text.rfind("\"actor\":1").unwrap();
    text.replace_range(at..at + 9, "\"actor\":2");
    assert!(check_file(&mut &*packed(&text)).is_err(), "another actor");
}

/// Does something to the database behind the server's back.
pub(crate) fn behind_its_back(platform: &TestPlatform, which: &str) {
    let store::Location::Sqlite(path) = platform.store().location() else {
        let store::Location::Postgres { url, schema } = platform.store().location() else { return };
        let options = store::postgres::PostgresOptions { url: url.clone(), schema: schema.clone() };
        let mut session = store::postgres::open_writer(&options).unwrap();
        session.script(which).unwrap();
        return;
    };
    store::sqlite::open_writer(path).unwrap().script(which).unwrap();
}

fn what_is_never_put_away_is_missed_also_in_a_part_that_was(platform: &TestPlatform) {
    let (crm, _) = old(platform);
    put_away(platform, &crm);
    assert!(platform.verify(false).unwrap().sound);
    // 60 and up: definitions, people, settings.
    let published = model::ChangeKind::FormPublished.number();
    behind_its_back(
        platform,
        &format!(
            "DELETE FROM clew_payload WHERE last = (SELECT MIN(last) FROM clew_log WHERE kind = {published})"
        ),
    );
    let proof = platform.verify(false).unwrap();
    assert!(!proof.sound && proof.lines[0].contains("was removed"), "{:?}", proof.lines);
}

fn a_part_that_only_the_table_knows_explains_nothing(platform: &TestPlatform) {
    let (_, _) = old(platform);
    let record = model::ChangeKind::RecordCreated.number();
    let at = if platform.store().dialect().is_postgres() { "now()" } else { "0" };
    let hash = if platform.store().dialect().is_postgres() { "'\\x00'" } else { "x'00'" };
    behind_its_back(
        platform,
        &format!(
            "INSERT INTO clew_archive (first, last, at, hash) SELECT 1, MAX(last), {at}, {hash} FROM clew_log;
             DELETE FROM clew_payload WHERE last IN (SELECT last FROM clew_log WHERE kind = {record})"
        ),
    );
    let proof = platform.verify(false).unwrap();
    assert!(!proof.sound && proof.lines[0].contains("was removed"), "{:?}", proof.lines);
}

fn what_was_broken_off_is_gone_on_with(platform: &TestPlatform) {
    let (crm, _) = old(platform);
    let part = platform.archivable(platform.now()).unwrap().unwrap();
    let (file, checked) = written(platform, part);
    let hash = store::backup::unhex(&checked.about.hash).unwrap();
    let digest = Sha256::digest(&file).into();
    // As after a crash: said to be put away, nothing moved out yet.
    let (cause, at) = (crm.boss.cause(), platform.now());
    let said = move |tx: &mut store::Tx<'_>| {
        Ok(store::log::append_archived(tx, (part, digest), (&cause, at))?)
    };
    platform.store().write(said).unwrap();
    assert_eq!(platform.drop_log_part(&crm.boss, part, (digest, hash)).unwrap(), 3);
    assert_eq!(platform.drop_log_part(&crm.boss, part, (digest, hash)).unwrap(), 0);
    let proof = platform.verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
}

fn what_was_put_away_is_kept_by_an_undo_with_the_reason(platform: &TestPlatform) {
    let crm = crm(platform);
    let done = crate::crm::lead(platform, &crm.east, json!({"company": "海达"})).unwrap();
    drain(platform).unwrap();
    platform.sign_head().unwrap();
    platform.clock.advance(SignedDuration::from_hours(24 * 30));
    put_away(platform, &crm);
    let undo = Command::UndoBatch { batch: done.batch, insist: true };
    assert_eq!(refusal(platform.execute(&crm.boss, undo)), Code::LogArchived);
}

fn an_import_that_was_put_away_is_not_said_to_be_undone(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = kit::into_form(platform, &crm.boss, "lead", "公司\n甲公司\n乙公司\n");
    let job = kit::run(platform, &crm.boss, view.id);
    drain(platform).unwrap();
    platform.sign_head().unwrap();
    platform.clock.advance(SignedDuration::from_hours(24));
    put_away(platform, &crm);
    let told = platform.preview_undo_job(&crm.boss, job.id).unwrap();
    assert_eq!(told.count, 2);
    let undo = platform.undo_job(&crm.boss, job.id, true).unwrap();
    let undone = kit::finish(platform, &crm.boss, undo);
    assert_eq!((&undone.result["undone"], &undone.result["kept"]), (&json!(0), &json!(2)));
    let import = platform.find_import(&crm.boss, view.id).unwrap();
    assert_ne!(serde_json::to_value(import.state).unwrap(), json!("undone"));
}

fn files_of_a_follow_up_that_was_put_away_go_with_its_record(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east, "海达").id;
    let photo = timeline::file(platform, &crm.east, "现场照片");
    timeline::write(platform, &crm.east, id, ("见了王总", &[&photo])).unwrap();
    drain(platform).unwrap();
    platform.sign_head().unwrap();
    platform.clock.advance(SignedDuration::from_hours(24 * 30));
    put_away(platform, &crm);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = Command::TrashRecord { form, id, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    let report = platform.erase_record(&crm.boss, "lead", id).unwrap();
    assert_eq!((report.activities, report.files), (1, 1));
    assert!(!platform.ports().files.path(&Sha256::digest("现场照片").into()).exists());
    let known = platform.store().read(|read| store::files::find_files(read, &[photo.file]));
    assert_eq!(known.unwrap(), []);
}

fn what_was_put_away_is_not_missed_in_tasks_and_remarks(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east, "海达").id;
    let visit = timeline::write(platform, &crm.east, id, ("见了王总", &[])).unwrap();
    timeline::remark(platform, &crm.boss, (id, visit.id), Some("好")).unwrap();
    let task = tasks::new_task(platform, &crm.east, "寄样品");
    tasks::add(platform, &crm.east, tasks::about(platform, id), task.clone());
    tasks::add(platform, &crm.east, None, tasks::new_task(platform, &crm.east, "报销"));
    drain(platform).unwrap();
    platform.sign_head().unwrap();
    platform.clock.advance(SignedDuration::from_hours(24 * 30));
    put_away(platform, &crm);
    tasks::finish(platform, &crm.east, task.id).unwrap();
    let proof = platform.verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
}
