//! Saved views beyond the table, and what stages ask of records on their way.

use model::{Code, Command};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::crm::{create, crm, refusal};

both_databases! {
    a_shared_view_tells_nothing_of_hidden_fields,
    one_default_among_the_shared_and_one_of_ones_own,
    a_field_that_left_the_form_leaves_saved_views,
    a_stage_asks_for_its_fields_when_it_is_entered,
}

fn save(
    platform: &TestPlatform,
    who: &app::Who,
    body: Json,
) -> Result<model::view::View, app::Error> {
    platform.create_view(who, "lead", serde_json::from_value(body).unwrap()).map(|seen| seen.view)
}

fn seen(platform: &TestPlatform, who: &app::Who, code: &str) -> Json {
    serde_json::to_value(platform.find_view(who, "lead", code).unwrap()).unwrap()
}

fn a_shared_view_tells_nothing_of_hidden_fields(platform: &TestPlatform) {
    let crm = crm(platform);
    let body = json!({"name": {"zh-CN": "渠道"}, "shared": true, "kind": "kanban", "columns": [{"field": "company"}],
        "kanban": {"field": "status", "fields": ["company", "channel_cost"], "sum": "channel_cost"},
        "group": [{"field": "channel_cost"}], "aggregates": {"channel_cost": "sum"},
        "colours": [{"when": {"field": "channel_cost", "op": "gt", "value": "1"}, "hue": "red"}]});
    let code = save(platform, &crm.boss, body).unwrap().code;
    assert_eq!(seen(platform, &crm.boss, &code)["kanban"]["sum"], "channel_cost");
    let theirs = seen(platform, &crm.east, &code);
    assert!(!theirs.to_string().contains("channel_cost"), "{theirs}");
    assert_eq!(theirs["kanban"], json!({"field": "status", "fields": ["company"]}));
    // Nor can a person name it in a view of their own.
    let probe =
        json!({"name": {"zh-CN": "试探"}, "kanban": {"field": "status", "sum": "channel_cost"}});
    assert_eq!(refusal(save(platform, &crm.east, probe)), Code::UnknownField);
}

fn one_default_among_the_shared_and_one_of_ones_own(platform: &TestPlatform) {
    let crm = crm(platform);
    let body = |name: &str, shared: bool| json!({"name": {"zh-CN": name}, "shared": shared, "default": true});
    for (who, name, shared) in [
        (&crm.boss, "一", true),
        (&crm.boss, "二", true),
        (&crm.east, "三", false),
        (&crm.east, "四", false),
        (&crm.west, "五", false),
    ] {
        save(platform, who, body(name, shared)).unwrap();
    }
    let defaults = |who: &app::Who| -> Vec<String> {
        let views = platform.list_views(who, "lead").unwrap().into_iter();
        views.filter(|v| v.view.default).map(|v| v.view.name.zh_cn).collect()
    };
    assert_eq!(defaults(&crm.boss), ["二"]);
    assert_eq!(defaults(&crm.east), ["二", "四"]);
    assert_eq!(defaults(&crm.west), ["二", "五"]);
}

fn a_field_that_left_the_form_leaves_saved_views(platform: &TestPlatform) {
    let crm = crm(platform);
    let body = json!({"name": {"zh-CN": "按来源"}, "columns": [{"field": "company"}, {"field": "source"}],
        "kanban": {"field": "source"}, "group": [{"field": "source"}]});
    let code = save(platform, &crm.east, body).unwrap().code;
    let mut draft = platform.find_draft(&crm.boss, "lead").unwrap();
    draft.form.fields.iter_mut().find(|f| f.code == "source").unwrap().archived = true;
    platform.publish_form(&crm.boss, draft.form, draft.base_version).unwrap();
    let now = seen(platform, &crm.east, &code);
    assert_eq!(now["columns"], json!([{"field": "company"}]));
    assert!(now.get("kanban").is_none() && now.get("group").is_none(), "{now}");
    // What is left of it can be saved again.
    let rename = serde_json::from_value(json!({"name": {"zh-CN": "照旧"}})).unwrap();
    platform.change_view(&crm.east, "lead", &code, rename).unwrap();
}

fn a_stage_asks_for_its_fields_when_it_is_entered(platform: &TestPlatform) {
    let crm = crm(platform);
    let values = json!({"name": "产线改造", "stage": "prospect"});
    let made = create(platform, &crm.boss, "opportunity", values).unwrap();
    let id = made.receipts[0].record.unwrap();
    let change = |rev: i64, values: Json| {
        let Json::Object(values) = values else { panic!("values are an object") };
        let (form, values) = platform.read_values(&crm.boss, "opportunity", (&values, false))?;
        platform.execute(&crm.boss, Command::UpdateRecord { form, id, base_rev: rev, values })
    };
    assert_eq!(refusal(change(1, json!({"stage": "lost"}))), Code::Required);
    let lost = change(1, json!({"stage": "lost", "lost_reason": "price"})).unwrap();
    // Where it stands already nothing is asked, and on the way back neither.
    change(lost.receipts[0].rev, json!({"lost_reason": null})).unwrap();
    let back = change(lost.receipts[0].rev + 1, json!({"stage": "need"})).unwrap();
    assert_eq!(refusal(change(back.receipts[0].rev, json!({"stage": "lost"}))), Code::Required);
}
