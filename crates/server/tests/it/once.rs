//! `Idempotency-Key`: sent twice, done once.

use serde_json::json;

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
