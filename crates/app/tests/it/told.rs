//! What history and record pages say of a conversion and of its undo: by name, with what came of it.

use app::commands::Done;
use app::convert::{Converted, StepChoice};
use app::queries::{HistoryItem, OwnAct, ShownAction, StandingAction};
use app::{Platform, Who};
use model::{ChangeKind, Command, Origin, RecordId};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, change, crm, lead, read, with_lead_form};

both_databases! {
    a_conversion_is_called_what_it_is_with_what_came_of_it,
    what_it_made_is_named_only_to_those_who_see_it,
    an_action_all_of_whose_links_are_hidden_is_an_edit,
    an_undo_says_what_it_undid_and_names_what_is_gone,
    a_conversion_can_be_taken_back_days_later,
    an_undone_undo_takes_the_place_of_the_conversion,
    what_others_brought_back_is_still_the_act_of_who_did_it,
    links_that_somebody_filled_in_stand_without_an_act,
}

fn converted(platform: &Platform, who: &Who, id: RecordId) -> Done {
    let make = [StepChoice::Make; 3];
    match platform.convert_record(who, ("lead", id), ("convert", &make)).unwrap() {
        Converted::Done(done) => done,
        Converted::Offers(offers) => panic!("asked again: {offers:?}"),
    }
}

/// A lead of the eastern member, converted.
fn begin(platform: &TestPlatform) -> (Crm, RecordId, Done) {
    let crm = crm(platform);
    let values = json!({"company": "海达机械", "contact_name": "张三", "phone": "13800138000"});
    let id = lead(platform, &crm.east, values).unwrap().receipts[0].record.unwrap();
    let done = converted(platform, &crm.east, id);
    (crm, id, done)
}

fn history(platform: &TestPlatform, who: &Who, form: &str, id: RecordId) -> Vec<HistoryItem> {
    platform.record_history(who, (form, id), None).unwrap().items
}

fn standing(platform: &TestPlatform, who: &Who, id: RecordId) -> Vec<StandingAction> {
    platform.standing_actions(who, ("lead", id)).unwrap()
}

fn undo(platform: &TestPlatform, who: &Who, batch: model::BatchId) -> Done {
    platform.execute(who, Command::UndoBatch { batch, insist: false }).unwrap()
}

/// What was made, as `form title`.
fn made(action: &ShownAction) -> Vec<String> {
    let told = |title: &Option<String>| title.clone().unwrap_or_else(|| "?".to_owned());
    action.made.iter().map(|made| format!("{} {}", made.form, told(&made.title))).collect()
}

fn a_conversion_is_called_what_it_is_with_what_came_of_it(platform: &TestPlatform) {
    let (crm, id, done) = begin(platform);
    let told = &history(platform, &crm.east, "lead", id)[0];
    let action = told.action.as_ref().unwrap();
    assert_eq!(
        (action.code.as_str(), action.name.text(model::label::Language::En)),
        ("convert", "Convert")
    );
    assert_eq!(made(action), ["customer 海达机械", "contact 张三", "opportunity 海达机械"]);
    assert_eq!((told.batch, told.can_undo), (Some(done.batch), true));
    let rev = read(platform, &crm.east, id).rev;
    change(platform, &crm.east, (id, rev), json!({"region": "杭州"})).unwrap();
    assert_eq!(history(platform, &crm.east, "lead", id)[0].action, None, "an edit is an edit");
}

fn what_it_made_is_named_only_to_those_who_see_it(platform: &TestPlatform) {
    let (crm, id, done) = begin(platform);
    let catalog = platform.catalog().unwrap();
    let west = crm.west.id().unwrap().to_string();
    let Json::Object(values) = json!({"owner": west}) else { panic!() };
    let (form, values) = platform.read_values(&crm.boss, "customer", (&values, false)).unwrap();
    let customer = done.receipts[0].record.unwrap();
    let give = Command::UpdateRecord { form, id: customer, base_rev: 1, values };
    platform.execute(&crm.boss, give).unwrap();
    assert_eq!(catalog.form("customer").unwrap().id, form);
    let told = history(platform, &crm.east, "lead", id).remove(0).action.unwrap();
    assert_eq!(made(&told), ["customer ?", "contact 张三", "opportunity 海达机械"]);
    with_lead_form(platform, &crm.boss, |form| {
        let member = form.grants.iter_mut().find(|g| g.role == "member").unwrap();
        member.hidden.push("contact".to_owned());
    });
    let told = history(platform, &crm.east, "lead", id).remove(0).action.unwrap();
    assert_eq!(made(&told), ["customer ?", "opportunity 海达机械"], "a hidden link is no link");
    let stands = standing(platform, &crm.east, id).remove(0).action;
    assert_eq!(made(&stands), ["customer ?", "opportunity 海达机械"]);
    assert_eq!(made(&standing(platform, &crm.boss, id)[0].action).len(), 3);
}

fn an_action_all_of_whose_links_are_hidden_is_an_edit(platform: &TestPlatform) {
    let (crm, id, done) = begin(platform);
    let undone = undo(platform, &crm.east, done.batch);
    undo(platform, &crm.east, undone.batch);
    with_lead_form(platform, &crm.boss, |form| {
        let member = form.grants.iter_mut().find(|g| g.role == "member").unwrap();
        member.hidden.extend(["customer", "contact", "opportunity"].map(str::to_owned));
    });
    let named = |who: &Who| {
        let items = history(platform, who, "lead", id);
        let undid = |item: &HistoryItem| item.undoes.as_ref().is_some_and(|u| u.action.is_some());
        items.iter().filter(|item| item.action.is_some() || undid(item)).count()
    };
    assert_eq!((named(&crm.boss), named(&crm.east)), (2, 0));
    let acts = platform.own_acts(&crm.east, None).unwrap().items;
    let undid = |act: &OwnAct| act.undoes.as_ref().is_some_and(|u| u.action.is_some());
    assert!(acts.iter().all(|act| act.action.is_none() && !undid(act)), "{acts:?}");
}

fn an_undo_says_what_it_undid_and_names_what_is_gone(platform: &TestPlatform) {
    let (crm, id, done) = begin(platform);
    let before = history(platform, &crm.east, "lead", id)[0].seq;
    undo(platform, &crm.boss, done.batch);
    let items = history(platform, &crm.east, "lead", id);
    let undone = items[0].undoes.as_ref().unwrap();
    assert_eq!((undone.seq, undone.batch), (before, Some(done.batch)));
    assert_eq!(undone.action.as_ref().map(|(code, _)| code.as_str()), Some("convert"));
    assert_eq!(undone.person.as_ref().map(|(id, _)| *id), crm.east.id());
    assert!(!items[0].can_undo, "the administrator's act");
    let words = |field: &str| {
        let found = items[0].fields.iter().find(|f| f.field == field).unwrap();
        (found.display_before.clone(), found.display_after.clone())
    };
    assert_eq!(words("customer"), ("海达机械".to_owned(), String::new()), "in the bin, and named");
    assert!(items[1].action.as_ref().unwrap().made.iter().all(|made| made.binned));
    let customer = done.receipts[0].record.unwrap();
    let taken = history(platform, &crm.boss, "customer", customer).remove(0);
    assert_eq!((taken.kind, taken.origin), (ChangeKind::RecordTrashed, Origin::Undo));
    assert_eq!(taken.undoes.unwrap().kind, ChangeKind::RecordCreated);
}

fn a_conversion_can_be_taken_back_days_later(platform: &TestPlatform) {
    let (crm, id, done) = begin(platform);
    for n in 0..60 {
        let rev = read(platform, &crm.east, id).rev;
        change(platform, &crm.east, (id, rev), json!({"need": format!("第 {n} 次")})).unwrap();
    }
    platform.clock.advance(jiff::SignedDuration::from_hours(24 * 9));
    let act = |who: &Who| standing(platform, who, id).remove(0).act.unwrap();
    assert_eq!((act(&crm.east).batch, act(&crm.east).can_undo), (Some(done.batch), true));
    assert!(act(&crm.boss).can_undo);
    let colleague = platform.as_member("赵敏");
    let east = platform.catalog().unwrap().people[&crm.east.id().unwrap()].department.unwrap();
    assert!(!act(&platform.moved(&colleague, east)).can_undo, "another one's act");
    undo(platform, &crm.east, done.batch);
    assert_eq!(standing(platform, &crm.east, id), []);
    assert_eq!(read(platform, &crm.east, id).values["need"], json!("第 59 次"));
}

fn an_undone_undo_takes_the_place_of_the_conversion(platform: &TestPlatform) {
    let (crm, id, done) = begin(platform);
    let undone = undo(platform, &crm.east, done.batch);
    let redone = undo(platform, &crm.east, undone.batch);
    let act = standing(platform, &crm.east, id).remove(0).act.unwrap();
    assert_eq!(
        act.batch,
        Some(redone.batch),
        "undoing the first would call the rest changed since"
    );
    assert_eq!(platform.preview_undo(&crm.east, redone.batch).unwrap().kept, []);
    undo(platform, &crm.east, redone.batch);
    assert_eq!(standing(platform, &crm.east, id), []);
}

fn what_others_brought_back_is_still_the_act_of_who_did_it(platform: &TestPlatform) {
    let (crm, id, done) = begin(platform);
    let undone = undo(platform, &crm.boss, done.batch);
    let redone = undo(platform, &crm.boss, undone.batch);
    let act = |who: &Who| standing(platform, who, id).remove(0).act.unwrap();
    assert_eq!((act(&crm.boss).batch, act(&crm.boss).can_undo), (Some(redone.batch), true));
    let (batch, can_undo) = (act(&crm.east).batch, act(&crm.east).can_undo);
    assert_eq!((batch, can_undo), (Some(done.batch), true), "the undo of an undo is the boss's");
    assert!(platform.preview_undo(&crm.east, done.batch).is_ok());
}

fn links_that_somebody_filled_in_stand_without_an_act(platform: &TestPlatform) {
    let (crm, _, done) = begin(platform);
    let id =
        lead(platform, &crm.east, json!({"company": "乙"})).unwrap().receipts[0].record.unwrap();
    let customer = done.receipts[0].record.unwrap().to_string();
    change(platform, &crm.east, (id, 1), json!({"customer": customer})).unwrap();
    let stands = standing(platform, &crm.east, id).remove(0);
    assert_eq!((made(&stands.action), stands.act), (vec!["customer 海达机械".to_owned()], None));
}
