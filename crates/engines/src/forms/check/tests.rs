//! What a record may hold.

use jiff::civil::date;
use model::{
    Access, FieldId, FieldRef, Form, RecordId, Rejections, SystemField, UserId, Value, Values,
};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{Writer, create, update};
use crate::forms::known::Known;
use crate::forms::{read, show};

fn form() -> Form {
    let field = |n: u128, code: &str, kind: Json| json!({"id": FieldId(Uuid::from_u128(n)), "code": code, "name": {"en": code}, "kind": kind});
    let mut fields = vec![
        field(1, "company", json!({"type": "text", "max": 10})),
        field(2, "phone", json!({"type": "phone"})),
        field(3, "amount", json!({"type": "money"})),
        field(4, "due", json!({"type": "date"})),
        field(5, "number", json!({"type": "auto_number", "prefix": "XS"})),
        field(6, "old", json!({"type": "text"})),
        field(7, "customer", json!({"type": "link", "form": "customer"})),
        field(
            8,
            "grade",
            json!({"type": "choice", "options": [
            {"id": "opt_00000000000000000000000001", "code": "a", "label": {"zh-CN": "A类"}},
            {"id": "opt_00000000000000000000000002", "code": "b", "label": {"zh-CN": "B类"}}]}),
        ),
    ];
    fields[0]["required"] = json!(true);
    fields[5]["archived"] = json!(true);
    fields[7]["default"] = json!({"option": "opt_00000000000000000000000002"});
    serde_json::from_value(
        json!({"code": "lead", "name": {"en": "Lead"}, "title": "company", "fields": fields}),
    )
    .unwrap()
}

const CUSTOMER: RecordId = RecordId(Uuid::from_u128(9));
const ANNA: UserId = UserId(Uuid::from_u128(8));

fn known() -> Known {
    let mut known = Known::default();
    known.add_record("customer", CUSTOMER, "华为技术有限公司");
    known.add_person(ANNA, "安娜", &[]);
    known
}

fn codes(rejections: Rejections) -> Vec<String> {
    let mut list: Vec<String> = rejections.0.iter().map(ToString::to_string).collect();
    list.sort();
    list
}

fn check_create(values: Json) -> Result<Json, Vec<String>> {
    let (form, access) = (form(), Access::full());
    let values = read::values(&form, &access, values.as_object().unwrap()).map_err(codes)?;
    let values = create(&form, &access, Writer::Person, values, &known()).map_err(codes)?;
    let mut shown = show::values_json(&form, &access, &values);
    shown.retain(|_, v| !v.is_null());
    Ok(Json::Object(shown))
}

#[test]
fn a_new_record_gets_normal_values_and_defaults() {
    let made = check_create(
        json!({"company": " Acme ", "phone": "138-0000-0000", "amount": 12.5, "due": "2026-11-21",
        "customer": CUSTOMER, "owner": ANNA}),
    );
    assert_eq!(
        made,
        Ok(
            json!({"company": " Acme ", "phone": "+8613800000000", "amount": "12.50", "due": "2026-11-21",
        "customer": CUSTOMER, "grade": "b", "owner": ANNA})
        )
    );
}

#[test]
fn everything_wrong_is_said_at_once() {
    let made = check_create(json!({"phone": "12", "amount": "x", "nothing": 1, "rev": 3}));
    assert_eq!(
        made.unwrap_err(),
        [
            "not_a_number at amount",
            "not_a_phone at phone",
            "read_only at rev",
            "unknown_field at nothing"
        ]
    );
    let made = check_create(
        json!({"amount": "1.234", "number": "XS1", "old": "x", "customer": RecordId(Uuid::from_u128(77)),
        "owner": UserId(Uuid::from_u128(78)), "created_at": "2026-01-01T00:00:00Z"}),
    );
    assert_eq!(
        made.unwrap_err(),
        [
            "archived at old",
            "not_a_linked_record at customer",
            "read_only at created_at",
            "read_only at number",
            "required at company",
            "too_many_digits at amount",
            "unknown_person at owner"
        ]
    );
}

#[test]
fn a_given_null_beats_the_default() {
    assert_eq!(check_create(json!({"company": "A", "grade": null})), Ok(json!({"company": "A"})));
}

#[test]
fn hidden_and_read_only_fields_are_guarded() {
    let form = form();
    let access = Access {
        hidden: vec![FieldId(Uuid::from_u128(3))],
        read_only: vec![FieldId(Uuid::from_u128(2))],
        ..Access::full()
    };
    let given = json!({"amount": 1});
    assert_eq!(
        codes(read::values(&form, &access, given.as_object().unwrap()).unwrap_err()),
        ["unknown_field at amount"]
    );
    let given =
        Values::from([(FieldId(Uuid::from_u128(2)).into(), Value::Text("13800000000".into()))]);
    assert_eq!(
        codes(update(&form, &access, Writer::Person, given, &known()).unwrap_err()),
        ["read_only at phone"]
    );
    let given = Values::from([(FieldId(Uuid::from_u128(3)).into(), Value::Number(1.into()))]);
    assert!(update(&form, &access, Writer::Person, given, &known()).is_err());
}

#[test]
fn an_update_may_not_empty_a_required_field_but_may_leave_it_empty() {
    let (form, access) = (form(), Access::full());
    let company = FieldRef::Field(FieldId(Uuid::from_u128(1)));
    let emptied = Values::from([(company, Value::Null)]);
    assert_eq!(
        codes(update(&form, &access, Writer::Person, emptied.clone(), &known()).unwrap_err()),
        ["required at company"]
    );
    assert_eq!(update(&form, &access, Writer::Replay, emptied.clone(), &known()), Ok(emptied));
    let other = Values::from([(FieldId(Uuid::from_u128(4)).into(), Value::Date(date(2026, 1, 2)))]);
    assert_eq!(update(&form, &access, Writer::Person, other.clone(), &known()), Ok(other));
}

#[test]
fn an_import_may_say_when_a_record_was_made() {
    let given = Values::from([
        (FieldId(Uuid::from_u128(1)).into(), Value::Text("A".into())),
        (FieldId(Uuid::from_u128(5)).into(), Value::Text("XS7".into())),
        (SystemField::CreatedBy.into(), Value::Person(ANNA)),
    ]);
    assert!(create(&form(), &Access::full(), Writer::Import, given.clone(), &known()).is_ok());
    assert_eq!(
        codes(create(&form(), &Access::full(), Writer::Person, given, &known()).unwrap_err()).len(),
        2
    );
}
