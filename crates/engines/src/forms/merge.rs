//! Two people change one record: what nobody else touched is merged, what both touched is a conflict.

use std::collections::BTreeSet;

use model::{FieldChange, FieldRef, Value, Values};

/// What becomes of a write that was based on an older revision.
#[derive(Debug, Clone, PartialEq)]
pub enum Merge {
    /// The write stands: none of its fields was changed by others, or only to the same value.
    Merged(Values),
    /// These fields were changed on both sides, to different values.
    Conflict {
        /// The overlapping fields.
        fields: BTreeSet<FieldRef>,
        /// Their values when the caller read them.
        base: Values,
    },
}

/// Merges `mine` over `theirs`: all field changes since the revision that the caller saw, oldest first.
pub fn merge(theirs: &[FieldChange], mine: Values) -> Merge {
    let (mut base, mut latest) = (Values::new(), Values::new());
    for change in theirs {
        base.entry(change.field).or_insert_with(|| change.before.clone());
        latest.insert(change.field, change.after.clone());
    }
    // Changed and changed back is not changed.
    latest.retain(|field, value| base.get(field) != Some(value));
    let overlap =
        |field: &FieldRef, value: &Value| latest.get(field).is_some_and(|theirs| theirs != value);
    let fields: BTreeSet<FieldRef> = mine
        .iter()
        .filter(|(field, value)| overlap(field, value))
        .map(|(field, _)| *field)
        .collect();
    if fields.is_empty() {
        return Merge::Merged(mine);
    }
    base.retain(|field, _| fields.contains(field));
    Merge::Conflict { fields, base }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::FieldId;
    use uuid::Uuid;

    fn field(n: u128) -> FieldRef {
        FieldId(Uuid::from_u128(n)).into()
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn change(n: u128, before: &str, after: &str) -> FieldChange {
        FieldChange { field: field(n), before: text(before), after: text(after) }
    }

    #[test]
    fn fields_that_others_left_alone_are_merged() {
        let mine = Values::from([(field(2), text("mine"))]);
        assert_eq!(merge(&[change(1, "a", "b")], mine.clone()), Merge::Merged(mine));
    }

    #[test]
    fn the_same_field_changed_differently_is_a_conflict_with_its_base() {
        let mine = Values::from([(field(1), text("mine")), (field(2), text("fine"))]);
        let theirs = [change(1, "a", "b"), change(1, "b", "c")];
        let expected = Merge::Conflict {
            fields: BTreeSet::from([field(1)]),
            base: Values::from([(field(1), text("a"))]),
        };
        assert_eq!(merge(&theirs, mine), expected);
    }

    #[test]
    fn agreeing_or_changing_back_is_no_conflict() {
        let same = Values::from([(field(1), text("b"))]);
        assert_eq!(merge(&[change(1, "a", "b")], same.clone()), Merge::Merged(same));
        let back = [change(1, "a", "b"), change(1, "b", "a")];
        let mine = Values::from([(field(1), text("mine"))]);
        assert_eq!(merge(&back, mine.clone()), Merge::Merged(mine));
    }
}
