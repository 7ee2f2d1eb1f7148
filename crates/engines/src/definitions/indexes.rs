//! Which indexes a form should have: few, chosen from what its people will ask.

use model::{FieldKind, FieldRef, Form, RowScope, SystemField};

use super::filters;
use crate::forms::shape;

/// Most indexes of a form beside its unique ones: each costs every write.
const MOST: usize = 12;

/// An index over the sort columns of these fields, live records only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexSpec {
    /// In order.
    pub fields: Vec<FieldRef>,
}

/// The indexes of a form, most important first: who is responsible, the view that everybody begins with (also within
/// the scopes of those who do not see all), when to follow up, links and phones, then what its other shared views filter
/// and sort by. An index that begins another one is left out, but for owner and department: alone they give a person's
/// records newest first.
pub fn indexes(form: &Form) -> Vec<IndexSpec> {
    let mut wanted: Vec<Vec<FieldRef>> = [
        SystemField::Owner,
        SystemField::Department,
        SystemField::NextActivityAt,
        SystemField::LastActivityAt,
    ]
    .into_iter()
    .map(|field| vec![field.into()])
    .collect();
    let first = form.views.iter().filter(|v| v.owner.is_none()).min_by_key(|v| v.position);
    if let Some(fields) = first.and_then(|v| of_view(form, v)) {
        wanted.insert(2, fields);
    }
    let sort = first.and_then(|v| v.sort.first()).and_then(|sort| column(form, &sort.field));
    for (i, scope) in SCOPES.into_iter().filter(|scope| is_limited(form, *scope)).enumerate() {
        let fields = sort.filter(|sort| *sort != scope.into()).map(|sort| vec![scope.into(), sort]);
        wanted.splice(3.min(wanted.len()) + i..3.min(wanted.len()) + i, fields);
    }
    // Back-links ask by single links, duplicates by phones; many-links have their own index.
    let asked = |kind: &FieldKind| match kind {
        FieldKind::Link(link) => !link.many,
        FieldKind::Phone(_) => true,
        _ => false,
    };
    wanted.extend(
        form.live_fields().filter(|f| asked(&f.kind) && !f.unique).map(|f| vec![f.id.into()]),
    );
    wanted.extend(form.views.iter().filter(|v| v.owner.is_none()).filter_map(|v| of_view(form, v)));
    prune(wanted)
}

/// What people see by who do not see all.
const SCOPES: [SystemField; 2] = [SystemField::Owner, SystemField::Department];

/// Whether somebody's sight of this form goes by this column. Without grants of its own members see their department's.
fn is_limited(form: &Form, scope: SystemField) -> bool {
    form.grants.is_empty()
        || form.grants.iter().any(|grant| match grant.sees {
            RowScope::Department => true,
            RowScope::Own => scope == SystemField::Owner,
            RowScope::All | RowScope::None => false,
        })
}

/// Equalities first, then the sort: one range of the index is the view's page.
fn of_view(form: &Form, view: &model::view::View) -> Option<Vec<FieldRef>> {
    let mut fields: Vec<FieldRef> = Vec::new();
    for leaf in filters::always(&view.filter).iter().filter(|leaf| leaf.op == "eq") {
        fields.extend(column(form, leaf.field).filter(|f| !fields.contains(f)));
    }
    fields.truncate(2);
    let sort = view.sort.first().and_then(|sort| column(form, &sort.field));
    fields.extend(sort.filter(|f| !fields.contains(f)));
    (!fields.is_empty()).then_some(fields)
}

/// A field with a column of its own.
fn column(form: &Form, code: &str) -> Option<FieldRef> {
    if let Some(field) = form.field(code) {
        return (!field.archived && !shape(&field.kind).is_many()).then_some(field.id.into());
    }
    let stored = |f: &SystemField| {
        !matches!(f, SystemField::Id | SystemField::IdleDays | SystemField::DeletedAt)
    };
    SystemField::by_code(code).filter(stored).map(FieldRef::System)
}

fn prune(wanted: Vec<Vec<FieldRef>>) -> Vec<IndexSpec> {
    let is_scope =
        |fields: &[FieldRef]| matches!(fields, [FieldRef::System(only)] if SCOPES.contains(only));
    let begins = |short: &Vec<FieldRef>, long: &Vec<FieldRef>| long.starts_with(short);
    let mut kept: Vec<Vec<FieldRef>> = Vec::new();
    for fields in wanted {
        if kept.contains(&fields) || kept.iter().any(|k| !is_scope(&fields) && begins(&fields, k)) {
            continue;
        }
        match kept.iter_mut().find(|k| !is_scope(k) && begins(k, &fields)) {
            Some(shorter) => *shorter = fields,
            None => kept.push(fields),
        }
    }
    kept.truncate(MOST);
    kept.into_iter().map(|fields| IndexSpec { fields }).collect()
}
