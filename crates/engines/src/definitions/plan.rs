//! From two documents to what the store has to do.

use model::{Field, FieldId, Form, Shape};

use super::indexes::{IndexSpec, indexes};
use crate::forms::{SoughtBy, derive, field_shape, has_sort_key};

/// One step of publishing. All are additive and can be repeated; dropped are only indexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Make the form's tables.
    CreateTable,
    /// Give a field its column or its place in the junction table.
    AddColumn {
        /// The field.
        field: FieldId,
        /// How it is stored.
        shape: Shape,
        /// Whether a key for sorting stands beside it.
        sort_key: bool,
    },
    /// Let no two live records share a value.
    AddUnique {
        /// The field.
        field: FieldId,
    },
    /// Let values repeat again.
    DropUnique {
        /// The field.
        field: FieldId,
    },
    /// Make an index.
    AddIndex(IndexSpec),
    /// Drop an index that is no longer worth its cost.
    DropIndex(IndexSpec),
    /// Search looks into other fields now: grams of existing records must be made anew.
    RebuildSearch,
    /// Show today's codes to reporting tools.
    RefreshView,
}

/// What publishing does, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The steps.
    pub actions: Vec<Action>,
}

/// The steps from the published version (or nothing) to the next. Both documents are complete and checked.
pub fn plan(old: Option<&Form>, new: &Form) -> Plan {
    let mut actions = Vec::new();
    if old.is_none() {
        actions.push(Action::CreateTable);
    }
    let before = |field: &Field| old.and_then(|old| old.field_by_id(field.id));
    for field in new.fields.iter().filter(|f| before(f).is_none()) {
        let (shape, sort_key) = (field_shape(field), has_sort_key(field));
        actions.push(Action::AddColumn { field: field.id, shape, sort_key });
    }
    for field in &new.fields {
        let was = before(field).is_some_and(is_unique);
        match (was, is_unique(field)) {
            (false, true) => actions.push(Action::AddUnique { field: field.id }),
            (true, false) => actions.push(Action::DropUnique { field: field.id }),
            _ => {}
        }
    }
    let (had, wanted) = (old.map(indexes).unwrap_or_default(), indexes(new));
    actions.extend(had.iter().filter(|i| !wanted.contains(i)).cloned().map(Action::DropIndex));
    actions.extend(wanted.iter().filter(|i| !had.contains(i)).cloned().map(Action::AddIndex));
    if old.is_some_and(|old| searched(old) != searched(new)) {
        actions.push(Action::RebuildSearch);
    }
    if old.is_none_or(|old| columns(old) != columns(new)) {
        actions.push(Action::RefreshView);
    }
    Plan { actions }
}

fn is_unique(field: &Field) -> bool {
    field.unique && !field.archived
}

/// Fields that search looks into, not those that a role may not see, each with whether a pool masks it and how it is
/// looked for. A new field has no values yet.
fn searched(form: &Form) -> Vec<(FieldId, bool, Option<SoughtBy>)> {
    let fields = derive::searched(form);
    fields.map(|f| (f.id, derive::is_masked(form, f), derive::looked_for(form, f))).collect()
}

fn columns(form: &Form) -> (&str, Vec<(FieldId, &str)>) {
    (form.code.as_str(), form.live_fields().map(|f| (f.id, f.code.as_str())).collect())
}
