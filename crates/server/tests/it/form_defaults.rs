//! What a new record begins with, and who sees the records of a new form, as a designer says both.

use serde_json::{Value, json};

use crate::client::{Answer, Client, TestServer};

/// A default of each kind that may have one, as a record's value is written.
fn defaults() -> Vec<(&'static str, Value, Value)> {
    let options =
        json!([{"code": "a", "label": {"zh-CN": "甲"}}, {"code": "b", "label": {"zh-CN": "乙"}}]);
    vec![
        ("t", json!({"type": "text"}), json!("初访")),
        ("lt", json!({"type": "long_text"}), json!("一\n二")),
        ("n", json!({"type": "number", "decimals": 2}), json!("12.5")),
        ("m", json!({"type": "money", "decimals": 2, "currency": "CNY"}), json!("1234.5")),
        ("d", json!({"type": "date"}), json!("2026-11-21")),
        ("dt", json!({"type": "date_time"}), json!("2026-11-21T01:30:00Z")),
        ("y", json!({"type": "yes_no"}), json!(true)),
        ("c", json!({"type": "choice", "options": options}), json!("b")),
        ("cs", json!({"type": "choices", "options": options}), json!(["b", "a"])),
        ("s", json!({"type": "stage", "options": options}), json!("b")),
        ("p", json!({"type": "phone"}), json!("13800000000")),
        ("e", json!({"type": "email"}), json!("a@example.com")),
        ("u", json!({"type": "url"}), json!("https://example.com")),
    ]
}

fn save(client: &Client, change: impl FnOnce(&mut Value)) -> Answer {
    let draft = client.get("/forms/visit/draft");
    let mut form = draft.body["form"].clone();
    change(&mut form);
    let based = client.with("if-match", draft.header("etag"));
    based.put("/forms/visit/draft", json!({ "form": form }))
}

fn field(code: &str, kind: &Value, default: &Value) -> Value {
    json!({"code": code, "name": {"en": code}, "kind": kind, "default": default})
}

fn begun(client: &Client) {
    let begun = client.post("/forms", json!({"name": {"zh-CN": "拜访"}, "code": "visit"}));
    assert_eq!(begun.status, 201, "{}", begun.body);
}

#[test]
fn a_default_is_written_and_read_like_a_records_value() {
    let server = TestServer::new();
    let ada = server.administrator();
    begun(&ada);
    let saved = save(&ada, |form| {
        let fields = form["fields"].as_array_mut().unwrap();
        fields.extend(defaults().iter().map(|(code, kind, value)| field(code, kind, value)));
    });
    assert_eq!(saved.status, 200, "{}", saved.body);
    let draft = ada.get("/forms/visit/draft").body["form"].clone();
    for (at, (code, _, value)) in defaults().into_iter().enumerate() {
        let found = &draft["fields"][at + 1]["default"];
        assert!(alike(found, &value), "{code}: {found}");
    }
    let again = save(&ada, |_| ());
    assert_eq!(again.body["form"], draft, "what was read can be saved as it is");
    assert_eq!(ada.post("/forms/visit/draft/publish", json!({})).status, 200);
    let made = ada.post("/forms/visit/records", json!({"values": {"name": "一"}}));
    assert_eq!(made.status, 201, "{}", made.body);
    for (code, _, value) in defaults() {
        let found = &made.body["values"][code];
        assert!(alike(found, &value), "{code}: {found}");
    }
}

/// Decimals come back with their places, phones with their country.
fn alike(found: &Value, given: &Value) -> bool {
    let (Some(found), Some(given)) = (found.as_str(), given.as_str()) else {
        return found == given;
    };
    let tidy = |text: &str| text.trim_start_matches("+86").trim_end_matches('0').to_owned();
    tidy(found) == tidy(given)
}

#[test]
fn null_is_no_default_and_a_sensitive_field_can_be_saved_with_it() {
    let server = TestServer::new();
    let ada = server.administrator();
    begun(&ada);
    let saved = save(&ada, |form| {
        let mut id = field("id_number", &json!({"type": "text"}), &Value::Null);
        id["sensitive"] = json!(true);
        form["fields"].as_array_mut().unwrap().push(id);
    });
    assert_eq!(saved.status, 200, "{}", saved.body);
    assert_eq!(saved.body["form"]["fields"][1].get("default"), None);
    assert_eq!(saved.body["form"]["fields"][1]["sensitive"], true);
}

#[test]
fn a_default_that_does_not_fit_says_where() {
    let server = TestServer::new();
    let ada = server.administrator();
    begun(&ada);
    let options = json!([{"code": "a", "label": {"en": "A"}}]);
    let saved = save(&ada, |form| {
        let fields = form["fields"].as_array_mut().unwrap();
        fields.push(field("c", &json!({"type": "choice", "options": options}), &json!("z")));
        fields.push(field("d", &json!({"type": "date"}), &json!("tomorrow")));
        fields.push(field("y", &json!({"type": "yes_no"}), &json!("yes")));
    });
    assert_eq!(saved.status, 422, "{}", saved.body);
    let places: Vec<&str> = saved.errors().iter().map(|(_, place)| *place).collect();
    let wanted = ["form.fields.1.default", "form.fields.2.default", "form.fields.3.default"];
    assert_eq!(places, wanted, "{}", saved.body);
    assert_eq!(saved.errors()[0].0, "unknown_option");
}

#[test]
fn an_administrator_says_who_sees_a_new_forms_records() {
    let server = TestServer::new();
    let (ada, bo) = (server.administrator(), server.signed_in("Bo", "builder"));
    let mei = server.member();
    let body =
        |code: &str, sees: &str| json!({"name": {"zh-CN": "合同"}, "code": code, "sees": sees});
    assert_eq!(bo.post("/forms", body("hers", "all")).errors(), [("forbidden", "sees")]);
    for (code, sees, found) in [("every", "all", 1), ("own", "own", 0), ("team", "department", 0)] {
        let begun = ada.post("/forms", body(code, sees));
        assert_eq!(begun.status, 201, "{}", begun.body);
        ada.post(&format!("/forms/{code}/draft/publish"), json!({}));
        let made = ada.post(&format!("/forms/{code}/records"), json!({"values": {"name": "一"}}));
        assert_eq!(made.status, 201, "{}", made.body);
        let list = mei.post(&format!("/forms/{code}/records/query"), json!({}));
        assert_eq!(list.body["items"].as_array().map(Vec::len), Some(found), "{code}");
    }
}
