//! Undo of a batch: one refused record holds up no other, and is told with the reason; a large preview holds up nobody.

use std::sync::mpsc::channel;

use app::Who;
use app::commands::{Done, Kept, UndoPreview, Undone};
use model::command::{Activity, ActivityKind};
use model::remark::Remark;
use model::{ActivityId, BatchId, Code, Command, RecordId, RemarkId};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::bulk::many_leads;
use crate::crm::{
    Crm, change, companies, create, crm, lead, list, new_lead, read, refusal, with_lead_form,
};

both_databases! {
    a_value_that_was_taken_since_keeps_one_record_and_no_other,
    an_undo_that_comes_to_nothing_says_why,
    a_link_to_a_record_that_is_gone_keeps_its_record,
    a_right_that_was_withdrawn_keeps_what_it_is_needed_for,
    a_follow_up_of_a_binned_record_is_kept,
    what_was_changed_back_by_hand_is_no_change_since,
    kept_records_are_named_to_those_who_see_them,
    a_large_preview_does_not_wait_for_the_writer,
    a_small_preview_and_a_large_one_agree,
    an_undo_asked_twice_with_one_key_is_done_once,
    a_large_preview_keeps_follow_ups_that_changed_since,
    a_hidden_unique_field_is_no_reason_that_is_told,
    a_reading_is_no_change_since_and_a_remark_is,
    who_gave_a_record_away_takes_it_back,
    what_was_given_on_or_binned_stays_and_does_not_say_why,
    what_comes_back_keeps_what_was_written_unseen,
}

fn undo(platform: &TestPlatform, who: &Who, batch: BatchId) -> (Done, UndoPreview) {
    match platform.undo_batch(who, batch, false).unwrap() {
        Undone::Now(done, outcome) => (done, outcome),
        Undone::Later(job) => panic!("a job: {job}"),
    }
}

fn why(kept: &[Kept]) -> Vec<(RecordId, Code, Option<&str>)> {
    kept.iter().map(|k| (k.record, k.why.code, k.why.field.as_deref())).collect()
}

/// Three leads, binned in one batch.
fn binned(platform: &TestPlatform, who: &Who) -> (Vec<RecordId>, BatchId) {
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let phones = ["13800000001", "13800000002", "13800000003"];
    let ids: Vec<RecordId> = phones
        .iter()
        .map(|phone| {
            let made = lead(platform, who, json!({"company": phone, "phone": phone})).unwrap();
            made.receipts[0].record.unwrap()
        })
        .collect();
    let trash = ids.iter().map(|id| Command::TrashRecord { form, id: *id, base_rev: None });
    let batch = platform.execute_all(who, trash.collect()).unwrap().batch;
    (ids, batch)
}

fn unique_phones(platform: &TestPlatform, crm: &Crm) {
    with_lead_form(platform, &crm.boss, |form| {
        form.fields.iter_mut().find(|f| f.code == "phone").unwrap().unique = true;
    });
}

fn a_value_that_was_taken_since_keeps_one_record_and_no_other(platform: &TestPlatform) {
    let crm = crm(platform);
    unique_phones(platform, &crm);
    let (ids, batch) = binned(platform, &crm.east);
    lead(platform, &crm.west, json!({"company": "抢先", "phone": "13800000002"})).unwrap();
    let preview = platform.preview_undo(&crm.east, batch).unwrap();
    let (_, outcome) = undo(platform, &crm.east, batch);
    assert_eq!(preview, outcome);
    assert_eq!(outcome.undone, 2);
    assert_eq!(why(&outcome.kept), [(ids[1], Code::Duplicate, Some("phone"))]);
    let mut seen = companies(&list(platform, &crm.east, json!({})).unwrap());
    seen.sort();
    assert_eq!(seen, ["13800000001", "13800000003"]);
}

fn an_undo_that_comes_to_nothing_says_why(platform: &TestPlatform) {
    let crm = crm(platform);
    unique_phones(platform, &crm);
    let old = lead(platform, &crm.east, json!({"company": "甲", "phone": "13800000001"})).unwrap();
    let id = old.receipts[0].record.unwrap();
    let edit = change(platform, &crm.east, (id, 1), json!({"phone": "13800000009"})).unwrap();
    lead(platform, &crm.west, json!({"company": "乙", "phone": "13800000001"})).unwrap();
    assert_eq!(refusal(platform.undo_batch(&crm.east, edit.batch, false)), Code::Duplicate);
    assert_eq!(refusal(platform.undo_batch(&crm.east, edit.batch, true)), Code::Duplicate);
}

fn a_link_to_a_record_that_is_gone_keeps_its_record(platform: &TestPlatform) {
    let crm = crm(platform);
    let customer = |name: &str| {
        let made = create(platform, &crm.boss, "customer", json!({"name": name})).unwrap();
        made.receipts[0].record.unwrap()
    };
    let (first, second) = (customer("甲"), customer("乙"));
    let contacts: Vec<RecordId> = ["张", "李"]
        .iter()
        .map(|name| {
            let values = json!({"name": name, "customer": first.to_string()});
            create(platform, &crm.boss, "contact", values).unwrap().receipts[0].record.unwrap()
        })
        .collect();
    let moved =
        contacts.iter().zip([json!({"customer": second.to_string()}), json!({"name": "王"})]);
    let commands = moved.map(|(id, values)| {
        let Json::Object(values) = values else { panic!("values") };
        let (form, values) = platform.read_values(&crm.boss, "contact", (&values, false)).unwrap();
        Command::UpdateRecord { form, id: *id, base_rev: 1, values }
    });
    let batch = platform.execute_all(&crm.boss, commands.collect()).unwrap().batch;
    let form = platform.catalog().unwrap().form("customer").unwrap().id;
    let trash = Command::TrashRecord { form, id: first, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    let (_, outcome) = undo(platform, &crm.boss, batch);
    assert_eq!(outcome.undone, 1);
    assert_eq!(why(&outcome.kept), [(contacts[0], Code::NotALinkedRecord, Some("customer"))]);
}

fn a_right_that_was_withdrawn_keeps_what_it_is_needed_for(platform: &TestPlatform) {
    let crm = crm(platform);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let old = new_lead(platform, &crm.east, "旧的");
    let values = |json: Json| {
        let Json::Object(values) = json else { panic!("values") };
        platform.read_values(&crm.east, "lead", (&values, false)).unwrap().1
    };
    let commands = vec![
        Command::CreateRecord { form, id: None, values: values(json!({"company": "新的"})) },
        Command::UpdateRecord {
            form,
            id: old.id,
            base_rev: 1,
            values: values(json!({"company": "改了"})),
        },
    ];
    let done = platform.execute_all(&crm.east, commands).unwrap();
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.delete = false);
    });
    let (_, outcome) = undo(platform, &crm.east, done.batch);
    let made = done.receipts[0].record.unwrap();
    assert_eq!((outcome.undone, why(&outcome.kept)), (1, vec![(made, Code::Forbidden, None)]));
    assert_eq!(read(platform, &crm.east, old.id).values["company"], "旧的");
}

fn a_follow_up_of_a_binned_record_is_kept(platform: &TestPlatform) {
    let crm = crm(platform);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let leads = [new_lead(platform, &crm.east, "甲").id, new_lead(platform, &crm.east, "乙").id];
    let add = leads.iter().zip(1..).map(|(record, n)| {
        let activity = Activity {
            id: ActivityId(uuid::Uuid::from_u128(n)),
            kind: ActivityKind::Call,
            text: "打过电话".to_owned(),
            at: platform.now(),
            minutes: None,
            next_at: None,
            files: Vec::new(),
            pinned_at: None,
        };
        Command::AddActivity { form, record: *record, activity }
    });
    let batch = platform.execute_all(&crm.east, add.collect()).unwrap().batch;
    let trash = Command::TrashRecord { form, id: leads[0], base_rev: None };
    platform.execute(&crm.east, trash).unwrap();
    let (_, outcome) = undo(platform, &crm.east, batch);
    assert_eq!(outcome.undone, 1);
    assert_eq!(why(&outcome.kept), [(leads[0], Code::InRecycleBin, None)]);
    let left = platform.list_activities(&crm.east, ("lead", leads[1]), None).unwrap();
    assert!(left.is_empty());
}

fn what_was_changed_back_by_hand_is_no_change_since(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "甲");
    let edit = change(platform, &crm.east, (view.id, 1), json!({"company": "乙"})).unwrap();
    change(platform, &crm.east, (view.id, 2), json!({"company": "甲"})).unwrap();
    assert_eq!(refusal(platform.undo_batch(&crm.east, edit.batch, false)), Code::AlreadyDone);
}

fn kept_records_are_named_to_those_who_see_them(platform: &TestPlatform) {
    let crm = crm(platform);
    unique_phones(platform, &crm);
    let (_, batch) = binned(platform, &crm.east);
    lead(platform, &crm.west, json!({"company": "抢先", "phone": "13800000002"})).unwrap();
    let (_, outcome) = undo(platform, &crm.east, batch);
    let (told, hidden) = platform.tell_kept(&crm.east, &outcome.kept).unwrap();
    assert_eq!((told.len(), hidden), (1, 0));
    assert_eq!(told[0].title, "13800000002");
    assert_eq!((told[0].why.code, told[0].by.as_str()), (Code::Duplicate, "李强"));
    let (told, hidden) = platform.tell_kept(&crm.west, &outcome.kept).unwrap();
    assert_eq!((told.len(), hidden), (0, 1), "counted, not named");
}

/// All leads of a bulk Change, and its batch.
fn bulk(platform: &TestPlatform, count: usize) -> BatchId {
    many_leads(platform, count, &[]);
    let log = platform.store().read(|read| store::log::newest(read, 1)).unwrap();
    log[0].change.batch.unwrap()
}

fn a_large_preview_does_not_wait_for_the_writer(platform: &TestPlatform) {
    let crm = crm(platform);
    let batch = bulk(platform, 500);
    for _ in 1..40 {
        crate::bulk::more_leads(platform, 500, batch);
    }
    // Somebody holds the writer for as long as the preview takes: it must not need a turn of it.
    let store = std::sync::Arc::clone(platform.store());
    let ((holds, is_held), (let_go, waits)) = (channel(), channel::<()>());
    let waits = std::sync::Mutex::new(waits);
    let holder = std::thread::spawn(move || {
        store.write(move |_| {
            holds.send(()).ok();
            waits.lock().unwrap().recv().ok();
            Ok(())
        })
    });
    is_held.recv().unwrap();
    let preview = platform.preview_undo(&crm.boss, batch);
    let_go.send(()).unwrap();
    holder.join().unwrap().unwrap();
    let preview = preview.unwrap();
    assert_eq!((preview.undone, preview.kept.len()), (20_000, 0));
}

fn a_small_preview_and_a_large_one_agree(platform: &TestPlatform) {
    let crm = crm(platform);
    for count in [200, 201] {
        let ids = many_leads(platform, count, &[]);
        let log = platform.store().read(|read| store::log::newest(read, 1)).unwrap();
        let batch = log[0].change.batch.unwrap();
        change(platform, &crm.boss, (ids[7], 1), json!({"email": "a@b.cn"})).unwrap();
        let preview = platform.preview_undo(&crm.boss, batch).unwrap();
        assert_eq!(preview.undone, count - 1);
        assert_eq!(why(&preview.kept), [(ids[7], Code::ChangedSince, None)]);
        assert_eq!(refusal(platform.preview_undo(&crm.east, batch)), Code::NotFound);
    }
}

fn a_large_preview_keeps_follow_ups_that_changed_since(platform: &TestPlatform) {
    let crm = crm(platform);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let record = new_lead(platform, &crm.east, "甲").id;
    let activity = |n: u128, text: &str| Activity {
        id: ActivityId(uuid::Uuid::from_u128(n)),
        kind: ActivityKind::Call,
        text: text.to_owned(),
        at: platform.now(),
        minutes: None,
        next_at: None,
        files: Vec::new(),
        pinned_at: None,
    };
    let add = (1..=201).map(|n| {
        let activity = activity(n, "打过电话");
        Command::AddActivity { form, record, activity }
    });
    let batch = platform.execute_all(&crm.east, add.collect()).unwrap().batch;
    let changed = activity(7, "没打通");
    let change = Command::ChangeActivity { form, record, activity: changed };
    platform.execute(&crm.east, change).unwrap();
    let remove = Command::RemoveActivity { form, record, id: activity(9, "").id };
    platform.execute(&crm.east, remove).unwrap();
    let preview = platform.preview_undo(&crm.east, batch).unwrap();
    assert_eq!(preview.undone, 199);
    assert_eq!(why(&preview.kept), [(record, Code::ChangedSince, None)]);
    let (_, outcome) = undo(platform, &crm.east, batch);
    assert_eq!((outcome.undone, outcome.kept.len()), (199, 1));
}

fn a_hidden_unique_field_is_no_reason_that_is_told(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        form.fields.iter_mut().find(|f| f.code == "channel_cost").unwrap().unique = true;
    });
    let id = new_lead(platform, &crm.east, "东部").id;
    let rev = change(platform, &crm.boss, (id, 1), json!({"channel_cost": "88"})).unwrap();
    assert_eq!(rev.receipts[0].rev, 2);
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = Command::TrashRecord { form, id, base_rev: None };
    let batch = platform.execute(&crm.east, trash).unwrap().batch;
    lead(platform, &crm.boss, json!({"company": "别家", "channel_cost": "88"})).unwrap();
    assert_eq!(refusal(platform.undo_batch(&crm.boss, batch, false)), Code::Duplicate);
    let told = platform.undo_batch(&crm.east, batch, false);
    let Err(app::Error::Rejected(all)) = told else { panic!("not refused") };
    assert_eq!((all.0[0].code, all.0[0].field.as_deref()), (Code::HiddenRule, None));
    let preview = platform.preview_undo(&crm.east, batch).unwrap();
    let (told, _) = platform.tell_kept(&crm.east, &preview.kept).unwrap();
    assert_eq!((told[0].why.code, told[0].why.field.as_deref()), (Code::HiddenRule, None));
}

fn an_undo_asked_twice_with_one_key_is_done_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "甲");
    let edit = change(platform, &crm.east, (view.id, 1), json!({"company": "乙"})).unwrap();
    let ask = || {
        let begun = platform.begin_once(&crm.east, "k1", "undo").unwrap();
        platform.undo_batch(&begun.who, edit.batch, false).unwrap()
    };
    let (first, again) = (ask(), ask());
    assert_eq!(first, again);
    assert_eq!(read(platform, &crm.east, view.id).values["company"], "甲");
}

fn a_reading_is_no_change_since_and_a_remark_is(platform: &TestPlatform) {
    let crm = crm(platform);
    let record = RecordId(platform.ports().ids.next());
    let Json::Object(values) = json!({"company": "海达"}) else { panic!("values") };
    let (form, values) = platform.read_values(&crm.east, "lead", (&values, true)).unwrap();
    let visit = ActivityId(platform.ports().ids.next());
    let said = Activity::said(visit, ActivityKind::Visit, "见了王总".to_owned(), platform.now());
    let both = [
        Command::CreateRecord { form, id: Some(record), values },
        Command::AddActivity { form, record, activity: said },
    ];
    let batch = platform.execute_all(&crm.east, both.to_vec()).unwrap().batch;
    let remark = |who: &Who, text: Option<&str>| {
        let id = RemarkId(platform.ports().ids.next());
        let remark = Remark { id, activity: visit, text: text.map(str::to_owned) };
        platform.execute(who, Command::AddRemark { form, record, remark }).unwrap()
    };
    let preview = || platform.preview_undo(&crm.east, batch).unwrap();
    let read = remark(&crm.boss, None);
    assert_eq!((preview().undone, why(&preview().kept)), (2, Vec::new()));
    platform.execute(&crm.boss, Command::UndoBatch { batch: read.batch, insist: false }).unwrap();
    assert_eq!(why(&preview().kept), [], "nor that somebody takes it back");
    let said = remark(&crm.boss, Some("下次带上报价"));
    remark(&platform.as_administrator("副总"), None);
    assert_eq!(why(&preview().kept), [(record, Code::ChangedSince, None)]);
    assert_eq!(preview().kept[0].seq, said.seq, "the remark is told, not the reading after it");
}

/// A lead of the east that it gave to the west, which is out of its sight.
fn given_away(platform: &TestPlatform, crm: &Crm) -> (RecordId, BatchId) {
    let id = new_lead(platform, &crm.east, "东部").id;
    let west = crm.west.id().unwrap().to_string();
    let given = change(platform, &crm.east, (id, 1), json!({"owner": west, "region": "厦门"}));
    assert_eq!(refusal(platform.find_record(&crm.east, "lead", id)), Code::NotFound);
    (id, given.unwrap().batch)
}

fn who_gave_a_record_away_takes_it_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, batch) = given_away(platform, &crm);
    let preview = platform.preview_undo(&crm.east, batch).unwrap();
    let (done, outcome) = undo(platform, &crm.east, batch);
    assert_eq!((preview.undone, preview.kept.len(), &preview), (1, 0, &outcome));
    let back = read(platform, &crm.east, id);
    assert_eq!(back.values["owner"], json!(crm.east.id().unwrap().to_string()));
    assert_eq!(back.values.get("region").filter(|v| !v.is_null()), None, "the whole act");
    assert_eq!(refusal(platform.find_record(&crm.west, "lead", id)), Code::NotFound);
    undo(platform, &crm.east, done.batch);
    assert_eq!(read(platform, &crm.west, id).values["region"], json!("厦门"));
    assert_eq!(refusal(platform.find_record(&crm.east, "lead", id)), Code::NotFound);
}

fn what_was_given_on_or_binned_stays_and_does_not_say_why(platform: &TestPlatform) {
    let crm = crm(platform);
    let (on, binned) = (given_away(platform, &crm), given_away(platform, &crm));
    let boss = crm.boss.id().unwrap().to_string();
    change(platform, &crm.west, (on.0, 2), json!({"owner": boss})).unwrap();
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = Command::TrashRecord { form, id: binned.0, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    for (record, batch) in [on, binned] {
        assert_eq!(refusal(platform.undo_batch(&crm.east, batch, true)), Code::OutOfSight);
        let preview = platform.preview_undo(&crm.east, batch).unwrap();
        assert_eq!(why(&preview.kept), [(record, Code::OutOfSight, None)]);
        assert_eq!(platform.tell_kept(&crm.east, &preview.kept).unwrap(), (Vec::new(), 1));
    }
}

fn what_comes_back_keeps_what_was_written_unseen(platform: &TestPlatform) {
    let crm = crm(platform);
    let (id, batch) = given_away(platform, &crm);
    change(platform, &crm.west, (id, 2), json!({"region": "泉州", "company": "西部"})).unwrap();
    platform.undo_batch(&crm.east, batch, true).unwrap();
    let back = read(platform, &crm.east, id);
    assert_eq!((&back.values["region"], &back.values["company"]), (&json!("泉州"), &json!("西部")));
}
