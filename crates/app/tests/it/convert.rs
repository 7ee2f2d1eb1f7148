//! Convert 转为…: once for each record, once for each key, within the person's rights, and back again.

use app::commands::Done;
use app::convert::{Converted, StepChoice};
use app::{Error, Platform, Who};
use model::form::ActionKind;
use model::{Code, Command, RecordId};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::crm::{change, create, crm, lead, read, refusal, with_lead_form};
use crate::imports::kit::{into_form, patch, run};
use crate::refused::refused;
use crate::sight_references::with_file;

both_databases! {
    a_record_is_converted_once_until_that_is_undone,
    a_conversion_that_is_sent_again_makes_nothing_twice,
    two_at_once_convert_once,
    fields_that_the_person_may_not_write_stay_empty,
    what_a_conversion_made_goes_back_and_what_changed_since_is_kept,
    a_colleagues_file_goes_along_with_what_is_made_of_the_record,
    a_customer_of_the_same_registration_is_offered_under_any_name,
    what_a_conversion_leaves_is_not_set_by_hand,
    what_was_brought_over_converted_is_put_back_by_hand,
    what_lies_many_changes_back_is_not_looked_for,
}

fn convert(node: &Platform, who: &Who, id: RecordId) -> Result<Done, Error> {
    let make = [StepChoice::Make; 3];
    match node.convert_record(who, ("lead", id), ("convert", &make))? {
        Converted::Done(done) => Ok(done),
        Converted::Offers(offers) => panic!("asked again: {offers:?}"),
    }
}

fn new_lead(platform: &TestPlatform, who: &Who) -> RecordId {
    let values = json!({"company": "海达机械", "contact_name": "张三", "phone": "13800138000",
        "industry": "manufacturing"});
    lead(platform, who, values).unwrap().receipts[0].record.unwrap()
}

fn all(platform: &TestPlatform, who: &Who, form: &str) -> Vec<Json> {
    let request = serde_json::from_value(json!({})).unwrap();
    let page = platform.list_records(who, form, &request).unwrap();
    page.items.into_iter().map(|r| Json::Object(r.values)).collect()
}

fn a_record_is_converted_once_until_that_is_undone(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east);
    let done = convert(platform, &crm.east, id).unwrap();
    let already = |field: &str| (Code::AlreadyConverted, field.to_owned());
    let fields = ["customer", "contact", "opportunity"].map(already);
    assert_eq!(refused(convert(platform, &crm.east, id)), fields);
    let preview = platform.convert_record(&crm.east, ("lead", id), ("convert", &[]));
    assert_eq!(refused(preview), fields, "said before anything is chosen");
    assert_eq!(all(platform, &crm.boss, "customer").len(), 1);
    let undo = Command::UndoBatch { batch: done.batch, insist: false };
    platform.execute(&crm.east, undo).unwrap();
    assert_eq!(all(platform, &crm.boss, "customer").len(), 0);
    convert(platform, &crm.east, id).unwrap();
    assert_eq!(all(platform, &crm.boss, "customer").len(), 1);
}

fn a_conversion_that_is_sent_again_makes_nothing_twice(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east);
    let keyed = || platform.begin_once(&crm.east, "k", "a").unwrap();
    let done = convert(platform, &keyed().who, id).unwrap();
    assert_eq!(convert(platform, &keyed().who, id).unwrap(), done);
    assert_eq!(all(platform, &crm.boss, "contact").len(), 1);
}

fn two_at_once_convert_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east);
    let other = platform.another_node();
    let outcomes = std::thread::scope(|scope| {
        let nodes: [&Platform; 2] = [platform, &other];
        let east = &crm.east;
        let threads = nodes.map(|node| scope.spawn(move || convert(node, east, id)));
        threads.map(|thread| thread.join().unwrap())
    });
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1, "{outcomes:?}");
    assert_eq!(all(platform, &crm.boss, "customer").len(), 1);
}

fn fields_that_the_person_may_not_write_stay_empty(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut form = platform.find_draft(&crm.boss, "customer").unwrap().form;
    let member = form.grants.iter_mut().find(|g| g.role == "member").unwrap();
    member.hidden.push("industry".to_owned());
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
    convert(platform, &crm.east, new_lead(platform, &crm.east)).unwrap();
    let made = &all(platform, &crm.boss, "customer")[0];
    assert_eq!((&made["name"], &made["industry"]), (&json!("海达机械"), &json!(null)));
}

fn a_colleagues_file_goes_along_with_what_is_made_of_the_record(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        let ActionKind::Convert(convert) = &mut form.actions[0].does;
        convert.steps[0].map.insert("attachments".to_owned(), json!("attachments"));
    });
    let (id, theirs) = with_file(platform, &crm);
    change(platform, &crm.boss, (id, 1), json!({"contact_name": "张三"})).unwrap();
    convert(platform, &crm.east, id).unwrap();
    let made = &all(platform, &crm.boss, "customer")[0];
    assert_eq!(made["attachments"][0]["file"], json!(theirs.file.to_string()));
}

fn what_a_conversion_made_goes_back_and_what_changed_since_is_kept(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east);
    let done = convert(platform, &crm.east, id).unwrap();
    let rev = read(platform, &crm.east, id).rev;
    change(platform, &crm.boss, (id, rev), json!({"region": "杭州"})).unwrap();
    let preview = platform.preview_undo(&crm.east, done.batch).unwrap();
    // The source takes back only what the conversion wrote on it: another field of it is no hindrance.
    assert_eq!((preview.undone, preview.kept.len()), (4, 0));
    let undo = Command::UndoBatch { batch: done.batch, insist: false };
    platform.execute(&crm.east, undo).unwrap();
    let back = read(platform, &crm.east, id).values;
    let was = (&back["customer"], &back["status"], &back["region"]);
    assert_eq!(was, (&json!(null), &json!("new"), &json!("杭州")));
    let id = new_lead(platform, &crm.east);
    let done = convert(platform, &crm.east, id).unwrap();
    let customer = done.receipts[0].record.unwrap();
    let Json::Object(values) = json!({"phone": "0571-88880000"}) else { panic!() };
    let (form, values) = platform.read_values(&crm.boss, "customer", (&values, false)).unwrap();
    let edit = Command::UpdateRecord { form, id: customer, base_rev: 1, values };
    platform.execute(&crm.boss, edit).unwrap();
    let preview = platform.preview_undo(&crm.east, done.batch).unwrap();
    assert_eq!(preview.kept.iter().map(|k| k.record).collect::<Vec<_>>(), [customer]);
    let nothing = Command::UndoBatch { batch: model::BatchId(uuid::Uuid::nil()), insist: false };
    assert_eq!(refusal(platform.execute(&crm.east, nothing)), Code::NotFound);
}

fn a_customer_of_the_same_registration_is_offered_under_any_name(platform: &TestPlatform) {
    let crm = crm(platform);
    let code = "91350100M000100Y43";
    let known = json!({"name": "海达集团", "credit_code": code});
    let known = create(platform, &crm.east, "customer", known).unwrap().receipts[0].record;
    let values = json!({"company": "青岛海达机械", "contact_name": "张三", "credit_code": code});
    let id = lead(platform, &crm.east, values).unwrap().receipts[0].record.unwrap();
    let asked = platform.convert_record(&crm.east, ("lead", id), ("convert", &[])).unwrap();
    let Converted::Offers(offers) = asked else { panic!("nothing was offered") };
    let offered: Vec<_> = offers.iter().flat_map(|o| &o.matches).map(|m| m.id.clone()).collect();
    assert_eq!(offered, known.map(|id| id.to_string()).as_slice());
}

/// Why a status may not be set by hand: code, field, and the words.
fn told_by_action(outcome: Result<Done, Error>) -> (Code, Option<String>, [Json; 2]) {
    let Err(Error::Rejected(wrong)) = outcome else { panic!("{outcome:?}") };
    let told = &wrong.0[0];
    let words = ["option", "action"].map(|name| told.params[name]["zh-CN"].clone());
    (told.code, told.field.clone(), words)
}

fn set_status(
    platform: &TestPlatform,
    who: &Who,
    (id, rev): (RecordId, i64),
    code: &str,
) -> Result<Done, Error> {
    change(platform, who, (id, rev), json!({ "status": code }))
}

fn what_a_conversion_leaves_is_not_set_by_hand(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = new_lead(platform, &crm.east);
    let words = [json!("已转化"), json!("转为客户")];
    let refused = (Code::MadeByAction, Some("status".to_owned()), words);
    for who in [&crm.east, &crm.boss] {
        let by_hand = set_status(platform, who, (id, 1), "converted");
        assert_eq!(told_by_action(by_hand), refused);
    }
    let made = json!({"company": "一步到位", "status": "converted"});
    assert_eq!(told_by_action(lead(platform, &crm.east, made)), refused, "nor in a new record");
    convert(platform, &crm.east, id).unwrap();
    assert_eq!(read(platform, &crm.east, id).values["status"], "converted");
    // What it made is still there: the status may say so again.
    set_status(platform, &crm.east, (id, 2), "contacted").unwrap();
    change(platform, &crm.east, (id, 3), json!({"region": "杭州"})).unwrap();
    set_status(platform, &crm.east, (id, 4), "converted").unwrap();
    // An undo takes that away, and leaves nothing to be put back by hand.
    let other = new_lead(platform, &crm.west);
    let done = convert(platform, &crm.west, other).unwrap();
    platform.execute(&crm.west, Command::UndoBatch { batch: done.batch, insist: false }).unwrap();
    let rev = read(platform, &crm.west, other).rev;
    let again = set_status(platform, &crm.west, (other, rev), "converted");
    assert_eq!(told_by_action(again), refused);
    let redo = platform.execute(&crm.west, Command::UndoBatch { batch: done.batch, insist: false });
    assert_eq!(refusal(redo), Code::AlreadyDone);
    convert(platform, &crm.west, other).unwrap();
}

fn what_lies_many_changes_back_is_not_looked_for(platform: &TestPlatform) {
    let crm = crm(platform);
    let file = "公司名称,跟进状态\n老客户,已转化\n";
    let view = into_form(platform, &crm.boss, "lead", file);
    run(platform, &crm.boss, view.id);
    let page =
        platform.list_records(&crm.boss, "lead", &serde_json::from_value(json!({})).unwrap());
    let id = page.unwrap().items.remove(0).id;
    set_status(platform, &crm.boss, (id, 1), "contacted").unwrap();
    for rev in 2..=201 {
        let city = format!("城市{rev}");
        change(platform, &crm.boss, (id, rev), json!({"region": city})).unwrap();
    }
    let late = set_status(platform, &crm.boss, (id, 202), "converted");
    assert_eq!(told_by_action(late).0, Code::MadeByAction);
}

fn what_was_brought_over_converted_is_put_back_by_hand(platform: &TestPlatform) {
    let crm = crm(platform);
    let file = "公司名称,跟进状态\n老客户,已转化\n";
    let view = into_form(platform, &crm.boss, "lead", file);
    assert_eq!(view.problems.errors, 0);
    run(platform, &crm.boss, view.id);
    let page =
        platform.list_records(&crm.boss, "lead", &serde_json::from_value(json!({})).unwrap());
    let brought = page.unwrap().items.remove(0);
    assert_eq!(brought.values["status"], "converted", "what happened long ago comes as it stands");
    let id = brought.id;
    set_status(platform, &crm.boss, (id, 1), "contacted").unwrap();
    change(platform, &crm.boss, (id, 2), json!({"region": "杭州"})).unwrap();
    set_status(platform, &crm.boss, (id, 3), "converted").unwrap();
    set_status(platform, &crm.boss, (id, 4), "contacted").unwrap();
    set_status(platform, &crm.boss, (id, 5), "new").unwrap();
    let late = set_status(platform, &crm.boss, (id, 6), "converted");
    assert_eq!(told_by_action(late).0, Code::MadeByAction, "it is not what the field was last");
    // A later sheet may say so again.
    let view = into_form(platform, &crm.boss, "lead", file);
    patch(platform, &crm.boss, view.id, json!({"mode": "update", "key": ["company"]}));
    run(platform, &crm.boss, view.id);
    assert_eq!(read(platform, &crm.boss, id).values["status"], "converted");
}
