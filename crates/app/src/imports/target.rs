//! The form that an import writes to: the stored one, with the fields it is to gain, or one that does not exist yet.

use std::sync::Arc;

use engines::definitions;
use engines::imports as decide;
use model::view::{Column, ViewKind};
use model::{Access, Code, Field, Form, Grant, Rejection};
use serde_json::Map;
use store::{Error, Table};

use super::document::{Import, NewForm, Target, To};
use super::fits;
use super::indexes::Indexes;
use super::{new_options, returning};
use crate::catalog::Catalog;
use crate::forms::for_members;
use crate::platform::Platform;
use crate::who::Who;

/// The form as it will be when the import runs.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    /// With ids for everything; those of what does not exist yet are made up anew each time.
    pub(super) form: Form,
    /// What the person may do with it.
    pub(super) access: Access,
    /// Where its records lie; none when it does not exist yet.
    pub(super) table: Option<Table>,
    /// It has to be published before rows can be written.
    pub(super) is_changed: bool,
    /// What would refuse its publication.
    pub(super) problems: Vec<Rejection>,
    /// What was learnt of stored records before.
    pub(super) indexes: Arc<Indexes>,
}

/// The target of an import, for its person.
///
/// # Errors
/// `Forbidden` without the right to import into the form, or to build what is to be made; `UnknownForm`.
pub(super) fn goal(
    platform: &Platform,
    catalog: &Catalog,
    who: &Who,
    import: &Import,
) -> Result<Goal, Error> {
    let ids = &platform.ports().ids;
    let (old, opened) = match &import.target {
        Target::Form(id) => {
            let (form, access) = importable(catalog, who, *id)?;
            (Some(form), Some(access))
        }
        Target::New(_) => (None, None),
    };
    let (mut form, is_changed) = match (&import.target, old) {
        (Target::Form(_), Some(old)) => {
            let mut form = old.clone();
            let new: Vec<Field> = import.columns.iter().filter_map(new_field).collect();
            let codes: Vec<String> = new.iter().map(|field| field.code.clone()).collect();
            let is_wider = !new.is_empty();
            let new = returning::bring_back(&mut form, new, &import.returning_fields);
            form.fields.extend(new);
            show_in_table(&mut form, &codes);
            let returns = catalog.may_build(who)
                && new_options::bring_back(&mut form, &import.columns, &import.returning);
            let is_changed = new_options::add(&mut form, &import.columns) || is_wider || returns;
            (form, is_changed)
        }
        (Target::New(new), _) => {
            let mut form = new_form(catalog, new, import);
            form.grants = grants((catalog, who), new)?;
            (form, true)
        }
        (Target::Form(_), None) => return Err(Error::rejected(Code::UnknownForm)),
    };
    if is_changed && !catalog.may_build(who) {
        return Err(Error::rejected(Code::Forbidden));
    }
    let mut problems = Vec::new();
    if is_changed {
        form = definitions::complete(form, old, &mut || ids.next());
        let others: Vec<Form> =
            catalog.forms.values().filter(|f| Some(f.id) != old.map(|o| o.id)).cloned().collect();
        form.version += 1;
        problems = definitions::check(old, &form, &others);
        form.version -= 1;
    }
    let access = opened.unwrap_or_else(|| catalog.access(who, &form));
    let table = old.map(|form| catalog.table(form.id).cloned()).transpose()?;
    let indexes = Arc::clone(&platform.imports().indexes);
    Ok(Goal { form, access, table, is_changed, problems, indexes })
}

/// A form into which this person may import.
fn importable<'c>(
    catalog: &'c Catalog,
    who: &Who,
    id: model::FormId,
) -> Result<(&'c Form, Access), Error> {
    let form = catalog.effective(id)?;
    let (form, access) = catalog.open_form(who, &form.code)?;
    if !access.import {
        return Err(Error::rejected(Code::Forbidden));
    }
    Ok((form, access))
}

/// Most columns of a view that grows by what files bring.
const MOST_COLUMNS: usize = 40;

/// What a file brings is seen where people look first: in the first table that all share, where it says which columns it has.
pub(super) fn show_in_table(form: &mut Form, codes: &[String]) {
    let tables = form.views.iter_mut().filter(|v| v.owner.is_none() && v.kind == ViewKind::Table);
    let Some(view) = tables.min_by_key(|v| v.position).filter(|v| !v.columns.is_empty()) else {
        return;
    };
    let room = MOST_COLUMNS.saturating_sub(view.columns.len());
    let new: Vec<&String> =
        codes.iter().filter(|code| view.columns.iter().all(|c| c.field != **code)).collect();
    let new = new.into_iter().take(room);
    view.columns.extend(new.map(|code| Column { field: code.clone(), width: None }));
}

fn new_field(column: &super::document::Column) -> Option<model::Field> {
    match &column.to {
        Some(To::NewField(field)) => Some(field.as_ref().clone()),
        _ => None,
    }
}

/// A form that is made of a list is seen as every new form is, unless an administrator says otherwise.
fn grants((catalog, who): (&Catalog, &Who), new: &NewForm) -> Result<Vec<Grant>, Rejection> {
    match new.sees {
        None => Ok(Vec::new()),
        Some(sees) if catalog.may_administer(who) => Ok(for_members(sees)),
        Some(_) => Err(Rejection::at(Code::Forbidden, "target.new_form.sees")),
    }
}

fn new_form(catalog: &Catalog, new: &NewForm, import: &Import) -> Form {
    let proposal = |field: model::Field| decide::Proposal {
        to: decide::Target::NewField(Box::new(field)),
        reason: decide::Reason { code: "chosen", params: Map::new() },
        empty_words: Vec::new(),
        day_first: false,
    };
    let proposals: Vec<_> = import.columns.iter().filter_map(new_field).map(proposal).collect();
    let new = fits::with_free_code(catalog, new);
    let mut form = decide::new_form(&new.name, &new.code, &proposals);
    let last = catalog.forms.values().map(|f| f.position).max().unwrap_or(0);
    form.position = new.position.unwrap_or(last.saturating_add(10));
    form
}
