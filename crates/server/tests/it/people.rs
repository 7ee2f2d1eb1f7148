//! People, departments, the network switch.

use serde_json::json;

use crate::client::TestServer;

#[test]
fn somebody_is_invited_and_comes_in() {
    let server = TestServer::new();
    let ada = server.administrator();
    let made =
        ada.post("/people", json!({"name": "李雷", "phone": "13900001111", "role": "member"}));
    assert_eq!(made.status, 201);
    let url = made.body["invitation"]["url"].as_str().unwrap();
    let token = made.body["invitation"]["token"].as_str().unwrap();
    assert_eq!(url, format!("{}/invite/{token}", server.url), "the link that the browser can open");
    let visitor = server.visitor();
    assert_eq!(visitor.get(&format!("/invitations/{token}")).body["name"], "李雷");
    let path = format!("/invitations/{token}");
    let weak = visitor.post(&path, json!({"password": "123"}));
    assert_eq!(weak.errors(), [("weak_password", "password")]);
    let inside = visitor.post(&path, json!({"login": "lilei", "password": "correct-horse-9"}));
    assert_eq!(inside.status, 200, "{}", inside.body);
    assert_eq!(visitor.get(&path).problem(), (404, "link_expired"));
    let again =
        visitor.post("/session", json!({"login": "13900001111", "password": "correct-horse-9"}));
    assert_eq!(again.body["login"], "lilei");
}

#[test]
fn members_see_names_and_departments_only() {
    let server = TestServer::new();
    let (ada, mei) = (server.administrator(), server.member());
    let seen = mei.get("/people").body["items"].clone();
    assert_eq!(seen[0]["name"], "Ada");
    assert!(seen[0].get("login").is_none() && seen[0].get("role").is_none());
    let all = ada.get("/people?search=mei").body["items"].clone();
    assert_eq!((all.as_array().unwrap().len(), &all[0]["role"]), (1, &json!("member")));
}

#[test]
fn null_takes_away_and_what_is_left_out_stays() {
    let server = TestServer::new();
    let ada = server.administrator();
    let sales = ada.post("/departments", json!({"name": "销售部"})).text("id");
    let mei = server.platform.as_member("Mei").id().unwrap();
    let path = format!("/people/{mei}");
    assert_eq!(ada.patch(&path, json!({"department": sales})).body["department"], json!(sales));
    assert_eq!(ada.patch(&path, json!({"name": "小梅"})).body["department"], json!(sales));
    assert_eq!(ada.delete(&format!("/departments/{sales}")).problem(), (409, "in_use"));
    assert_eq!(ada.patch(&path, json!({"department": null})).body["department"], json!(null));
    assert_eq!(ada.delete(&format!("/departments/{sales}")).status, 204);
    assert_eq!(ada.get("/departments").body, json!({"items": []}));
}

#[test]
fn the_last_administrator_stays_one() {
    let server = TestServer::new();
    let ada = server.administrator();
    let me = ada.get("/me").text("id");
    let answer = ada.patch(&format!("/people/{me}"), json!({"role": "member"}));
    assert_eq!(answer.problem(), (409, "last_administrator"));
    assert_eq!(answer.errors(), [("last_administrator", "role")]);
}

#[test]
fn a_pasted_list_is_shown_before_anybody_is_added() {
    let server = TestServer::new();
    let ada = server.administrator();
    let text = "姓名 手机\n韩梅梅 13900002222\n林涛";
    let shown = ada.post("/people/paste", json!({ "text": text }));
    let problems: Vec<&serde_json::Value> =
        shown.body["items"].as_array().unwrap().iter().map(|line| &line["problem"]).collect();
    assert_eq!(problems, [&json!(null), &json!("required")]);
    assert_eq!(ada.get("/people").body["items"].as_array().unwrap().len(), 1);
    let added = ada.post("/people/paste", json!({ "text": text, "create": true }));
    let created = &added.body["items"][0]["created"];
    assert!(created["invitation"]["url"].as_str().unwrap().contains("/invite/"));
    assert_eq!(ada.get("/people").body["items"].as_array().unwrap().len(), 2);
}

#[test]
fn the_network_switch_turns_the_socket() {
    let server = TestServer::new();
    let ada = server.administrator();
    assert_eq!(ada.get("/lan").body["enabled"], false);
    let on = ada.put("/lan", json!({"enabled": true}));
    assert_eq!(on.body["addresses"], json!(["http://192.168.1.8:8080"]));
    assert_eq!(on.text("qr_svg"), "<svg>http://192.168.1.8:8080</svg>");
    assert_eq!(ada.put("/lan", json!({"enabled": false})).body["enabled"], false);
    assert_eq!(*server.door.opened.lock().unwrap(), [true, false]);
}

#[test]
fn people_shape_their_own_screens() {
    let server = TestServer::new();
    let mei = server.member();
    let me = mei.patch("/me", json!({"language": "en", "density": "compact"})).body;
    assert_eq!((&me["language"], &me["density"]), (&json!("en"), &json!("compact")));
    assert_eq!(mei.get("/me").body, me);
    assert_eq!(mei.patch("/me", json!({"language": "xx"})).errors(), [("wrong_type", "language")]);
}
