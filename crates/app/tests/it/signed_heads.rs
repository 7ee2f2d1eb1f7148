//! The log's end is signed, and a database that was set back or exchanged is told from the one that was signed.

use app::backup::{Bytes, Start, restore};
use app::ports::List;
use app::{Platform, Who};
use jiff::SignedDuration;
use testkit::{TestDatabase, TestPlatform, both_databases};

use crate::crm::{crm, new_lead};

both_databases! {
    the_end_is_signed_once_a_day_while_anything_is_written,
    a_backup_signs_what_it_holds,
    verification_tells_the_key_and_may_begin_at_the_checkpoint,
    an_older_database_in_the_place_of_the_signed_one_is_found,
    a_restore_sets_the_log_back_on_purpose,
    a_head_of_another_course_of_events_is_not_missed,
    a_signature_that_is_none_is_found,
}

fn signed(platform: &TestPlatform) -> Vec<i64> {
    let heads = platform.store().read(|read| store::log::list_heads(read)).unwrap();
    heads.into_iter().map(|head| head.seq).collect()
}

fn end(platform: &Platform) -> i64 {
    platform.store().read(|read| store::head::read(read)).unwrap().seq
}

fn open(database: &TestDatabase, from: &TestPlatform) -> Platform {
    let store = store::Store::open(database.location().clone()).unwrap();
    Platform::open(std::sync::Arc::new(store), from.ports().clone()).unwrap()
}

fn the_end_is_signed_once_a_day_while_anything_is_written(platform: &TestPlatform) {
    platform.purge_expired().unwrap();
    assert!(signed(platform).is_empty(), "nothing is written yet");
    let crm = crm(platform);
    platform.purge_expired().unwrap();
    let first = end(platform);
    new_lead(platform, &crm.east, "海达");
    platform.purge_expired().unwrap();
    assert_eq!(signed(platform), [first]);
    platform.clock.advance(SignedDuration::from_hours(24));
    platform.purge_expired().unwrap();
    platform.clock.advance(SignedDuration::from_hours(24));
    platform.purge_expired().unwrap();
    assert_eq!(signed(platform), [first, end(platform)], "the same end is not signed again");
    assert_eq!(platform.ports().witness.noted(List::Heads).unwrap().len(), 2);
}

fn a_backup_signs_what_it_holds(platform: &TestPlatform) {
    crm(platform);
    let mut backup = Vec::new();
    let written = platform.backup("0.1.0", &mut backup).unwrap();
    assert_eq!(signed(platform), [written.manifest.head.seq]);
}

fn verification_tells_the_key_and_may_begin_at_the_checkpoint(platform: &TestPlatform) {
    let crm = crm(platform);
    platform.sign_head().unwrap();
    let seq = end(platform);
    new_lead(platform, &crm.east, "海达");
    let whole = platform.verify(true).unwrap();
    let key = "07".repeat(32);
    let told = format!("signed 1 times with this server's key {key}, last at ");
    assert!(whole.sound && whole.lines.iter().any(|l| l.starts_with(&told)), "{:?}", whole.lines);
    let rest = platform.verify_behind(Start::Checkpoint, false).unwrap();
    assert_eq!(
        rest.lines[0],
        format!("the log is sound: 1 entries, the last is change no. {}", seq + 1)
    );
    let begun = format!("begun behind entry {seq}, which this server signed");
    assert!(rest.sound && rest.lines.contains(&begun), "{:?}", rest.lines);
}

/// Somebody puts a copy of yesterday in place of the database, without the data folder.
fn an_older_database_in_the_place_of_the_signed_one_is_found(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut yesterday = Vec::new();
    platform.backup("0.1.0", &mut yesterday).unwrap();
    let (target, elsewhere) = (TestDatabase::sqlite(), TestPlatform::new());
    let ports = app::Ports { witness: elsewhere.witness.clone(), ..platform.ports().clone() };
    restore(target.location(), &ports, Bytes::Kept, &mut &*yesterday).unwrap();
    let then = end(platform);
    new_lead(platform, &crm.east, "海达");
    platform.sign_head().unwrap();
    let proof = open(&target, platform).verify(false).unwrap();
    let cut = format!(
        "BROKEN: the log ends at entry {then}, but it was written up to entry {}",
        then + 1
    );
    assert_eq!((proof.sound, proof.lines), (false, vec![cut]));
}

fn a_restore_sets_the_log_back_on_purpose(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut yesterday = Vec::new();
    platform.backup("0.1.0", &mut yesterday).unwrap();
    new_lead(platform, &crm.east, "海达");
    platform.sign_head().unwrap();
    let target = TestDatabase::sqlite();
    restore(target.location(), platform.ports(), Bytes::Kept, &mut &*yesterday).unwrap();
    let proof = open(&target, platform).verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
}

/// Set back to the first backup, gone on with and signed, then set to the second one, which never saw that.
fn a_head_of_another_course_of_events_is_not_missed(platform: &TestPlatform) {
    let crm = crm(platform);
    let backup = || {
        let mut bytes = Vec::new();
        platform.backup("0.1.0", &mut bytes).unwrap();
        bytes
    };
    let first = backup();
    for name in ["甲", "乙", "丙"] {
        new_lead(platform, &crm.east, name);
    }
    let second = backup();
    let aside = TestDatabase::sqlite();
    restore(aside.location(), platform.ports(), Bytes::Kept, &mut &*first).unwrap();
    let other = open(&aside, platform);
    other.execute(&crm.boss, note(&other)).unwrap();
    other.sign_head().unwrap();
    assert!(end(&other) < end(platform));
    let target = TestDatabase::sqlite();
    restore(target.location(), platform.ports(), Bytes::Kept, &mut &*second).unwrap();
    let proof = open(&target, platform).verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
    // What this log has of the noted heads is missed if it is taken away.
    let noted = platform.ports().witness.noted(List::Heads).unwrap();
    let anew = noted.iter().rposition(|line| line.contains("restored")).unwrap();
    assert_eq!(noted.len() - anew, 3, "the heads of both backups");
    // Another workspace into the same data folder.
    let (strange, empty) = (TestPlatform::new(), TestDatabase::sqlite());
    crate::crm::crm(&strange);
    let mut bytes = Vec::new();
    strange.backup("0.1.0", &mut bytes).unwrap();
    restore(empty.location(), platform.ports(), Bytes::Kept, &mut &*bytes).unwrap();
    let proof = open(&empty, platform).verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
}

fn note(platform: &Platform) -> model::Command {
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let values = serde_json::json!({"company": "另一家"});
    let values = platform.read_values(&Who::cli(), "lead", (values.as_object().unwrap(), true));
    model::Command::CreateRecord { form, id: None, values: values.unwrap().1 }
}

fn a_signature_that_is_none_is_found(platform: &TestPlatform) {
    crm(platform);
    let mut head = platform.sign_head().unwrap().unwrap();
    let seq = head.seq;
    head.signature[0] ^= 1;
    platform.ports().witness.note(List::Heads, &[head.line()]).unwrap();
    let proof = platform.verify(false).unwrap();
    assert_eq!(proof.lines, [format!("BROKEN: the signature under entry {seq} is not right")]);
}
