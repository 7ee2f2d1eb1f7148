//! Conditions that reach through links feel out nothing of records out of sight, also where a form links to itself.

use app::Who;
use app::queries::{AggregateRequest, ListRequest};
use model::{Code, RecordId};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::crm::{Crm, create, crm, refusal, with_form};

both_databases! {
    a_condition_on_a_linked_record_out_of_sight_finds_nothing,
    a_form_that_links_to_itself_tells_no_more,
    who_sees_only_some_of_the_linked_records_may_ask_about_those,
}

fn made(platform: &TestPlatform, who: &Who, form: &str, values: Json) -> RecordId {
    create(platform, who, form, values).unwrap().receipts[0].record.unwrap()
}

fn found(platform: &TestPlatform, who: &Who, form: &str, filter: &Json) -> Vec<RecordId> {
    let request: ListRequest =
        serde_json::from_value(json!({"filter": filter, "count": "exact"})).unwrap();
    let page = platform.list_records(who, form, &request).unwrap();
    let ids: Vec<_> = page.items.iter().map(|item| item.id).collect();
    assert_eq!(page.count, i64::try_from(ids.len()).ok());
    let request: AggregateRequest = serde_json::from_value(json!({"filter": filter})).unwrap();
    let (rows, _) = platform.aggregate_records(who, form, &request).unwrap();
    assert_eq!(rows[0].values[0].as_i64(), page.count, "{filter}");
    ids
}

/// A record of `east` in `form` that links through `link` to a customer of `west` with a note.
fn linked(platform: &TestPlatform, crm: &Crm, form: &str, link: &str) -> (RecordId, RecordId) {
    let note = json!({"name": "西部集团", "note": "底价八折"});
    let theirs = made(platform, &crm.west, "customer", note);
    let owner = crm.east.id().unwrap().to_string();
    let values = json!({"name": "东部", link: theirs.to_string(), "owner": owner});
    (made(platform, &crm.boss, form, values), theirs)
}

fn tells_nothing(platform: &TestPlatform, crm: &Crm, (form, link): (&str, &str)) {
    let (own, theirs) = linked(platform, crm, form, link);
    assert_eq!(refusal(platform.find_record(&crm.east, "customer", theirs)), Code::NotFound);
    let field = |of: &str| format!("{link}.{of}");
    let west = crm.west.id().unwrap().to_string();
    for filter in [
        json!({"field": field("note"), "op": "contains", "value": "八折"}),
        json!({"not": {"field": field("note"), "op": "empty"}}),
        json!({"field": field("owner"), "op": "eq", "value": west}),
        json!({"field": field("name"), "op": "starts_with", "value": "西"}),
    ] {
        assert_eq!(found(platform, &crm.boss, form, &filter), [own], "{filter}");
        assert!(found(platform, &crm.east, form, &filter).is_empty(), "{filter}");
    }
    let blank = json!({"field": field("note"), "op": "empty"});
    assert!(found(platform, &crm.east, form, &blank).contains(&own));
}

fn a_condition_on_a_linked_record_out_of_sight_finds_nothing(platform: &TestPlatform) {
    tells_nothing(platform, &crm(platform), ("contact", "customer"));
}

fn a_form_that_links_to_itself_tells_no_more(platform: &TestPlatform) {
    let crm = crm(platform);
    let parent = json!({"code": "parent", "name": {"en": "Parent"},
        "kind": {"type": "link", "form": "customer", "many": false}});
    with_form(platform, &crm.boss, "customer", |form| {
        form.fields.push(serde_json::from_value(parent).unwrap());
    });
    tells_nothing(platform, &crm, ("customer", "parent"));
}

fn who_sees_only_some_of_the_linked_records_may_ask_about_those(platform: &TestPlatform) {
    let crm = crm(platform);
    let note = json!({"name": "东部集团", "note": "老客户"});
    let mine = made(platform, &crm.east, "customer", note);
    let values = json!({"name": "李四", "customer": mine.to_string()});
    let contact = made(platform, &crm.east, "contact", values);
    let filter = json!({"field": "customer.note", "op": "contains", "value": "老客"});
    assert_eq!(found(platform, &crm.east, "contact", &filter), [contact]);
}
