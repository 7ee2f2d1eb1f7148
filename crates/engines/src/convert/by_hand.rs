//! Options that an action of the form leaves behind: they are reached by the action, which makes what they speak of.
//! Set by hand they would tell of something that never happened.

use model::form::{Action, ActionKind};
use model::{Code, Field, FieldKind, FieldRef, Form, Rejection, Rejections, Value, Values};
use serde_json::json;

use super::told::standing;
use crate::forms::read;

/// Whether a person may set these values themselves. What the record holds already is no change, and where the action
/// was carried out, its mark may be set again: it says what is so, and the action would not do it twice.
///
/// # Errors
/// `MadeByAction` at each field, with `option`, `action` (their labels) and `code` (the action's).
pub fn by_hand(form: &Form, stored: &Values, given: &Values) -> Result<(), Rejections> {
    if form.actions.is_empty() {
        return Ok(());
    }
    let is_new = |field: &FieldRef, value: &Value| stored.get(field) != Some(value);
    let changed = given.iter().filter(|(field, value)| is_new(field, value));
    let refused = changed.filter_map(|(field, value)| {
        let FieldRef::Field(id) = field else { return None };
        let field = form.field_by_id(*id)?;
        let action = action_to(form, field, value)?;
        let done = standing(form, stored).iter().any(|told| marks(form, told.action, field, value));
        (!done).then(|| refusal(field, value, action))
    });
    Rejections(refused.collect()).or(())
}

/// The action that leaves this option in this field.
pub(super) fn action_to<'f>(form: &'f Form, field: &Field, value: &Value) -> Option<&'f Action> {
    form.actions.iter().find(|action| marks(form, action, field, value))
}

fn marks(form: &Form, action: &Action, field: &Field, value: &Value) -> bool {
    let ActionKind::Convert(convert) = &action.does;
    let has_options = matches!(field.kind, FieldKind::Choice(_) | FieldKind::Stage(_));
    let marked = convert.mark.get(&field.code).filter(|_| has_options);
    marked.is_some_and(|json| read::value(form, field.id.into(), json).as_ref() == Ok(value))
}

fn refusal(field: &Field, value: &Value, action: &Action) -> Rejection {
    let options = field.kind.options();
    let option = options.iter().find(|option| *value == Value::Option(option.id));
    Rejection::at(Code::MadeByAction, field.code.as_str())
        .with("option", json!(option.map(|option| &option.label)))
        .with("action", json!(action.name))
        .with("code", action.code.as_str())
}

#[cfg(test)]
mod tests {
    use model::{FieldId, RecordId};
    use uuid::Uuid;

    use super::*;

    fn deal() -> Form {
        let field = |n: u8, code: &str, kind: serde_json::Value| json!({"id": id(n).to_string(), "code": code, "name": {"en": code}, "kind": kind});
        let option = |n: u8, code: &str| json!({"id": format!("opt_0000000000000000000000000{n}"), "code": code, "label": {"en": code}});
        serde_json::from_value(json!({
            "code": "deal", "name": {"en": "Deal"}, "title": "name",
            "fields": [
                field(1, "name", json!({"type": "text"})),
                field(2, "state", json!({"type": "stage", "options": [option(1, "open"), option(2, "closed")]})),
                field(3, "order", json!({"type": "link", "form": "order"})),
            ],
            "actions": [{"code": "close", "name": {"en": "Close it"}, "does": {
                "type": "convert", "mark": {"state": "closed", "name": "Done"},
                "steps": [{"form": "order", "map": {}, "link_back": "order"}],
            }}],
        }))
        .unwrap()
    }

    fn id(n: u8) -> FieldId {
        FieldId(Uuid::from_u128(n.into()))
    }

    /// What is said of setting a text in a field of a record that holds others.
    fn said(stored: &[(&str, &str)], code: &str, text: &str) -> String {
        let form = deal();
        let value = |code: &str, text: &str| -> (FieldRef, Value) {
            let field = form.field(code).unwrap().id.into();
            match code {
                "order" => (field, Value::Record(RecordId(Uuid::from_u128(7)))),
                _ => (field, read::value(&form, field, &json!(text)).unwrap()),
            }
        };
        let stored = stored.iter().map(|(code, text)| value(code, text)).collect();
        let outcome = by_hand(&form, &stored, &Values::from([value(code, text)]));
        let wrong = outcome.err().map_or(Vec::new(), |r| r.0);
        let told = wrong.iter().map(|r| {
            format!(
                "{r}: {} by {} ({})",
                r.params["option"]["en"], r.params["action"]["en"], r.params["code"]
            )
        });
        told.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_an_action_leaves_is_not_set_by_hand() {
        let refused = "made_by_action at state: \"closed\" by \"Close it\" (\"close\")";
        assert_eq!(said(&[], "state", "closed"), refused);
        assert_eq!(said(&[("state", "open")], "state", "closed"), refused);
        assert_eq!(said(&[("state", "closed")], "state", "open"), "", "away from it is free");
    }

    #[test]
    fn what_is_so_already_may_be_said() {
        assert_eq!(said(&[("state", "closed")], "state", "closed"), "");
        let done = [("state", "open"), ("order", "")];
        assert_eq!(said(&done, "state", "closed"), "", "the action was carried out");
    }

    #[test]
    fn texts_are_everybodys_own() {
        assert_eq!(said(&[], "name", "Done"), "");
    }
}
