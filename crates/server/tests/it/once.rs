//! `Idempotency-Key`: sent twice, done once.

use serde_json::{Value, json};

use crate::client::TestServer;

#[test]
fn the_first_answer_is_given_again() {
    let server = TestServer::new();
    let mei = server.member().with("idempotency-key", "k1");
    let body = || json!({"values": {"company": "星河科技", "status": "new"}});
    let first = mei.post("/forms/lead/records", body());
    let second = mei.post("/forms/lead/records", body());
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.body, second.body);
    assert_eq!(first.header("etag"), second.header("etag"));
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(
        (first.header("idempotency-replayed"), second.header("idempotency-replayed")),
        ("", "true")
    );
    let count = mei.post("/forms/lead/records/query", json!({"count": "exact"}));
    assert_eq!(count.body["count"], 1);
}

#[test]
fn a_key_belongs_to_one_request_of_one_person() {
    let server = TestServer::new();
    let mei = server.member().with("idempotency-key", "k1");
    let body = |company: &str| json!({"values": {"company": company, "status": "new"}});
    assert_eq!(mei.post("/forms/lead/records", body("甲")).status, 201);
    assert_eq!(mei.post("/forms/lead/records", body("乙")).problem(), (409, "conflict"));
    let lin = server.signed_in("Lin", "member").with("idempotency-key", "k1");
    assert_eq!(lin.post("/forms/lead/records", body("乙")).status, 201);
}

#[test]
fn a_refused_request_may_be_mended_under_its_key() {
    let server = TestServer::new();
    let mei = server.member().with("idempotency-key", "k1");
    let refused = mei.post("/forms/lead/records", json!({"values": {"status": "new"}}));
    assert_eq!(refused.errors(), [("required", "company")]);
    let mended = json!({"values": {"company": "甲", "status": "new"}});
    assert_eq!(mei.post("/forms/lead/records", mended).status, 201);
    let long = mei.with("idempotency-key", &"k".repeat(300));
    assert_eq!(
        long.post("/forms/lead/records", json!({"values": {}})).errors(),
        [("too_long", "Idempotency-Key")]
    );
}

#[test]
fn secrets_are_not_kept_for_a_second_telling() {
    let server = TestServer::new();
    let ada = server.administrator().with("idempotency-key", "k1");
    let first = ada.post("/api-keys", json!({"name": "ERP"}));
    let second = ada.post("/api-keys", json!({"name": "ERP"}));
    assert_ne!(first.text("key"), second.text("key"));
}

#[test]
fn a_repeated_answer_shows_the_record_as_it_is_now() {
    let server = TestServer::new();
    let mei = server.member();
    let keyed = mei.with("idempotency-key", "k1");
    let body = || json!({"values": {"company": "星河科技", "status": "new"}});
    let first = keyed.post("/forms/lead/records", body());
    let path = format!("/forms/lead/records/{}", first.text("id"));
    let based = mei.with("if-match", "\"1\"");
    based.patch(&path, json!({"values": {"company": "星河"}}));
    let again = keyed.post("/forms/lead/records", body());
    assert_eq!((again.status, again.text("id")), (201, first.text("id")));
    assert_eq!((again.header("etag"), &again.body["values"]["company"]), ("\"2\"", &json!("星河")));
    mei.with("if-match", "\"2\"").delete(&path);
    let binned = keyed.post("/forms/lead/records", body());
    assert_eq!((binned.status, binned.text("id")), (201, first.text("id")), "{}", binned.body);
}

#[test]
fn follow_ups_batches_conversions_undos_views_and_exports_act_once() {
    let server = TestServer::new();
    let ada = server.administrator();
    let keyed = |key: &str| ada.with("idempotency-key", key);
    let twice = |key: &str, path: &str, body: Value| {
        let first = keyed(key).post(path, body.clone());
        let second = keyed(key).post(path, body);
        assert!(first.status < 300, "{path}: {}", first.body);
        assert_eq!(first.status, second.status, "{path}: {}", second.body);
        assert_eq!(first.header("idempotency-replayed"), "", "{path}");
        assert_eq!(second.header("idempotency-replayed"), "true", "{path}");
        assert_eq!(first.body, second.body, "{path}");
        first
    };
    let records = "/forms/lead/records";
    let values = json!({"company": "星河科技", "contact_name": "李雷", "status": "new"});
    let made = ada.post(records, json!({ "values": values }));
    let path = format!("{records}/{}", made.text("id"));
    twice("a", &format!("{path}/activities"), json!({"kind": "call", "text": "第一次"}));
    assert_eq!(ada.get(&format!("{path}/activities")).body["items"].as_array().unwrap().len(), 1);
    let create = json!({"commands": [{"create": {"values": {"company": "甲", "status": "new"}}}]});
    twice("b", &format!("{records}/batch"), create);
    let choices = json!({"choices": ["make", "make", "skip"]});
    let done = twice("c", &format!("{path}/actions/convert"), choices.clone());
    let again = keyed("c2").post(&format!("{path}/actions/convert"), choices);
    assert_eq!(again.problem(), (409, "already_converted"));
    assert_eq!(again.errors()[0], ("already_converted", "customer"));
    twice("u", &format!("/batches/{}/undo", done.text("batch")), json!({}));
    let view = json!({"name": {"zh-CN": "我的"}, "columns": [{"field": "company"}]});
    twice("v", "/forms/lead/views", view);
    twice("e", "/exports", json!({"form": "lead", "format": "csv"}));
    assert_eq!(ada.get("/jobs").body["items"].as_array().unwrap().len(), 1);
    let count = ada.post(&format!("{records}/query"), json!({"count": "exact"}));
    assert_eq!(count.body["count"], 2);
}

#[test]
fn an_administrator_erases_what_lies_in_the_bin_once() {
    let server = TestServer::new();
    let ada = server.administrator();
    let mei = server.member();
    let body = json!({"values": {"company": "鞠某人", "status": "new"}});
    let made = mei.post("/forms/lead/records", body);
    let path = format!("/forms/lead/records/{}", made.text("id"));
    let erase = format!("{path}/erase");
    assert_eq!(ada.post(&erase, json!({})).problem(), (409, "not_in_recycle_bin"));
    mei.with("if-match", "\"1\"").delete(&path);
    assert_eq!(mei.post(&erase, json!({})).problem(), (403, "forbidden"));
    let keyed = ada.with("idempotency-key", "k");
    let first = keyed.post(&erase, json!({}));
    assert_eq!((first.status, &first.body["entries"]), (200, &json!(2)), "{}", first.body);
    let again = keyed.post(&erase, json!({}));
    assert_eq!((again.status, again.body), (200, first.body));
    assert_eq!(ada.post(&erase, json!({})).problem(), (404, "not_found"));
    assert_eq!(ada.get(&path).problem(), (404, "not_found"));
}

#[test]
fn a_repeated_request_does_not_make_an_erased_record_again() {
    let server = TestServer::new();
    let ada = server.administrator();
    let keyed = server.member().with("idempotency-key", "k1");
    let body = || json!({"values": {"company": "鞠某人", "status": "new"}});
    let first = keyed.post("/forms/lead/records", body());
    let path = format!("/forms/lead/records/{}", first.text("id"));
    ada.with("if-match", "\"1\"").delete(&path);
    assert_eq!(ada.post(&format!("{path}/erase"), json!({})).status, 200);
    let again = keyed.post("/forms/lead/records", body());
    assert_eq!(again.problem(), (404, "not_found"), "{}", again.body);
    let left = ada.post("/forms/lead/records/query", json!({"count": "exact"}));
    assert_eq!(left.body["count"], 0);
    let other = keyed.with("idempotency-key", "k2").post("/forms/lead/records", body());
    assert_eq!(other.status, 201, "under a key of its own it is another request");
}
