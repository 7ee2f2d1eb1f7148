//! What a write changes: the fields whose value differs, with before and after, as the log keeps them.

use model::{FieldChange, Value, Values};

/// Fields of `after` whose value differs from `before`. Fields that `after` does not name are not touched.
pub fn changes(before: &Values, after: &Values) -> Vec<FieldChange> {
    after
        .iter()
        .filter_map(|(field, after)| {
            let before = before.get(field).unwrap_or(&Value::Null);
            (before != after).then(|| FieldChange {
                field: *field,
                before: before.clone(),
                after: after.clone(),
            })
        })
        .collect()
}

/// `before` as it is after these changes; fields without a value are left out.
#[must_use]
pub fn applied(mut values: Values, changes: &[FieldChange]) -> Values {
    for change in changes {
        if change.after.is_null() {
            values.remove(&change.field);
        } else {
            values.insert(change.field, change.after.clone());
        }
    }
    values
}

/// The changes that take these back, last first.
pub fn reversed(changes: &[FieldChange]) -> Vec<FieldChange> {
    let back = |c: &FieldChange| FieldChange {
        field: c.field,
        before: c.after.clone(),
        after: c.before.clone(),
    };
    changes.iter().rev().map(back).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{FieldId, FieldRef};
    use uuid::Uuid;

    fn values(list: &[(u128, &str)]) -> Values {
        list.iter()
            .map(|(n, text)| {
                let value =
                    if text.is_empty() { Value::Null } else { Value::Text((*text).to_owned()) };
                (FieldRef::Field(FieldId(Uuid::from_u128(*n))), value)
            })
            .collect()
    }

    #[test]
    fn only_what_differs_is_a_change_and_can_be_taken_back() {
        let before = values(&[(1, "a"), (2, "b"), (3, "c")]);
        let changes = changes(&before, &values(&[(1, "a"), (2, "B"), (3, ""), (4, "d"), (5, "")]));
        assert_eq!(changes.len(), 3);
        let after = applied(before.clone(), &changes);
        assert_eq!(after, values(&[(1, "a"), (2, "B"), (4, "d")]));
        assert_eq!(applied(after, &reversed(&changes)), before);
    }
}
