//! What of a request changes a record. People send back what they were shown: what is as it was needs no facts and
//! breaks no rule, and what they were not shown stays.

use std::collections::HashSet;

use model::value::FileRef;
use model::{Access, FieldRef, Form, SystemField, Value, Values};

use super::known::Known;
use super::sealed;

/// The asked values that differ from those the record has. Fields that do not exist for the person, and system columns
/// that nobody sets, are left in: they are refused whatever they hold.
pub fn unlike(form: &Form, access: &Access, current: &Values, asked: Values) -> Values {
    let settable = |field: &FieldRef| match field {
        FieldRef::Field(id) => form.field_by_id(*id).is_some() && access.sees(*id),
        FieldRef::System(system) => {
            matches!(system, SystemField::Owner | SystemField::NextActivityAt)
        }
    };
    let same = |field: &FieldRef, value: &Value| {
        settable(field) && current.get(field).unwrap_or(&Value::Null) == value
    };
    let asked = asked.into_iter().map(|(field, value)| {
        let held = current.get(&field).unwrap_or(&Value::Null);
        (field, recognised(value, held))
    });
    asked.filter(|(field, value)| !same(field, value)).collect()
}

/// Files that the record has already, as it has them: a request names them by id and perhaps by name.
fn recognised(asked: Value, held: &Value) -> Value {
    if asked == sealed::as_it_was() {
        return held.clone();
    }
    let (Value::Files(files), Value::Files(held)) = (&asked, held) else { return asked };
    let known = |file: &FileRef| {
        let found = held.iter().find(|h| h.file == file.file)?;
        let name = if file.name.is_empty() { found.name.clone() } else { file.name.clone() };
        Some(FileRef { name, ..found.clone() })
    };
    Value::Files(files.iter().map(|file| known(file).unwrap_or_else(|| file.clone())).collect())
}

/// The asked values, with the linked records that the person does not see put back where they stand: only what is seen
/// can be taken away. `known` holds what the person sees of both.
pub fn with_unseen(current: &Values, asked: Values, known: &Known) -> Values {
    let complete = |(field, value): (FieldRef, Value)| {
        let kept = match current.get(&field) {
            Some(Value::Records(held)) => merged(held, &value, known),
            _ => None,
        };
        (field, kept.unwrap_or(value))
    };
    asked.into_iter().map(complete).collect()
}

/// Unseen ones stand behind the seen one that they stood behind, or first.
fn merged(held: &[model::RecordId], asked: &Value, known: &Known) -> Option<Value> {
    let unseen: HashSet<_> = held.iter().filter(|id| known.record(**id).is_none()).collect();
    let wanted: &[model::RecordId] = match asked {
        Value::Null => &[],
        Value::Records(ids) => ids,
        _ => return None,
    };
    if unseen.is_empty() {
        return None;
    }
    let mut list: Vec<_> = wanted.iter().filter(|id| !unseen.contains(id)).copied().collect();
    for (i, id) in held.iter().enumerate().filter(|(_, id)| unseen.contains(id)) {
        let before = held[..i].iter().rev().find_map(|h| list.iter().position(|l| l == h));
        list.insert(before.map_or(0, |at| at + 1), *id);
    }
    Some(Value::Records(list))
}

/// A value as far as its parts are seen: linked records out of sight are left out of lists.
pub fn seen<'v>(value: &'v Value, known: &Known) -> std::borrow::Cow<'v, Value> {
    use std::borrow::Cow;
    match value {
        Value::Records(ids) if ids.iter().any(|id| known.record(*id).is_none()) => {
            let ids: Vec<_> =
                ids.iter().filter(|id| known.record(**id).is_some()).copied().collect();
            Cow::Owned(if ids.is_empty() { Value::Null } else { Value::Records(ids) })
        }
        _ => Cow::Borrowed(value),
    }
}

#[cfg(test)]
mod tests {
    use model::{FieldId, RecordId};
    use uuid::Uuid;

    use super::*;

    fn records(ids: &[u128]) -> Value {
        Value::Records(ids.iter().map(|n| RecordId(Uuid::from_u128(*n))).collect())
    }

    fn check(held: &[u128], asked: Value, expected: &[u128]) {
        let mut known = Known::default();
        for even in [2, 4, 6, 8] {
            known.add_record("customer", RecordId(Uuid::from_u128(even)), "seen");
        }
        let field = FieldRef::Field(FieldId(Uuid::from_u128(1)));
        let current = Values::from([(field, records(held))]);
        let given = with_unseen(&current, Values::from([(field, asked)]), &known);
        assert_eq!(given[&field], records(expected), "{held:?}");
    }

    #[test]
    fn what_is_not_seen_stays_where_it_stands() {
        check(&[2, 1, 4], records(&[2, 4]), &[2, 1, 4]);
        check(&[2, 1, 4], records(&[4]), &[1, 4]);
        check(&[2, 1, 4], records(&[4, 2]), &[4, 2, 1]);
        check(&[1, 3, 2, 5], records(&[2, 6]), &[1, 3, 2, 5, 6]);
        check(&[1, 2], Value::Null, &[1]);
        check(&[2, 1, 4], records(&[1, 4]), &[1, 4]);
    }

    #[test]
    fn what_is_seen_can_be_taken_away() {
        let mut known = Known::default();
        known.add_record("customer", RecordId(Uuid::from_u128(2)), "seen");
        let field = FieldRef::Field(FieldId(Uuid::from_u128(1)));
        let current = Values::from([(field, records(&[2]))]);
        let given = with_unseen(&current, Values::from([(field, Value::Null)]), &known);
        assert_eq!(given[&field], Value::Null);
        assert_eq!(*seen(&records(&[2, 3]), &known), records(&[2]));
        assert_eq!(*seen(&records(&[3]), &known), Value::Null);
    }
}
