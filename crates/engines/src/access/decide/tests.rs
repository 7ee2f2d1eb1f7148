//! What follows from grants.

use model::{Access, DepartmentId, FieldId, Form, UserId};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{Asker, decide, decide_pool, permissions};
use crate::access::{form_for, visible};

const ME: UserId = UserId(Uuid::from_u128(1));
const OTHER: UserId = UserId(Uuid::from_u128(2));
const SALES: DepartmentId = DepartmentId(Uuid::from_u128(3));
const FINANCE: DepartmentId = DepartmentId(Uuid::from_u128(4));

fn form(grants: Json) -> Form {
    serde_json::from_value(json!({"code": "lead", "name": {"en": "Lead"}, "title": "company", "grants": grants,
        "fields": [
            {"id": FieldId(Uuid::from_u128(1)), "code": "company", "name": {"en": "Company"}, "kind": {"type": "text"}},
            {"id": FieldId(Uuid::from_u128(2)), "code": "cost", "name": {"en": "Cost"}, "kind": {"type": "money"}}],
        "actions": [{"code": "convert", "name": {"en": "Convert"}, "does": {"type": "convert", "mark": {"cost": null}, "steps": [
            {"form": "customer", "map": {"name": "company", "price": "cost"}, "link_back": "cost"}]}}],
        "groups": [{"name": {"en": "All"}, "fields": ["company", "cost"]}],
        "views": [
            {"code": "all", "name": {"en": "All"}, "columns": [{"field": "company"}, {"field": "cost"}], "sort": [{"field": "cost"}]},
            {"code": "dear", "name": {"en": "Dear"}, "columns": [], "filter": {"or": [{"field": "cost", "op": "gt", "value": "1"}]}}]}))
    .unwrap()
}

fn ask(role: &str, team: &[DepartmentId], grants: Json) -> Access {
    decide(&form(grants), &Asker { id: ME, role: role.into(), team: team.to_vec() })
}

/// Rows of (owner, department) that an Access shows.
fn sees(access: &Access) -> Vec<&'static str> {
    [
        ("mine", Some(ME), None),
        ("colleague's", Some(OTHER), Some(SALES)),
        ("finance's", Some(OTHER), Some(FINANCE)),
        ("nobody's", None, None),
    ]
    .into_iter()
    .filter(|(_, owner, department)| visible(access, *owner, *department))
    .map(|(name, _, _)| name)
    .collect()
}

#[test]
fn scopes_show_what_they_say() {
    let grants = |sees: &str| json!([{"role": "member", "sees": sees}]);
    assert_eq!(sees(&ask("member", &[SALES], grants("none"))), [""; 0]);
    assert_eq!(sees(&ask("member", &[SALES], grants("own"))), ["mine"]);
    assert_eq!(sees(&ask("member", &[SALES], grants("department"))), ["mine", "colleague's"]);
    assert_eq!(sees(&ask("member", &[], grants("department"))), ["mine"]);
    assert_eq!(sees(&ask("member", &[], grants("all"))).len(), 4);
}

#[test]
fn a_role_that_is_not_named_may_do_nothing_but_administrators_do_all() {
    let grants = json!([{"role": "member", "sees": "all", "export": false}]);
    assert_eq!(ask("administrator", &[], grants.clone()), Access::full());
    let builder = ask("builder", &[], grants);
    assert!(sees(&builder).is_empty() && !builder.create && !builder.edit && !builder.import);
}

#[test]
fn a_form_without_grants_is_open_to_the_team_but_gives_no_files() {
    let member = ask("member", &[SALES], json!([]));
    assert_eq!(sees(&member), ["mine", "colleague's"]);
    assert!(member.create && member.edit && !member.export && !member.import);
    assert!(ask("builder", &[], json!([])).import);
}

#[test]
fn a_hidden_field_is_cut_from_the_form_and_all_that_names_it() {
    let grants = json!([{"role": "member", "sees": "all", "hidden": ["cost"]}]);
    let access = ask("member", &[], grants.clone());
    assert!(!access.sees(FieldId(Uuid::from_u128(2))));
    let cut = serde_json::to_string(&form_for(&form(grants), &access)).unwrap();
    assert!(!cut.contains("cost"), "{cut}");
    assert!(cut.contains("company"));
}

/// What somebody of this scope sees and may do in a pool that masks `cost`.
fn pool(role: &str, sees: &str) -> Option<Access> {
    let mut form = form(json!([{"role": "member", "sees": sees, "hidden": ["company"]}]));
    form.pool = Some(model::form::Pool {
        name: model::Label::both("公海", "Pool"),
        mask: vec!["cost".to_owned()],
    });
    decide_pool(&form, &Asker { id: ME, role: role.into(), team: vec![SALES] })
}

#[test]
fn a_pool_shows_what_nobody_owns_and_lets_it_be_neither_changed_nor_seen_whole() {
    let (company, cost) = (FieldId(Uuid::from_u128(1)), FieldId(Uuid::from_u128(2)));
    for scope in ["own", "department"] {
        let access = pool("member", scope).unwrap();
        assert_eq!(sees(&access), ["nobody's"]);
        assert!(!access.sees(cost) && !access.sees(company), "masked, and hidden anyway");
        assert!(!access.edit && !access.delete && !access.create && !access.import);
    }
    assert_eq!(pool("member", "none"), None);
    assert_eq!(pool("builder", "own"), None, "not named by a grant");
}

#[test]
fn a_pool_takes_nothing_from_who_sees_all() {
    let cost = FieldId(Uuid::from_u128(2));
    let access = pool("member", "all").unwrap();
    assert_eq!(sees(&access), ["nobody's"]);
    assert!(access.sees(cost) && access.edit && access.delete);
    assert!(pool("administrator", "own").unwrap().sees(cost));
}

#[test]
fn a_form_without_a_pool_shows_nobody_what_nobody_owns() {
    let form = form(json!([{"role": "member", "sees": "own"}]));
    let asker = Asker { id: ME, role: "member".into(), team: vec![SALES] };
    assert_eq!(decide_pool(&form, &asker), None);
    assert!(!sees(&decide(&form, &asker)).contains(&"nobody's"));
}

#[test]
fn only_builders_build() {
    assert!(permissions("builder").build && !permissions("builder").administer);
    assert!(permissions("administrator").administer);
    assert!(!permissions("member").build && !permissions("unknown").administer);
}
