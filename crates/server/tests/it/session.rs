//! Coming in, staying in, going; and what other sites' pages cannot do.

use serde_json::json;
use testkit::PASSWORD;

use crate::client::{Client, TestServer};

fn set_up(token: &str) -> serde_json::Value {
    json!({
        "token": token, "workspace_name": "星河科技", "name": "王芳", "login": "wang",
        "password": "correct-horse-9", "language": "zh-CN", "lan": true, "demo": false,
    })
}

#[test]
fn a_server_is_set_up_once_with_its_link() {
    let server = TestServer::new();
    let visitor = server.visitor();
    let before = visitor.get("/status").body;
    let addresses = json!(["http://192.168.1.8:8080"]);
    assert_eq!((&before["set_up"], &before["addresses"]), (&json!(false), &addresses));
    let token = server.platform.set_up_token().unwrap().unwrap();
    assert_eq!(visitor.post("/setup", set_up("wrong")).problem(), (401, "wrong_credentials"));
    let answer = visitor.post("/setup", set_up(&token));
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["permissions"], json!({"administer": true, "build": true}));
    assert!(answer.header("set-cookie").starts_with("clew_session="));
    assert_eq!(*server.door.opened.lock().unwrap(), [true], "the network was asked for");
    let status = visitor.get("/status").body;
    assert_eq!(
        (&status["set_up"], &status["workspace"]["name"]),
        (&json!(true), &json!("星河科技"))
    );
    assert_eq!(status.get("addresses"), None, "strangers are not told about the network");
    assert_eq!(visitor.post("/setup", set_up(&token)).problem(), (409, "already_set_up"));
}

#[test]
fn the_companys_currency_is_asked_told_and_changed() {
    let server = TestServer::fresh();
    let token = server.platform.set_up_token().unwrap().unwrap();
    let mut body = set_up(&token);
    body["currency"] = json!("dollars");
    let refused = server.visitor().post("/setup", body.clone());
    assert_eq!(
        (refused.problem().0, refused.errors()),
        (422, vec![("unknown_option", "currency")])
    );
    body["currency"] = json!("SGD");
    let inside = server.visitor().post("/setup", body);
    assert_eq!(inside.body["workspace"], json!({"name": "星河科技", "currency": "SGD"}));
    let ada = server.administrator();
    for form in ["lead", "opportunity"] {
        let form = ada.get(&format!("/forms/{form}")).body;
        let amount = form["fields"].as_array().unwrap().iter().find(|f| f["code"] == "amount");
        assert_eq!(amount.unwrap()["kind"]["currency"], "SGD");
    }
    let wrong = ada.patch("/workspace", json!({"currency": "ZZZ"}));
    assert_eq!((wrong.problem().0, wrong.errors()), (422, vec![("unknown_option", "currency")]));
    assert_eq!(ada.patch("/workspace", json!({"currency": "usd"})).body["currency"], "USD");
    assert_eq!(server.member().get("/me").body["workspace"]["currency"], "USD");
}

#[test]
fn where_a_new_server_is_found_is_told_to_who_sets_it_up() {
    let server = TestServer::new();
    let token = server.platform.set_up_token().unwrap().unwrap();
    let told = |visitor: &Client| visitor.get("/status").body.get("addresses").is_some();
    let here = server.visitor();
    assert!(told(&here), "at the machine itself");
    let elsewhere = here.with("host", "192.168.1.8:8080");
    let passed_on = here.with("x-forwarded-for", "127.0.0.1");
    for stranger in [&elsewhere, &passed_on] {
        assert!(!told(stranger));
        assert!(!told(&stranger.with("setup-token", "wrong")));
        assert!(told(&stranger.with("setup-token", &token)), "who holds the token");
    }
    assert_eq!(here.post("/setup", set_up(&token)).status, 200);
    assert!(!told(&here) && !told(&elsewhere.with("setup-token", &token)), "never again");
}

#[test]
fn what_is_wrong_with_a_set_up_is_told_at_once() {
    let server = TestServer::new();
    let token = server.platform.set_up_token().unwrap().unwrap();
    let mut body = set_up(&token);
    (body["name"], body["password"]) = (json!(""), json!("1"));
    let answer = server.visitor().post("/setup", body);
    assert_eq!(answer.problem(), (422, "invalid"));
    assert_eq!(answer.errors(), [("required", "name"), ("weak_password", "password")]);
}

#[test]
fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let server = TestServer::behind_proxy();
    server.platform.as_member("Mei");
    let body = |stay: bool| json!({"login": "p1", "password": PASSWORD, "stay": stay});
    let visitor = server.visitor();
    let plain = visitor.post("/session", body(false));
    let cookie = plain.header("set-cookie");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    let stays = visitor.with("x-forwarded-proto", "https").post("/session", body(true));
    let cookie = stays.header("set-cookie");
    assert!(cookie.contains("; Max-Age=") && cookie.ends_with("; Secure"), "{cookie}");
    let untrusted = TestServer::new();
    untrusted.platform.as_member("Mei");
    let answer =
        untrusted.visitor().with("x-forwarded-proto", "https").post("/session", body(false));
    assert!(!answer.header("set-cookie").contains("Secure"), "nobody vouches for the header");
}

#[test]
fn a_wrong_password_says_no_more_than_an_unknown_login() {
    let server = TestServer::new();
    server.platform.as_member("Mei");
    for login in ["p1", "nobody"] {
        let answer = server.visitor().post("/session", json!({"login": login, "password": "no"}));
        assert_eq!(answer.problem(), (401, "wrong_credentials"));
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[test]
fn too_many_guesses_are_told_to_wait() {
    let server = TestServer::new();
    server.platform.as_member("Mei");
    let guess = || server.visitor().post("/session", json!({"login": "p1", "password": "no"}));
    let last = (0..12).map(|_| guess()).find(|answer| answer.status == 429).expect("a wait");
    assert_eq!(last.problem(), (429, "too_many_attempts"));
    assert!(last.body["seconds"].as_i64().unwrap() > 0);
    assert!(!last.header("retry-after").is_empty());
}

#[test]
fn who_has_signed_out_is_out() {
    let server = TestServer::new();
    let mei = server.member();
    assert_eq!(mei.get("/me").body["name"], "Mei");
    let gone = mei.delete("/session");
    assert_eq!(gone.status, 204);
    assert!(gone.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(mei.get("/me").problem(), (401, "unauthenticated"));
    assert_eq!(mei.delete("/session").status, 204);
}

#[test]
fn a_key_acts_as_its_person_without_a_cookie() {
    let server = TestServer::new();
    let ada = server.administrator();
    let made = ada.post("/api-keys", json!({"name": "ERP"}));
    assert_eq!(made.status, 201);
    let key = made.text("key");
    assert!(key.starts_with("clew_key_"));
    let program = server.visitor().with("authorization", &format!("Bearer {key}"));
    assert_eq!(program.get("/me").body["name"], "Ada");
    // No browser is involved, so no origin is asked for.
    assert_eq!(program.post("/forms/lead/records/query", json!({})).status, 200);
    let listed = ada.get("/api-keys");
    assert_eq!(listed.body["items"][0]["name"], "ERP");
    assert!(!listed.body.to_string().contains(&key), "a key is told once");
    let id = made.text("id");
    assert_eq!(ada.delete(&format!("/api-keys/{id}")).status, 204);
    assert_eq!(program.get("/me").status, 401);
}

#[test]
fn pages_of_other_sites_cannot_act_with_the_cookie() {
    let server = TestServer::new();
    let mei = server.member();
    let body = || json!({"theme": "dark"});
    assert_eq!(mei.patch("/me", body()).status, 200);
    for (client, why) in [
        (mei.with("origin", "https://evil.example"), "another origin"),
        (mei.without("origin"), "no origin"),
        (mei.with("sec-fetch-site", "cross-site"), "told by the browser"),
    ] {
        assert_eq!(client.patch("/me", body()).problem(), (403, "cross_site"), "{why}");
        assert_eq!(client.get("/me").status, 200, "reading is free: {why}");
    }
    let by_browser = mei.without("origin").with("sec-fetch-site", "same-origin");
    assert_eq!(by_browser.patch("/me", body()).status, 200);
}

#[test]
fn a_changed_password_ends_other_sessions() {
    let server = TestServer::new();
    let (here, there) = (server.member(), server.member());
    let body = |current: &str| json!({"current": current, "next": "another-horse-7"});
    assert_eq!(here.post("/me/password", body("wrong")).problem(), (401, "wrong_credentials"));
    assert_eq!(here.post("/me/password", body(PASSWORD)).status, 204);
    assert_eq!(here.get("/me").status, 200);
    assert_eq!(there.get("/me").status, 401);
}

#[test]
fn a_browser_is_recognised_in_the_list_of_ones_sessions() {
    let server = TestServer::behind_proxy();
    let mei = server.member();
    let phone = server.visitor().with("user-agent", "Phone/1").with("x-forwarded-for", "10.0.0.7");
    assert_eq!(phone.post("/session", json!({"login": "p1", "password": PASSWORD})).status, 200);
    let found = mei.get("/me/sessions");
    let items = found.body["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 2, "{}", found.body);
    let theirs = items.iter().find(|session| session["current"] == false).unwrap();
    assert_eq!((&theirs["device"], &theirs["address"]), (&json!("Phone/1"), &json!("10.0.0.7")));
    let path = format!("/me/sessions/{}", theirs["id"].as_str().unwrap());
    assert_eq!(mei.delete(&path).status, 204);
    assert_eq!(mei.delete(&path).status, 404);
    assert_eq!(mei.delete("/me/sessions").status, 204);
    assert_eq!(mei.get("/me").status, 200, "the one that asks stays");
    assert_eq!(server.visitor().get("/me/sessions").status, 401);
}

#[test]
fn what_screens_remember_is_kept_for_the_next_browser() {
    let server = TestServer::new();
    let mei = server.member();
    assert_eq!(mei.get("/me/preferences").body, json!({}));
    let answer = mei.patch("/me/preferences", json!({"pinned": ["lead"]}));
    assert_eq!((answer.status, answer.body), (200, json!({"pinned": ["lead"]})));
    assert_eq!(mei.patch("/me/preferences", json!([1])).status, 422);
    assert_eq!(mei.patch("/me", json!({"zone": "Asia/Tokyo"})).body["zone"], "Asia/Tokyo");
    assert_eq!(mei.get("/me").body["zone"], "Asia/Tokyo");
}
