//! Files in and out.

use serde_json::json;

use crate::client::TestServer;
use crate::records::lead;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n picture";

#[test]
fn a_file_is_read_through_the_field_that_holds_it() {
    let server = TestServer::new();
    let (mei, lin) = (server.member(), server.signed_in("Lin", "member"));
    let bytes = mei.with("content-type", "image/png");
    let stored = bytes.send("POST", "/files?name=%E5%90%8D%E7%89%87.png", Some(PNG.to_vec()));
    assert_eq!(stored.status, 201, "{}", stored.body);
    assert_eq!(
        (stored.text("name"), stored.text("media")),
        ("名片.png".into(), "image/png".into())
    );
    assert_eq!(stored.body["size"], PNG.len());
    let file = stored.text("file");
    let made = lead(&mei, json!({"attachments": [{"file": file}]}));
    let path = |record: &str, field: &str| {
        format!("/files/{file}?form=lead&record={record}&field={field}")
    };
    let id = made.text("id");
    let read = mei.get(&path(&id, "attachments"));
    assert_eq!((read.status, read.bytes.as_slice()), (200, PNG));
    assert_eq!(read.header("content-type"), "image/png");
    assert!(read.header("content-disposition").starts_with("inline;"));
    assert!(read.header("content-security-policy").contains("sandbox"));
    assert_eq!(lin.get(&path(&id, "attachments")).status, 404, "the record is out of sight");
    assert_eq!(mei.get(&path(&id, "company")).status, 404);
    let other = lead(&mei, json!({})).text("id");
    assert_eq!(mei.get(&path(&other, "attachments")).status, 404);
}

#[test]
fn a_file_is_read_through_the_follow_up_that_has_it() {
    let server = TestServer::new();
    let (mei, lin, ada) =
        (server.member(), server.signed_in("Lin", "member"), server.administrator());
    let bytes = mei.with("content-type", "image/png");
    let stored = bytes.send("POST", "/files?name=a.png", Some(PNG.to_vec()));
    let file = stored.text("file");
    let id = lead(&mei, json!({})).text("id");
    let all = format!("/forms/lead/records/{id}/activities");
    let body = json!({"kind": "visit", "text": "见了王总", "files": [{"file": file}]});
    let written = mei.post(&all, body.clone());
    assert_eq!(written.status, 201, "{}", written.body);
    assert_eq!(written.body["files"][0], stored.body);
    let activity = written.text("id");
    let path = format!("/files/{file}?form=lead&record={id}&activity={activity}");
    let read = ada.get(&path);
    assert_eq!((read.status, read.bytes.as_slice()), (200, PNG));
    assert_eq!(lin.get(&path).status, 404, "the record is out of sight");
    assert_eq!(mei.get(&format!("{path}&field=attachments")).status, 400);
    assert_eq!(mei.get(&format!("/files/{file}?form=lead&record={id}")).status, 400);
    assert_eq!(ada.post(&all, body).errors(), [("unknown_file", "files.0")]);
    let one = format!("{all}/{activity}");
    let kept = ada.patch(&one, json!({"text": "改"}));
    assert_eq!(kept.body["files"], written.body["files"]);
    assert!(mei.patch(&one, json!({"files": []})).body.get("files").is_none());
    assert_eq!(mei.get(&path).status, 404, "it is not there any more");
}

#[test]
fn what_could_run_in_a_page_is_saved_instead_of_shown() {
    let server = TestServer::new();
    let mei = server.member();
    let page = b"<script>alert(1)</script>".to_vec();
    let stored =
        mei.with("content-type", "image/png").send("POST", "/files?name=a.png", Some(page));
    let file = stored.text("file");
    let id = lead(&mei, json!({"attachments": [{"file": file}]})).text("id");
    let read = mei.get(&format!("/files/{file}?form=lead&record={id}&field=attachments"));
    assert_eq!(read.header("content-type"), "application/octet-stream");
    assert!(read.header("content-disposition").starts_with("attachment;"));
}

#[test]
fn a_large_file_passes_and_a_too_large_one_is_refused() {
    let server = TestServer::new();
    let mei = server.member().with("content-type", "application/octet-stream");
    let large = mei.send("POST", "/files?name=a.bin", Some(vec![7; 10 << 20]));
    assert_eq!((large.status, &large.body["size"]), (201, &json!(10 << 20)));
    let told = mei.send("POST", "/files?name=a.bin", Some(vec![7; (100 << 20) + 1]));
    assert_eq!(told.problem(), (413, "too_large_body"));
}

#[test]
fn a_file_of_somebody_else_cannot_be_attached() {
    let server = TestServer::new();
    let (mei, lin) = (server.member(), server.signed_in("Lin", "member"));
    let stored =
        mei.with("content-type", "image/png").send("POST", "/files?name=a.png", Some(PNG.to_vec()));
    let values =
        json!({"company": "x", "status": "new", "attachments": [{"file": stored.text("file")}]});
    let answer = lin.post("/forms/lead/records", json!({ "values": values }));
    assert_eq!(answer.errors()[0].0, "unknown_file");
}
