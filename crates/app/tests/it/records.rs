//! Records through the door: made, changed by two at once, binned, undone.

use app::queries::{BroughtBack, RecordView};
use model::command::{Activity, ActivityKind};
use model::{ActivityId, Code, Command, FormId, RecordId};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{change, companies, create, crm, lead, list, new_lead, read, refusal};

both_databases! {
    a_new_record_has_owner_department_number_and_first_stage,
    what_others_left_alone_merges_and_what_both_changed_conflicts,
    a_record_goes_to_the_bin_and_back,
    a_batch_is_undone_and_the_undo_is_undone,
    what_changed_since_is_kept_by_undo,
    a_record_goes_back_to_what_it_was,
    follow_ups_move_the_dates_without_raising_the_revision,
    an_unchanged_write_leaves_no_change,
    everything_wrong_is_said_at_once,
    a_client_made_id_is_taken_once,
    a_list_holds_only_the_fields_asked_for,
    a_record_made_in_a_step_says_what_the_step_requires,
}

fn form(platform: &TestPlatform) -> FormId {
    platform.catalog().unwrap().form("lead").unwrap().id
}

fn a_new_record_has_owner_department_number_and_first_stage(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    assert_eq!(view.rev, 1);
    assert_eq!(view.values["number"], json!("XS000001"));
    assert_eq!(view.values["status"], json!("new"));
    assert_eq!(view.display["status"], json!("新线索"));
    assert_eq!(view.display["owner"], json!("李强"));
    assert_eq!(view.display["department"], json!("华东"));
    assert_eq!(view.values["idle_days"], json!(0));
}

fn what_others_left_alone_merges_and_what_both_changed_conflicts(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    change(platform, &crm.boss, (view.id, 1), json!({"phone": "13800138000"})).unwrap();
    change(platform, &crm.east, (view.id, 1), json!({"email": "a@b.cn"})).unwrap();
    let merged = read(platform, &crm.east, view.id);
    assert_eq!(merged.rev, 3);
    assert_eq!(merged.values["phone"], json!("+8613800138000"));
    assert_eq!(merged.values["email"], json!("a@b.cn"));
    let clash = change(platform, &crm.east, (view.id, 1), json!({"phone": "13900139000"}));
    match &clash {
        Err(app::Error::Rejected(all)) => {
            assert_eq!(all.0[0].params["fields"], json!(["phone"]));
            assert_eq!(all.0[0].params["base"], json!({"phone": null}));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(refusal(clash), Code::Conflict);
}

fn a_record_goes_to_the_bin_and_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let form = form(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    let trash = Command::TrashRecord { form, id: view.id, base_rev: Some(1) };
    platform.execute(&crm.east, trash).unwrap();
    assert!(companies(&list(platform, &crm.east, json!({})).unwrap()).is_empty());
    assert_eq!(companies(&list(platform, &crm.east, json!({"bin": true})).unwrap()), ["海达机械"]);
    let late = change(platform, &crm.east, (view.id, 2), json!({"email": "a@b.cn"}));
    assert_eq!(refusal(late), Code::InRecycleBin);
    platform.execute(&crm.east, Command::RestoreRecord { form, id: view.id }).unwrap();
    assert_eq!(companies(&list(platform, &crm.east, json!({})).unwrap()), ["海达机械"]);
}

fn a_batch_is_undone_and_the_undo_is_undone(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = lead(platform, &crm.east, json!({"company": "海达机械"})).unwrap();
    let view = read(platform, &crm.east, made.receipts[0].record.unwrap());
    let edit = change(platform, &crm.east, (view.id, 1), json!({"company": "海达重工"})).unwrap();
    let undo = |batch| Command::UndoBatch { batch, insist: false };
    let undone = platform.execute(&crm.east, undo(edit.batch)).unwrap();
    assert_eq!(read(platform, &crm.east, view.id).values["company"], json!("海达机械"));
    let redone = platform.execute(&crm.east, undo(undone.batch)).unwrap();
    assert_eq!(read(platform, &crm.east, view.id).values["company"], json!("海达重工"));
    platform.execute(&crm.east, undo(redone.batch)).unwrap();
    assert_eq!(refusal(platform.execute(&crm.west, undo(made.batch))), Code::NotFound);
}

fn what_changed_since_is_kept_by_undo(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = lead(platform, &crm.east, json!({"company": "海达机械"})).unwrap();
    let id = made.receipts[0].record.unwrap();
    change(platform, &crm.boss, (id, 1), json!({"email": "a@b.cn"})).unwrap();
    let preview = platform.preview_undo(&crm.east, made.batch).unwrap();
    assert_eq!((preview.undone, preview.kept.len()), (0, 1));
    assert_eq!(preview.kept[0].record, id);
    let gentle = Command::UndoBatch { batch: made.batch, insist: false };
    assert_eq!(refusal(platform.execute(&crm.east, gentle)), Code::ChangedSince);
    let firm = Command::UndoBatch { batch: made.batch, insist: true };
    platform.execute(&crm.east, firm).unwrap();
    assert!(companies(&list(platform, &crm.east, json!({})).unwrap()).is_empty());
}

fn a_record_goes_back_to_what_it_was(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    change(platform, &crm.east, (view.id, 1), json!({"company": "二", "email": "a@b.cn"})).unwrap();
    change(platform, &crm.east, (view.id, 2), json!({"company": "三"})).unwrap();
    let back = Command::RevertRecord { form: form(platform), id: view.id, seq: view.seq };
    platform.execute(&crm.east, back).unwrap();
    let now = read(platform, &crm.east, view.id);
    assert_eq!(now.values["company"], json!("海达机械"));
    assert_eq!(now.values["email"], json!(null));
    let history = platform.record_history(&crm.east, ("lead", view.id), None).unwrap();
    let fields: Vec<usize> = history.items.iter().map(|i| i.fields.len()).collect();
    assert_eq!(fields.len(), 4, "made, changed twice, gone back");
    assert_eq!(fields[0], 2);
    let restored: Vec<_> = history.items.iter().map(|i| i.restores).collect();
    let made = Some(BroughtBack { at: history.items.last().map(|first| first.at) });
    assert_eq!(restored, [made, None, None, None], "and it says to what");
    let acts = platform.own_acts(&crm.east, None).unwrap().items;
    assert_eq!([acts[0].restores, acts[1].restores], [made, None]);
}

fn follow_ups_move_the_dates_without_raising_the_revision(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "海达机械");
    let at = platform.now();
    let next_at = at + jiff::SignedDuration::from_hours(48);
    let activity = Activity {
        id: ActivityId(uuid::Uuid::from_u128(9)),
        kind: ActivityKind::Call,
        text: "约周四演示".to_owned(),
        at,
        minutes: Some(3),
        next_at: Some(next_at),
        files: Vec::new(),
        pinned_at: None,
    };
    let add = Command::AddActivity { form: form(platform), record: view.id, activity };
    let done = platform.execute(&crm.east, add).unwrap();
    let now = read(platform, &crm.east, view.id);
    assert_eq!((now.rev, now.values["activity_count"].clone()), (1, json!(1)));
    assert_eq!(now.values["last_activity_at"], json!(at.to_string()));
    assert_eq!(now.values["next_activity_at"], json!(next_at.to_string()));
    assert_eq!(platform.list_activities(&crm.east, ("lead", view.id), None).unwrap().len(), 1);
    let undo = Command::UndoBatch { batch: done.batch, insist: false };
    platform.execute(&crm.east, undo).unwrap();
    let now = read(platform, &crm.east, view.id);
    assert_eq!(now.values["activity_count"], json!(0));
    assert!(platform.list_activities(&crm.east, ("lead", view.id), None).unwrap().is_empty());
}

fn an_unchanged_write_leaves_no_change(platform: &TestPlatform) {
    let crm = crm(platform);
    let view: RecordView = new_lead(platform, &crm.east, "海达机械");
    let before = platform.store().commits().seq();
    let done = change(platform, &crm.east, (view.id, 1), json!({"company": "海达机械"})).unwrap();
    assert_eq!((done.receipts[0].rev, platform.store().commits().seq()), (1, before));
}

fn everything_wrong_is_said_at_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let refused =
        lead(platform, &crm.east, json!({"amount": "many", "status": "nowhere", "email": 7}));
    assert_eq!(fields(refused), ["amount", "company", "email", "status"]);
    let refused = lead(
        platform,
        &crm.east,
        json!({"phone": "12", "email": "nobody", "customer": "rec_00000000000000000000000009"}),
    );
    assert_eq!(fields(refused), ["company", "customer", "email", "phone"]);
}

fn fields(refused: Result<app::commands::Done, app::Error>) -> Vec<String> {
    let Err(app::Error::Rejected(all)) = refused else { panic!("not refused") };
    let mut fields: Vec<String> = all.0.into_iter().filter_map(|r| r.field).collect();
    fields.sort();
    fields
}

fn a_client_made_id_is_taken_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let company = platform.catalog().unwrap().form("lead").unwrap().field("company").unwrap().id;
    let create = || Command::CreateRecord {
        form: form(platform),
        id: Some(RecordId(uuid::Uuid::from_u128(77))),
        values: model::Values::from([(company.into(), model::Value::Text("一".to_owned()))]),
    };
    platform.execute(&crm.east, create()).unwrap();
    assert_eq!(refusal(platform.execute(&crm.east, create())), Code::IdTaken);
}

fn a_list_holds_only_the_fields_asked_for(platform: &TestPlatform) {
    let crm = crm(platform);
    new_lead(platform, &crm.east, "海达机械");
    let page = list(platform, &crm.east, json!({"fields": ["company", "idle_days"]})).unwrap();
    let keys: Vec<&str> = page.items[0].values.keys().map(String::as_str).collect();
    assert_eq!(keys, ["company", "idle_days"]);
    assert_eq!(page.items[0].title, "海达机械");
}

fn a_record_made_in_a_step_says_what_the_step_requires(platform: &TestPlatform) {
    let crm = crm(platform);
    let customer = create(platform, &crm.boss, "customer", json!({"name": "海达"})).unwrap();
    let customer = customer.receipts[0].record.unwrap().to_string();
    let deal = |stage: &str, reason: Option<&str>| {
        let mut values = json!({"name": "阀门", "customer": customer, "stage": stage});
        if let Some(reason) = reason {
            values["lost_reason"] = json!(reason);
        }
        create(platform, &crm.boss, "opportunity", values)
    };
    let required = [(Code::Required, "lost_reason".to_owned())];
    assert_eq!(crate::refused::refused(deal("lost", None)), required);
    deal("lost", Some("price")).unwrap();
    deal("need", None).unwrap();
    let required = [(Code::Required, "amount".to_owned())];
    assert_eq!(crate::refused::refused(deal("won", None)), required);
    // What was lost long ago comes with a file as it stood there.
    let text = "商机名称,客户,阶段\n旧单,海达,输单\n";
    let view = crate::imports::kit::into_form(platform, &crm.boss, "opportunity", text);
    let job = crate::imports::kit::run(platform, &crm.boss, view.id);
    assert_eq!(job.result["created"], json!(1), "{:?}", job.result);
}
