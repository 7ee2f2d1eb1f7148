//! Records over HTTP: shapes, preconditions, conflicts, undo.

use serde_json::{Value, json};

use crate::client::{Answer, Client, TestServer};

pub(crate) fn lead(client: &Client, values: Value) -> Answer {
    let mut all = json!({"company": "星河科技", "status": "new"});
    all.as_object_mut().unwrap().extend(values.as_object().unwrap().clone());
    let answer = client.post("/forms/lead/records", json!({ "values": all }));
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer
}

fn path(answer: &Answer) -> String {
    format!("/forms/lead/records/{}", answer.text("id"))
}

#[test]
fn a_new_record_says_where_it_is_and_which_revision() {
    let server = TestServer::new();
    let mei = server.member();
    let made = lead(&mei, json!({"phone": "138 0013 8000", "amount": 1234.5}));
    assert_eq!(made.header("etag"), "\"1\"");
    assert_eq!(made.header("location"), format!("/api/v1{}", path(&made)));
    assert_eq!(made.body["values"]["phone"], "+8613800138000");
    assert_eq!(made.body["display"]["amount"], "¥1,234.50");
    assert!(made.body["values"].get("owner").is_none(), "system fields stand apart");
    let read = mei.get(&path(&made));
    assert_eq!(read.header("etag"), "\"1\"");
    assert_eq!(read.body["values"], made.body["values"]);
    assert_eq!(read.body["system"]["owner"], mei.get("/me").body["id"]);
    assert_eq!(read.body["can"], json!({"edit": true, "delete": true}));
}

#[test]
fn each_wrong_value_is_told_at_its_field() {
    let server = TestServer::new();
    let mei = server.member();
    let wrong = json!({"phone": "abc", "status": "nope", "amount": "x", "nothing": 1});
    let answer = mei.post("/forms/lead/records", json!({ "values": wrong }));
    assert_eq!(answer.problem(), (422, "invalid"));
    let mut errors = answer.errors();
    errors.sort_unstable();
    assert!(errors.contains(&("unknown_field", "nothing")), "{errors:?}");
    let taken = lead(&mei, json!({})).text("id");
    let twice = json!({"id": taken, "values": {"company": "x", "status": "new"}});
    assert_eq!(mei.post("/forms/lead/records", twice).problem(), (409, "id_taken"));
}

#[test]
fn a_change_needs_the_revision_it_is_based_on() {
    let server = TestServer::new();
    let mei = server.member();
    let made = lead(&mei, json!({}));
    let change = |client: &Client| client.patch(&path(&made), json!({"values": {"amount": "5"}}));
    assert_eq!(change(&mei).problem(), (428, "precondition_required"));
    for tag in ["1", "W/\"1\"", "*", "\"1\", \"2\""] {
        assert_eq!(change(&mei.with("if-match", tag)).problem(), (400, "malformed"), "{tag}");
    }
    let changed = change(&mei.with("if-match", "\"1\""));
    assert_eq!((changed.status, changed.header("etag")), (200, "\"2\""));
    assert_eq!(mei.delete(&path(&made)).problem(), (428, "precondition_required"));
}

#[test]
fn changes_to_different_fields_both_stay_and_to_the_same_conflict() {
    let server = TestServer::new();
    let mei = server.member();
    let made = lead(&mei, json!({"position": "CTO"}));
    let based = mei.with("if-match", "\"1\"");
    based.patch(&path(&made), json!({"values": {"position": "CEO"}}));
    let merged = based.patch(&path(&made), json!({"values": {"amount": "7"}}));
    assert_eq!((merged.status, &merged.body["values"]["position"]), (200, &json!("CEO")));
    let conflict = based.patch(&path(&made), json!({"values": {"position": "CFO"}}));
    assert_eq!(conflict.problem(), (409, "conflict"));
    assert_eq!(conflict.body["fields"], json!(["position"]));
    assert_eq!(conflict.body["base"], json!({"position": "CTO"}));
    assert_eq!(conflict.body["current"]["values"]["position"], "CEO");
    assert_eq!(conflict.body["current"]["rev"], 3);
}

#[test]
fn a_deletion_is_undone_with_its_batch() {
    let server = TestServer::new();
    let mei = server.member();
    let made = lead(&mei, json!({}));
    let stale = mei.with("if-match", "\"9\"").delete(&path(&made));
    assert_eq!(stale.problem(), (409, "conflict"));
    assert_eq!(stale.body["current"]["rev"], 1);
    let gone = mei.with("if-match", "\"1\"").delete(&path(&made));
    assert_eq!(gone.status, 200);
    let find = |bin: bool| {
        let found = mei.post("/forms/lead/records/query", json!({"count": "exact", "bin": bin}));
        found.body["count"].as_i64().unwrap()
    };
    assert_eq!((find(false), find(true)), (0, 1));
    let undo = format!("/batches/{}/undo", gone.text("batch"));
    let preview = mei.post(&undo, json!({"preview": true}));
    assert_eq!((&preview.body["count"], &preview.body["changed_since"]), (&json!(1), &json!([])));
    assert_eq!(find(true), 1, "a preview changes nothing");
    let undone = mei.post(&undo, json!({}));
    assert_eq!(undone.status, 200);
    assert_eq!((find(false), find(true)), (1, 0));
    let redo = format!("/batches/{}/undo", undone.text("batch"));
    assert_eq!(mei.post(&redo, json!({})).status, 200);
    assert_eq!((find(false), find(true)), (0, 1), "undo is undone");
    assert_eq!(mei.post(&format!("{}/restore", path(&made)), json!({})).status, 200);
    assert_eq!((find(false), find(true)), (1, 0));
}

#[test]
fn the_past_is_told_and_can_come_back() {
    let server = TestServer::new();
    let mei = server.member();
    let made = lead(&mei, json!({"amount": "100"}));
    mei.with("if-match", "\"1\"").patch(&path(&made), json!({"values": {"amount": "200"}}));
    let history = mei.get(&format!("{}/history", path(&made))).body;
    let latest = &history["items"][0];
    assert_eq!((&latest["kind"], &latest["origin"]), (&json!("record_updated"), &json!("web")));
    assert_eq!(latest["actor"]["name"], "Mei");
    assert_eq!(latest["fields"][0]["display_before"], "¥100.00");
    assert_eq!(latest["fields"][0]["after"], "200.00");
    let first = history["items"][1]["seq"].clone();
    let back = mei.post(&format!("{}/restore", path(&made)), json!({ "seq": first }));
    assert_eq!(back.body["values"]["amount"], "100.00");
}

#[test]
fn lists_page_filter_sort_and_count() {
    let server = TestServer::new();
    let mei = server.member();
    for (company, amount) in [("甲公司", 1), ("乙公司", 2), ("丙公司", 3)] {
        lead(&mei, json!({ "company": company, "amount": amount }));
    }
    let query = |body: Value| mei.post("/forms/lead/records/query", body);
    let sort = json!([{"field": "amount", "descending": true}]);
    let first =
        query(json!({"size": 2, "sort": sort, "fields": ["amount", "owner"], "count": "exact"}));
    let amounts = |answer: &Answer| -> Vec<String> {
        let items = answer.body["items"].as_array().unwrap();
        items.iter().map(|i| i["values"]["amount"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(amounts(&first), ["3.00", "2.00"]);
    assert_eq!(first.body["count"], 3);
    assert_eq!(first.body["items"][0]["display"]["owner"], "Mei");
    assert!(first.body["items"][0]["values"].get("company").is_none(), "only what was asked for");
    let next = query(json!({"size": 2, "sort": sort, "after": first.body["next"]}));
    assert_eq!((amounts(&next), &next.body["next"]), (vec!["1.00".to_owned()], &json!(null)));
    let at = query(json!({"size": 1, "sort": sort, "at": 1}));
    assert_eq!(amounts(&at), ["2.00"]);
    let filter = json!({"and": [{"field": "amount", "op": "ge", "value": "2"}, {"field": "owner", "op": "eq", "value": "me"}]});
    assert_eq!(query(json!({ "filter": filter })).body["items"].as_array().unwrap().len(), 2);
    let wrong = query(json!({"filter": {"field": "amount", "op": "resembles", "value": "2"}}));
    assert_eq!(wrong.problem(), (422, "invalid"));
    assert!(wrong.errors()[0].1.starts_with("filter"), "{:?}", wrong.errors());
    assert_eq!(query(json!({"size": 501})).errors(), [("too_large", "size")]);
    assert_eq!(query(json!({"after": "x"})).problem(), (400, "malformed"));
}

#[test]
fn totals_are_counted_over_what_the_person_sees() {
    let server = TestServer::new();
    let (mei, lin) = (server.member(), server.signed_in("Lin", "member"));
    lead(&mei, json!({"amount": "1.10"}));
    lead(&mei, json!({"amount": "2.20"}));
    let body = json!({"group": [{"field": "status"}], "measures": [{"of": "count"}, {"of": "sum", "field": "amount"}]});
    let rows = mei.post("/forms/lead/records/aggregate", body.clone()).body["rows"].clone();
    assert_eq!(rows[0]["keys"], json!(["new"]));
    assert_eq!(rows[0]["display"], json!(["新线索"]));
    assert_eq!(rows[0]["values"], json!([2, "3.3"]));
    assert_eq!(lin.post("/forms/lead/records/aggregate", body).body["rows"], json!([]));
    let wrong = json!({"measures": [{"of": "sum", "field": "company"}]});
    let wrong = mei.post("/forms/lead/records/aggregate", wrong);
    assert_eq!(wrong.errors(), [("wrong_type", "measures.0.field")]);
}

#[test]
fn a_batch_happens_whole_or_not_at_all() {
    let server = TestServer::new();
    let mei = server.member();
    let made = lead(&mei, json!({}));
    let (id, batch) = (made.text("id"), "/forms/lead/records/batch");
    let create =
        |company: &str| json!({"create": {"values": {"company": company, "status": "new"}}});
    let update = |rev: i64| json!({"update": {"id": id, "rev": rev, "values": {"amount": "9"}}});
    let refused = mei.post(batch, json!({"commands": [create("好"), create(""), update(1)]}));
    assert_eq!(refused.errors(), [("required", "commands.1.company")]);
    let unread = json!({"create": {"values": {"amount": "x"}}});
    let refused = mei.post(batch, json!({"commands": [create("好"), unread]}));
    assert_eq!(refused.errors()[0].1, "commands.1.amount");
    let count =
        || mei.post("/forms/lead/records/query", json!({"count": "exact"})).body["count"].clone();
    assert_eq!(count(), 1);
    let done = mei.post(
        batch,
        json!({"commands": [create("好"), update(1), {"delete": {"id": id, "rev": 2}}]}),
    );
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(done.body["results"][1]["id"], json!(id));
    assert_eq!(count(), 1, "one came, one went");
    let note = json!({"note": {"id": id, "text": "客户回来了"}});
    let back = mei.post(batch, json!({"commands": [{"restore": {"id": id}}, note]}));
    assert_eq!(back.status, 200, "{}", back.body);
    let said = mei.get(&format!("{}/activities", path(&made))).body["items"].clone();
    assert_eq!((count(), &said[0]["kind"]), (json!(2), &json!("note")));
    let undo = format!("/batches/{}/undo", back.text("batch"));
    assert_eq!(mei.post(&undo, json!({})).status, 200);
    assert_eq!(count(), 1, "back in the bin, with the note gone");
    let unknown = mei.post(batch, json!({"commands": [{"destroy": {}}]}));
    assert_eq!(unknown.errors(), [("wrong_type", "commands.0")]);
}

#[test]
fn a_batch_goes_on_with_an_act_of_ones_own_and_with_no_other() {
    let server = TestServer::new();
    let (mei, ada) = (server.member(), server.administrator());
    let batch = "/forms/lead/records/batch";
    let create = json!([{"create": {"values": {"company": "好", "status": "new"}}}]);
    let begun = mei.post(batch, json!({"commands": create})).text("batch");
    let next = json!({"commands": create, "batch": begun});
    assert_eq!(mei.post(batch, next.clone()).text("batch"), begun);
    let theirs = ada.post(batch, next.clone());
    assert_eq!((theirs.status, theirs.errors()), (404, vec![("not_found", "batch")]));
    let acts = mei.get("/me/acts").body["items"].clone();
    assert_eq!(
        (&acts[0]["batch"], &acts[0]["count"], acts.as_array().unwrap().len()),
        (&json!(begun), &json!(2), 1)
    );
    assert_eq!(mei.post(&format!("/batches/{begun}/undo"), json!({})).body["count"], 2);
    let left = mei.post("/forms/lead/records/query", json!({"count": "exact"}));
    assert_eq!(left.body["count"], 0, "one undo takes both back");
    assert_eq!(mei.post(batch, next).problem(), (409, "cancelled"));
}

#[test]
fn follow_ups_are_written_corrected_and_removed() {
    let server = TestServer::new();
    let (mei, ada) = (server.member(), server.administrator());
    let made = lead(&mei, json!({}));
    let all = format!("{}/activities", path(&made));
    let body = json!({"kind": "call", "text": "谈了报价", "minutes": 5, "values": {"status": "contacted"}});
    let written = mei.post(&all, body);
    assert_eq!(written.status, 201, "{}", written.body);
    assert_eq!(written.body["by"]["name"], "Mei");
    assert_eq!(mei.get(&path(&made)).body["values"]["status"], "contacted");
    let one = format!("{all}/{}", written.text("id"));
    let corrected = mei.patch(&one, json!({"text": "谈了报价和交期", "minutes": null}));
    assert_eq!(
        (corrected.text("text"), corrected.text("kind")),
        ("谈了报价和交期".into(), "call".into())
    );
    assert!(corrected.body.get("minutes").is_none());
    assert_eq!(ada.get(&all).body["items"][0]["text"], "谈了报价和交期");
    assert_eq!(
        mei.post(&all, json!({"kind": "call", "text": ""})).errors(),
        [("required", "text")]
    );
    assert_eq!(mei.delete(&one).status, 200);
    assert_eq!(mei.get(&all).body["items"], json!([]));
}

#[test]
fn colleagues_remark_on_a_follow_up_and_pin_it() {
    let server = TestServer::new();
    let (mei, ada) = (server.member(), server.administrator());
    let all = format!("{}/activities", path(&lead(&mei, json!({}))));
    let one = format!("{all}/{}", mei.post(&all, json!({"kind": "note", "text": "记"})).text("id"));
    let said = ada.post(&format!("{one}/remarks"), json!({"text": "带上报价"}));
    assert_eq!(said.status, 201, "{}", said.body);
    let read = ada.post(&format!("{one}/remarks"), json!({}));
    assert!(read.body["remarks"][1].get("text").is_none(), "{}", read.body);
    assert_eq!(mei.post(&format!("{one}/remarks"), json!({})).status, 403);
    let blank = ada.post(&format!("{one}/remarks"), json!({"text": " "}));
    assert_eq!(blank.errors(), [("required", "text")]);
    let pinned = mei.send("PUT", &format!("{one}/pin"), Some(br#"{"pinned": true}"#.to_vec()));
    assert_eq!(pinned.body["pinned"], true, "{}", pinned.body);
    let page = mei.get(&all).body;
    assert_eq!(page["pinned"][0]["id"], page["items"][0]["id"]);
    let shown = &page["items"][0]["remarks"][0];
    assert_eq!((&shown["text"], &shown["mine"]), (&json!("带上报价"), &json!(false)));
    let remark = format!("{one}/remarks/{}", shown["id"].as_str().unwrap());
    assert_eq!(mei.delete(&remark).status, 403);
    let gone = ada.delete(&remark);
    assert_eq!(gone.body["remarks"].as_array().map(Vec::len), Some(1), "the reading stays");
    let undo = format!("/batches/{}/undo", gone.text("batch"));
    assert_eq!(ada.post(&undo, json!({})).status, 200);
    assert_eq!(mei.get(&all).body["items"][0]["remarks"][0]["text"], "带上报价");
}

#[test]
fn a_lead_becomes_a_customer_after_a_look_at_what_there_is() {
    let server = TestServer::new();
    let ada = server.administrator();
    let known =
        ada.post("/forms/customer/records", json!({"values": {"name": "星河科技有限公司"}}));
    assert_eq!(known.status, 201, "{}", known.body);
    let made = lead(
        &ada,
        json!({"company": "星河科技有限公司", "contact_name": "李雷", "phone": "13800138000"}),
    );
    let act = format!("{}/actions/convert", path(&made));
    let offer = ada.post(&act, json!({"preview": true}));
    let steps = offer.body["steps"].as_array().unwrap().clone();
    assert_eq!(steps[0]["matches"][0]["id"], json!(known.text("id")));
    let choices: Vec<Value> = steps
        .iter()
        .enumerate()
        .map(|(i, step)| match (i, &step["optional"]) {
            (0, _) => json!({"use": known.text("id")}),
            (_, Value::Bool(true)) => json!("skip"),
            _ => json!("make"),
        })
        .collect();
    let done = ada.post(&act, json!({ "choices": choices }));
    assert_eq!(done.status, 200, "{}", done.body);
    let lead_now = ada.get(&path(&made)).body;
    assert_eq!(lead_now["values"]["customer"], json!(known.text("id")));
    assert_eq!(lead_now["values"]["status"], "converted");
    let links = ada.get(&format!("/forms/customer/records/{}/links", known.text("id"))).body;
    let titles: Vec<&Value> = links.as_array().unwrap().iter().map(|l| &l["count"]).collect();
    assert!(titles.contains(&&json!(1)), "{links}");
    assert_eq!(ada.post(&format!("/batches/{}/undo", done.text("batch")), json!({})).status, 200);
    assert_eq!(ada.get(&path(&made)).body["values"]["status"], "new");
    assert_eq!(ada.post(&format!("{}/actions/nothing", path(&made)), json!({})).status, 404);
}

#[test]
fn a_pasted_text_proposes_values_and_says_why() {
    let server = TestServer::new();
    let mei = server.member();
    let read = mei.post("/forms/lead/read-text", json!({"text": "13800138000 青岛海达机械"})).body;
    assert_eq!(read["values"]["phone"], "+8613800138000");
    let phone = json!({"field": "phone", "kind": "phone", "text": "13800138000"});
    assert_eq!(read["because"][1], phone);
}

#[test]
fn what_is_typed_finds_what_is_known() {
    let server = TestServer::new();
    let mei = server.member();
    let made = lead(&mei, json!({"phone": "13800138000"}));
    let typed = json!({"values": {"phone": "138-0013-8000"}});
    let similar = mei.post("/forms/lead/records/similar", typed.clone()).body["items"].clone();
    assert_eq!(similar[0]["id"], json!(made.text("id")));
    assert_eq!(similar[0]["because"], json!([{"field": "phone", "kind": "phone"}]));
    assert_eq!(similar[0]["owner"]["name"], "Mei");
    let mut except = typed;
    except["except"] = json!(made.text("id"));
    assert_eq!(mei.post("/forms/lead/records/similar", except).body["items"], json!([]));
    let people = mei.get("/forms/lead/options?field=owner&search=mei").body["items"].clone();
    assert_eq!(people[0]["title"], "Mei");
    assert_eq!(
        mei.get("/forms/lead/options?field=nothing").errors(),
        [("unknown_field", "nothing")]
    );
    assert_eq!(mei.get("/forms/lead/options").problem(), (400, "malformed"));
}

#[test]
fn whom_to_mention_says_who_sees_the_record() {
    let server = TestServer::new();
    let mei = server.member();
    let boss = server.administrator().get("/me").text("id");
    let made = path(&lead(&mei, json!({})));
    let people = mei.get(&format!("{made}/people")).body["items"].clone();
    let people = people.as_array().unwrap();
    assert!(people.iter().any(|one| one["id"] == boss.as_str() && one["sees"] == true));
    let found = mei.get(&format!("{made}/people?search=nobody-is-called-so"));
    assert_eq!(found.body["items"], json!([]));
    assert_eq!(mei.get(&format!("{made}/people?nothing=1")).problem(), (400, "malformed"));
    let long = "a".repeat(201);
    assert_eq!(mei.get(&format!("{made}/people?search={long}")).errors(), [("too_long", "search")]);
}

#[test]
fn giving_a_record_out_of_ones_sight_is_answered_as_done() {
    let server = TestServer::new();
    let mei = server.member();
    let made = lead(&mei, json!({}));
    let boss = server.administrator().get("/me").text("id");
    let give = json!({"values": {"owner": boss}});
    let given = mei.with("if-match", "\"1\"").patch(&path(&made), give);
    assert_eq!((given.status, given.header("etag")), (200, "\"2\""), "{}", given.body);
    assert_eq!(given.body["values"], json!({}));
    assert_eq!(given.body["can"], json!({"edit": false, "delete": false}));
    assert_eq!(mei.get(&path(&made)).problem(), (404, "not_found"));
}
