//! What a record must say before it comes to a step of its pipeline.

use model::{Access, Code, Field, FieldKind, FieldRef, Form, Rejection, Rejections, Value, Values};

/// Whether a record may go where a change takes it: the fields that its new steps require are filled, by the change or
/// before. Fields hidden from the person are not asked of them.
///
/// # Errors
/// `Required` at each field that is still empty.
pub fn enter(
    form: &Form,
    access: &Access,
    stored: &Values,
    given: &Values,
) -> Result<(), Rejections> {
    let mut empty: Vec<&Field> = Vec::new();
    for step in form.live_fields().filter_map(|field| entered(field, stored, given)) {
        let required = step.iter().filter_map(|code| form.field(code));
        for field in required.filter(|f| !f.archived && access.sees(f.id)) {
            let key = FieldRef::Field(field.id);
            let value = given.get(&key).or_else(|| stored.get(&key));
            if value.is_none_or(Value::is_null) && !empty.contains(&field) {
                empty.push(field);
            }
        }
    }
    let at = |field: &Field| Rejection::at(Code::Required, field.code.as_str());
    Rejections(empty.into_iter().map(at).collect()).or(())
}

/// What the step requires to which a change moves this field.
fn entered<'f>(field: &'f Field, stored: &Values, given: &Values) -> Option<&'f [String]> {
    let FieldKind::Stage(stages) = &field.kind else { return None };
    let key = FieldRef::Field(field.id);
    let to = given.get(&key).filter(|to| stored.get(&key) != Some(to))?;
    let step = stages.options.iter().find(|s| *to == Value::Option(s.choice.id))?;
    Some(&step.requires)
}

/// Whether a record with these values has reached the end of a pipeline: nothing is due on it any more.
pub fn is_closed(form: &Form, values: &Values) -> bool {
    form.live_fields().any(|field| {
        let FieldKind::Stage(stages) = &field.kind else { return false };
        let Some(Value::Option(at)) = values.get(&FieldRef::Field(field.id)) else { return false };
        stages.options.iter().any(|stage| stage.choice.id == *at && stage.closed.is_some())
    })
}

/// The fields that say so.
pub fn fields(form: &Form) -> impl Iterator<Item = FieldRef> {
    let stages = form.live_fields().filter(|field| matches!(field.kind, FieldKind::Stage(_)));
    stages.map(|field| FieldRef::Field(field.id))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn deals() -> Form {
        let option = |n: u8, code: &str| json!({"id": format!("opt_0000000000000000000000000{n}"), "code": code, "label": {"en": code}});
        let mut lost = option(2, "lost");
        lost["requires"] = json!(["reason", "note"]);
        let field = |n: u8, code: &str, kind: serde_json::Value| json!({"id": format!("fld_0000000000000000000000000{n}"), "code": code, "name": {"en": code}, "kind": kind});
        serde_json::from_value(
            json!({"code": "deal", "name": {"en": "Deal"}, "title": "name", "fields": [
                field(1, "name", json!({"type": "text"})),
                field(2, "stage", json!({"type": "stage", "options": [option(1, "open"), lost]})),
                field(3, "reason", json!({"type": "text"})),
                field(4, "note", json!({"type": "text"})),
            ]}),
        )
        .unwrap()
    }

    /// What is missing when a record that has these values is given those.
    fn missing(hidden: &[&str], stored: &[(&str, &str)], given: &[(&str, &str)]) -> String {
        let form = deals();
        let values = |list: &[(&str, &str)]| -> Values {
            let read = |(code, text): &(&str, &str)| {
                let field = form.field(code).unwrap();
                let json = json!(if text.is_empty() { None } else { Some(text) });
                (field.id.into(), crate::forms::read::value(&form, field.id.into(), &json).unwrap())
            };
            list.iter().map(read).collect()
        };
        let mut access = Access::full();
        access.hidden = hidden.iter().map(|code| form.field(code).unwrap().id).collect();
        let outcome = enter(&form, &access, &values(stored), &values(given));
        let wrong = outcome.err().map_or(Vec::new(), |r| r.0);
        wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_step_asks_for_its_fields_when_a_record_comes_to_it() {
        let both = "required at reason, required at note";
        assert_eq!(missing(&[], &[("stage", "open")], &[("stage", "lost")]), both);
        assert_eq!(missing(&[], &[("note", "n")], &[("stage", "lost"), ("reason", "r")]), "");
        assert_eq!(
            missing(&[], &[("reason", "r"), ("note", "n")], &[("stage", "lost"), ("note", "")]),
            "required at note"
        );
        assert_eq!(missing(&["note"], &[], &[("stage", "lost")]), "required at reason");
    }

    #[test]
    fn what_stands_there_already_is_left_in_peace() {
        assert_eq!(missing(&[], &[("stage", "lost")], &[("stage", "lost")]), "");
        assert_eq!(missing(&[], &[("stage", "lost")], &[("name", "x")]), "");
        assert_eq!(missing(&[], &[("stage", "lost")], &[("stage", "open")]), "");
    }

    #[test]
    fn a_record_at_the_end_of_its_pipeline_is_closed() {
        let mut form = deals();
        let FieldKind::Stage(stages) = &mut form.fields[1].kind else { panic!() };
        stages.options[1].closed = Some(model::kind::Closed::Lost);
        let ids = [stages.options[0].choice.id, stages.options[1].choice.id];
        let at = |id| Values::from([(form.fields[1].id.into(), Value::Option(id))]);
        assert!(!is_closed(&form, &at(ids[0])));
        assert!(is_closed(&form, &at(ids[1])));
        assert!(!is_closed(&form, &Values::new()));
    }
}
