//! Long work over HTTP: an import from pasted text and from a file, its undo, an export.

use serde_json::{Value, json};

use crate::client::{Answer, Client, TestServer};

const TABLE: &str = "公司名称\t手机\n甲公司\t13800000001\n乙公司\t13800000002\n";

/// Does what waits, as the server's threads do.
fn work(server: &TestServer) {
    app::runtime::drain(&server.platform).unwrap();
}

fn count(client: &Client) -> Value {
    client.post("/forms/lead/records/query", json!({"count": "exact"})).body["count"].clone()
}

/// An import of the table into leads, run to its end: the job.
fn imported(server: &TestServer, client: &Client) -> Answer {
    let begun = client.post("/imports", json!({ "text": TABLE }));
    assert_eq!(begun.status, 201, "{}", begun.body);
    let path = format!("/imports/{}", begun.text("id"));
    let aimed = client.patch(&path, json!({"target": {"form": "lead"}}));
    assert_eq!(aimed.body["rows"], 2, "{}", aimed.body);
    let rows = client.get(&format!("{path}/rows?at=0")).body["items"].clone();
    assert_eq!(rows[1]["values"]["company"], "乙公司", "{rows}");
    let job = client.post(&format!("{path}/run"), json!({}));
    assert_eq!(job.status, 200, "{} {}", job.body, aimed.body["problems"]);
    work(server);
    let job = client.get(&format!("/jobs/{}", job.text("id")));
    assert_eq!(job.body["state"], "done", "{}", job.body);
    assert_eq!(client.get(&path).body["state"], "done");
    job
}

#[test]
fn pasted_rows_become_records_and_go_again() {
    let server = TestServer::new();
    let ada = server.administrator();
    let job = imported(&server, &ada);
    assert_eq!((job.body["by"]["name"].clone(), count(&ada)), (json!("Ada"), json!(2)));
    let undo = format!("/jobs/{}/undo", job.text("id"));
    let preview = ada.post(&undo, json!({"preview": true}));
    assert_eq!((&preview.body["records"], &preview.body["changed_since"]), (&json!(2), &json!([])));
    let undone = ada.post(&undo, json!({}));
    assert_eq!(undone.body["kind"], "undo", "{}", undone.body);
    work(&server);
    assert_eq!(count(&ada), 0);
    assert_eq!(server.member().get("/jobs").body["items"], json!([]), "others' jobs are theirs");
}

#[test]
fn a_file_is_imported_by_its_bytes_and_nonsense_is_refused_where_it_stands() {
    let server = TestServer::new();
    let ada = server.administrator().with("content-type", "text/csv");
    let csv = TABLE.replace('\t', ",").into_bytes();
    let begun = ada.send("POST", "/imports?name=%E7%BA%BF%E7%B4%A2.csv", Some(csv));
    assert_eq!(
        (begun.status, &begun.body["file"]["name"]),
        (201, &json!("线索.csv")),
        "{}",
        begun.body
    );
    let path = format!("/imports/{}", begun.text("id"));
    let ada = ada.without("content-type");
    assert_eq!(ada.patch(&path, json!({"colour": 1})).errors(), [("unknown_field", "colour")]);
    assert_eq!(ada.delete(&path).status, 204);
    assert_eq!(ada.get(&path).status, 404);
    let empty =
        ada.with("content-type", "text/csv").send("POST", "/imports?name=a.csv", Some(Vec::new()));
    assert_eq!(empty.problem(), (400, "malformed"));
    assert_eq!(ada.post("/imports", json!({"txt": "x"})).errors(), [("unknown_field", "txt")]);
    let brought = ada.post("/imports?form=customer", json!({ "text": TABLE })).body;
    assert_eq!(
        (&brought["target"]["form"], &brought["proposed"]),
        (&json!("customer"), &json!(false))
    );
    let proposed = ada.post("/imports", json!({ "text": TABLE })).body;
    assert_eq!(
        (&proposed["target"]["form"], &proposed["proposed"]),
        (&json!("lead"), &json!(true))
    );
    assert_eq!(ada.post("/imports?form=none", json!({ "text": TABLE })).status, 404);
}

#[test]
fn an_export_is_fetched_when_it_is_done() {
    let server = TestServer::new();
    let (ada, mei) = (server.administrator(), server.member());
    imported(&server, &ada);
    let body = json!({"form": "lead", "format": "csv", "fields": ["company"]});
    assert_eq!(mei.post("/exports", body.clone()).problem(), (403, "forbidden"));
    let job = ada.post("/exports", body);
    assert_eq!(job.status, 201, "{}", job.body);
    let path = format!("/exports/{}", job.text("id"));
    assert_eq!(ada.get(&path).status, 404, "it is not made yet");
    work(&server);
    let file = ada.get(&path);
    assert_eq!(file.status, 200);
    assert!(file.header("content-disposition").starts_with("attachment;"));
    let text = String::from_utf8(file.bytes).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("甲公司"), "{text}");
    assert_eq!(mei.get(&path).status, 404);
}
