//! Sensitive fields over HTTP: told as sealed, shown masked, opened one by one.

use serde_json::json;

use crate::client::TestServer;

#[test]
fn a_sensitive_value_is_masked_until_somebody_asks_for_it() {
    let server = TestServer::new();
    let ada = server.administrator();
    ada.post("/forms", json!({"name": {"zh-CN": "病人"}, "code": "patient"}));
    let draft = ada.get("/forms/patient/draft");
    let mut form = draft.body["form"].clone();
    let phone = json!({"code": "phone", "name": {"zh-CN": "手机"}, "kind": {"type": "phone"}, "sensitive": true});
    form["fields"].as_array_mut().unwrap().push(phone);
    let based = ada.with("if-match", draft.header("etag"));
    assert_eq!(based.put("/forms/patient/draft", json!({ "form": form })).status, 200);
    assert_eq!(ada.post("/forms/patient/draft/publish", json!({})).status, 200);
    let fields = ada.get("/forms/patient").body["fields"].clone();
    assert!(fields.as_array().unwrap().iter().any(|f| f["sensitive"] == true), "{fields}");

    let values = json!({"values": {"name": "李强", "phone": "13800138000"}});
    let made = ada.post("/forms/patient/records", values);
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(made.body["values"]["phone"], json!({"sealed": true}));
    assert_eq!(made.body["display"]["phone"], "138****8000");
    let path = format!("/forms/patient/records/{}", made.text("id"));
    let shown = ada.post(&format!("{path}/reveal"), json!({"field": "phone"}));
    assert_eq!(shown.body, json!({"value": "+8613800138000"}));
    let other = ada.post(&format!("{path}/reveal"), json!({"field": "name"}));
    assert_eq!(other.problem(), (422, "invalid"));
    let unknown = ada.post(&format!("{path}/reveal"), json!({"field": "nothing"}));
    assert_eq!(unknown.errors(), [("unknown_field", "nothing")]);
    let filter = json!({"filter": {"field": "phone", "op": "contains", "value": "138"}});
    assert_eq!(ada.post("/forms/patient/records/query", filter).errors()[0].0, "not_for_filter");
    let back = ada.with("if-match", made.header("etag"));
    let same = back.patch(&path, json!({"values": {"phone": {"sealed": true}}}));
    assert_eq!((same.status, &same.body["rev"]), (200, &json!(1)), "sent back it stays");
}
