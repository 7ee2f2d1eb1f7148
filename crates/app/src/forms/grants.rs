//! Who may say who sees what: grants are for administrators, in drafts too. A builder shapes a form and leaves them as
//! they are, so nobody can give themselves what they were not given.

use std::collections::BTreeSet;

use engines::access::default_grants;
use model::{Code, FieldId, Form, Grant, Rejection};

use crate::catalog::Catalog;
use crate::who::Who;

/// Lets a document pass whose grants and pool mean what those of `before` mean, and any document of an administrator.
///
/// # Errors
/// `Forbidden` at `grants` or `pool`.
pub(crate) fn permit(
    (catalog, who): (&Catalog, &Who),
    before: Option<&Form>,
    after: &Form,
) -> Result<(), Rejection> {
    if catalog.may_administer(who) {
        return Ok(());
    }
    if meaning(before, after) != meaning(Some(after), after) {
        return Err(Rejection::at(Code::Forbidden, "grants"));
    }
    if before.and_then(masked) != masked(after) {
        return Err(Rejection::at(Code::Forbidden, "pool"));
    }
    Ok(())
}

/// What the pool of `form` shows, by what it does not show; none without a pool.
fn masked(form: &Form) -> Option<BTreeSet<FieldId>> {
    let pool = form.pool.as_ref()?;
    Some(pool.mask.iter().filter_map(|code| form.field(code)).map(|f| f.id).collect())
}

/// A grant by ids: a field may get another code, and another field its code.
type Meaning = (Grant, BTreeSet<FieldId>, BTreeSet<FieldId>);

/// What the grants of `form` mean; those of a form that there is not yet are the usual ones.
fn meaning(form: Option<&Form>, shape: &Form) -> Vec<Meaning> {
    let grants = match form {
        Some(form) if !form.grants.is_empty() => form.grants.clone(),
        _ => default_grants(),
    };
    let form = form.unwrap_or(shape);
    let ids = |codes: &[String]| -> BTreeSet<FieldId> {
        codes.iter().filter_map(|code| form.field(code)).map(|f| f.id).collect()
    };
    let mut found: Vec<Meaning> = grants
        .into_iter()
        .map(|mut grant| {
            let (hidden, read_only) = (ids(&grant.hidden), ids(&grant.read_only));
            (grant.hidden, grant.read_only) = (Vec::new(), Vec::new());
            (grant, hidden, read_only)
        })
        .collect();
    found.sort_by(|a, b| a.0.role.cmp(&b.0.role));
    found
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn form(cost: &str, name: &str, grants: Json) -> Form {
        let field = |n: u128, code: &str| json!({"id": FieldId(uuid::Uuid::from_u128(n)), "code": code, "name": {"en": code}, "kind": {"type": "text"}});
        serde_json::from_value(json!({"code": "lead", "name": {"en": "Lead"}, "title": name,
            "fields": [field(1, cost), field(2, name)], "grants": grants}))
        .expect("a form")
    }

    fn same(before: &Form, after: &Form) -> bool {
        meaning(Some(before), after) == meaning(Some(after), after)
    }

    #[test]
    fn grants_are_told_by_what_they_mean() {
        let hides = |code: &str| json!([{"role": "builder", "sees": "all", "hidden": [code]}]);
        let before = form("cost", "name", hides("cost"));
        assert!(same(&before, &before.clone()));
        assert!(same(&before, &form("price", "name", hides("price"))), "renamed on both sides");
        assert!(!same(&before, &form("name", "cost", hides("cost"))), "codes exchanged");
        assert!(!same(&before, &form("cost", "name", json!([]))));
        assert!(!same(&before, &form("cost", "name", hides("name"))));
    }

    #[test]
    fn a_pool_is_told_by_what_it_masks() {
        let pool = |code: &str, name: &str, mask: &[&str]| {
            let mut form = form(code, name, json!([]));
            let mask = mask.iter().map(|&code| code.to_owned()).collect();
            form.pool = Some(model::form::Pool { name: model::Label::default(), mask });
            masked(&form)
        };
        assert_eq!(pool("cost", "name", &["cost"]), pool("price", "name", &["price"]), "renamed");
        assert_ne!(pool("cost", "name", &["cost"]), pool("name", "cost", &["cost"]), "exchanged");
        assert_ne!(pool("cost", "name", &["cost"]), pool("cost", "name", &[]));
        assert_ne!(pool("cost", "name", &[]), masked(&form("cost", "name", json!([]))), "none");
    }

    #[test]
    fn a_new_form_has_the_usual_grants() {
        let plain = form("a", "b", json!([]));
        assert_eq!(meaning(None, &plain), meaning(Some(&plain), &plain));
    }
}
