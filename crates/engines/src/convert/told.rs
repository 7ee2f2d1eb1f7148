//! What a conversion left on its record, read back: the log tells which values changed, the form tells which action
//! leaves such values. So a conversion is called what it is, days later and under today's name.

use model::change::FieldChange;
use model::form::{Action, ActionKind, Convert};
use model::{Access, FieldRef, Form, RecordId, Value, Values};

use super::back;
use crate::forms::read;

/// An action, and the records that it linked.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'f> {
    /// The action.
    pub action: &'f Action,
    /// In the order of its steps.
    pub links: Vec<Linked<'f>>,
}

/// A record that a step made or used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linked<'f> {
    /// The field that links to it.
    pub field: &'f model::Field,
    /// Code of its form.
    pub form: &'f str,
    /// The record.
    pub record: RecordId,
}

/// The action that a Change of these fields carried out: it filled a link back, and set what the action marks.
pub fn done_by<'f>(form: &'f Form, fields: &[FieldChange]) -> Option<Told<'f>> {
    form.actions.iter().find_map(|action| {
        let ActionKind::Convert(convert) = &action.does;
        let added = |field: FieldRef| {
            let change = fields.iter().find(|change| change.field == field);
            change.map_or(Vec::new(), |change| {
                let had = records(&change.before);
                records(&change.after).into_iter().filter(|id| !had.contains(id)).collect()
            })
        };
        let links = links(form, convert, added);
        let is_done = !links.is_empty() && marks(form, convert, fields);
        is_done.then_some(Told { action, links })
    })
}

/// The actions of which a record with these values shows links.
pub fn standing<'f>(form: &'f Form, values: &Values) -> Vec<Told<'f>> {
    let told = form.actions.iter().map(|action| {
        let ActionKind::Convert(convert) = &action.does;
        let linked = |field| values.get(&field).map(records).unwrap_or_default();
        Told { action, links: links(form, convert, linked) }
    });
    told.filter(|told| !told.links.is_empty()).collect()
}

impl Told<'_> {
    /// Without links through fields that do not exist for the person.
    #[must_use]
    pub fn seen_by(mut self, access: &Access) -> Self {
        self.links.retain(|link| access.sees(link.field.id));
        self
    }
}

fn links<'f>(
    form: &'f Form,
    convert: &'f Convert,
    of: impl Fn(FieldRef) -> Vec<RecordId>,
) -> Vec<Linked<'f>> {
    let steps = convert.steps.iter().filter_map(|step| Some((step, back(form, step)?)));
    let linked = steps.flat_map(|(step, field)| {
        let all = of(FieldRef::Field(field.id)).into_iter();
        all.map(move |record| Linked { field, form: &step.form, record })
    });
    linked.collect()
}

/// Whether these changes set what the action marks: at least one of its fields, and none otherwise.
fn marks(form: &Form, convert: &Convert, fields: &[FieldChange]) -> bool {
    let marked = convert.mark.iter().filter_map(|(code, json)| {
        let field = form.field(code).filter(|field| !field.archived)?;
        let wanted = read::value(form, field.id.into(), json).ok()?;
        let change = fields.iter().find(|change| change.field == FieldRef::Field(field.id));
        Some(change.map(|change| change.after == wanted))
    });
    let marked: Vec<Option<bool>> = marked.collect();
    marked.is_empty() || (marked.contains(&Some(true)) && !marked.contains(&Some(false)))
}

fn records(value: &Value) -> Vec<RecordId> {
    match value {
        Value::Record(id) => vec![*id],
        Value::Records(ids) => ids.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use model::FieldId;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn deal() -> Form {
        let field = |n: u8, code: &str, kind: serde_json::Value| json!({"id": id(n).to_string(), "code": code, "name": {"en": code}, "kind": kind});
        serde_json::from_value(json!({
            "code": "deal", "name": {"en": "Deal"}, "title": "name",
            "fields": [
                field(1, "name", json!({"type": "text"})),
                field(2, "state", json!({"type": "text"})),
                field(3, "order", json!({"type": "link", "form": "order"})),
                field(4, "bills", json!({"type": "link", "form": "bill", "many": true})),
            ],
            "actions": [{"code": "close", "name": {"en": "Close"}, "does": {
                "type": "convert", "mark": {"state": "closed"},
                "steps": [
                    {"form": "order", "map": {}, "link_back": "order"},
                    {"form": "bill", "map": {}, "link_back": "bills"},
                ],
            }}],
        }))
        .unwrap()
    }

    fn id(n: u8) -> FieldId {
        FieldId(Uuid::from_u128(n.into()))
    }

    fn record(n: u128) -> RecordId {
        RecordId(Uuid::from_u128(n))
    }

    fn change(n: u8, before: Value, after: Value) -> FieldChange {
        FieldChange { field: id(n).into(), before, after }
    }

    fn state(text: &str) -> FieldChange {
        change(2, Value::Null, Value::Text(text.to_owned()))
    }

    /// The action's code and the linked records, or nothing.
    fn told(fields: &[FieldChange]) -> String {
        let form = deal();
        done_by(&form, fields).map_or(String::new(), |told| {
            let links = told.links.iter().map(|l| format!(" {} {}", l.form, l.record.0.as_u128()));
            format!("{}{}", told.action.code, links.collect::<String>())
        })
    }

    #[test]
    fn a_change_that_links_and_marks_is_the_action() {
        let order = change(3, Value::Null, Value::Record(record(7)));
        assert_eq!(told(&[state("closed"), order.clone()]), "close order 7");
        let bills =
            change(4, Value::Records(vec![record(8)]), Value::Records(vec![record(8), record(9)]));
        assert_eq!(told(&[order, bills, state("closed")]), "close order 7 bill 9");
    }

    #[test]
    fn a_link_or_a_mark_alone_is_an_edit() {
        let order = change(3, Value::Null, Value::Record(record(7)));
        assert_eq!(told(std::slice::from_ref(&order)), "");
        assert_eq!(told(&[state("closed")]), "");
        assert_eq!(told(&[state("open"), order]), "");
        let gone = change(3, Value::Record(record(7)), Value::Null);
        assert_eq!(told(&[state("closed"), gone]), "");
    }

    #[test]
    fn links_through_hidden_fields_are_not_told() {
        let form = deal();
        let values = Values::from([(FieldRef::Field(id(3)), Value::Record(record(7)))]);
        let mut access = Access::full();
        let told = standing(&form, &values);
        assert_eq!(told[0].clone().seen_by(&access).links.len(), 1);
        access.hidden.push(id(3));
        assert_eq!(told[0].clone().seen_by(&access).links, []);
        assert_eq!(standing(&form, &Values::new()), []);
    }
}
