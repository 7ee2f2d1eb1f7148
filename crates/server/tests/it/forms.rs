//! Definitions: reading them, shaping them, saved views.

use serde_json::{Value, json};

use crate::client::{Client, TestServer};

#[test]
fn a_definition_is_what_the_person_may_know() {
    let server = TestServer::new();
    let (ada, mei) = (server.administrator(), server.member());
    let codes = |form: &Value| -> Vec<String> {
        let fields = form["fields"].as_array().unwrap();
        fields.iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect()
    };
    let (hers, theirs) = (ada.get("/forms/lead").body, mei.get("/forms/lead").body);
    assert!(codes(&hers).contains(&"channel_cost".to_owned()));
    assert!(!codes(&theirs).contains(&"channel_cost".to_owned()), "it does not exist for members");
    assert_eq!((&theirs["can"]["design"], &hers["can"]["design"]), (&json!(false), &json!(true)));
    assert_eq!(theirs["views"][0]["code"], "all");
    assert_eq!(mei.get("/forms").body[0]["code"], "lead");
}

#[test]
fn a_form_is_begun_checked_published_and_rolled_back() {
    let server = TestServer::new();
    let builder = server.signed_in("Bo", "builder");
    let begun = builder.post("/forms", json!({"name": {"zh-CN": "合同"}, "code": "contract"}));
    assert_eq!(begun.status, 201, "{}", begun.body);
    assert_eq!(builder.get("/forms/contract").status, 404, "nothing is published");
    let draft = builder.get("/forms/contract/draft");
    let mut form = draft.body["form"].clone();
    let amount = json!({"code": "amount", "name": {"zh-CN": "金额"},
        "kind": {"type": "money", "currency": "CNY", "decimals": 2}});
    form["fields"].as_array_mut().unwrap().push(amount);
    let put = |tag: Option<&str>| {
        let client = tag.map_or(builder.clone(), |tag| builder.with("if-match", tag));
        client.put("/forms/contract/draft", json!({ "form": form }))
    };
    assert_eq!(put(None).problem(), (428, "precondition_required"));
    let saved = put(Some(draft.header("etag")));
    assert_eq!(saved.status, 200, "{}", saved.body);
    assert_eq!(put(Some(draft.header("etag"))).problem(), (409, "conflict"));
    let checked = builder.post("/forms/contract/draft/check", json!({})).body;
    assert_eq!(checked["problems"], json!([]));
    assert_eq!(checked["actions"][0]["code"], "form_new");
    assert_eq!(
        builder.post("/forms/contract/draft/publish", json!({})).body,
        json!({"version": 1})
    );
    let ada = server.administrator();
    let made = ada.post("/forms/contract/records", json!({"values": {"name": "A", "amount": "5"}}));
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(builder.get("/forms/contract/versions").body[0]["published_by"], "Bo");
    let back = builder.post("/forms/contract/versions/1/rollback", json!({}));
    assert_eq!(back.body, json!({"version": 2}));
}

#[test]
fn a_document_that_is_no_definition_says_where() {
    let server = TestServer::new();
    let builder = server.signed_in("Bo", "builder");
    let draft = builder.get("/forms/lead/draft");
    let mut form = draft.body["form"].clone();
    form["colour"] = json!("red");
    let based = builder.with("if-match", draft.header("etag"));
    let answer = based.put("/forms/lead/draft", json!({ "form": form }));
    assert_eq!(answer.errors(), [("unknown_field", "form.colour")]);
    assert_eq!(builder.delete("/forms/lead/draft").status, 404);
}

#[test]
fn people_keep_their_own_views_and_builders_share_them() {
    let server = TestServer::new();
    let (mei, lin) = (server.member(), server.signed_in("Lin", "member"));
    let body = |shared: bool| {
        json!({"name": {"zh-CN": "我的大单"}, "columns": [{"field": "company", "width": 240}],
            "filter": {"field": "amount", "op": "gt", "value": "100"},
            "sort": [{"field": "amount", "descending": true}], "shared": shared})
    };
    assert_eq!(mei.post("/forms/lead/views", body(true)).problem(), (403, "forbidden"));
    let made = mei.post("/forms/lead/views", body(false));
    assert_eq!((made.status, &made.body["shared"]), (201, &json!(false)), "{}", made.body);
    let path = format!("/forms/lead/views/{}", made.text("code"));
    for (company, amount) in [("甲", 50), ("乙", 150), ("丙", 250)] {
        let values = json!({"company": company, "status": "new", "amount": amount});
        assert_eq!(mei.post("/forms/lead/records", json!({ "values": values })).status, 201);
    }
    let through = |more: Value| {
        let mut body = json!({"view": made.text("code")});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let found = mei.post("/forms/lead/records/query", body).body["items"].clone();
        let items = found.as_array().unwrap().iter();
        items.map(|i| i["values"].to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(through(json!({})), r#"{"company":"丙"} {"company":"乙"}"#);
    let narrower = json!({"filter": {"field": "amount", "op": "lt", "value": "200"}});
    assert_eq!(through(narrower), r#"{"company":"乙"}"#);
    let changed = mei.patch(&path, json!({"name": {"zh-CN": "大单"}, "filter": null}));
    assert_eq!(
        (&changed.body["filter"], &changed.body["sort"]),
        (&json!(null), &made.body["sort"])
    );
    assert_eq!(lin.patch(&path, json!({})).status, 404, "others do not see it");
    let shared = server.administrator().post("/forms/lead/views", body(true));
    let shared = format!("/forms/lead/views/{}", shared.text("id"));
    assert_eq!(lin.delete(&shared).problem(), (403, "forbidden"));
    assert_eq!(mei.delete(&path).status, 204);
    let wrong = json!({"name": {"en": "x"}, "columns": [{"field": "nothing"}]});
    assert_eq!(mei.post("/forms/lead/views", wrong).errors()[0].0, "unknown_field");
}

#[test]
fn a_view_keeps_all_that_it_lays_down() {
    let server = TestServer::new();
    let mei = server.member();
    let body = json!({"name": {"en": "Board"}, "kind": "kanban", "frozen": 2, "row_height": "loose",
        "columns": [{"field": "company"}], "group": [{"field": "status"}], "aggregates": {"amount": "sum"},
        "colours": [{"when": {"field": "amount", "op": "gt", "value": "100"}, "hue": "red", "field": "amount"}],
        "kanban": {"field": "status", "fields": ["company"], "sum": "amount", "collapsed": ["new"]},
        "calendar": {"start": "next_activity_at", "mode": "week"}});
    let made = mei.post("/forms/lead/views", body.clone());
    assert_eq!(made.status, 201, "{}", made.body);
    let path = format!("/forms/lead/views/{}", made.text("id"));
    for (part, value) in body.as_object().unwrap() {
        assert_eq!(&made.body[part], value, "{part}");
    }
    let plain = mei.patch(&path, json!({"kind": "table", "kanban": null, "row_height": null}));
    let parts = ["kind", "kanban", "row_height", "frozen"].map(|part| plain.body[part].clone());
    assert_eq!(parts, [json!("table"), json!(null), json!(null), json!(2)]);
    assert!(
        plain.body["changed_at"].is_string() && plain.body["changed_by"] == made.body["made_by"]
    );
    let wrong = mei.patch(&path, json!({"kanban": {"field": "company"}, "frozen": 1}));
    assert_eq!(wrong.errors(), [("wrong_type", "kanban.field")]);
    // Deleted, it comes back as it was, at the same address; nobody else's can be taken over that way.
    assert_eq!(mei.delete(&path).status, 204);
    let again = json!({"id": made.text("id"), "name": {"en": "Board"}, "columns": []});
    let back = mei.post("/forms/lead/views", again.clone());
    assert_eq!((back.status, back.text("code")), (201, made.text("code")));
    let lin = server.signed_in("Lin", "member");
    assert_eq!(lin.post("/forms/lead/views", again).errors(), [("id_taken", "id")]);
}

#[test]
fn a_locked_view_is_for_who_made_it_and_administrators() {
    let server = TestServer::new();
    let (ann, bob) = (server.signed_in("Ann", "builder"), server.signed_in("Bob", "builder"));
    let body = json!({"name": {"en": "Team"}, "shared": true, "locked": true, "columns": []});
    let made = ann.post("/forms/lead/views", body);
    let path = format!("/forms/lead/views/{}", made.text("id"));
    let rename = || json!({"name": {"en": "Mine"}});
    assert_eq!(bob.patch(&path, rename()).problem(), (403, "forbidden"));
    assert_eq!(bob.delete(&path).problem(), (403, "forbidden"));
    assert_eq!(bob.patch(&path, json!({"locked": false})).problem(), (403, "forbidden"));
    assert_eq!(ann.patch(&path, rename()).status, 200);
    let admin = server.administrator();
    // The lock holds for who may open it, too: nothing is written over by the way.
    let sort = json!({"sort": [{"field": "company", "descending": true}]});
    assert_eq!(admin.patch(&path, sort.clone()).problem(), (403, "forbidden"));
    assert_eq!(admin.patch(&path, json!({"position": 7})).status, 200);
    assert_eq!(admin.patch(&path, json!({"locked": false})).status, 200);
    assert_eq!(admin.patch(&path, sort).status, 200);
    assert_eq!(bob.patch(&path, rename()).status, 200);
}

#[test]
fn a_view_of_the_definition_is_changed_in_place_and_taken_back() {
    let server = TestServer::new();
    let (builder, mei) = (server.signed_in("Ann", "builder"), server.member());
    let first = |who: &Client| who.get("/forms/lead/views").body[0].clone();
    let as_brought = first(&mei);
    assert_eq!(as_brought["can"], json!({"edit": false, "delete": false, "reset": false}));
    assert_eq!(mei.patch("/forms/lead/views/all", json!({"locked": true})).problem().0, 403);
    assert_eq!(builder.delete("/forms/lead/views/all").status, 404, "nothing to take back yet");
    let other = json!({"name": {"en": "Everything"}, "default": true});
    assert_eq!(builder.patch("/forms/lead/views/all", other).status, 200);
    assert_eq!(first(&mei)["name"], json!({"en": "Everything"}));
    assert_eq!(first(&builder)["can"], json!({"edit": true, "delete": false, "reset": true}));
    let private = builder.patch("/forms/lead/views/all", json!({"shared": false}));
    assert_eq!(private.errors(), [("forbidden", "shared")]);
    // One default among the shared ones.
    let body = json!({"name": {"en": "Team"}, "shared": true, "default": true, "position": 9});
    assert_eq!(builder.post("/forms/lead/views", body).status, 201);
    assert_eq!(first(&mei)["default"], json!(false));
    assert_eq!(builder.delete("/forms/lead/views/all").status, 204);
    assert_eq!(first(&mei)["name"], as_brought["name"]);
}

#[test]
fn a_form_is_deleted_and_brought_back() {
    let server = TestServer::new();
    let builder = server.signed_in("Bo", "builder");
    let refused = builder.delete("/forms/customer");
    assert_eq!(refused.problem(), (409, "in_use"));
    let forms = refused.body["forms"].as_array().unwrap();
    assert!(
        forms.iter().any(|f| f["code"] == "contact" && f["name"]["en"] == "Contact"),
        "{forms:?}"
    );
    let insist = |value: serde_json::Value| {
        builder.send("DELETE", "/forms/customer", Some(value.to_string().into_bytes()))
    };
    assert_eq!(insist(json!({"sure": true})).errors(), [("unknown_field", "sure")]);
    assert_eq!(insist(json!({"insist": true})).status, 204);
    assert_eq!(builder.get("/forms/customer").problem(), (404, "unknown_form"));
    let gone = builder.get("/deleted-forms").body["items"].clone();
    assert_eq!((&gone[0]["code"], &gone[0]["by"]), (&json!("customer"), &json!("Bo")));
    assert_eq!(builder.post("/deleted-forms/customer/restore", json!({})).status, 204);
    assert_eq!(builder.get("/forms/customer").status, 200);
    assert_eq!(builder.get("/deleted-forms").body["items"], json!([]));
}

#[test]
fn feedback_about_a_form_reaches_its_builders_with_a_picture() {
    let server = TestServer::new();
    let (mei, bo) = (server.member(), server.signed_in("Bo", "builder"));
    let picture = b"\x89PNG\r\n\x1a\n screen".to_vec();
    let bytes = mei.with("content-type", "image/png");
    let file = bytes.send("POST", "/files?name=screen.png", Some(picture.clone())).text("file");
    let said = json!({"text": "少一个选项", "page": "/f/lead", "file": file});
    let keyed = mei.with("idempotency-key", "feedback-1");
    let given = keyed.post("/forms/lead/feedback", said.clone());
    assert_eq!(given.status, 201, "{}", given.body);
    // Its id was the server's to make: only the key says that it is the same.
    let again = keyed.post("/forms/lead/feedback", said);
    assert_eq!((again.status, again.text("id")), (201, given.text("id")));
    assert_eq!(bo.get("/feedback").body["items"].as_array().map(Vec::len), Some(1));
    let path = format!("/feedback/{}", given.text("id"));
    let seen = bo.get("/feedback").body["items"][0].clone();
    assert_eq!((&seen["text"], &seen["by"]["name"]), (&json!("少一个选项"), &json!("Mei")));
    assert_eq!((&seen["form"], &seen["has_file"]), (&json!("lead"), &json!(true)));
    let read = bo.get(&format!("{path}/file"));
    assert_eq!((read.status, read.bytes), (200, picture));
    assert_eq!(
        mei.patch(&path, json!({"base_rev": 1, "answer": "x"})).problem(),
        (403, "forbidden")
    );
    assert_eq!(bo.patch(&path, json!({"answer": "x"})).errors(), [("required", "base_rev")]);
    let answer = json!({"base_rev": seen["rev"], "answer": "加好了", "resolved": true});
    let answered = bo.patch(&path, answer.clone());
    assert_eq!(answered.body["resolved_by"]["name"], "Bo");
    assert_eq!(bo.patch(&path, answer).problem(), (409, "conflict"));
    assert_eq!(mei.get(&path).text("answer"), "加好了");
    assert_eq!(mei.get("/feedback").body["items"], json!([]));
    assert_eq!(mei.get("/feedback?resolved=true").body["items"][0]["text"], "少一个选项");
    let empty = mei.post("/forms/lead/feedback", json!({"text": "", "page": "/f/lead"}));
    assert_eq!(empty.errors(), [("required", "text")]);
}
