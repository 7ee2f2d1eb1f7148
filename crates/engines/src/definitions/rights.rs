//! What changes for whom: the grants of two versions compared by what they mean, role by role.

use model::person::roles;
use model::{Field, Form, Grant, RowScope};
use serde_json::json;

use super::Difference;
use crate::access::default_grants;

/// Every difference in what a role sees and may do. A field is told by its id, so that a new code changes nothing;
/// administrators may do everything anyway.
pub(super) fn differences(old: &Form, new: &Form) -> Vec<Difference> {
    let mut list = Vec::new();
    for role in roles::ALL.into_iter().filter(|role| *role != roles::ADMINISTRATOR) {
        let (was, is) = (grant_of(old, role), grant_of(new, role));
        if was.sees != is.sees {
            let params = json!({"role": role, "from": was.sees, "to": is.sees});
            list.push(Difference { code: "sight_changed", params });
        }
        for (right, was, is) in [
            ("create", was.create, is.create),
            ("edit", was.edit, is.edit),
            ("delete", was.delete, is.delete),
            ("export", was.export, is.export),
            ("import", was.import, is.import),
        ] {
            if was != is {
                let params = json!({"role": role, "right": right, "to": is});
                list.push(Difference { code: "right_changed", params });
            }
        }
        for field in new.live_fields() {
            let before = old.field_by_id(field.id).map_or(OPEN, |field| standing(&was, field));
            let after = standing(&is, field);
            if before != after {
                let params = json!({"role": role, "name": field.name, "from": before, "to": after});
                list.push(Difference { code: "field_right_changed", params });
            }
        }
    }
    list
}

/// A new field is open to everybody.
const OPEN: &str = "edit";

fn standing(grant: &Grant, field: &Field) -> &'static str {
    if grant.hidden.contains(&field.code) {
        "hidden"
    } else if grant.read_only.contains(&field.code) {
        "read"
    } else {
        OPEN
    }
}

/// What holds for the role: a role that the form's grants do not name may do nothing.
fn grant_of(form: &Form, role: &str) -> Grant {
    let usual = if form.grants.is_empty() { default_grants() } else { Vec::new() };
    let mut grants = form.grants.iter().chain(&usual);
    grants.find(|grant| grant.role == role).cloned().unwrap_or_else(|| Grant {
        role: role.to_owned(),
        sees: RowScope::None,
        edit: false,
        create: false,
        delete: false,
        export: false,
        import: false,
        hidden: Vec::new(),
        read_only: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use model::FieldId;
    use serde_json::Value as Json;
    use uuid::Uuid;

    use super::*;
    use crate::definitions::{Action, plan};

    fn form(price: &str, grants: Json) -> Form {
        let field = |n: u128, code: &str| json!({"id": FieldId(Uuid::from_u128(n)), "code": code, "name": {"en": code}, "kind": {"type": "text"}});
        serde_json::from_value(json!({"code": "lead", "name": {"en": "Lead"}, "title": "company",
            "fields": [field(1, "company"), field(2, price)], "grants": grants}))
        .expect("a form")
    }

    fn told(old: (&str, Json), new: (&str, Json)) -> Vec<String> {
        let list = differences(&form(old.0, old.1), &form(new.0, new.1));
        list.into_iter().map(|d| format!("{} {}", d.code, d.params)).collect()
    }

    #[test]
    fn what_changes_for_a_role_is_told_one_by_one() {
        let grants = json!([{"role": "builder", "sees": "all", "export": true, "import": true},
            {"role": "member", "sees": "own", "delete": false, "hidden": ["price"], "read_only": ["company"]}]);
        assert_eq!(
            told(("price", json!([])), ("price", grants)),
            [
                r#"sight_changed {"from":"department","role":"member","to":"own"}"#,
                r#"right_changed {"right":"delete","role":"member","to":false}"#,
                r#"field_right_changed {"from":"edit","name":{"en":"company"},"role":"member","to":"read"}"#,
                r#"field_right_changed {"from":"edit","name":{"en":"price"},"role":"member","to":"hidden"}"#,
            ]
        );
    }

    #[test]
    fn grants_that_mean_the_same_are_no_difference() {
        let usual = json!([{"role": "administrator", "sees": "own"},
            {"role": "builder", "sees": "all", "export": true, "import": true}, {"role": "member", "sees": "department"}]);
        assert_eq!(told(("price", json!([])), ("price", usual)), [""; 0]);
        let hides = |code: &str| json!([{"role": "member", "sees": "all", "hidden": [code]}]);
        assert_eq!(told(("price", hides("price")), ("cost", hides("cost"))), [""; 0]);
    }

    /// One index serves all: what was in it before the field was hidden would tell by its hits.
    #[test]
    fn a_field_that_is_hidden_leaves_the_search_index() {
        let open = form("price", json!([]));
        let hides = form("price", json!([{"role": "member", "sees": "all", "hidden": ["price"]}]));
        assert!(plan(Some(&open), &hides).actions.contains(&Action::RebuildSearch));
        assert!(plan(Some(&hides), &open).actions.contains(&Action::RebuildSearch));
        assert!(!plan(Some(&hides), &hides).actions.contains(&Action::RebuildSearch));
    }

    #[test]
    fn a_role_that_is_no_longer_named_may_do_nothing() {
        let both = json!([{"role": "builder", "sees": "all", "create": false, "edit": false, "delete": false},
            {"role": "member", "sees": "own"}]);
        let one = json!([{"role": "member", "sees": "own"}]);
        assert_eq!(
            told(("price", both), ("price", one)),
            [r#"sight_changed {"from":"all","role":"builder","to":"none"}"#]
        );
    }
}
