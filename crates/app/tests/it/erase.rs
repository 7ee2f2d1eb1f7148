//! Erasing a record: nothing of it is left anywhere, everything else is as it was, and no older backup brings it back.

use app::backup::{Bytes, restore};
use app::feedback::NewFeedback;
use app::files::Incoming;
use app::runtime::{drain, fire_due};
use app::webhooks::WebhookEdit;
use app::{Platform, Who};
use jiff::SignedDuration;
use model::command::{Activity, ActivityKind};
use model::{ActivityId, Code, Command, FormId, RecordId};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use testkit::{TestDatabase, TestPlatform, both_databases};
use uuid::Uuid;

use crate::bulk::many_leads;
use crate::crm::{Crm, change, create, crm, lead, list, new_lead, read, refusal};
use crate::imports::kit;

both_databases! {
    only_an_administrator_erases_and_only_from_the_bin,
    nothing_of_an_erased_record_is_left_anywhere,
    no_byte_of_the_database_file_holds_what_was_erased,
    a_request_that_made_an_erased_record_still_acts_once,
    who_is_no_administrator_any_more_erases_nothing,
    a_file_that_another_record_has_stays,
    one_record_of_an_import_is_erased_and_the_others_stay,
    an_undo_passes_over_what_was_erased,
    an_older_backup_does_not_bring_an_erased_record_back,
    an_import_whose_file_went_long_ago_forgets_its_words_too,
    an_import_that_only_names_the_record_forgets_its_words,
    a_file_that_feedback_or_a_picture_has_stays,
}

fn form(platform: &Platform) -> FormId {
    platform.catalog().unwrap().form("lead").unwrap().id
}

fn bin(platform: &TestPlatform, who: &Who, id: RecordId) {
    let trash = Command::TrashRecord { form: form(platform), id, base_rev: None };
    platform.execute(who, trash).unwrap();
}

/// A file of these bytes, as values have it.
fn file(platform: &TestPlatform, who: &Who, bytes: &[u8]) -> Json {
    let path = platform.ports().files.temporary().unwrap();
    std::fs::write(&path, bytes).unwrap();
    let incoming = Incoming {
        path,
        hash: Sha256::digest(bytes).into(),
        size: bytes.len() as u64,
        name: "身份证.png".into(),
        media: "image/png".into(),
    };
    let kept = platform.keep_file(who, &incoming).unwrap();
    json!([{"file": kept.file, "name": kept.name, "size": kept.size, "media": kept.media}])
}

fn is_kept(platform: &TestPlatform, bytes: &[u8]) -> bool {
    platform.ports().files.path(&Sha256::digest(bytes).into()).exists()
}

/// Every table and file of the workspace, and what the log says.
pub(crate) fn everything(platform: &Platform) -> String {
    let mut backup = Vec::new();
    platform.backup("0.1.0", &mut backup).unwrap();
    let mut text =
        String::from_utf8_lossy(&zstd::stream::decode_all(&*backup).unwrap()).into_owned();
    let mut cursor = 0;
    loop {
        let entries = platform.store().read(|read| store::log::after(read, cursor, 500)).unwrap();
        let Some(last) = entries.last() else { return text };
        cursor = last.last;
        text.push_str(&format!("{entries:?}"));
    }
}

fn only_an_administrator_erases_and_only_from_the_bin(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east, "海达").id;
    let erase = |who: &Who, id| platform.erase_record(who, "lead", id);
    assert_eq!(refusal(erase(&crm.east, id)), Code::Forbidden);
    assert_eq!(refusal(erase(&crm.boss, id)), Code::NotInRecycleBin);
    bin(platform, &crm.east, id);
    assert_eq!(erase(&crm.boss, id).unwrap().entries, 2);
    assert_eq!(refusal(erase(&crm.boss, id)), Code::NotFound);
    let restore = Command::RestoreRecord { form: form(platform), id };
    assert_eq!(refusal(platform.execute(&crm.boss, restore)), Code::NotFound);
}

fn nothing_of_an_erased_record_is_left_anywhere(platform: &TestPlatform) {
    let crm = crm(platform);
    platform
        .create_webhook(
            &crm.boss,
            WebhookEdit {
                url: Some("https://receiver.example/hook".to_owned()),
                ..WebhookEdit::default()
            },
        )
        .unwrap();
    let attached = file(platform, &crm.east, "私人照片".as_bytes());
    let values = json!({"company": "鞠某人", "phone": "13911112222", "attachments": attached});
    let begun = platform.begin_once(&crm.east, "k", "a").unwrap();
    let id = lead(platform, &begun.who, values).unwrap().receipts[0].record.unwrap();
    drop(begun);
    let other = new_lead(platform, &crm.east, "别家公司");
    change(platform, &crm.east, (id, 1), json!({"company": "鞠某人改"})).unwrap();
    let activity = Activity {
        id: ActivityId(Uuid::from_u128(99)),
        kind: ActivityKind::Visit,
        text: "他家住在西湖".into(),
        at: platform.now(),
        minutes: None,
        next_at: "2027-12-01T02:00:00Z".parse().ok(),
        files: Vec::new(),
        pinned_at: None,
    };
    let note = Command::AddActivity { form: form(platform), record: id, activity };
    platform.execute(&crm.east, note).unwrap();
    drain(platform).unwrap();
    bin(platform, &crm.east, id);
    let secrets = ["鞠某人", "13911112222", "西湖", "身份证", "私人照片"];
    let before = everything(platform);
    assert!(secrets.iter().all(|secret| before.contains(secret)), "the test sees nothing");
    let report = platform.erase_record(&crm.boss, "lead", id).unwrap();
    assert_eq!((report.entries, report.activities, report.files), (4, 1, 1));
    let after = everything(platform);
    for secret in secrets {
        assert!(!after.contains(secret), "{secret} is left");
    }
    assert!(after.contains("别家公司") && !is_kept(platform, "私人照片".as_bytes()));
    for words in ["鞠某人", "13911112222"] {
        assert_eq!(list(platform, &crm.boss, json!({"search": words})).unwrap().items, []);
    }
    assert_eq!(list(platform, &crm.boss, json!({"bin": true})).unwrap().items, []);
    let proof = platform.verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
    let told = format!("erased by seq {}: ", report.seq);
    assert!(proof.lines.iter().any(|line| line.starts_with(&told)), "{:?}", proof.lines);
    drain(platform).unwrap();
    assert_eq!(read(platform, &crm.east, other.id).values["company"], json!("别家公司"));
}

/// The database file and its write-ahead log; nothing where there is no file.
fn database_bytes(platform: &Platform) -> Vec<u8> {
    let store::Location::Sqlite(path) = platform.store().location() else { return Vec::new() };
    let mut bytes = std::fs::read(path).unwrap();
    bytes.extend(std::fs::read(path.with_extension("db-wal")).unwrap());
    bytes
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Names the record in many places: changed, written about, its words in the search index twice.
fn no_byte_of_the_database_file_holds_what_was_erased(platform: &TestPlatform) {
    let crm = crm(platform);
    many_leads(platform, 700, &[]);
    let attached = file(platform, &crm.east, b"portrait");
    let long = "鞠某人的住处".repeat(900);
    let values = json!({
        "company": "鞠某人", "phone": "13911112222", "attachments": attached, "need": long,
    });
    let id = lead(platform, &crm.east, values).unwrap().receipts[0].record.unwrap();
    drain(platform).unwrap();
    change(platform, &crm.east, (id, 1), json!({"company": "鞠某人改", "need": "无"})).unwrap();
    drain(platform).unwrap();
    many_leads(platform, 700, &[]);
    drain(platform).unwrap();
    let text = "公司,手机\n甲公司,13800000001\n鞠某人,13711112222\n";
    let view = kit::into_form(platform, &crm.boss, "lead", text);
    kit::run(platform, &crm.boss, view.id);
    drain(platform).unwrap();
    let hits = list(platform, &crm.boss, json!({"search": "鞠某人"})).unwrap().items;
    assert_eq!(hits.len(), 2);
    let secrets = ["鞠某", "某人", "13911112222", "9111122", "身份证", "住处"];
    let before = database_bytes(platform);
    if !before.is_empty() {
        assert!(secrets.iter().all(|secret| holds(&before, secret)), "the test sees nothing");
    }
    for hit in hits {
        bin(platform, &crm.boss, hit.id);
        platform.erase_record(&crm.boss, "lead", hit.id).unwrap();
    }
    let after = database_bytes(platform);
    let left: Vec<&str> = secrets.into_iter().filter(|secret| holds(&after, secret)).collect();
    assert!(left.is_empty(), "{left:?}");
    let hits = list(platform, &crm.boss, json!({"search": "甲公司"})).unwrap().items;
    assert_eq!(hits.len(), 1, "the index finds the others");
    assert!(platform.store().read(|read| store::erased_text::list(read)).unwrap().is_empty());
    assert!(platform.verify(true).unwrap().sound);
}

fn a_request_that_made_an_erased_record_still_acts_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let send = || {
        let begun = platform.begin_once(&crm.east, "k", "three leads").unwrap();
        let form = form(platform);
        let values = |name: &str| {
            let values = json!({"company": name}).as_object().unwrap().clone();
            platform.read_values(&crm.east, "lead", (&values, true)).unwrap().1
        };
        let create = |name| Command::CreateRecord { form, id: None, values: values(name) };
        platform.execute_all(&begun.who, ["甲", "鞠某人", "乙"].map(create).to_vec()).unwrap()
    };
    let done = send();
    let id = done.receipts[1].record.unwrap();
    bin(platform, &crm.east, id);
    platform.erase_record(&crm.boss, "lead", id).unwrap();
    let again = send();
    assert_eq!(again.receipts[0], done.receipts[0]);
    assert_eq!(again.receipts[1].record, Some(RecordId(Uuid::nil())));
    assert_eq!(list(platform, &crm.boss, json!({})).unwrap().items.len(), 2);
    let person = crm.east.id().unwrap();
    let kept = platform.store().read(|read| store::idempotency::find(read, person, "k"));
    assert!(!kept.unwrap().unwrap().outcome.contains(&id.to_string()));
}

fn who_is_no_administrator_any_more_erases_nothing(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east, "海达").id;
    bin(platform, &crm.east, id);
    // Signed in as an administrator, and made a member since.
    let mut person = crm.east.person.clone().unwrap();
    person.role = model::person::roles::ADMINISTRATOR.to_owned();
    let who = Who { person: Some(person), ..crm.east.clone() };
    assert_eq!(refusal(platform.erase_record(&who, "lead", id)), Code::Forbidden);
}

fn a_file_that_another_record_has_stays(platform: &TestPlatform) {
    let crm = crm(platform);
    let attached = file(platform, &crm.east, b"offer");
    let values = |name: &str| json!({"company": name, "attachments": attached});
    let done = lead(platform, &crm.east, values("甲")).unwrap();
    lead(platform, &crm.east, values("乙")).unwrap();
    let id = done.receipts[0].record.unwrap();
    bin(platform, &crm.east, id);
    assert_eq!(platform.erase_record(&crm.boss, "lead", id).unwrap().files, 0);
    assert!(is_kept(platform, b"offer"));
}

fn one_record_of_an_import_is_erased_and_the_others_stay(platform: &TestPlatform) {
    let crm = crm(platform);
    let text = "公司,手机\n甲公司,13800000001\n鞠某人,13911112222\n丙公司,13800000003\n";
    let view = kit::into_form(platform, &crm.boss, "lead", text);
    let job = kit::run(platform, &crm.boss, view.id);
    assert_eq!(job.result["created"], json!(3));
    drain(platform).unwrap();
    let all = list(platform, &crm.boss, json!({})).unwrap().items;
    let one = all.iter().find(|r| r.values["company"] == json!("鞠某人")).unwrap();
    bin(platform, &crm.boss, one.id);
    platform.erase_record(&crm.boss, "lead", one.id).unwrap();
    let after = everything(platform);
    for secret in ["鞠某人", "13911112222"] {
        let place =
            after.find(secret).map(|at| after[..at].chars().rev().take(300).collect::<String>());
        let place = place.map(|p| p.chars().rev().collect::<String>());
        assert_eq!(place, None, "{secret}");
    }
    assert!(after.contains("甲公司") && !is_kept(platform, text.as_bytes()));
    let proof = platform.verify(true).unwrap();
    assert!(proof.sound, "{:?}", proof.lines);
    let undo = platform.undo_job(&crm.boss, job.id, false).unwrap();
    let undone = kit::finish(platform, &crm.boss, undo);
    assert_eq!(undone.result["undone"], json!(2), "{:?}", undone.result);
    assert!(platform.verify(true).unwrap().sound);
}

fn an_undo_passes_over_what_was_erased(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east, "海达").id;
    let trash = Command::TrashRecord { form: form(platform), id, base_rev: None };
    let done = platform.execute(&crm.boss, trash).unwrap();
    platform.erase_record(&crm.boss, "lead", id).unwrap();
    let undo = Command::UndoBatch { batch: done.batch, insist: true };
    assert_eq!(refusal(platform.execute(&crm.boss, undo)), Code::AlreadyDone);
}

fn an_older_backup_does_not_bring_an_erased_record_back(platform: &TestPlatform) {
    let crm: Crm = crm(platform);
    let attached = file(platform, &crm.east, b"portrait");
    let values = json!({"company": "鞠某人", "attachments": attached});
    let id = lead(platform, &crm.east, values).unwrap().receipts[0].record.unwrap();
    create(platform, &crm.east, "customer", json!({"name": "留下的"})).unwrap();
    let mut older = Vec::new();
    platform.backup("0.1.0", &mut older).unwrap();
    bin(platform, &crm.east, id);
    platform.erase_record(&crm.boss, "lead", id).unwrap();
    let target = TestDatabase::sqlite();
    let ports = platform.ports();
    let restored = restore(target.location(), ports, Bytes::Kept, &mut &*older).unwrap();
    assert_eq!(restored.erased, 1);
    let store = store::Store::open(target.location().clone()).unwrap();
    let other = Platform::open(std::sync::Arc::new(store), ports.clone()).unwrap();
    let text = everything(&other);
    assert!(!text.contains("鞠某人") && text.contains("留下的"));
    assert!(!is_kept(platform, b"portrait"));
    assert!(other.verify(true).unwrap().sound);
    // Where the data folder is another, a newer backup knows.
    let mut newer = Vec::new();
    platform.backup("0.1.0", &mut newer).unwrap();
    platform.witness.forget(app::ports::List::Erasures);
    let empty = TestDatabase::sqlite();
    restore(empty.location(), ports, Bytes::Kept, &mut &*newer).unwrap();
    assert_eq!(platform.known_erasures().unwrap().len(), 1);
}

fn an_import_whose_file_went_long_ago_forgets_its_words_too(platform: &TestPlatform) {
    let crm = crm(platform);
    let view =
        kit::into_form(platform, &crm.boss, "lead", "公司,渠道\n甲公司,官网\n鞠某人,鞠家介绍\n");
    let source = json!({"columns": [{"index": 1, "to": {"field": "source"}}]});
    kit::patch(platform, &crm.boss, view.id, source);
    let job = kit::run(platform, &crm.boss, view.id);
    assert_eq!(job.result["noted"], json!(1), "{:?}", job.result);
    platform.clock.advance(SignedDuration::from_hours(24 * 31));
    while fire_due(platform).unwrap() > 0 {}
    assert_eq!(platform.find_import(&crm.boss, view.id).unwrap().file["kept"], json!(false));
    assert!(everything(platform).contains("鞠家介绍"), "the test sees nothing");
    let all = list(platform, &crm.boss, json!({})).unwrap().items;
    let one = all.iter().find(|r| r.values["company"] == json!("鞠某人")).unwrap();
    bin(platform, &crm.boss, one.id);
    platform.erase_record(&crm.boss, "lead", one.id).unwrap();
    let after = everything(platform);
    assert!(!after.contains("鞠某人") && !after.contains("鞠家介绍"));
    assert!(after.contains("甲公司"));
}

/// Its rows became other records; the erased one is what a word of the file meant.
fn an_import_that_only_names_the_record_forgets_its_words(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = create(platform, &crm.boss, "customer", json!({"name": "海达机械"})).unwrap();
    let id = made.receipts[0].record.unwrap();
    let text = "姓名,客户\n王小明,鞠家小厂\n";
    let view = kit::into_form(platform, &crm.boss, "contact", text);
    let link = json!({"columns": [
        {"index": 1, "link": {"unmatched": [{"from": "鞠家小厂", "to": id}]}},
    ]});
    kit::patch(platform, &crm.boss, view.id, link);
    kit::run(platform, &crm.boss, view.id);
    let draft = kit::into_form(platform, &crm.boss, "contact", text);
    assert!(draft.remembered.is_some(), "what was decided is decided here too");
    let customer = platform.catalog().unwrap().form("customer").unwrap().id;
    let trash = Command::TrashRecord { form: customer, id, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    assert!(everything(platform).contains("鞠家小厂"), "the test sees nothing");
    platform.erase_record(&crm.boss, "customer", id).unwrap();
    let after = everything(platform);
    assert!(!after.contains("鞠家小厂") && after.contains("王小明"));
    assert!(platform.find_import(&crm.boss, view.id).is_ok());
    assert_eq!(refusal(platform.find_import(&crm.boss, draft.id)), Code::NotFound);
    assert_eq!(refusal(platform.run_import(&crm.boss, draft.id)), Code::NotFound);
}

fn a_file_that_feedback_or_a_picture_has_stays(platform: &TestPlatform) {
    let crm = crm(platform);
    let erased_with = |name: &str, bytes: &'static [u8], keep: &dyn Fn(model::FileId)| {
        let attached = file(platform, &crm.east, bytes);
        let values = json!({"company": name, "attachments": attached});
        let id = lead(platform, &crm.east, values).unwrap().receipts[0].record.unwrap();
        keep(serde_json::from_value(attached[0]["file"].clone()).unwrap());
        bin(platform, &crm.east, id);
        let report = platform.erase_record(&crm.boss, "lead", id).unwrap();
        (report.files, is_kept(platform, bytes))
    };
    let said = erased_with("甲", b"shown in feedback", &|file| {
        let (text, page) = ("少了一个选项".to_owned(), "/f/lead".to_owned());
        let new = NewFeedback { id: None, text, page, file: Some(file) };
        platform.give_feedback(&crm.east, "lead", &new).unwrap();
    });
    assert_eq!(said, (0, true));
    let shown = erased_with("乙", b"my picture", &|file| {
        let person = crm.east.id().unwrap();
        let save = move |tx: &mut store::Tx<'_>| Ok(store::avatars::save(tx, person, file)?);
        platform.store().write(save).unwrap();
    });
    assert_eq!(shown, (0, true));
    assert_eq!(erased_with("丙", b"nobody else's", &|_| {}), (1, false));
}
