//! Fetches the facts that engines name: people, departments, titles of linked records, files.

use std::collections::{BTreeMap, BTreeSet};

use engines::forms::{Known, References, change, show};
use model::label::Language;
use model::{FieldKind, FieldRef, Form, FormId, RecordId, Value, Values};
use store::records::{Record, find_many};
use store::session::Read;
use store::{Fault, files};

use crate::catalog::Catalog;
use crate::who::Who;

/// The facts behind these values. Records that the person may not see, and files that are not theirs to attach, are
/// left out: to them they do not exist.
///
/// # Errors
/// When the database does not answer.
pub fn known_for<'v>(
    read: &mut dyn Read,
    catalog: &Catalog,
    who: &Who,
    form: &Form,
    values: impl IntoIterator<Item = &'v Values>,
) -> Result<Known, Fault> {
    gather(read, (catalog, who), form, values, Bin::LeftOut)
}

/// The same behind values of the past: what was linked then may lie in the recycle bin by now, and is still called what
/// it is called.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn known_of_past<'v>(
    read: &mut dyn Read,
    catalog: &Catalog,
    who: &Who,
    form: &Form,
    values: impl IntoIterator<Item = &'v Values>,
) -> Result<Known, Fault> {
    gather(read, (catalog, who), form, values, Bin::Named)
}

/// Whether records in the recycle bin are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bin {
    LeftOut,
    Named,
}

fn gather<'v>(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    form: &Form,
    values: impl IntoIterator<Item = &'v Values>,
    bin: Bin,
) -> Result<Known, Fault> {
    let mut known = Known::default();
    let mut linked: BTreeMap<FormId, BTreeSet<RecordId>> = BTreeMap::new();
    let mut references = References::default();
    for values in values {
        for (field, value) in values {
            references.add(value);
            if let Some((seal, mask)) = catalog.sealing.mask(form, *field, value) {
                known.add_mask(seal, mask);
            }
            if let (Some(target), true) = (target(catalog, form, *field), !value.is_null()) {
                collect(linked.entry(target.id).or_default(), value);
            }
        }
    }
    add_people(&mut known, catalog, &references);
    for (target, ids) in &linked {
        add_titles(read, &mut known, (catalog, who), (*target, bin), ids)?;
    }
    let wanted: Vec<_> = references.files.iter().copied().collect();
    for stored in files::find_files(read, &wanted)? {
        if who.person.is_none() || stored.person == who.id() {
            known.add_file(stored.file);
        }
    }
    Ok(known)
}

/// The facts behind values that are to replace `current` ones, and those values with the linked records put back that
/// the person does not see. What the record refers to already stays right: a colleague's file, a record out of sight,
/// somebody who has left.
///
/// # Errors
/// When the database does not answer.
pub fn known_for_change(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    form: &Form,
    current: &Values,
    asked: Values,
) -> Result<(Known, Values), Fault> {
    let held: Values = current
        .iter()
        .filter(|(field, _)| asked.contains_key(field))
        .map(|(field, value)| (*field, value.clone()))
        .collect();
    let mut known = known_for(read, catalog, who, form, [&asked, &held])?;
    let asked = change::with_unseen(&held, asked, &known);
    known.add_held(form, &held);
    Ok((known, asked))
}

fn target<'c>(catalog: &'c Catalog, form: &Form, field: FieldRef) -> Option<&'c Form> {
    let FieldRef::Field(id) = field else { return None };
    match &form.field_by_id(id)?.kind {
        // Also a deleted form: what linked to its records still says what they are called.
        FieldKind::Link(link) => catalog.forms.values().find(|f| f.code == link.form),
        _ => None,
    }
}

fn collect(ids: &mut BTreeSet<RecordId>, value: &Value) {
    match value {
        Value::Record(id) => {
            ids.insert(*id);
        }
        Value::Records(many) => ids.extend(many),
        _ => {}
    }
}

fn add_people(known: &mut Known, catalog: &Catalog, references: &References) {
    for id in &references.people {
        if let Some(person) = catalog.people.get(id) {
            known.add_person(*id, &person.name, &[]);
        }
    }
    for id in &references.departments {
        if let Some(department) = catalog.departments.get(id) {
            known.add_department(*id, &department.name);
        }
    }
}

fn add_titles(
    read: &mut dyn Read,
    known: &mut Known,
    (catalog, who): (&Catalog, &Who),
    (target, bin): (FormId, Bin),
    ids: &BTreeSet<RecordId>,
) -> Result<(), Fault> {
    let (Some(form), Some(table)) = (catalog.forms.get(&target), catalog.tables.get(&target))
    else {
        return Ok(());
    };
    let sight = catalog.sight(who, form);
    let ids: Vec<RecordId> = ids.iter().copied().collect();
    for record in find_many(read, table, &ids, &title_fields(form))? {
        let Some(access) = sight.of(&record) else { continue };
        if bin == Bin::Named || record.deleted_at().is_none() {
            let title = title_of(form, access, &record, who.language);
            known.add_record(&form.code, record.id, &title);
        }
    }
    Ok(())
}

/// The columns needed to show a record's title under Access.
pub(crate) fn title_fields(form: &Form) -> Vec<FieldRef> {
    use model::SystemField::{DeletedAt, Department, Owner};
    let mut fields: Vec<FieldRef> = vec![Owner.into(), Department.into(), DeletedAt.into()];
    fields.extend(form.title_field().map(|f| FieldRef::Field(f.id)));
    fields
}

/// A record's title; empty when its title field is hidden from the person.
pub(crate) fn title_of(
    form: &Form,
    access: &model::Access,
    record: &Record,
    language: Language,
) -> String {
    match form.title_field() {
        Some(field) if access.sees(field.id) => {
            show::title(form, &record.values, &Known::default(), language)
        }
        _ => String::new(),
    }
}
