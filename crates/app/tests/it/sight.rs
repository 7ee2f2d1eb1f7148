//! Access on every surface: who may not see a record or a field learns nothing, not even that it exists.

use app::queries::AggregateRequest;
use model::{Code, Command, RecordId};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, change, companies, create, crm, lead, list, new_lead, refusal};

both_databases! {
    a_record_out_of_sight_answers_as_one_that_does_not_exist,
    lists_counts_and_totals_hold_only_what_is_in_sight,
    a_hidden_field_does_not_exist,
    link_pickers_and_titles_show_only_what_is_in_sight,
    similar_records_out_of_sight_are_not_told,
    undo_reaches_only_what_is_in_sight,
    a_hidden_field_does_not_come_out_through_a_conversion,
    a_shared_view_that_filters_by_a_hidden_field_is_not_told,
    somebody_who_was_locked_out_sees_nothing_at_once,
    a_hidden_field_of_another_form_cannot_be_probed_by_typing,
}

fn count(platform: &TestPlatform, who: &app::Who) -> i64 {
    let request: AggregateRequest = serde_json::from_value(json!({})).unwrap();
    let (rows, _) = platform.aggregate_records(who, "lead", &request).unwrap();
    rows[0].values[0].as_i64().unwrap()
}

fn a_record_out_of_sight_answers_as_one_that_does_not_exist(platform: &TestPlatform) {
    let crm: Crm = crm(platform);
    let hidden = new_lead(platform, &crm.west, "西部").id;
    let nobody = RecordId(uuid::Uuid::from_u128(1));
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    for id in [hidden, nobody] {
        let who = &crm.east;
        assert_eq!(refusal(platform.find_record(who, "lead", id)), Code::NotFound);
        assert_eq!(refusal(platform.record_history(who, ("lead", id), None)), Code::NotFound);
        assert_eq!(refusal(platform.list_activities(who, ("lead", id), None)), Code::NotFound);
        assert_eq!(refusal(platform.back_links(who, ("lead", id))), Code::NotFound);
        assert_eq!(refusal(change(platform, who, (id, 1), json!({}))), Code::NotFound);
        let trash = Command::TrashRecord { form, id, base_rev: None };
        assert_eq!(refusal(platform.execute(who, trash)), Code::NotFound);
    }
}

fn lists_counts_and_totals_hold_only_what_is_in_sight(platform: &TestPlatform) {
    let crm = crm(platform);
    new_lead(platform, &crm.east, "东部");
    new_lead(platform, &crm.west, "西部");
    let page = list(platform, &crm.east, json!({"count": "exact"})).unwrap();
    assert_eq!((companies(&page), page.count), (vec!["东部".to_owned()], Some(1)));
    assert_eq!((count(platform, &crm.east), count(platform, &crm.boss)), (1, 2));
    let all = list(platform, &crm.boss, json!({"sort": [{"field": "company"}]})).unwrap();
    assert_eq!(companies(&all), ["东部", "西部"]);
}

fn a_hidden_field_does_not_exist(platform: &TestPlatform) {
    let crm = crm(platform);
    let values = json!({"company": "东部", "owner": crm.east.id().unwrap().to_string(), "channel_cost": "88"});
    let id = lead(platform, &crm.boss, values).unwrap().receipts[0].record.unwrap();
    let seen = platform.find_record(&crm.east, "lead", id).unwrap();
    assert!(!seen.values.contains_key("channel_cost"));
    assert!(platform.find_form(&crm.east, "lead").unwrap().form.field("channel_cost").is_none());
    let history = platform.record_history(&crm.east, ("lead", id), None).unwrap();
    assert!(history.items.iter().flat_map(|i| &i.fields).all(|f| f.field != "channel_cost"));
    for request in [
        json!({"filter": {"field": "channel_cost", "op": "eq", "value": "88"}}),
        json!({"sort": [{"field": "channel_cost"}]}),
        json!({"fields": ["channel_cost"]}),
    ] {
        assert_eq!(refusal(list(platform, &crm.east, request)), Code::UnknownField);
    }
    let sum = json!({"measures": [{"of": "sum", "field": "channel_cost"}]});
    let sum: AggregateRequest = serde_json::from_value(sum).unwrap();
    assert_eq!(refusal(platform.aggregate_records(&crm.east, "lead", &sum)), Code::UnknownField);
    let write = change(platform, &crm.east, (id, 1), json!({"channel_cost": "1"}));
    assert_eq!(refusal(write), Code::UnknownField);
}

fn link_pickers_and_titles_show_only_what_is_in_sight(platform: &TestPlatform) {
    let crm = crm(platform);
    let theirs = create(platform, &crm.west, "customer", json!({"name": "西部集团"})).unwrap();
    let theirs = theirs.receipts[0].record.unwrap();
    let options = platform.pick_options(&crm.east, ("contact", "customer"), "").unwrap();
    assert!(options.is_empty());
    let values = json!({"name": "张三", "customer": theirs.to_string()});
    assert_eq!(
        refusal(create(platform, &crm.east, "contact", values.clone())),
        Code::NotALinkedRecord
    );
    let mine = json!({"name": "张三", "customer": theirs.to_string(), "owner": crm.east.id().unwrap().to_string()});
    let contact = create(platform, &crm.boss, "contact", mine).unwrap().receipts[0].record.unwrap();
    let seen = platform.find_record(&crm.east, "contact", contact).unwrap();
    assert!(!seen.display.contains_key("customer"), "{:?}", seen.display);
}

fn similar_records_out_of_sight_are_not_told(platform: &TestPlatform) {
    let crm = crm(platform);
    lead(platform, &crm.west, json!({"company": "西部", "phone": "13800138000"})).unwrap();
    let typed = json!({"phone": "138 0013 8000"});
    let typed = typed.as_object().unwrap();
    assert!(platform.similar_records(&crm.east, "lead", typed, None).unwrap().is_empty());
    let told = platform.similar_records(&crm.boss, "lead", typed, None).unwrap();
    assert_eq!(told[0].owner.as_ref().map(|o| o.1.as_str()), Some("王芳"));
}

fn undo_reaches_only_what_is_in_sight(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "东部");
    let edited = change(platform, &crm.east, (view.id, 1), json!({"company": "改"})).unwrap();
    let west = crm.west.id().unwrap().to_string();
    change(platform, &crm.boss, (view.id, 2), json!({"owner": west})).unwrap();
    assert_eq!(refusal(platform.find_record(&crm.east, "lead", view.id)), Code::NotFound);
    for insist in [false, true] {
        let undo = Command::UndoBatch { batch: edited.batch, insist };
        assert_eq!(refusal(platform.execute(&crm.east, undo)), Code::OutOfSight);
    }
    assert_eq!(companies(&list(platform, &crm.west, json!({})).unwrap()), ["改"]);
}

fn a_hidden_field_does_not_come_out_through_a_conversion(platform: &TestPlatform) {
    let crm = crm(platform);
    // The pack as a builder might have it: the hidden cost is mapped into a field that everybody sees.
    let mut form = platform.find_draft(&crm.boss, "lead").unwrap().form;
    let model::form::ActionKind::Convert(convert) = &mut form.actions[0].does;
    convert.steps[2].map.insert("amount".to_owned(), json!("channel_cost"));
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
    let owner = crm.east.id().unwrap().to_string();
    let values =
        json!({"company": "东部", "contact_name": "张三", "owner": owner, "channel_cost": "88"});
    let id = lead(platform, &crm.boss, values).unwrap().receipts[0].record.unwrap();
    let asked = platform.convert_record(&crm.east, ("lead", id), ("convert", &[])).unwrap();
    let app::convert::Converted::Offers(offers) = asked else { panic!("not asked") };
    assert_eq!(offers[2].values["amount"], json!(null));
    let make = [app::convert::StepChoice::Make; 3];
    platform.convert_record(&crm.boss, ("lead", id), ("convert", &make)).unwrap();
    let request = serde_json::from_value(json!({})).unwrap();
    let customers = platform.list_records(&crm.east, "customer", &request).unwrap();
    assert_eq!(customers.items[0].display["owner"], json!("李强"), "it stays with the owner");
}

fn a_shared_view_that_filters_by_a_hidden_field_is_not_told(platform: &TestPlatform) {
    let crm = crm(platform);
    let edit = json!({"name": {"zh-CN": "贵"}, "shared": true, "position": 99,
        "filter": {"field": "channel_cost", "op": "gt", "value": "100"}});
    let edit = serde_json::from_value(edit).unwrap();
    let made = platform.create_view(&crm.boss, "lead", edit).unwrap().view;
    let seen = |who| platform.list_views(who, "lead").unwrap().iter().any(|v| v.view.id == made.id);
    assert!(seen(&crm.boss) && !seen(&crm.east));
}

fn somebody_who_was_locked_out_sees_nothing_at_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "东部");
    let patch = app::people::PersonPatch {
        state: Some(model::person::PersonState::Disabled),
        ..app::people::PersonPatch::default()
    };
    platform.update_person(&app::Who::cli(), crm.east.id().unwrap(), &patch).unwrap();
    // The same Who as before, as a request that was long under way carries it.
    let late = change(platform, &crm.east, (view.id, 1), json!({"company": "改"}));
    assert_eq!(refusal(late), Code::UnknownForm);
}

fn a_hidden_field_of_another_form_cannot_be_probed_by_typing(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut form = platform.find_draft(&crm.boss, "customer").unwrap().form;
    let member = form.grants.iter_mut().find(|g| g.role == "member").unwrap();
    member.hidden.push("phone".to_owned());
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
    let owner = crm.east.id().unwrap().to_string();
    let values = json!({"name": "东部集团", "phone": "13800138000", "owner": owner});
    create(platform, &crm.boss, "customer", values).unwrap();
    let typed = json!({"phone": "13800138000"});
    let told = |who| {
        platform.similar_records(who, "lead", typed.as_object().unwrap(), None).unwrap().len()
    };
    assert_eq!((told(&crm.boss), told(&crm.east)), (1, 0));
}
