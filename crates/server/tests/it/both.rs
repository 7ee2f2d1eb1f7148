//! One journey on each database: what could differ between them is below the API, but the threads are above.

use serde_json::json;
use testkit::TestPlatform;

use crate::client::TestServer;
use crate::records::lead;

fn journey(platform: TestPlatform) {
    let server = TestServer::around(platform, false);
    let mei = server.member().with("idempotency-key", "once");
    let body = json!({"values": {"company": "星河科技", "status": "new", "amount": "12.50"}});
    let made = mei.post("/forms/lead/records", body.clone());
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(mei.post("/forms/lead/records", body).body, made.body);
    let mei = mei.without("idempotency-key");
    let path = format!("/forms/lead/records/{}", made.text("id"));
    let based = mei.with("if-match", "\"1\"");
    assert_eq!(based.patch(&path, json!({"values": {"amount": "13"}})).status, 200);
    let conflict = based.patch(&path, json!({"values": {"amount": "14"}}));
    assert_eq!(conflict.body["current"]["values"]["amount"], "13.00");
    let gone = mei.with("if-match", "\"2\"").delete(&path);
    let undo = format!("/batches/{}/undo", gone.text("batch"));
    assert_eq!(mei.post(&undo, json!({})).status, 200);
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let mei = mei.clone();
            std::thread::spawn(move || (0..10).for_each(|_| drop(lead(&mei, json!({})))))
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    // Search follows a moment behind.
    app::runtime::drain(&server.platform).unwrap();
    let count = mei.post("/forms/lead/records/query", json!({"count": "exact", "search": "星河"}));
    assert_eq!(count.body["count"], 81, "{}", count.body);
    assert_eq!(mei.delete("/session").status, 204);
}

#[test]
fn the_same_requests_get_the_same_answers_on_sqlite() {
    journey(TestPlatform::new());
}

#[test]
fn the_same_requests_get_the_same_answers_on_postgres() {
    if let Some(platform) = TestPlatform::on_postgres() {
        journey(platform);
    }
}
