//! From one version of a form to the next.

use model::{FieldId, FieldRef, Form, Shape, SystemField};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{Action, check, complete, indexes, plan, summary};

fn field(code: &str, kind: Json) -> Json {
    json!({"code": code, "name": {"zh-CN": code}, "kind": kind})
}

fn lead(fields: Vec<Json>) -> Json {
    json!({"code": "lead", "name": {"zh-CN": "线索"}, "title": "company", "fields": fields})
}

fn fields() -> Vec<Json> {
    vec![
        field("company", json!({"type": "text"})),
        field("phone", json!({"type": "phone"})),
        field(
            "grade",
            json!({"type": "choice", "options": [{"code": "a", "label": {"zh-CN": "甲"}}, {"code": "b", "label": {"zh-CN": "乙"}}]}),
        ),
    ]
}

fn finished(document: Json, old: Option<&Form>) -> Form {
    let mut next = old.map_or(0, |_| 1_000u128);
    let mut ids = || {
        next += 1;
        Uuid::from_u128(next)
    };
    complete(serde_json::from_value(document).unwrap(), old, &mut ids)
}

fn wrong(document: Json, old: Option<&Form>) -> Vec<String> {
    let customer: Form = serde_json::from_value(
        json!({"id": "frm_00000000000000000000000zzz", "code": "customer", "name": {"en": "C"},
        "title": "name", "fields": [field("name", json!({"type": "text"}))]}),
    )
    .unwrap();
    check(old, &finished(document, old), &[customer]).iter().map(ToString::to_string).collect()
}

#[test]
fn ids_are_given_once_and_kept_by_code() {
    let first = finished(lead(fields()), None);
    assert_eq!(first.fields.iter().filter(|f| f.id == FieldId(Uuid::nil())).count(), 0);
    let mut more = fields();
    more.insert(0, field("note", json!({"type": "long_text"})));
    let second = finished(lead(more), Some(&first));
    assert_eq!(second.id, first.id);
    for old in &first.fields {
        assert_eq!(second.field(&old.code).map(|f| f.id), Some(old.id));
        assert_eq!(
            second.field(&old.code).map(|f| &f.kind),
            Some(&old.kind),
            "options keep their ids"
        );
    }
    assert_eq!(finished(serde_json::to_value(&second).unwrap(), Some(&second)), second);
}

#[test]
fn what_is_left_out_stays_archived() {
    let first = finished(lead(fields()), None);
    let mut fewer = fields();
    fewer[2]["kind"]["options"].as_array_mut().unwrap().remove(1);
    fewer.remove(1);
    let second = finished(lead(fewer.clone()), Some(&first));
    assert!(second.field("phone").is_some_and(|f| f.archived));
    assert!(second.field("grade").unwrap().kind.options()[1].archived);
    // A new field of another kind may take the code.
    let id = FieldId(Uuid::from_u128(77)).to_string();
    fewer.push(
        json!({"id": id, "code": "phone", "name": {"zh-CN": "电话"}, "kind": {"type": "text"}}),
    );
    let third = finished(lead(fewer.clone()), Some(&first));
    assert!(third.field("phone_old1").is_some_and(|f| f.archived));
    assert_eq!(wrong(lead(fewer), Some(&first)), [""; 0]);
}

#[test]
fn views_forget_removed_fields_but_not_in_filters() {
    let views = json!([{"code": "v", "name": {"en": "V"}, "columns": [{"field": "company"}, {"field": "phone"}], "sort": [{"field": "phone"}],
        "filter": {"field": "phone", "op": "not_empty"}}]);
    let mut document = lead(fields());
    document["views"] = views.clone();
    document["groups"] = json!([{"name": {"en": "G"}, "fields": ["phone", "grade"]}]);
    let first = finished(document.clone(), None);
    document["fields"].as_array_mut().unwrap().remove(1);
    let second = finished(document.clone(), Some(&first));
    assert_eq!(
        (second.views[0].columns.len(), second.views[0].sort.len(), second.groups[0].fields.len()),
        (1, 0, 1)
    );
    assert_eq!(wrong(document, Some(&first)), ["unknown_field at views.0.filter.field"]);
}

#[test]
fn a_form_that_others_link_to_keeps_its_code() {
    let first = finished(lead(fields()), None);
    let mut second = first.clone();
    second.code = "inquiry".into();
    let deal = json!({"code": "deal", "name": {"en": "Deal"}, "title": "name", "fields": [field("name", json!({"type": "text"})), field("lead", json!({"type": "link", "form": "lead"}))]});
    let deal: Form = serde_json::from_value(deal).unwrap();
    assert_eq!(check(Some(&first), &second, &[]), []);
    let problems = check(Some(&first), &second, &[deal]);
    assert_eq!(
        problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["unknown_link_target at code"]
    );
}

#[test]
fn templates_are_checked_where_they_stand() {
    let template = |code: &str, days: Option<u16>| json!({"code": code, "label": {"en": "No answer"}, "kind": "call", "text": {"en": "Nobody answered"}, "next_in_days": days});
    let mut document = lead(fields());
    document["activity_templates"] = json!([template("missed", Some(1)), template("agreed", None)]);
    assert_eq!(wrong(document.clone(), None), [""; 0]);
    document["activity_templates"] =
        json!([template("missed", Some(0)), template("missed", Some(366)), template("No!", None)]);
    document["activity_templates"][2]["label"] = json!({});
    document["activity_templates"][1]["text"] = json!({"en": "a".repeat(501)});
    assert_eq!(
        wrong(document, None),
        [
            "duplicate_code at activity_templates.1.code",
            "bad_code at activity_templates.2.code",
            "too_small at activity_templates.0.next_in_days",
            "too_long at activity_templates.1.text",
            "too_large at activity_templates.1.next_in_days",
            "missing_label at activity_templates.2.label",
        ]
    );
}

#[test]
fn a_changed_template_is_told_by_its_name() {
    let template = |days: u16| json!([{"code": "missed", "label": {"en": "No answer"}, "kind": "call", "next_in_days": days}]);
    let mut document = lead(fields());
    document["activity_templates"] = template(1);
    let first = finished(document.clone(), None);
    document["activity_templates"] = template(2);
    let told = summary(Some(&first), &finished(document, Some(&first)));
    assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["template_changed"]);
    assert_eq!(told[0].params, json!({"name": {"en": "No answer"}}));
}

#[test]
fn a_pool_has_a_name_and_masks_fields_of_the_form_but_not_its_title() {
    let mut document = lead(fields());
    document["pool"] = json!({"name": {}, "mask": ["grade", "nope", "company"]});
    assert_eq!(
        wrong(document.clone(), None),
        ["missing_label at pool.name", "unknown_field at pool.mask.1", "bad_title at pool.mask.2"]
    );
    document["pool"] = json!({"name": {"en": "Pool"}, "mask": ["grade"]});
    assert_eq!(wrong(document, None), [""; 0]);
}

#[test]
fn another_way_to_look_for_a_text_makes_the_search_index_anew() {
    let mut document = lead(fields());
    let before = finished(document.clone(), None);
    let place = document["fields"].as_array().unwrap().len();
    let new = json!({"code": "short", "name": {"en": "Short"}, "kind": {"type": "text"}});
    document["fields"].as_array_mut().unwrap().push(new);
    let plain = finished(document.clone(), Some(&before));
    document["fields"][place]["kind"]["meaning"] = json!("alias");
    let meant = finished(document, Some(&plain));
    assert!(plan(Some(&plain), &meant).actions.contains(&Action::RebuildSearch));
}

#[test]
fn another_mask_makes_the_search_index_anew() {
    let mut document = lead(fields());
    document["pool"] = json!({"name": {"en": "Pool"}});
    let before = finished(document.clone(), None);
    document["pool"]["mask"] = json!(["phone"]);
    let after = finished(document, Some(&before));
    assert!(plan(Some(&before), &after).actions.contains(&Action::RebuildSearch));
    assert!(!plan(Some(&before), &before).actions.contains(&Action::RebuildSearch));
}

#[test]
fn a_sound_document_has_no_problems() {
    let mut document = lead(fields());
    document["fields"]
        .as_array_mut()
        .unwrap()
        .push(field("customer", json!({"type": "link", "form": "customer"})));
    document["views"] = json!([{"code": "mine", "name": {"en": "Mine"}, "columns": [{"field": "company"}, {"field": "customer.name"}, {"field": "owner"}],
        "filter": {"and": [{"field": "owner", "op": "eq", "value": "me"}, {"not": {"field": "grade", "op": "empty"}}]}, "sort": [{"field": "created_at"}]}]);
    document["grants"] = json!([{"role": "member", "sees": "own", "hidden": ["grade"]}]);
    assert_eq!(wrong(document, None), [""; 0]);
}

#[test]
fn every_problem_is_located() {
    let mut document = lead(vec![
        field("Company", json!({"type": "text"})),
        field("owner", json!({"type": "text"})),
        field("a", json!({"type": "link", "form": "nowhere"})),
        field("a", json!({"type": "choices", "options": [{"code": "x", "label": {}}]})),
        json!({"code": "b", "name": {}, "kind": {"type": "number", "decimals": 9}, "unique": true}),
        json!({"code": "c", "name": {"en": "C"}, "kind": {"type": "yes_no"}, "unique": true, "default": {"text": "x"}}),
    ]);
    document["code"] = json!("clew_x");
    document["views"] = json!([{"code": "v", "name": {}, "columns": [{"field": "nothing"}], "filter": {"and": [{"field": "nope", "op": "eq"}, 5]}, "sort": [{"field": "idle_days"}]}]);
    document["grants"] = json!([{"role": "king", "sees": "all", "hidden": ["nope"]}]);
    document["groups"] = json!([{"name": {"en": "G"}, "fields": ["nope"]}]);
    let mut found = wrong(document, None);
    found.sort();
    assert_eq!(
        found,
        [
            "bad_code at fields.0.code",
            "bad_condition at views.0.filter.and.1",
            "duplicate_code at fields.3.code",
            "missing_label at fields.3.kind.options.0.label",
            "missing_label at fields.4.name",
            "missing_label at views.0.name",
            "missing_title at title",
            "not_found at grants.0.role",
            "reserved_code at code",
            "reserved_code at fields.1.code",
            "too_large at fields.4.kind.decimals",
            "unknown_field at grants.0.hidden.0",
            "unknown_field at groups.0.fields.0",
            "unknown_field at views.0.columns.0.field",
            "unknown_field at views.0.sort.0.field",
            "unknown_link_target at fields.2.kind.form",
            "wrong_type at fields.5.default",
            "wrong_type at fields.5.unique",
        ]
    );
}

#[test]
fn kinds_do_not_change_and_titles_are_words() {
    let first = finished(lead(fields()), None);
    let mut other = fields();
    other[1]["kind"] = json!({"type": "text"});
    assert_eq!(wrong(lead(other), Some(&first)), ["kind_change at fields.1.kind"]);
    let mut bad = lead(fields());
    bad["title"] = json!("grade");
    assert_eq!(wrong(bad, None), ["bad_title at title"]);
    let mut taken = lead(fields());
    taken["code"] = json!("customer");
    assert_eq!(wrong(taken, None), ["duplicate_code at code"]);
}

#[test]
fn publishing_does_only_what_is_new() {
    let first = finished(lead(fields()), None);
    let actions = plan(None, &first).actions;
    assert_eq!(actions.first(), Some(&Action::CreateTable));
    let company = first.field("company").unwrap().id;
    assert!(actions.contains(&Action::AddColumn {
        field: company,
        shape: Shape::Text,
        sort_key: true
    }));
    assert_eq!(actions.last(), Some(&Action::RefreshView));
    assert_eq!(plan(Some(&first), &first).actions, []);
    let mut more = fields();
    more[1]["unique"] = json!(true);
    more.push(field("tags", json!({"type": "choices", "options": []})));
    let second = finished(lead(more), Some(&first));
    let (phone, tags) = (second.field("phone").unwrap().id, second.field("tags").unwrap().id);
    let actions = plan(Some(&first), &second).actions;
    assert_eq!(
        actions[0],
        Action::AddColumn { field: tags, shape: Shape::Options, sort_key: false }
    );
    assert_eq!(actions[1], Action::AddUnique { field: phone });
    assert!(matches!(actions[2], Action::DropIndex(_)), "the unique index serves instead");
    assert!(plan(Some(&second), &first).actions.contains(&Action::DropUnique { field: phone }));
}

#[test]
fn indexes_follow_the_views_and_merge_by_prefix() {
    let mut document = lead(fields());
    document["views"] = json!([
        {"code": "a", "name": {"en": "A"}, "columns": [], "filter": {"field": "grade", "op": "eq", "value": "a"}, "sort": [{"field": "created_at", "descending": true}]},
        {"code": "b", "name": {"en": "B"}, "columns": [], "filter": {"field": "grade", "op": "eq", "value": "b"}},
        {"code": "c", "name": {"en": "C"}, "columns": [], "filter": {"and": [{"field": "owner", "op": "eq", "value": "me"}, {"or": [{"field": "phone", "op": "eq", "value": "1"}, {"field": "grade", "op": "eq", "value": "a"}]}]}, "sort": [{"field": "company"}]}]);
    let form = finished(document, None);
    let id = |code: &str| FieldRef::from(form.field(code).unwrap().id);
    let sets: Vec<Vec<FieldRef>> = indexes(&form).into_iter().map(|i| i.fields).collect();
    assert!(sets.contains(&vec![id("grade"), SystemField::CreatedAt.into()]));
    assert!(!sets.contains(&vec![id("grade")]), "it begins a longer one");
    assert!(sets.contains(&vec![SystemField::Owner.into(), id("company")]));
    assert!(sets.contains(&vec![SystemField::Owner.into()]), "alone: own records, newest first");
    let created = FieldRef::System(SystemField::CreatedAt);
    for scope in [SystemField::Owner, SystemField::Department] {
        assert!(sets.contains(&vec![scope.into(), created]), "the first view within a scope");
    }
    assert!(sets.len() <= 12);
}

#[test]
fn the_publisher_reads_what_changes() {
    let first = finished(lead(fields()), None);
    let mut next = fields();
    next[0]["name"] = json!({"zh-CN": "公司"});
    next[0]["required"] = json!(true);
    next[2]["kind"]["options"] =
        json!([{"code": "a", "label": {"zh-CN": "A"}}, {"code": "c", "label": {"zh-CN": "丙"}}]);
    next.remove(1);
    next.push(field("note", json!({"type": "long_text"})));
    let codes = |old, new: &Form| summary(old, new).into_iter().map(|d| d.code).collect::<Vec<_>>();
    let mut found = codes(Some(&first), &finished(lead(next), Some(&first)));
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "field_added",
            "field_removed",
            "field_renamed",
            "field_required_changed",
            "option_added",
            "option_removed",
            "option_renamed"
        ]
    );
    assert_eq!(codes(Some(&first), &first), [""; 0]);
    assert_eq!(codes(None, &first), ["form_new"]);
}
