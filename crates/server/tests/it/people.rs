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
    assert_eq!(
        (on.text("link").as_str(), &on.body["only_here"]),
        ("http://192.168.1.8:8080", &json!(false))
    );
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

#[test]
fn a_link_leads_to_where_the_invited_can_go() {
    let server = TestServer::new();
    let ada = server.administrator();
    let invite = |name: &str, phone: &str| {
        let made = ada.post("/people", json!({"name": name, "phone": phone, "role": "member"}));
        made.body["invitation"].clone()
    };
    let here = invite("李雷", "13900001111");
    assert!(here["url"].as_str().unwrap().starts_with(&server.url));
    assert_eq!(here["only_here"], true, "a browser on the same machine, and nobody is let in");
    ada.put("/lan", json!({"enabled": true}));
    let near = invite("韩梅梅", "13900002222");
    assert!(near["url"].as_str().unwrap().starts_with("http://192.168.1.8:8080/invite/"));
    assert_eq!(near["only_here"], false);
    let named = ada.put("/lan", json!({"address": "https://crm.example.com/"}));
    assert_eq!(
        (named.text("address").as_str(), &named.body["enabled"]),
        ("https://crm.example.com", &json!(true))
    );
    let text = json!({"text": "林涛 13900003333", "create": true});
    let pasted = ada.post("/people/paste", text).body["items"][0]["created"]["invitation"].clone();
    assert!(pasted["url"].as_str().unwrap().starts_with("https://crm.example.com/invite/"));
    let wrong = ada.put("/lan", json!({"address": "my server"}));
    assert_eq!(wrong.errors(), [("not_a_url", "address")]);
}

#[test]
fn an_administrator_takes_the_invented_records_away() {
    let server = TestServer::new();
    let ada = server.administrator();
    assert_eq!(ada.get("/demo").body["present"], false);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/crm/demo.json");
    let plan = app::demo::Plan::read(&std::fs::read(file).unwrap()).unwrap();
    let request = app::demo::DemoRequest { records: 20, seed: None };
    server.platform.make_demo(&app::Who::cli(), &plan, request, &mut |_, _| {}).unwrap();
    let there = ada.get("/demo").body;
    assert_eq!((&there["present"], &there["removing"]), (&json!(true), &json!(null)));
    assert!(there["people"].as_u64().unwrap() > 0);
    let people = || ada.get("/people").body["items"].as_array().unwrap().len();
    assert!(people() > 1);
    let gone = ada.delete("/demo");
    assert_eq!((gone.status, &gone.body["gone"]), (200, &there["records"]));
    assert_eq!((ada.get("/demo").body["present"].clone(), people()), (json!(false), 1));
    assert_eq!(ada.delete("/demo").problem(), (404, "not_found"));
}

#[test]
fn a_picture_is_kept_by_browsers_for_good_and_only_for_those_who_signed_in() {
    const WEBP: &[u8] = b"RIFF\x10\0\0\0WEBPVP8 picture";
    let server = TestServer::new();
    let (mei, lin) = (server.member(), server.signed_in("Lin", "member"));
    let me = mei.get("/me").text("id");
    let bytes = mei.with("content-type", "image/webp");
    let set = bytes.send("PUT", "/me/avatar", Some(WEBP.to_vec()));
    assert_eq!(set.status, 200, "{}", set.body);
    let hash = set.text("avatar");
    assert_eq!(lin.get("/avatars").body["items"], json!({ me: hash }));
    let path = format!("/avatars/{hash}");
    let read = lin.get(&path);
    assert_eq!((read.status, read.bytes.as_slice()), (200, WEBP));
    assert_eq!(read.header("content-type"), "image/webp");
    assert_eq!(read.header("cache-control"), "private, max-age=31536000, immutable");
    assert_eq!(server.visitor().get(&path).status, 401);
    let page = bytes.send("PUT", "/me/avatar", Some(b"<script>".to_vec()));
    assert_eq!(page.errors(), [("not_a_picture", "avatar")]);
    let large = bytes.send("PUT", "/me/avatar", Some(vec![7; (512 << 10) + 1]));
    assert_eq!(large.problem(), (413, "too_large_body"));
    assert_eq!(mei.delete("/me/avatar").status, 204);
    assert_eq!(lin.get(&path).problem(), (404, "not_found"));
}
