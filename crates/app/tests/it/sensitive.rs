//! Sensitive fields: under seal wherever they lie, masked wherever they are shown, opened by name only, and that is
//! written down.

use app::imports::ImportView;
use app::jobs::ExportRequest;
use app::queries::{ListPage, ListRequest, RecordView};
use app::runtime::drain;
use app::webhooks::WebhookEdit;
use app::{Error, Who};
use model::person::roles;
use model::{Code, Command, RecordId};
use serde_json::{Value as Json, json};
use store::log;
use store::replay::replay;
use store::session::all;
use store::sql::Sql;
use testkit::{TestPlatform, both_databases};

use crate::crm::refusal;
use crate::imports::kit::{patch, run, start};

both_databases! {
    what_is_sensitive_lies_nowhere_in_plain_text,
    people_are_shown_masks_and_what_they_reveal_is_logged,
    what_is_sent_back_masked_stays_as_it_was,
    only_the_whole_value_finds_a_record,
    who_finds_a_record_by_what_is_sealed_is_written_down,
    equal_values_are_told_apart_from_others_without_opening_them,
    undo_and_history_work_under_seal,
    an_import_seals_what_it_brings,
    without_the_right_key_nothing_is_shown_written_or_broken,
    what_cannot_be_sensitive_is_refused,
}

const PHONE: &str = "13800138000";
const STORED: &str = "+8613800138000";
const ID_CARD: &str = "33010619900307001X";

fn document() -> Json {
    json!({
        "code": "patient", "name": {"zh-CN": "病人"}, "title": "name",
        "fields": [
            {"code": "name", "name": {"en": "Name"}, "kind": {"type": "text"}},
            {"code": "phone", "name": {"en": "Phone"}, "kind": {"type": "phone"}, "sensitive": true},
            {"code": "id_card", "name": {"en": "Id"}, "kind": {"type": "text"}, "sensitive": true, "unique": true},
            {"code": "mail", "name": {"en": "Mail"}, "kind": {"type": "email"}, "sensitive": true},
            {"code": "story", "name": {"en": "Story"}, "kind": {"type": "long_text"}, "sensitive": true},
        ],
        "grants": [{"role": roles::MEMBER, "sees": "all", "create": true, "edit": true, "hidden": ["id_card"]}],
    })
}

fn publish(platform: &TestPlatform) -> Who {
    let boss = platform.as_administrator("总经理");
    let form = serde_json::from_value(document()).unwrap();
    platform.publish_form(&boss, form, 0).unwrap();
    boss
}

fn new(platform: &TestPlatform, who: &Who, values: Json) -> Result<RecordId, Error> {
    let values = platform.read_values(who, "patient", (values.as_object().unwrap(), true))?;
    let (form, values) = values;
    let done = platform.execute(who, Command::CreateRecord { form, id: None, values })?;
    Ok(done.receipts[0].record.unwrap())
}

fn change(
    platform: &TestPlatform,
    who: &Who,
    view: &RecordView,
    values: Json,
) -> Result<i64, Error> {
    let values = platform.read_values(who, "patient", (values.as_object().unwrap(), false))?;
    let (form, values) = values;
    let command = Command::UpdateRecord { form, id: view.id, base_rev: view.rev, values };
    Ok(platform.execute(who, command)?.receipts[0].rev)
}

fn li(platform: &TestPlatform, who: &Who) -> RecordId {
    let values = json!({
        "name": "李强", "phone": PHONE, "id_card": ID_CARD, "mail": "li@example.com", "story": "住院三周",
    });
    new(platform, who, values).unwrap()
}

fn find(platform: &TestPlatform, who: &Who, id: RecordId) -> RecordView {
    platform.find_record(who, "patient", id).unwrap()
}

fn list(platform: &TestPlatform, who: &Who, request: Json) -> Result<ListPage, Error> {
    let request: ListRequest = serde_json::from_value(request).unwrap();
    platform.list_records(who, "patient", &request)
}

fn found(platform: &TestPlatform, who: &Who, filter: Json) -> usize {
    list(platform, who, json!({"filter": filter})).unwrap().items.len()
}

/// Everything that the log says.
fn log_of(platform: &TestPlatform) -> Vec<log::Logged> {
    platform.store().read(|read| Ok::<_, Error>(log::after(read, 0, 10_000)?)).unwrap()
}

/// Everything in the tables that are made of values.
fn stored(platform: &TestPlatform) -> String {
    let mut whole = format!("{:?}", log_of(platform));
    let texts = [
        "SELECT CONCAT(name, phone, id_card, mail, story) FROM (SELECT f1 AS name, f2 AS phone, f3 AS id_card, f4 AS mail, f5 AS story FROM r1) t",
        "SELECT body FROM clew_outbox",
        "SELECT document FROM clew_import",
    ];
    for text in texts {
        let sql = Sql::of(platform.store().dialect(), text);
        let rows = platform.store().read(|read| all(read, &sql, |row| row.text(0))).unwrap();
        whole.push_str(&format!("{rows:?}"));
    }
    whole
}

fn shows_nothing(text: &str) {
    for secret in [PHONE, STORED, ID_CARD, "li@example.com", "住院三周"] {
        assert!(!text.contains(secret), "{secret} stands in {text}");
    }
}

fn is_what_its_log_says(platform: &TestPlatform) {
    let found = platform.store().snapshot(|read| Ok::<_, Error>(replay(read)?)).unwrap();
    assert_eq!((found.different, found.records > 0), (0, true), "{:?}", found.differences);
}

fn what_is_sensitive_lies_nowhere_in_plain_text(platform: &TestPlatform) {
    let boss = publish(platform);
    let hook = WebhookEdit {
        url: Some("https://receiver.example/hook".into()),
        form: Some(Some("patient".into())),
        ..WebhookEdit::default()
    };
    platform.create_webhook(&boss, hook).unwrap();
    let id = li(platform, &boss);
    let view = find(platform, &boss, id);
    change(platform, &boss, &view, json!({"phone": "13900139000", "name": "李强强"})).unwrap();
    drain(platform).unwrap();
    let whole = stored(platform);
    assert!(whole.contains("李强强") && whole.contains("s1.test."), "{whole}");
    shows_nothing(&whole);
    assert!(!whole.contains("13900139000"));
    for words in [PHONE, "0138000", "住院", "li@example"] {
        assert!(list(platform, &boss, json!({"search": words})).unwrap().items.is_empty());
    }
    assert_eq!(list(platform, &boss, json!({"search": "李强"})).unwrap().items.len(), 1);
    let request: ExportRequest =
        serde_json::from_value(json!({"form": "patient", "format": "csv"})).unwrap();
    let job = platform.export_records(&boss, request).unwrap();
    drain(platform).unwrap();
    let csv = std::fs::read_to_string(platform.open_export(&boss, job).unwrap().path).unwrap();
    shows_nothing(&csv);
    assert!(csv.contains("139****9000"), "{csv}");
    is_what_its_log_says(platform);
}

fn people_are_shown_masks_and_what_they_reveal_is_logged(platform: &TestPlatform) {
    let boss = publish(platform);
    let id = li(platform, &boss);
    let view = find(platform, &boss, id);
    assert_eq!(view.display["phone"], json!("138****8000"));
    assert_eq!(view.display["mail"], json!("l***@example.com"));
    assert_eq!(view.values["phone"], json!({"sealed": true}));
    shows_nothing(&format!("{view:?}"));
    let member = platform.as_member("王芳");
    let before = log_of(platform).len();
    let reveal = |who: &Who, field: &str| platform.reveal(who, ("patient", id), field);
    assert_eq!(reveal(&member, "phone").unwrap().as_deref(), Some(STORED));
    let log = log_of(platform);
    assert_eq!(log.len(), before + 1);
    let entry = &log[before].change;
    assert_eq!(entry.kind, model::ChangeKind::Revealed);
    assert_eq!(entry.actor, model::Actor::Person(member.id().unwrap()));
    shows_nothing(&format!("{entry:?}"));
    assert_eq!(refusal(reveal(&member, "id_card")), Code::UnknownField, "hidden is hidden");
    assert_eq!(refusal(reveal(&boss, "name")), Code::WrongType);
    let nobody = RecordId(uuid::Uuid::from_u128(7));
    assert_eq!(refusal(platform.reveal(&boss, ("patient", nobody), "phone")), Code::NotFound);
    assert_eq!(log_of(platform).len(), before + 1, "what was refused was not shown");
}

fn what_is_sent_back_masked_stays_as_it_was(platform: &TestPlatform) {
    let boss = publish(platform);
    let id = li(platform, &boss);
    let view = find(platform, &boss, id);
    let mut whole = Json::Object(view.values.clone());
    let system = [
        "id",
        "rev",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "owner",
        "department",
        "deleted_at",
        "last_activity_at",
        "activity_count",
        "next_activity_at",
        "idle_days",
    ];
    whole.as_object_mut().unwrap().retain(|code, _| !system.contains(&code.as_str()));
    assert_eq!(change(platform, &boss, &view, whole).unwrap(), 1, "nothing changed");
    assert_eq!(change(platform, &boss, &view, json!({"phone": "138 0013 8000"})).unwrap(), 1);
    assert_eq!(change(platform, &boss, &view, json!({"phone": null})).unwrap(), 2);
    let bad = change(platform, &boss, &find(platform, &boss, id), json!({"phone": "138****8000"}));
    assert_eq!(refusal(bad), Code::NotAPhone, "a mask is no number");
    let none = new(platform, &boss, json!({"name": "新", "phone": {"sealed": true}}));
    assert_eq!(refusal(none), Code::Required, "a new record has nothing that could stay");
}

fn only_the_whole_value_finds_a_record(platform: &TestPlatform) {
    let boss = publish(platform);
    li(platform, &boss);
    new(platform, &boss, json!({"name": "王芳"})).unwrap();
    let is = |op: &str, value: &str| json!({"field": "phone", "op": op, "value": value});
    assert_eq!(found(platform, &boss, is("eq", "138 0013 8000")), 1);
    assert_eq!(found(platform, &boss, is("eq", "13800138001")), 0);
    let among = json!({"field": "phone", "op": "in", "value": [PHONE, "13900139000"]});
    assert_eq!(found(platform, &boss, among), 1);
    assert_eq!(found(platform, &boss, json!({"field": "phone", "op": "empty"})), 1);
    for filter in [is("contains", "138"), is("starts", "+86")] {
        let refused = list(platform, &boss, json!({"filter": filter}));
        let code = refusal(refused);
        assert!(matches!(code, Code::NotForFilter | Code::UnknownOperator), "{filter}: {code:?}");
    }
    let sorted = list(platform, &boss, json!({"sort": [{"field": "phone", "descending": false}]}));
    assert_eq!(refusal(sorted), Code::WrongType);
}

fn who_finds_a_record_by_what_is_sealed_is_written_down(platform: &TestPlatform) {
    let boss = publish(platform);
    li(platform, &boss);
    let member = platform.as_member("王芳");
    let is = |op: &str, value: Json| json!({"field": "phone", "op": op, "value": value});
    let entries = || {
        let log = log_of(platform).into_iter().map(|entry| entry.change);
        log.filter(|change| change.kind == model::ChangeKind::Revealed).collect::<Vec<_>>()
    };
    let listed = |filter: Json| list(platform, &member, json!({"filter": filter}));
    listed(json!({"field": "phone", "op": "empty"})).unwrap();
    listed(json!({"field": "name", "op": "eq", "value": "李强"})).unwrap();
    assert_eq!(entries().len(), 0, "nothing under a seal was asked for");
    let nested = json!({"or": [is("eq", json!(PHONE)), is("in", json!([PHONE, "13900139000"]))]});
    listed(nested).unwrap();
    let entry = &entries()[0];
    assert_eq!(entry.actor, model::Actor::Person(member.id().unwrap()));
    let told = format!("{:?}", entry.payload);
    assert!(told.contains("asked_for") && told.contains("Number(3)"), "{told}");
    shows_nothing(&told);
    let request = json!({"filter": is("ne", json!(PHONE))});
    let request = serde_json::from_value(request).unwrap();
    platform.aggregate_records(&member, "patient", &request).unwrap();
    assert_eq!(entries().len(), 2);
    let tried = |n: u32| (0..n).map(|n| format!("138{n:04}0000")).collect::<Vec<_>>();
    listed(is("in", json!(tried(20)))).unwrap();
    let halves = json!({"or": [is("in", json!(tried(20))), is("eq", json!("13900010000"))]});
    assert_eq!(refusal(listed(halves)), Code::TooMany, "nobody tries all that a mask leaves");
    assert_eq!(entries().len(), 3);
    let typed = |phone: &str| {
        let typed = json!({"name": "另一个", "phone": phone});
        platform.similar_records(&member, "patient", typed.as_object().unwrap(), None).unwrap()
    };
    assert_eq!((typed("13900139000").len(), entries().len()), (0, 3));
    assert_eq!((typed(PHONE).len(), entries().len()), (1, 4));
}

fn equal_values_are_told_apart_from_others_without_opening_them(platform: &TestPlatform) {
    let boss = publish(platform);
    let id = li(platform, &boss);
    let twice = new(platform, &boss, json!({"name": "另一个", "id_card": ID_CARD}));
    assert_eq!(refusal(twice), Code::Duplicate);
    let typed = json!({"name": "另一个", "phone": PHONE});
    let typed = typed.as_object().unwrap();
    let alike = platform.similar_records(&boss, "patient", typed, None).unwrap();
    assert_eq!(alike.iter().map(|r| r.id).collect::<Vec<_>>(), [id]);
}

fn undo_and_history_work_under_seal(platform: &TestPlatform) {
    let boss = publish(platform);
    let id = li(platform, &boss);
    let view = find(platform, &boss, id);
    let (form, values) = platform
        .read_values(
            &boss,
            "patient",
            (json!({"phone": "13900139000"}).as_object().unwrap(), false),
        )
        .unwrap();
    let command = Command::UpdateRecord { form, id, base_rev: view.rev, values };
    let batch = platform.execute(&boss, command).unwrap().batch;
    let history = platform.record_history(&boss, ("patient", id), None).unwrap();
    let told = format!("{:?}", history.items);
    shows_nothing(&told);
    assert!(told.contains("139****9000") && told.contains("138****8000"), "{told}");
    platform.undo_batch(&boss, batch, false).unwrap();
    assert_eq!(platform.reveal(&boss, ("patient", id), "phone").unwrap().as_deref(), Some(STORED));
    is_what_its_log_says(platform);
}

fn an_import_seals_what_it_brings(platform: &TestPlatform) {
    let boss = publish(platform);
    li(platform, &boss);
    let text = format!(
        "Name,Phone,Id\n赵一,13700137000,11010519491231002X\n钱二,不是号码,\n孙三,,{ID_CARD}\n"
    );
    let view = start(platform, &boss, "病人.csv", text.as_bytes());
    let view: ImportView = patch(platform, &boss, view.id, json!({"target": {"form": "patient"}}));
    let job = run(platform, &boss, view.id);
    assert_eq!((&job.result["created"], &job.result["failed"]), (&json!(2), &json!(1)));
    let zhao = list(platform, &boss, json!({"search": "赵一"})).unwrap();
    drain(platform).unwrap();
    let is = json!({"field": "phone", "op": "eq", "value": "13700137000"});
    assert_eq!(found(platform, &boss, is), 1, "{zhao:?}");
    let sql = Sql::of(platform.store().dialect(), "SELECT reasons FROM clew_import_row");
    let reasons = platform.store().read(|read| all(read, &sql, |row| row.text(0))).unwrap();
    assert_eq!(reasons.len(), 2);
    let reasons = format!("{reasons:?}");
    assert!(!reasons.contains("不是号码") && !reasons.contains(ID_CARD), "{reasons}");
    let log = format!("{:?}", log_of(platform));
    assert!(!log.contains("13700137000") && !log.contains("11010519491231002X"));
    is_what_its_log_says(platform);
}

fn without_the_right_key_nothing_is_shown_written_or_broken(platform: &TestPlatform) {
    let boss = publish(platform);
    let id = li(platform, &boss);
    platform.vault.change_key("another");
    let view = find(platform, &boss, id);
    assert_eq!(view.display["phone"], json!("••••••"));
    assert_eq!(refusal(platform.reveal(&boss, ("patient", id), "phone")), Code::SealKeyMissing);
    let written = change(platform, &boss, &view, json!({"phone": "13900139000"}));
    assert_eq!(refusal(written), Code::SealKeyMissing, "nothing is sealed with two keys");
    change(platform, &boss, &view, json!({"name": "李大强"})).unwrap();
    platform.vault.change_key("test");
    assert_eq!(platform.reveal(&boss, ("patient", id), "phone").unwrap().as_deref(), Some(STORED));
}

fn what_cannot_be_sensitive_is_refused(platform: &TestPlatform) {
    let boss = publish(platform);
    let published = platform.catalog().unwrap().form("patient").unwrap().clone();
    let refused = |change: &dyn Fn(&mut model::Form)| {
        let mut form = published.clone();
        change(&mut form);
        match platform.publish_form(&boss, form, 1) {
            Err(Error::Rejected(all)) => {
                (all.0[0].code, all.0[0].field.clone().unwrap_or_default())
            }
            other => panic!("{other:?}"),
        }
    };
    let number = json!({"code": "age", "name": {"en": "Age"}, "kind": {"type": "number"}, "sensitive": true});
    let number: model::Field = serde_json::from_value(number).unwrap();
    assert_eq!(
        refused(&|form| form.fields.push(number.clone())),
        (Code::WrongType, "fields.5.sensitive".into())
    );
    assert_eq!(
        refused(&|form| form.fields[1].sensitive = false),
        (Code::SensitiveChange, "fields.1.sensitive".into())
    );
    assert_eq!(
        refused(&|form| form.fields[4].unique = true),
        (Code::WrongType, "fields.4.unique".into())
    );
    assert_eq!(refused(&|form| form.title = "phone".into()).0, Code::BadTitle);
}
