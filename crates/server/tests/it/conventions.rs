//! What holds for every path.

use serde_json::json;

use crate::client::TestServer;
use crate::contract::Contract;

#[test]
fn what_does_not_exist_is_a_problem_with_the_request_s_id() {
    let server = TestServer::new();
    for path in ["/api/v1/nothing", "/api/v1/forms/", "/api/v1"] {
        let answer = server.visitor().raw("GET", path, None);
        assert_eq!(answer.problem(), (404, "not_found"), "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.text("request"), answer.header("x-request-id"));
    }
}

#[test]
fn a_malformed_id_does_not_exist() {
    let server = TestServer::new();
    let ada = server.administrator();
    for path in [
        "/forms/lead/records/rec_x",
        "/forms/lead/records/x%20y",
        "/jobs/1",
        "/files/fil_?form=a&record=b&field=c",
    ] {
        assert_eq!(ada.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_wrong_method_says_which_are_right() {
    let server = TestServer::new();
    let answer = server.visitor().send("DELETE", "/status", None);
    assert_eq!(answer.problem(), (405, "method_not_allowed"));
    assert_eq!(answer.header("allow"), "GET,HEAD");
}

#[test]
fn a_body_that_cannot_be_read_says_where() {
    let server = TestServer::new();
    let ada = server.administrator();
    let path = "/forms/lead/records/query";
    let send = |text: &str| ada.send("POST", path, Some(text.as_bytes().to_vec()));
    let answer = send("{\n \"size\": }");
    assert_eq!(answer.problem(), (400, "malformed"));
    assert_eq!((&answer.body["line"], &answer.body["column"]), (&json!(2), &json!(10)));
    let answer = send("{\"size\": 1, \"sise\": 2}");
    assert_eq!(answer.problem(), (422, "invalid"));
    assert_eq!(answer.errors(), [("unknown_field", "sise")]);
    let answer = send("{\"sort\": [{\"field\": 7}]}");
    assert_eq!(answer.errors(), [("wrong_type", "sort.0.field")]);
    let answer = ada.with("content-type", "text/plain").send("POST", path, Some(b"{}".to_vec()));
    assert_eq!(answer.problem(), (415, "unsupported_media"));
    assert_eq!(ada.get("/people?sarch=x").problem(), (400, "malformed"));
}

#[test]
fn a_body_that_is_too_long_is_refused_by_the_limit_of_its_path() {
    let server = TestServer::new();
    let ada = server.administrator();
    let long = |megabytes: usize| json!({ "commands": [], "x": "a".repeat(megabytes << 20) });
    let query = ada.post("/forms/lead/records/query", long(3));
    assert_eq!(query.problem(), (413, "too_large_body"));
    assert_eq!(query.body["max"], 2 << 20);
    // A batch may be longer: here only the unknown field is wrong.
    assert_eq!(ada.post("/forms/lead/records/batch", long(3)).errors(), [("unknown_field", "x")]);
    assert_eq!(ada.post("/forms/lead/records/batch", long(9)).problem(), (413, "too_large_body"));
}

#[test]
fn browsers_are_told_to_be_careful() {
    let server = TestServer::new();
    for path in ["/api/v1/status", "/api/v1/nothing", "/", "/assets/nothing.js"] {
        let answer = server.visitor().raw("GET", path, None);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    }
    assert_eq!(server.visitor().get("/status").header("cache-control"), "no-store");
}

#[test]
fn long_json_is_compressed_for_those_who_ask() {
    let server = TestServer::new();
    let ada = server.administrator().with("accept-encoding", "gzip");
    assert_eq!(ada.raw("GET", "/api/v1/forms/lead", None).header("content-encoding"), "gzip");
    assert_eq!(ada.raw("GET", "/api/v1/me", None).header("content-encoding"), "");
}

#[test]
fn the_contract_is_served_and_names_every_operation_once() {
    let server = TestServer::new();
    let served = server.visitor().raw("GET", "/api/v1/openapi.json", None).body;
    assert_eq!(served["openapi"], "3.1.0");
    assert_eq!(served["servers"][0]["url"], "/api/v1");
    let mut names: Vec<&str> = Vec::new();
    for item in served["paths"].as_object().unwrap().values() {
        names.extend(item.as_object().unwrap().values().filter_map(|o| o["operationId"].as_str()));
    }
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "clients name their functions after operations");
    assert!(all >= 60, "{all}");
}

#[test]
fn every_operation_but_the_public_ones_wants_to_know_who_asks() {
    let server = TestServer::new();
    let public = ["/status", "/setup", "/session", "/invitations/{token}"];
    for (method, template) in Contract::printed().operations() {
        if public.contains(&template.as_str()) {
            continue;
        }
        let path = template.replace("{n}", "1").replace("{version}", "1");
        let path = path.replace("{form}", "lead").replace("{action}", "convert");
        let path = path.replace("{activity}", "act_00000000000000000000000001");
        let path = path.replace("{batch}", "bat_00000000000000000000000001");
        let path = path.replace("{view}", "all").replace("{job}", "job_00000000000000000000000001");
        let prefix = [
            "people",
            "departments",
            "webhooks",
            "api-keys",
            "jobs",
            "files",
            "imports",
            "records",
        ]
        .into_iter()
        .zip(["usr", "dep", "whk", "key", "job", "fil", "imp", "rec"])
        .find(|(word, _)| path.contains(word))
        .map_or("rec", |(_, prefix)| prefix);
        let path = path.replace("{id}", &format!("{prefix}_00000000000000000000000001"));
        let body = (method != "get" && method != "delete").then(|| b"{}".to_vec());
        let answer = server.visitor().send(&method.to_uppercase(), &path, body);
        assert_eq!(answer.problem(), (401, "unauthenticated"), "{method} {template}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}
