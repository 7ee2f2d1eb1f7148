//! A workspace that went through a backup looks the same to everyone who reads it.

use std::io::Write as _;
use std::sync::Arc;

use app::backup::{Bytes, copy, restore};
use app::files::Incoming;
use app::queries::ListRequest;
use app::runtime::drain;
use app::{Platform, Who};
use model::command::{Activity, ActivityKind};
use model::{ActivityId, Command};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::Store;
use testkit::{TestDatabase, TestPlatform};
use uuid::Uuid;

use crate::crm::{change, create, crm, lead};

/// Records of all forms, linked, with follow-ups, a file, a bin.
fn fill(platform: &TestPlatform) {
    let crm = crm(platform);
    let customer = create(
        platform,
        &crm.east,
        "customer",
        json!({"name": "海达机械有限公司", "level": "key"}),
    )
    .unwrap();
    let customer = customer.receipts[0].record.unwrap();
    create(platform, &crm.east, "opportunity", json!({"name": "二期", "customer": customer, "stage": "proposal", "amount": "123456.78", "expected_close": "2027-02-28"})).unwrap();
    let file = platform.ports().files.temporary().unwrap();
    std::fs::File::create(&file).unwrap().write_all(b"a\x00quotation").unwrap();
    let incoming = Incoming {
        path: file,
        hash: Sha256::digest(b"a\x00quotation").into(),
        size: 11,
        name: "报价.pdf".into(),
        media: "application/pdf".into(),
    };
    let kept = platform.keep_file(&crm.east, &incoming).unwrap();
    for n in 0..60 {
        let values = json!({"company": format!("第{n}公司"), "phone": format!("138000001{n:02}"), "amount": n * 10, "source": "referral"});
        lead(platform, if n % 2 == 0 { &crm.east } else { &crm.west }, values).unwrap();
    }
    let all = platform.list_records(&crm.boss, "lead", &ListRequest::default()).unwrap().items;
    let attached =
        json!([{"file": kept.file, "name": kept.name, "size": kept.size, "media": kept.media}]);
    let east = all.iter().find(|r| r.values["owner"] == json!(crm.east.id())).unwrap();
    change(
        platform,
        &crm.east,
        (east.id, east.rev),
        json!({"attachments": attached, "status": "qualified"}),
    )
    .unwrap();
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let activity = Activity {
        id: ActivityId(Uuid::from_u128(99)),
        kind: ActivityKind::Visit,
        text: "见了王总\n约下周".into(),
        at: platform.now(),
        minutes: Some(40),
        next_at: "2026-12-01T02:00:00Z".parse().ok(),
        files: Vec::new(),
        pinned_at: None,
    };
    platform.execute(&crm.east, Command::AddActivity { form, record: east.id, activity }).unwrap();
    platform
        .execute(&crm.boss, Command::TrashRecord { form, id: all[7].id, base_rev: None })
        .unwrap();
    drain(platform).unwrap();
}

/// Everything that the command line, a boss and a member can read, as text.
fn seen(platform: &Platform) -> String {
    let catalog = platform.catalog().unwrap();
    let mut seen =
        format!("{:#?}\n{:#?}\n{:#?}\n", catalog.people, catalog.departments, catalog.tables);
    let people =
        catalog.people.keys().filter_map(|id| platform.who_is(*id, model::Origin::Web).unwrap());
    for who in [Who::cli()].into_iter().chain(people) {
        for form in platform.list_forms(&who).unwrap() {
            seen.push_str(&format!("{:?}\n", platform.find_form(&who, &form.code).unwrap()));
            for bin in [false, true] {
                let mut request = ListRequest { size: Some(20), bin, ..ListRequest::default() };
                loop {
                    let page = platform.list_records(&who, &form.code, &request).unwrap();
                    for record in &page.items {
                        let place = (form.code.as_str(), record.id);
                        seen.push_str(&format!("{record:?}\n"));
                        seen.push_str(&format!(
                            "{:?}\n",
                            platform.list_activities(&who, place, None).unwrap()
                        ));
                        seen.push_str(&format!(
                            "{:?}\n",
                            platform.record_history(&who, place, None).unwrap()
                        ));
                    }
                    request.after = page.next;
                    if request.after.is_none() {
                        break;
                    }
                }
            }
            for words in ["公司", "haida", "1380000010"] {
                let request = ListRequest { search: Some(words.into()), ..ListRequest::default() };
                let found = platform.list_records(&who, &form.code, &request).unwrap().items;
                seen.push_str(&format!(
                    "{words}: {:?}\n",
                    found.iter().map(|r| r.id).collect::<Vec<_>>()
                ));
            }
        }
    }
    seen
}

fn open(database: &TestDatabase, from: &TestPlatform) -> Platform {
    let store = Store::open(database.location().clone()).unwrap();
    Platform::open(Arc::new(store), from.ports().clone()).unwrap()
}

/// Backs up, restores into `target`, and compares what readers see.
fn looks_the_same(platform: &TestPlatform, target: &TestDatabase) {
    fill(platform);
    let mut backup = Vec::new();
    let written = platform.backup("0.1.0", &mut backup).unwrap();
    assert!(written.lost.is_empty());
    assert_eq!(written.manifest.files, 1);
    // The bytes of files come out of the backup.
    let hash: [u8; 32] = Sha256::digest(b"a\x00quotation").into();
    std::fs::remove_file(platform.ports().files.path(&hash)).unwrap();
    let restored =
        restore(target.location(), platform.ports(), Bytes::Kept, &mut &*backup).unwrap();
    assert_eq!(std::fs::read(platform.ports().files.path(&hash)).unwrap(), b"a\x00quotation");
    let other = open(target, platform);
    let (before, after) = (seen(platform), seen(&other));
    assert!(
        before.contains("见了王总") && before.contains("haida: [RecordId"),
        "the test sees nothing"
    );
    assert!(before == after, "{}", first_difference(&before, &after));
    let proofs = [&**platform, &other].map(|p| p.verify(true).unwrap());
    assert_eq!(proofs[0], proofs[1]);
    assert!(proofs[0].sound, "{:?}", proofs[0].lines);
    assert!(proofs[0].lines.contains(&format!("head {}", restored.manifest.head.hash)));
    drain(&other).unwrap();
    assert_eq!(seen(&other), before, "reactors find nothing left to do");
}

fn first_difference(before: &str, after: &str) -> String {
    let pair = before.lines().zip(after.lines()).find(|(a, b)| a != b);
    pair.map_or_else(String::new, |(a, b)| format!("{a}\nbecame\n{b}"))
}

#[test]
fn a_restored_workspace_looks_the_same_from_sqlite_to_sqlite() {
    looks_the_same(&TestPlatform::new(), &TestDatabase::sqlite());
}

#[test]
fn a_restored_workspace_looks_the_same_from_sqlite_to_postgres() {
    if let Some(target) = TestDatabase::postgres() {
        looks_the_same(&TestPlatform::new(), &target);
    }
}

#[test]
fn a_restored_workspace_looks_the_same_from_postgres_to_sqlite() {
    if let Some(platform) = TestPlatform::on_postgres() {
        looks_the_same(&platform, &TestDatabase::sqlite());
    }
}

#[test]
fn a_copy_goes_through_no_file_and_ends_at_the_same_head() {
    let target = TestDatabase::postgres().unwrap_or_else(TestDatabase::sqlite);
    let platform = TestPlatform::new();
    fill(&platform);
    copy(&platform, "0.1.0", target.location()).unwrap();
    let other = open(&target, &platform);
    assert!(seen(&platform) == seen(&other));
    assert_eq!(platform.verify(false).unwrap(), other.verify(false).unwrap());
    let again = copy(&platform, "0.1.0", target.location()).unwrap_err().to_string();
    assert!(again.contains("must be empty"), "{again}");
}

#[test]
fn a_backup_that_lost_a_files_bytes_says_so() {
    let platform = TestPlatform::new();
    fill(&platform);
    let hash: [u8; 32] = Sha256::digest(b"a\x00quotation").into();
    std::fs::remove_file(platform.ports().files.path(&hash)).unwrap();
    let written = platform.backup("0.1.0", &mut Vec::new()).unwrap();
    assert_eq!(written.lost, [hash]);
}

#[test]
fn a_file_that_was_altered_in_the_backup_is_refused() {
    let platform = TestPlatform::new();
    fill(&platform);
    let hash: [u8; 32] = Sha256::digest(b"a\x00quotation").into();
    std::fs::write(platform.ports().files.path(&hash), b"another one").unwrap();
    let mut backup = Vec::new();
    platform.backup("0.1.0", &mut backup).unwrap();
    let target = TestDatabase::sqlite();
    let refused = restore(target.location(), platform.ports(), Bytes::Kept, &mut &*backup);
    assert!(refused.unwrap_err().to_string().contains("was altered"));
}
