//! What undos of imports let go and this import brings back: options that its words mean, and fields with the name and kind
//! of those that it would make. The same file once more makes no second set of them.

use engines::forms::fold::fold_label;
use engines::imports::{Codes, find_option};
use model::{Field, FieldId, FieldKind, Form, Label};
use store::Error;

use super::document::{Column, Import, Target, To};
use super::made_parts::{self, LetGo, archive_option};
use super::new_options;
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// What undos let go in a form, for a person who may bring it back.
///
/// # Errors
/// When the database does not answer.
pub(super) fn let_go(
    platform: &Platform,
    (catalog, who): (&Catalog, &Who),
    form: &Form,
) -> Result<LetGo, Error> {
    if !catalog.may_build(who) {
        return Ok(LetGo::default());
    }
    platform.store().read(|read| made_parts::let_go_in(read, form.id))
}

/// Says in the import what it brings back. None where the person may not build.
///
/// # Errors
/// When the database does not answer.
pub(super) fn find(
    platform: &Platform,
    (catalog, who): (&Catalog, &Who),
    import: &mut Import,
) -> Result<(), Error> {
    (import.returning, import.returning_fields) = (Vec::new(), Vec::new());
    let Target::Form(id) = import.target else { return Ok(()) };
    let Some(form) = catalog.forms.get(&id).filter(|_| catalog.may_build(who)) else {
        return Ok(());
    };
    let met = import.columns.iter().flat_map(|column| new_options::retired(form, column));
    let mut met: Vec<_> = met.collect();
    let is_new = |column: &Column| matches!(column.to, Some(To::NewField(_)));
    let may_return = import.columns.iter().any(is_new) && form.fields.iter().any(|f| f.archived);
    if met.is_empty() && !may_return {
        return Ok(());
    }
    let gone = let_go(platform, (catalog, who), form)?;
    met.retain(|id| gone.options.contains(id));
    import.returning = met;
    import.returning_fields = fields(form, &mut import.columns, &gone.fields);
    Ok(())
}

/// Lets new fields take the code of the one that comes back in their place; which come back.
fn fields(form: &Form, columns: &mut [Column], gone: &[FieldId]) -> Vec<FieldId> {
    let is_gone = |field: &&Field| field.archived && gone.contains(&field.id);
    let mut back: Vec<FieldId> = Vec::new();
    let own = columns.iter().filter_map(|column| new_field(column).map(|f| f.code.as_str()));
    let known = form.fields.iter().map(|f| f.code.as_str());
    let mut codes = Codes::taken(known.chain(own).collect::<Vec<_>>());
    for column in columns {
        let Some(To::NewField(new)) = &mut column.to else { continue };
        let mut same = form.fields.iter().filter(is_gone).filter(|old| is_same(old, new));
        if let Some(old) = same.find(|old| !back.contains(&old.id)) {
            new.code.clone_from(&old.code);
            back.push(old.id);
        } else if form.fields.iter().filter(is_gone).any(|old| old.code == new.code) {
            // It was to come back until somebody called it otherwise.
            let Label { zh_cn, en, .. } = &new.name;
            new.code = codes.of_field(if zh_cn.is_empty() { en } else { zh_cn });
        }
    }
    back
}

fn new_field(column: &Column) -> Option<&Field> {
    match &column.to {
        Some(To::NewField(field)) => Some(field),
        _ => None,
    }
}

/// Whether a new field would be what the old one was.
fn is_same(old: &Field, new: &Field) -> bool {
    let names = |field: &Field| [fold_label(&field.name.zh_cn), fold_label(&field.name.en)];
    let (old_names, new_names) = (names(old), names(new));
    let is_called = new_names.iter().any(|name| !name.is_empty() && old_names.contains(name));
    let is_kind = match (&old.kind, &new.kind) {
        (FieldKind::Money(old), FieldKind::Money(new)) => old.currency == new.currency,
        (FieldKind::Link(old), FieldKind::Link(new)) => {
            (&old.form, old.many) == (&new.form, new.many)
        }
        (old, new) => old.name() == new.name(),
    };
    is_called && is_kind
}

/// Takes the fields back into use that come back in place of new ones, with the options that these would have; the new
/// ones that are left.
pub(super) fn bring_back(form: &mut Form, new: Vec<Field>, back: &[FieldId]) -> Vec<Field> {
    let mut left = Vec::new();
    for field in new {
        let is_meant = |old: &&mut Field| old.archived && old.code == field.code;
        let old = form.fields.iter_mut().filter(is_meant).find(|old| back.contains(&old.id));
        let Some(old) = old else {
            left.push(field);
            continue;
        };
        old.archived = false;
        for option in field.kind.options() {
            let word = option.label.zh_cn.as_str();
            let word = if word.is_empty() { option.label.en.as_str() } else { word };
            match find_option(&old.kind, word).map(|known| known.id) {
                Some(known) => {
                    archive_option(&mut old.kind, known, false);
                }
                None => {
                    engines::imports::add_option(&mut old.kind, word);
                }
            }
        }
    }
    left
}
