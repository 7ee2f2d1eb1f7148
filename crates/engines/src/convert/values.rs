//! Values of the source as the fields of a new record take them.

use std::collections::BTreeMap;

use model::form::ConvertStep;
use model::{Code, FieldKind, FieldRef, Form, RecordId, Rejection, SystemField, Value, Values};

use super::by_hand::action_to;
use super::{OtherCurrency, Source, Target};
use crate::forms::Known;

/// Records that steps made or used, by form code.
pub(super) type Made = BTreeMap<String, RecordId>;

/// A value of the source by code, `Null` where it has none. What the person may not see must not come out in another
/// form's fields.
pub(super) fn source_value(source: Source<'_>, code: &str) -> Option<Value> {
    let field: FieldRef = match SystemField::by_code(code) {
        Some(system) => system.into(),
        None => {
            let field = source.form.field(code)?;
            if !source.access.sees(field.id) {
                return Some(Value::Null);
            }
            field.id.into()
        }
    };
    Some(source.values.get(&field).cloned().unwrap_or_default())
}

/// Values of a step's new record. Links to steps that were left out stay empty, and so do fields that this person may
/// not write: a builder's map goes as far as the person's rights.
pub(super) fn mapped(
    step: &ConvertStep,
    source: Source<'_>,
    target: &Target<'_>,
    made: &Made,
) -> Result<Values, Rejection> {
    let (mut values, form) = (Values::new(), target.form);
    for (code, from) in &step.map {
        let unknown = |code: &str| {
            Rejection::at(Code::UnknownField, format!("map.{code}")).with("code", code)
        };
        let from =
            from.as_str().ok_or_else(|| Rejection::at(Code::Malformed, format!("map.{code}")))?;
        if let Some(earlier) = from.strip_prefix('=') {
            let field = form.field(code).ok_or_else(|| unknown(code))?;
            if !written(target, field) {
                continue;
            }
            if let (Some(id), FieldKind::Link(link)) = (made.get(earlier), &field.kind) {
                let value = if link.many { Value::Records(vec![*id]) } else { Value::Record(*id) };
                values.insert(field.id.into(), value);
            }
            continue;
        }
        let value = source_value(source, from).ok_or_else(|| unknown(from))?;
        if value.is_null() {
            continue;
        }
        if code == SystemField::Owner.code() {
            values.insert(SystemField::Owner.into(), value);
            continue;
        }
        let field = form.field(code).ok_or_else(|| unknown(code))?;
        if !written(target, field) {
            continue;
        }
        // A new record is not at the end of an action of its own.
        let carried = carried(source.form, from, &field.kind, value);
        if let Some(value) = carried.filter(|value| action_to(form, field, value).is_none()) {
            values.insert(field.id.into(), value);
        }
    }
    Ok(values)
}

/// Amounts that a step leaves behind: they are in another currency than the field that they were for, and a number that
/// silently changes its currency is a wrong number. Only what this person may read and write is spoken of.
pub(super) fn foreign(
    step: &ConvertStep,
    source: Source<'_>,
    target: &Target<'_>,
) -> Vec<OtherCurrency> {
    let told = step.map.iter().filter_map(|(code, from)| {
        let field = target.form.field(code).filter(|field| written(target, field))?;
        let from = from.as_str()?;
        let (theirs, mine) = other_currency(source.form, from, &field.kind)?;
        source_value(source, from).filter(|value| !value.is_null())?;
        Some(OtherCurrency {
            field: field.code.clone(),
            from: theirs.to_owned(),
            to: mine.to_owned(),
        })
    });
    told.collect()
}

/// The currencies of two fields of money that differ.
fn other_currency<'k>(form: &'k Form, from: &str, to: &'k FieldKind) -> Option<(&'k str, &'k str)> {
    let (FieldKind::Money(from), FieldKind::Money(to)) = (&form.field(from)?.kind, to) else {
        return None;
    };
    (from.currency != to.currency).then_some((&from.currency, &to.currency))
}

fn written(target: &Target<'_>, field: &model::Field) -> bool {
    let access = &target.access;
    !field.archived && access.sees(field.id) && !access.read_only.contains(&field.id)
}

/// A value as the other field takes it: options are carried by code, then by label; texts and phones by their words.
/// What does not fit is left out: a conversion should not fail on a detail.
fn carried(form: &Form, from: &str, to: &FieldKind, value: Value) -> Option<Value> {
    let options = |ids: &[model::OptionId]| -> Vec<model::OptionId> {
        let theirs = to.options();
        let mine = form.field(from).map(|f| f.kind.options()).unwrap_or_default();
        ids.iter()
            .filter_map(|id| {
                let option = mine.iter().find(|o| o.id == *id)?;
                let same = theirs.iter().find(|o| o.code == option.code);
                same.or_else(|| theirs.iter().find(|o| o.label == option.label)).map(|o| o.id)
            })
            .collect()
    };
    if other_currency(form, from, to).is_some() {
        return None;
    }
    let value = match (value, to) {
        (Value::Option(id), FieldKind::Choice(_) | FieldKind::Stage(_)) => {
            Value::Option(*options(&[id]).first()?)
        }
        (Value::Option(id), FieldKind::Choices(_)) => Value::Options(options(&[id])),
        (Value::Options(ids), FieldKind::Choices(_)) => Value::Options(options(&ids)),
        (Value::Option(id), FieldKind::Text(_) | FieldKind::LongText(_)) => {
            let option = form.field(from)?.kind.options().into_iter().find(|o| o.id == id)?;
            Value::Text(option.label.text(model::label::Language::ZhCn).to_owned())
        }
        (Value::Record(id), FieldKind::Link(link)) if link.many => Value::Records(vec![id]),
        (value, _) => value,
    };
    let kind = crate::forms::behaviour(to);
    let refers = matches!(to, FieldKind::Person(_) | FieldKind::Link(_) | FieldKind::Attachment(_));
    // What refers to others was checked when the source was stored, and is again when the command runs.
    if refers {
        Some(value)
    } else {
        kind.check(value, &Known::default()).ok().filter(|v| !v.is_null())
    }
}
