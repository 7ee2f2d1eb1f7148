//! What a record must say before it comes to a step of its pipeline.

use model::kind::Stage;
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
    for field in lacking(form, access, stored, given).into_iter().flat_map(|lack| lack.fields) {
        if !empty.contains(&field) {
            empty.push(field);
        }
    }
    let at = |field: &Field| Rejection::at(Code::Required, field.code.as_str());
    Rejections(empty.into_iter().map(at).collect()).or(())
}

/// A step to which a record comes without what it requires.
#[derive(Debug, Clone, PartialEq)]
pub struct Lack<'f> {
    /// The field whose step it is.
    pub pipeline: &'f Field,
    /// The step.
    pub step: &'f Stage,
    /// Fields that it requires and that are empty.
    pub fields: Vec<&'f Field>,
}

/// The steps to which a change takes a record without all that they require. Fields hidden from the person are not
/// asked of them.
pub fn lacking<'f>(
    form: &'f Form,
    access: &Access,
    stored: &Values,
    given: &Values,
) -> Vec<Lack<'f>> {
    let is_empty = |field: &Field| {
        let key = FieldRef::Field(field.id);
        given.get(&key).or_else(|| stored.get(&key)).is_none_or(Value::is_null)
    };
    let lack = |pipeline| {
        let step = entered(pipeline, stored, given)?;
        let fields: Vec<&Field> =
            required(form, access, step).filter(|field| is_empty(field)).collect();
        (!fields.is_empty()).then_some(Lack { pipeline, step, fields })
    };
    form.live_fields().filter_map(lack).collect()
}

/// The step to which a change moves this field.
fn entered<'f>(field: &'f Field, stored: &Values, given: &Values) -> Option<&'f Stage> {
    let FieldKind::Stage(stages) = &field.kind else { return None };
    let key = FieldRef::Field(field.id);
    let to = given.get(&key).filter(|to| stored.get(&key) != Some(to))?;
    stages.options.iter().find(|step| *to == Value::Option(step.choice.id))
}

/// The fields that a step requires, as far as they are there and the person sees them.
fn required<'f>(
    form: &'f Form,
    access: &Access,
    step: &'f Stage,
) -> impl Iterator<Item = &'f Field> {
    let fields = step.requires.iter().filter_map(|code| form.field(code));
    fields.filter(|field| !field.archived && access.sees(field.id))
}

/// Every step that requires something, with what: for whoever looks for records that lack it.
pub fn requiring<'f>(form: &'f Form, access: &Access) -> Vec<Lack<'f>> {
    let mut all = Vec::new();
    for pipeline in form.live_fields().filter(|field| access.sees(field.id)) {
        let FieldKind::Stage(stages) = &pipeline.kind else { continue };
        for step in &stages.options {
            let fields: Vec<&Field> = required(form, access, step).collect();
            if !fields.is_empty() {
                all.push(Lack { pipeline, step, fields });
            }
        }
    }
    all
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
    fn steps_that_require_something_are_known_with_what_the_person_sees_of_it() {
        let (form, mut access) = (deals(), Access::full());
        let told = |access: &Access| -> Vec<String> {
            let all = requiring(&form, access).into_iter();
            all.map(|lack| {
                let fields: Vec<&str> = lack.fields.iter().map(|f| f.code.as_str()).collect();
                format!("{}.{}: {}", lack.pipeline.code, lack.step.choice.code, fields.join(", "))
            })
            .collect()
        };
        assert_eq!(told(&access), ["stage.lost: reason, note"]);
        access.hidden = [form.field("note").unwrap().id].into();
        assert_eq!(told(&access), ["stage.lost: reason"]);
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
