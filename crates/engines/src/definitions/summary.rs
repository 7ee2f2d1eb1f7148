//! What is different, in the words of the person who publishes.

use model::{FieldKind, Form};
use serde_json::{Value as Json, json};

use super::rights;

/// One difference: a stable code, worded by the web client, with what the words need.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Difference {
    /// E.g. `field_added`, `field_renamed`, `option_removed`, `view_changed`.
    pub code: &'static str,
    /// Names and values.
    pub params: Json,
}

fn difference(code: &'static str, params: Json) -> Difference {
    Difference { code, params }
}

/// Every difference between the published version (or nothing) and the next.
pub fn summary(old: Option<&Form>, new: &Form) -> Vec<Difference> {
    let Some(old) = old else {
        return vec![difference(
            "form_new",
            json!({"name": new.name, "fields": new.live_fields().count()}),
        )];
    };
    let mut list = Vec::new();
    if old.name != new.name {
        list.push(difference("form_renamed", json!({"from": old.name, "to": new.name})));
    }
    if old.code != new.code {
        list.push(difference("form_code_changed", json!({"from": old.code, "to": new.code})));
    }
    if old.title_field().map(|f| f.id) != new.title_field().map(|f| f.id) {
        list.push(difference("title_changed", json!({"to": new.title_field().map(|f| &f.name)})));
    }
    fields(old, new, &mut list);
    let views = |form: &Form| form.views.iter().map(|v| part(&v.code, json!(v.name), v)).collect();
    parts(["view_added", "view_removed", "view_changed"], views(old), views(new), &mut list);
    let actions =
        |form: &Form| form.actions.iter().map(|a| part(&a.code, json!(a.name), a)).collect();
    parts(
        ["action_added", "action_removed", "action_changed"],
        actions(old),
        actions(new),
        &mut list,
    );
    let templates = |form: &Form| {
        form.activity_templates.iter().map(|t| part(&t.code, json!(t.label), t)).collect()
    };
    parts(
        ["template_added", "template_removed", "template_changed"],
        templates(old),
        templates(new),
        &mut list,
    );
    list.extend(rights::differences(old, new));
    match (&old.pool, &new.pool) {
        (None, Some(pool)) => list.push(difference("pool_opened", json!({"name": pool.name}))),
        (Some(pool), None) => list.push(difference("pool_closed", json!({"name": pool.name}))),
        (Some(was), Some(is)) if was != is => {
            list.push(difference("pool_changed", json!({"name": is.name})));
        }
        _ => {}
    }
    if old.groups != new.groups {
        list.push(difference("layout_changed", json!({})));
    }
    list
}

fn fields(old: &Form, new: &Form, list: &mut Vec<Difference>) {
    for field in &new.fields {
        let name = &field.name;
        let Some(before) = old.field_by_id(field.id) else {
            list.push(difference("field_added", json!({"name": name, "kind": field.kind.name()})));
            continue;
        };
        match (before.archived, field.archived) {
            (false, true) => list.push(difference("field_removed", json!({"name": before.name}))),
            (true, false) => list.push(difference("field_restored", json!({"name": name}))),
            _ => {}
        }
        if field.archived {
            continue;
        }
        if before.name != *name {
            list.push(difference("field_renamed", json!({"from": before.name, "to": name})));
        }
        if before.code != field.code {
            list.push(difference(
                "field_code_changed",
                json!({"name": name, "from": before.code, "to": field.code}),
            ));
        }
        for (code, was, is) in [
            ("field_required_changed", before.required, field.required),
            ("field_unique_changed", before.unique, field.unique),
        ] {
            if was != is {
                list.push(difference(code, json!({"name": name, "to": is})));
            }
        }
        options(&before.kind, &field.kind, &json!(name), list);
        if before.default != field.default
            || before.help != field.help
            || settings(&before.kind) != settings(&field.kind)
        {
            list.push(difference("field_changed", json!({"name": name})));
        }
    }
    let order = |form: &Form| form.live_fields().map(|f| f.id).collect::<Vec<_>>();
    let (was, is) = (order(old), order(new));
    let both = |list: &[model::FieldId], other: &[model::FieldId]| {
        list.iter().filter(|id| other.contains(id)).copied().collect::<Vec<_>>()
    };
    if both(&was, &is) != both(&is, &was) {
        list.push(difference("field_order_changed", json!({})));
    }
}

/// A kind's settings without its options.
fn settings(kind: &FieldKind) -> Json {
    let mut json = serde_json::to_value(kind).unwrap_or_default();
    if let Some(object) = json.as_object_mut() {
        object.remove("options");
    }
    json
}

fn options(old: &FieldKind, new: &FieldKind, field: &Json, list: &mut Vec<Difference>) {
    let before = old.options();
    for option in new.options() {
        match before.iter().find(|o| o.id == option.id) {
            None => {
                list.push(difference("option_added", json!({"field": field, "name": option.label})))
            }
            Some(was) if !was.archived && option.archived => {
                list.push(difference("option_removed", json!({"field": field, "name": was.label})));
            }
            Some(was) if was.label != option.label => {
                list.push(difference(
                    "option_renamed",
                    json!({"field": field, "from": was.label, "to": option.label}),
                ));
            }
            Some(was) if *was != option => {
                list.push(difference(
                    "option_changed",
                    json!({"field": field, "name": option.label}),
                ));
            }
            Some(_) => {}
        }
    }
}

/// A named part of a form: its key, its name, and all that it says.
struct Part {
    key: String,
    name: Json,
    whole: Json,
}

fn part(key: &str, name: Json, whole: &impl serde::Serialize) -> Part {
    Part { key: key.to_owned(), name, whole: serde_json::to_value(whole).unwrap_or_default() }
}

fn parts(
    [added, removed, changed]: [&'static str; 3],
    old: Vec<Part>,
    new: Vec<Part>,
    list: &mut Vec<Difference>,
) {
    for part in &new {
        match old.iter().find(|o| o.key == part.key) {
            None => list.push(difference(added, json!({"name": part.name}))),
            Some(was) if was.whole != part.whole => {
                list.push(difference(changed, json!({"name": part.name})));
            }
            Some(_) => {}
        }
    }
    for gone in old.iter().filter(|o| !new.iter().any(|n| n.key == o.key)) {
        list.push(difference(removed, json!({"name": gone.name})));
    }
}
