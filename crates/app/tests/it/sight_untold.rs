//! What is not told: changes of hidden fields, rules on hidden fields, who works here.

use app::live::Event;
use app::people::NewPerson;
use model::change::FieldValues;
use model::person::roles;
use model::{Actor, BatchId, Cause, Code, Command, FieldRef, Origin, RecordId, Value};
use serde_json::json;
use store::records::{Act, BulkEdit, Edit, edit_many, find_many};
use testkit::{TestPlatform, both_databases};

use crate::bulk::many_leads;
use crate::crm::{Crm, change, crm, lead, refusal};
use crate::imports::kit::{patch, run, start};
use crate::refused::refused;

both_databases! {
    history_leaves_out_changes_of_hidden_fields,
    a_guessed_seq_of_a_hidden_change_begins_no_page,
    the_way_back_to_a_hidden_change_does_not_say_when_it_was,
    many_changes_of_hidden_fields_are_not_told,
    a_hidden_unique_field_is_not_named,
    a_unique_field_is_enforced_beyond_sight_and_tells_no_more_than_that,
    looking_at_an_import_does_not_tell_which_values_are_taken_out_of_sight,
}

/// A lead of the east, in the administrator's hands.
fn theirs(platform: &TestPlatform, crm: &Crm, company: &str) -> RecordId {
    let owner = crm.east.id().unwrap().to_string();
    let done = lead(platform, &crm.boss, json!({"company": company, "owner": owner})).unwrap();
    done.receipts[0].record.unwrap()
}

fn history_leaves_out_changes_of_hidden_fields(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = theirs(platform, &crm, "东部");
    for n in 1..=120 {
        let values = if n % 2 == 0 {
            json!({"channel_cost": n.to_string()})
        } else {
            json!({"company": format!("东部{n}"), "channel_cost": n.to_string()})
        };
        change(platform, &crm.boss, (id, n), values).unwrap();
    }
    let page = |who, after| platform.record_history(who, ("lead", id), after).unwrap();
    let first = page(&crm.east, None);
    assert_eq!(first.items.len(), 50, "the page is full");
    assert!(first.items.iter().all(|item| !item.fields.is_empty()));
    let rest = page(&crm.east, first.next);
    assert_eq!((rest.items.len(), rest.next), (11, None), "60 changes and the making");
    assert_eq!(page(&crm.boss, None).items.len(), 50);
}

fn a_guessed_seq_of_a_hidden_change_begins_no_page(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = theirs(platform, &crm, "东部");
    let hidden = change(platform, &crm.boss, (id, 1), json!({"channel_cost": "1"})).unwrap().seq;
    let page = |who, after| platform.record_history(who, ("lead", id), Some(after)).unwrap();
    change(platform, &crm.boss, (id, 2), json!({"company": "改"})).unwrap();
    assert_eq!(page(&crm.boss, hidden).items.len(), 2);
    assert_eq!(page(&crm.east, hidden).items.len(), 0);
    assert_eq!(page(&crm.east, hidden - 1).items.len(), 1);
}

fn the_way_back_to_a_hidden_change_does_not_say_when_it_was(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = theirs(platform, &crm, "东部");
    let hidden = change(platform, &crm.boss, (id, 1), json!({"channel_cost": "1"})).unwrap().seq;
    change(platform, &crm.boss, (id, 2), json!({"company": "改"})).unwrap();
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    platform.execute(&crm.boss, Command::RevertRecord { form, id, seq: hidden }).unwrap();
    let newest = |who| {
        let page = platform.record_history(who, ("lead", id), None).unwrap();
        page.items[0].restores.expect("it went back")
    };
    assert!(newest(&crm.boss).at.is_some());
    assert!(newest(&crm.east).at.is_none(), "nothing happened then, as far as they know");
}

fn many_changes_of_hidden_fields_are_not_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let owner = Value::Person(crm.east.id().unwrap());
    let ids = many_leads(platform, 250, &[(model::SystemField::Owner.into(), owner)]);
    let listen = |who| platform.live().subscribe(platform, (who, None), None).unwrap().events;
    let (boss, east) = (listen(&crm.boss), listen(&crm.east));
    platform.live().pump(platform).unwrap();
    boss.try_iter().chain(east.try_iter()).for_each(drop);
    edit_all(platform, &ids, "channel_cost", Value::Number(88.into()));
    platform.live().pump(platform).unwrap();
    let kinds = |events: &std::sync::mpsc::Receiver<Event>| {
        events.try_iter().filter(|e| matches!(e, Event::Form { .. })).count()
    };
    assert_eq!((kinds(&boss), kinds(&east)), (1, 0));
    edit_all(platform, &ids, "company", Value::Text("改".to_owned()));
    platform.live().pump(platform).unwrap();
    assert_eq!((kinds(&boss), kinds(&east)), (1, 1));
}

/// Changes one field of many records under one Change, as a bulk edit does.
fn edit_all(platform: &TestPlatform, ids: &[RecordId], field: &str, value: Value) {
    let catalog = platform.catalog().unwrap();
    let form = catalog.form("lead").unwrap();
    let table = catalog.table(form.id).unwrap().clone();
    let field = FieldRef::Field(form.field(field).unwrap().id);
    let batch = Some(BatchId(platform.ports().ids.next()));
    let cause = Cause { batch, ..Cause::of(Actor::Cli, Origin::Import) };
    let act = Act { cause, at: platform.now(), form_version: form.version };
    let ids = ids.to_vec();
    platform
        .store()
        .write(move |tx| {
            let found = find_many(tx, &table, &ids, &[field])?;
            let edits: Vec<BulkEdit> = found
                .into_iter()
                .map(|record| BulkEdit {
                    edit: Edit {
                        fields: changes(&record.values, field, &value),
                        sort_keys: Vec::new(),
                    },
                    current: record,
                })
                .collect();
            let kind = model::ChangeKind::RecordsUpdated;
            Ok(edit_many(tx, &table, kind, &edits, &act)?)
        })
        .unwrap();
}

fn changes(before: &FieldValues, field: FieldRef, value: &Value) -> Vec<model::FieldChange> {
    let was = before.get(&field).cloned().unwrap_or_default();
    vec![model::FieldChange { field, before: was, after: value.clone() }]
}

/// Makes a field of leads unique, and hides it from members or not.
fn make_unique(platform: &TestPlatform, crm: &Crm, code: &str) {
    let mut form = platform.find_draft(&crm.boss, "lead").unwrap().form;
    form.fields.iter_mut().find(|f| f.code == code).unwrap().unique = true;
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
}

fn a_hidden_unique_field_is_not_named(platform: &TestPlatform) {
    let crm = crm(platform);
    make_unique(platform, &crm, "channel_cost");
    let id = theirs(platform, &crm, "东部");
    change(platform, &crm.boss, (id, 1), json!({"channel_cost": "88"})).unwrap();
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    platform.execute(&crm.boss, Command::TrashRecord { form, id, base_rev: None }).unwrap();
    lead(platform, &crm.boss, json!({"company": "别家", "channel_cost": "88"})).unwrap();
    let restore = |who| refused(platform.execute(who, Command::RestoreRecord { form, id }));
    assert_eq!(restore(&crm.boss), [(Code::Duplicate, "channel_cost".to_owned())]);
    assert_eq!(restore(&crm.east), [(Code::HiddenRule, String::new())]);
}

fn a_unique_field_is_enforced_beyond_sight_and_tells_no_more_than_that(platform: &TestPlatform) {
    let crm = crm(platform);
    make_unique(platform, &crm, "phone");
    lead(platform, &crm.west, json!({"company": "西部", "phone": "13800138000"})).unwrap();
    let twin = lead(platform, &crm.east, json!({"company": "东部", "phone": "13800138000"}));
    let Err(app::Error::Rejected(all)) = twin else { panic!("not refused") };
    assert_eq!(all.0[0].field.as_deref(), Some("phone"));
    let told: Vec<&String> = all.0[0].params.keys().collect();
    assert_eq!(told, ["form"], "neither which record nor whose");
}

fn looking_at_an_import_does_not_tell_which_values_are_taken_out_of_sight(platform: &TestPlatform) {
    let crm = crm(platform);
    make_unique(platform, &crm, "email");
    lead(platform, &crm.west, json!({"company": "西部", "email": "west@a.cn"})).unwrap();
    lead(platform, &crm.east, json!({"company": "东部", "email": "east@a.cn"})).unwrap();
    let file = "公司名称,邮箱\n甲,west@a.cn\n乙,east@a.cn\n丙,new@a.cn\n";
    let view = start(platform, &crm.east, "名单.csv", file.as_bytes());
    let view = patch(
        platform,
        &crm.east,
        view.id,
        json!({"target": {"form": "lead"},
        "duplicates": "create"}),
    );
    let refused = view.problems.sample.iter().filter(|p| p.code == "duplicate");
    let rows: Vec<u32> = refused.map(|p| p.row).collect();
    assert_eq!(rows, [3], "only what is in sight: {:?}", view.problems.sample);
    let job = run(platform, &crm.east, view.id);
    assert_eq!((&job.result["created"], &job.result["failed"]), (&json!(1), &json!(2)));
}

#[test]
fn an_outsider_does_not_learn_who_was_invited() {
    let platform = TestPlatform::new();
    let new = NewPerson {
        name: "李强".to_owned(),
        login: Some("li".to_owned()),
        role: roles::MEMBER.to_owned(),
        ..NewPerson::default()
    };
    platform.create_person(&app::Who::cli(), &new).unwrap();
    let sign_in = |login: &str| {
        let asked = app::auth::SignIn {
            login: login.to_owned(),
            password: "anything-else".to_owned(),
            stay: false,
            from: None,
        };
        let Err(app::Error::Rejected(all)) = platform.sign_in(&asked) else { panic!("in") };
        (all.0[0].code, all.0[0].params.clone())
    };
    assert_eq!(sign_in("li"), sign_in("nobody"));
    assert_eq!(sign_in("li").0, Code::WrongCredentials);
}

#[test]
fn a_phone_number_is_counted_once_however_it_is_typed() {
    let platform = TestPlatform::new();
    let sign_in = |login: String| {
        let asked = app::auth::SignIn {
            login,
            password: "anything-else".to_owned(),
            stay: false,
            from: None,
        };
        refusal(platform.sign_in(&asked).map(drop))
    };
    for n in 0..8 {
        let typed = format!("138 0013 {}8000", " ".repeat(n));
        assert_eq!(sign_in(typed), Code::WrongCredentials);
    }
    assert_eq!(sign_in("+86-138-0013-8000".to_owned()), Code::TooManyAttempts);
}
