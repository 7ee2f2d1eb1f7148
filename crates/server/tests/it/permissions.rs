//! Who may do what, path by path.

use serde_json::{Value, json};

use crate::client::TestServer;

/// Method, path, body, and the statuses for a member, a builder and an administrator.
type Line = (&'static str, &'static str, Option<Value>, [u16; 3]);

fn matrix() -> Vec<Line> {
    let body = |value: Value| Some(value);
    vec![
        ("GET", "/people", None, [200, 200, 200]),
        (
            "POST",
            "/people",
            body(json!({"name": "x", "phone": "13900003333", "role": "member"})),
            [403, 403, 201],
        ),
        ("POST", "/people/paste", body(json!({"text": ""})), [403, 403, 200]),
        ("PATCH", "/people/usr_00000000000000000000000001", body(json!({})), [403, 403, 404]),
        ("POST", "/people/usr_00000000000000000000000001/invitation", None, [403, 403, 404]),
        ("GET", "/departments", None, [200, 200, 200]),
        ("POST", "/departments", body(json!({"name": "销售"})), [403, 403, 201]),
        ("GET", "/roles", None, [200, 200, 200]),
        ("GET", "/lan", None, [403, 403, 200]),
        ("PUT", "/lan", body(json!({"enabled": false})), [403, 403, 200]),
        ("GET", "/workspace", None, [403, 403, 200]),
        ("PATCH", "/workspace", body(json!({"name": "海蓝科技"})), [403, 403, 200]),
        ("PATCH", "/workspace", body(json!({"name": " "})), [422, 422, 422]),
        ("GET", "/demo", None, [403, 403, 200]),
        ("DELETE", "/demo", None, [403, 403, 404]),
        ("GET", "/recycle-bin", None, [403, 403, 200]),
        ("PUT", "/recycle-bin", body(json!({"keep_days": 30})), [403, 403, 200]),
        ("PUT", "/recycle-bin", body(json!({"keep_days": 0})), [422, 422, 422]),
        ("POST", "/recycle-bin/empty", body(json!({"form": "lead"})), [403, 403, 200]),
        ("GET", "/api-keys", None, [403, 403, 200]),
        ("POST", "/api-keys", body(json!({"name": "x"})), [403, 403, 201]),
        ("DELETE", "/api-keys/key_00000000000000000000000001", None, [403, 403, 404]),
        ("GET", "/webhooks", None, [403, 403, 200]),
        ("POST", "/webhooks", body(json!({"url": "https://example.com/x"})), [403, 403, 201]),
        ("GET", "/forms", None, [200, 200, 200]),
        ("GET", "/forms/lead/draft", None, [403, 200, 200]),
        ("POST", "/forms/lead/draft/check", None, [403, 200, 200]),
        ("GET", "/forms/lead/versions", None, [403, 200, 200]),
        ("POST", "/forms/lead/versions/9/rollback", None, [403, 404, 404]),
        ("GET", "/deleted-forms", None, [403, 200, 200]),
        ("DELETE", "/forms/customer", None, [403, 409, 409]),
        ("POST", "/deleted-forms/customer/restore", None, [403, 409, 409]),
        ("POST", "/forms/lead/records/query", body(json!({})), [200, 200, 200]),
        ("POST", "/forms/nothing/records/query", body(json!({})), [404, 404, 404]),
        ("GET", "/jobs", None, [200, 200, 200]),
        ("GET", "/notices", None, [200, 200, 200]),
        ("GET", "/search?q=%E6%98%9F", None, [200, 200, 200]),
    ]
}

#[test]
fn each_role_may_do_what_it_may() {
    let server = TestServer::new();
    let people = ["member", "builder", "administrator"].map(|role| server.signed_in(role, role));
    for (method, path, body, wanted) in matrix() {
        let statuses = people.each_ref().map(|person| {
            let body = body.as_ref().map(|body| body.to_string().into_bytes());
            person.send(method, path, body).status
        });
        assert_eq!(statuses, wanted, "{method} {path}");
    }
}

#[test]
fn a_record_out_of_sight_does_not_exist() {
    let server = TestServer::new();
    let (mei, lin) = (server.member(), server.signed_in("Lin", "member"));
    let made = mei
        .post("/forms/lead/records", json!({"values": {"company": "星河科技", "status": "new"}}));
    assert_eq!(made.status, 201, "{}", made.body);
    let id = made.text("id");
    let path = format!("/forms/lead/records/{id}");
    assert_eq!(mei.get(&path).status, 200);
    let nowhere = "/forms/lead/records/rec_00000000000000000000000001";
    let strip = |answer: crate::client::Answer| {
        let mut body = answer.body;
        body["request"].take();
        body
    };
    assert_eq!(strip(lin.get(&path)), strip(lin.get(nowhere)), "hidden and missing look the same");
    for suffix in ["/history", "/activities", "/links"] {
        assert_eq!(lin.get(&format!("{path}{suffix}")).status, 404, "{suffix}");
    }
    let locked = lin.with("if-match", "\"1\"");
    assert_eq!(locked.patch(&path, json!({"values": {}})).status, 404);
    assert_eq!(locked.delete(&path).status, 404);
    assert_eq!(lin.post("/forms/lead/records/query", json!({})).body["items"], json!([]));
    assert_eq!(lin.get("/search?q=%E6%98%9F%E6%B2%B3").body["items"], json!([]));
}
