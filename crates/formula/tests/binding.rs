//! Who asks and when, and what must not match by accident.

mod support;

use std::borrow::Cow;

use formula::{Binding, FormNames, Linked, Names, bind, filter, matches, text};
use model::{Code, Expr, FieldPath, SystemField, Value};
use serde_json::json;
use support::{Values, World, key, user};

fn nobody(world: &World) -> Binding {
    Binding { me: None, department: None, team: Vec::new(), ..world.binding.clone() }
}

fn with(path: FieldPath, value: Value) -> Values {
    let mut row = Values::default();
    row.0.insert(key(&path), (path, value));
    row
}

#[test]
fn nobody_and_no_department_match_no_record_not_even_one_without() {
    let world = World::load();
    let meets = |condition: serde_json::Value| {
        let tree = filter::parse(&condition, &world.names()).unwrap();
        matches(&bind(&tree, &nobody(&world)), &Values::default())
    };
    assert!(!meets(json!({"field": "owner", "op": "eq", "value": "me"})));
    assert!(!meets(json!({"field": "department", "op": "eq", "value": "my_department"})));
    assert!(!meets(json!({"field": "department", "op": "in", "value": "my_team"})));
    assert!(meets(json!({"field": "owner", "op": "ne", "value": "me"})));
}

#[test]
fn an_access_is_asked_about_values_before_and_after() {
    let owner = FieldPath::own(SystemField::Owner.into());
    let world = World::load();
    let rows = Expr::call(
        model::Function::Eq,
        [Expr::Field(owner.clone()), Expr::Context(model::expr::Context::Me)],
    );
    let rows = bind(&rows, &world.binding);
    assert!(matches(&rows, &with(owner.clone(), Value::Person(user("me")))));
    assert!(!matches(&rows, &with(owner.clone(), Value::Person(user("other")))));
    assert!(!matches(&rows, &with(owner, Value::Null)));
    assert!(matches(&Expr::always(), &|_: &FieldPath| Cow::<Value>::default().into_owned()));
}

#[test]
fn a_form_that_may_not_be_seen_hides_the_fields_behind_its_links() {
    let world = World::load();
    let own = Linked { form: &world.forms[0], hidden: Vec::new() };
    let names = FormNames::new(own, []);
    assert!(names.resolve(&["customer"]).is_some());
    assert_eq!(names.resolve(&["customer", "name"]), None);
    let refused = text::parse("{customer.name}=\"x\"", &names).unwrap_err();
    assert_eq!(refused.code, Code::UnknownField);
}

#[test]
fn a_hidden_link_hides_what_lies_behind_it_and_cannot_be_printed() {
    let world = World::load();
    let everything = world.names();
    let link = world.forms[0].field("customer").map(|f| f.id);
    let own = Linked { form: &world.forms[0], hidden: link.into_iter().collect() };
    let other = Linked { form: &world.forms[1], hidden: Vec::new() };
    let narrow = FormNames::new(own, [other]);
    let (path, _) = everything.resolve(&["customer", "name"]).unwrap();
    assert_eq!(narrow.resolve(&["customer", "name"]), None);
    assert_eq!(narrow.describe(&path), None);
    let refused = text::print(&Expr::Field(path.clone()), &narrow).unwrap_err();
    assert_eq!(refused.code, Code::UnknownField);
    assert_eq!(
        filter::render(&Expr::call(model::Function::IsEmpty, [Expr::Field(path)]), &narrow),
        None
    );
}

#[test]
fn a_hostile_filter_is_cut_short() {
    let world = World::load();
    let names = world.names();
    let leaf = json!({"field": "qty", "op": "eq", "value": 1});
    let mut deep = leaf.clone();
    for _ in 0..60 {
        deep = json!({"not": deep});
    }
    assert_eq!(filter::parse(&deep, &names).unwrap_err().0[0].code, Code::TooDeep);
    let wide = json!({"or": vec![leaf; 2_000]});
    let refused = filter::parse(&wide, &names).unwrap_err();
    assert_eq!(refused.0.len(), 1);
    assert_eq!(refused.0[0].code, Code::TooMany);
    let long = json!({"field": "name", "op": "in", "value": vec!["x"; 1_001]});
    assert_eq!(filter::parse(&long, &names).unwrap_err().0[0].code, Code::TooMany);
    let source = format!("1{}", "+1".repeat(6_000));
    assert_eq!(text::parse(&source, &names).unwrap_err().code, Code::TooLong);
}

#[test]
fn all_that_is_wrong_with_a_filter_is_said_at_once() {
    let world = World::load();
    let json = json!({"and": [
        {"field": "qty", "op": "eq", "value": "x"},
        {"field": "nope", "op": "eq", "value": 1},
        {"field": "stage", "op": "eq", "value": "zzz"},
    ]});
    let refused = filter::parse(&json, &world.names()).unwrap_err();
    let at: Vec<_> = refused.0.iter().map(|r| r.field.clone().unwrap()).collect();
    assert_eq!(at, ["and.0.value", "and.1.field", "and.2.value"]);
}
