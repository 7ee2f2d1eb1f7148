//! What a record refers to already stays right, whoever sends it back; and nobody takes away what they do not see.

use app::Who;
use app::files::Incoming;
use model::kind::LinkKind;
use model::value::FileRef;
use model::{Code, Command, Field, FieldKind, RecordId};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, change, create, crm, lead, new_lead, read, refusal};

both_databases! {
    a_colleagues_file_can_be_sent_back_and_kept_beside_ones_own,
    a_file_of_a_colleague_cannot_be_attached_elsewhere,
    a_link_to_a_record_out_of_sight_can_be_sent_back,
    linked_records_out_of_sight_stay_when_the_list_is_changed,
    going_back_brings_a_colleagues_file_back,
    a_file_is_read_through_every_record_that_holds_it,
    what_is_sent_back_unchanged_breaks_no_rule,
}

fn file(platform: &TestPlatform, who: &Who, bytes: &str) -> FileRef {
    let path = platform.ports().files.temporary().unwrap();
    std::fs::write(&path, bytes).unwrap();
    let mut hash = [7; 32];
    hash[..bytes.len()].copy_from_slice(bytes.as_bytes());
    let incoming = Incoming {
        path,
        hash,
        size: bytes.len() as u64,
        name: format!("{bytes}.txt"),
        media: "text/plain".to_owned(),
    };
    platform.keep_file(who, &incoming).unwrap()
}

/// A lead of the east with a file that the administrator attached.
pub(crate) fn with_file(platform: &TestPlatform, crm: &Crm) -> (RecordId, FileRef) {
    let theirs = file(platform, &crm.boss, "offer");
    let owner = crm.east.id().unwrap().to_string();
    let values = json!({"company": "东部", "owner": owner,
        "attachments": [{"file": theirs.file.to_string()}]});
    let done = lead(platform, &crm.boss, values).unwrap();
    (done.receipts[0].record.unwrap(), theirs)
}

fn a_colleagues_file_can_be_sent_back_and_kept_beside_ones_own(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, theirs) = with_file(platform, &crm);
    let mine = file(platform, &crm.east, "answer");
    let seen = read(platform, &crm.east, id).values["attachments"].clone();
    change(platform, &crm.east, (id, 1), json!({"attachments": seen, "company": "改"})).unwrap();
    let both = json!([{"file": mine.file.to_string()}, seen[0]]);
    change(platform, &crm.east, (id, 2), json!({"attachments": both})).unwrap();
    let now = read(platform, &crm.east, id).values["attachments"].clone();
    assert_eq!(now[1]["file"], json!(theirs.file.to_string()));
    assert_eq!(now[1]["size"], json!(5), "as it was stored");
    let only_mine = json!([{"file": mine.file.to_string()}]);
    change(platform, &crm.east, (id, 3), json!({"attachments": only_mine})).unwrap();
    let gone = json!({"attachments": [{"file": theirs.file.to_string()}]});
    assert_eq!(refusal(change(platform, &crm.east, (id, 4), gone)), Code::UnknownFile);
}

fn a_file_of_a_colleague_cannot_be_attached_elsewhere(platform: &TestPlatform) {
    let crm = crm(platform);
    let (_, theirs) = with_file(platform, &crm);
    let other = new_lead(platform, &crm.east, "另一家");
    let values = json!({"attachments": [{"file": theirs.file.to_string()}]});
    assert_eq!(refusal(change(platform, &crm.east, (other.id, 1), values)), Code::UnknownFile);
}

fn a_link_to_a_record_out_of_sight_can_be_sent_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let hidden = create(platform, &crm.west, "customer", json!({"name": "西部集团"})).unwrap();
    let hidden = hidden.receipts[0].record.unwrap().to_string();
    let owner = crm.east.id().unwrap().to_string();
    let values = json!({"company": "东部", "owner": owner, "customer": hidden});
    let id = lead(platform, &crm.boss, values).unwrap().receipts[0].record.unwrap();
    change(platform, &crm.east, (id, 1), json!({"customer": hidden, "company": "改"})).unwrap();
    assert_eq!(read(platform, &crm.boss, id).values["customer"], json!(hidden));
    let other = new_lead(platform, &crm.east, "另一家");
    let elsewhere = change(platform, &crm.east, (other.id, 1), json!({"customer": hidden}));
    assert_eq!(refusal(elsewhere), Code::NotALinkedRecord);
    change(platform, &crm.east, (id, 2), json!({"customer": null})).unwrap();
    let again = change(platform, &crm.east, (id, 3), json!({"customer": hidden}));
    assert_eq!(refusal(again), Code::NotALinkedRecord, "it is theirs to take away, not to bring");
}

fn linked_records_out_of_sight_stay_when_the_list_is_changed(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut form = platform.find_draft(&crm.boss, "lead").unwrap().form;
    let kind =
        FieldKind::Link(LinkKind { form: "customer".to_owned(), many: true, back_name: None });
    let mut field: Field = form.fields[0].clone();
    field.id = model::document::missing_field();
    (field.code, field.kind, field.required) = ("rivals".to_owned(), kind, false);
    form.fields.push(field);
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
    let customer = |who: &Who, name: &str| {
        let done = create(platform, who, "customer", json!({"name": name})).unwrap();
        done.receipts[0].record.unwrap().to_string()
    };
    let (first, unseen, last) =
        (customer(&crm.east, "甲"), customer(&crm.west, "乙"), customer(&crm.east, "丙"));
    let owner = crm.east.id().unwrap().to_string();
    let values = json!({"company": "东部", "owner": owner, "rivals": [first, unseen, last]});
    let id = lead(platform, &crm.boss, values).unwrap().receipts[0].record.unwrap();
    let seen = read(platform, &crm.east, id).values["rivals"].clone();
    assert_eq!(seen, json!([first, last]), "what is out of sight is not told");
    change(platform, &crm.east, (id, 1), json!({"rivals": seen, "company": "改"})).unwrap();
    let whole = || read(platform, &crm.boss, id).values["rivals"].clone();
    assert_eq!(whole(), json!([first, unseen, last]));
    change(platform, &crm.east, (id, 2), json!({"rivals": [last]})).unwrap();
    assert_eq!(whole(), json!([unseen, last]));
    change(platform, &crm.east, (id, 3), json!({"rivals": null})).unwrap();
    assert_eq!(whole(), json!([unseen]));
    assert_eq!(read(platform, &crm.east, id).values["rivals"], json!(null));
    let told = platform.record_history(&crm.east, ("lead", id), None).unwrap();
    assert!(!format!("{told:?}").contains(&unseen), "nor in its history");
    change(platform, &crm.boss, (id, 4), json!({"rivals": []})).unwrap();
    assert_eq!(whole(), json!(null), "who sees it can take it away");
}

fn going_back_brings_a_colleagues_file_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, theirs) = with_file(platform, &crm);
    let first = read(platform, &crm.east, id).seq;
    let emptied = change(platform, &crm.east, (id, 1), json!({"attachments": []})).unwrap();
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    platform.execute(&crm.east, Command::RevertRecord { form, id, seq: first }).unwrap();
    let held = || read(platform, &crm.east, id).values["attachments"][0]["file"].clone();
    assert_eq!(held(), json!(theirs.file.to_string()));
    let again = change(platform, &crm.east, (id, 3), json!({"attachments": []})).unwrap();
    platform.execute(&crm.east, Command::UndoBatch { batch: again.batch, insist: false }).unwrap();
    assert_eq!(held(), json!(theirs.file.to_string()), "undo likewise");
    assert!(emptied.seq > first);
}

fn a_file_is_read_through_every_record_that_holds_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, theirs) = with_file(platform, &crm);
    let place = ("lead", id, "attachments");
    let open = |who| platform.open_file(who, theirs.file, place);
    assert!(open(&crm.east).is_ok() && open(&crm.boss).is_ok());
    assert_eq!(refusal(open(&crm.west)), Code::NotFound);
    change(platform, &crm.east, (id, 1), json!({"attachments": []})).unwrap();
    assert_eq!(refusal(open(&crm.boss)), Code::NotFound, "no record holds it now");
    for (form, field) in [("lead", "owner"), ("lead", "company"), ("nothing", "attachments")] {
        let elsewhere = platform.open_file(&crm.boss, theirs.file, (form, id, field));
        assert_eq!(refusal(elsewhere), Code::NotFound);
    }
}

fn what_is_sent_back_unchanged_breaks_no_rule(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "东部");
    let number = view.values["number"].clone();
    let whole = json!({"number": number, "company": "东部", "email": "a@b.cn"});
    change(platform, &crm.east, (view.id, 1), whole).unwrap();
    let forged = change(platform, &crm.east, (view.id, 2), json!({"number": "XS-1"}));
    assert_eq!(refusal(forged), Code::ReadOnly);
    let system =
        change(platform, &crm.east, (view.id, 2), json!({"created_at": view.values["created_at"]}));
    assert_eq!(refusal(system), Code::ReadOnly, "columns that nobody sets are no part of it");
}
