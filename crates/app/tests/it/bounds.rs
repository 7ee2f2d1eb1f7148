//! How much one request may ask, and what becomes of cursors that are made up.

use app::queries::AggregateRequest;
use base64::Engine;
use model::Code;
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::crm::{crm, list, new_lead, refusal};
use crate::refused::refused;

both_databases! {
    more_than_may_be_asked_is_refused_where_it_stands,
    a_cursor_that_is_made_up_or_of_another_list_is_malformed,
    days_and_texts_that_no_database_knows_are_no_fault,
    departments_and_system_people_can_be_picked,
}

fn more_than_may_be_asked_is_refused_where_it_stands(platform: &TestPlatform) {
    let crm = crm(platform);
    let many = |count: usize, one: Json| Json::Array(vec![one; count]);
    let deep = (0..40).fold(json!({"field": "company", "op": "empty"}), |f, _| json!({"not": f}));
    let condition = json!({"field": "company", "op": "eq", "value": "a"});
    for (request, code, field) in [
        (json!({"sort": many(9, json!({"field": "company"}))}), Code::TooMany, "sort"),
        (json!({"fields": many(1101, json!("company"))}), Code::TooMany, "fields"),
        (json!({"search": "长".repeat(201)}), Code::TooLong, "search"),
        (json!({"size": 501}), Code::TooLarge, "size"),
        (json!({"filter": {"and": many(501, condition)}}), Code::TooMany, "filter.and.499"),
        (
            json!({"filter": {"field": "company", "op": "in", "value": many(1001, json!("a"))}}),
            Code::TooMany,
            "filter.value",
        ),
    ] {
        let reasons = refused(list(platform, &crm.east, request));
        assert_eq!((reasons[0].0, reasons[0].1.as_str()), (code, field));
    }
    let reasons = refused(list(platform, &crm.east, json!({"filter": deep})));
    assert_eq!(reasons[0].0, Code::TooDeep);
    for (request, field) in [
        (json!({"group": many(5, json!({"field": "source"}))}), "group"),
        (json!({"measures": many(21, json!({"of": "count"}))}), "measures"),
    ] {
        let request: AggregateRequest = serde_json::from_value(request).unwrap();
        let reasons = refused(platform.aggregate_records(&crm.east, "lead", &request));
        assert_eq!(reasons, [(Code::TooMany, field.to_owned())]);
    }
    let long = "a".repeat(201);
    assert_eq!(refusal(platform.search_everywhere(&crm.east, &long)), Code::TooLong);
    assert_eq!(refusal(platform.pick_options(&crm.east, ("lead", "owner"), &long)), Code::TooLong);
    assert_eq!(refusal(platform.list_people(&crm.east, Some(&long))), Code::TooLong);
}

fn cursor(json: Json) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json.to_string())
}

fn a_cursor_that_is_made_up_or_of_another_list_is_malformed(platform: &TestPlatform) {
    let crm = crm(platform);
    for n in 0..3 {
        new_lead(platform, &crm.east, &format!("公司{n}"));
    }
    let page = |sort: Json, after: &str| {
        list(platform, &crm.east, json!({"sort": sort, "after": after, "size": 1}))
    };
    let by = |field: &str| json!([{"field": field}]);
    let first = list(platform, &crm.east, json!({"sort": by("company"), "size": 1})).unwrap();
    let real = first.next.unwrap();
    assert_eq!(page(by("company"), &real).unwrap().items.len(), 1);
    for sort in [json!([]), by("created_at"), by("status"), by("amount"), by("rev")] {
        assert_eq!(refusal(page(sort.clone(), &real)), Code::Malformed, "{sort}");
    }
    for (sort, made_up) in [
        ("company", json!({"s": 9, "k": [{"t": "a"}], "r": 1})),
        ("company", json!({"s": 0, "k": [], "r": 1})),
        ("company", json!({"s": 0, "k": [null], "r": 1})),
        ("company", json!({"s": 0, "k": [{"t": "a\u{0}b"}], "r": 1})),
        ("company", json!({"s": 0, "k": [{"i": 1}], "r": 1})),
        ("amount", json!({"s": 0, "k": [{"n": ["79228162514264337593543950335", 2]}], "r": 1})),
        ("amount", json!({"s": 0, "k": [{"n": ["1", 28]}], "r": 1})),
        ("created_at", json!({"s": 0, "k": [{"m": "-009000-01-01T00:00:00Z"}], "r": 1})),
        ("created_at", json!({"s": 0, "k": [{"t": "2026"}], "r": 1})),
        ("status", json!({"s": 99, "k": [], "r": 1})),
    ] {
        let asked = page(by(sort), &cursor(made_up.clone()));
        assert_eq!(refusal(asked), Code::Malformed, "{made_up}");
    }
    assert_eq!(refusal(page(by("company"), "%%%")), Code::Malformed);
}

fn days_and_texts_that_no_database_knows_are_no_fault(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.east, "公司");
    for filter in [
        json!({"field": "created_at", "op": "gt", "value": "-009000-01-01T00:00:00Z"}),
        json!({"field": "created_at", "op": "lt", "value": "9999-12-31T00:00:00Z"}),
        json!({"field": "created_at", "op": "gt", "value": "-009000-01-01"}),
        json!({"field": "created_at", "op": "within", "value": {"last": 4_000_000_000_u64, "unit": "day"}}),
        json!({"field": "company", "op": "eq", "value": "a\u{0}b"}),
        json!({"field": "amount", "op": "gt", "value": "79228162514264337593543950335"}),
        json!({"field": "rev", "op": "gt", "value": "79228162514264337593543950335"}),
        json!({"field": "amount", "op": "gt", "value": "1e400"}),
    ] {
        let asked = list(platform, &crm.east, json!({"filter": filter}));
        if let Err(app::Error::Fault(fault)) = asked {
            panic!("{filter}: {fault}");
        }
    }
    for at in [i64::MAX, i64::MAX - 1, 5] {
        assert_eq!(list(platform, &crm.east, json!({"at": at})).unwrap().items.len(), 0);
    }
    assert!(list(platform, &crm.east, json!({"search": "a\u{0}b"})).is_ok());
    let far: jiff::Timestamp = "-009000-01-01T00:00:00Z".parse().unwrap();
    let before = Some((far, model::ActivityId(uuid::Uuid::nil())));
    let follow_ups = platform.list_activities(&crm.east, ("lead", view.id), before);
    assert!(!matches!(follow_ups, Err(app::Error::Fault(_))), "{follow_ups:?}");
    for after in [i64::MIN, -1, 0, i64::MAX] {
        platform.record_history(&crm.east, ("lead", view.id), Some(after)).unwrap();
    }
}

fn departments_and_system_people_can_be_picked(platform: &TestPlatform) {
    let crm = crm(platform);
    let pick = |field: &str, words: &str| -> Vec<String> {
        let found = platform.pick_options(&crm.east, ("lead", field), words).unwrap();
        found.into_iter().map(|option| option.title).collect()
    };
    assert_eq!(pick("department", ""), ["华东", "华西"]);
    assert_eq!(pick("department", "huax"), ["华西"]);
    for field in ["owner", "created_by", "updated_by"] {
        assert_eq!(pick(field, "李"), ["李强"], "{field}");
    }
    for field in ["created_at", "company"] {
        let refused = refused(platform.pick_options(&crm.east, ("lead", field), ""));
        assert_eq!(refused, [(Code::WrongType, "field".to_owned())]);
    }
}
