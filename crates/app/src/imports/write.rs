//! Writes prepared rows in one transaction: new records under one Change, changes under another, and the rows that
//! became nothing beside the checkpoint.

use std::collections::HashMap;

use engines::forms::diff;
use engines::forms::kinds::auto_number;
use jiff::Timestamp;
use model::command::{Activity, ActivityKind};
use model::{
    ChangeKind, Code, FieldKind, FieldRef, Form, ImportId, Rejection, SystemField, Value, Values,
};
use store::records::{
    BulkEdit, Edit, NewRecord, Record, create_many, edit_many, find_many, read_columns,
};
use store::{Error, activities, definitions, imports};

use super::document::Problem;
use super::prepared::{Counts, Prepared, Update, left, sort_keys};
use super::steps;
use super::uniques::{self, Wanted};
use crate::access::is_visible;
use crate::commands::{Door, Wish, add_activity, guard};

/// Writes a chunk; the counts afterwards.
///
/// # Errors
/// `Forbidden` when the person may no longer import, `StaleDefinition` when the form changed since the rows were
/// prepared; nothing of the chunk is kept then.
pub(super) fn write(
    door: &mut Door<'_, '_>,
    (import, form, version): (ImportId, model::FormId, u32),
    prepared: &Prepared,
    before: Counts,
) -> Result<Counts, Error> {
    let opened = door.open(form)?;
    if opened.form.version != version {
        return Err(Error::rejected(Code::StaleDefinition));
    }
    if !opened.access.import || (!prepared.creates.is_empty() && !opened.access.create) {
        return Err(Error::rejected(Code::Forbidden));
    }
    let mut rows = prepared.left.clone();
    let mut counts = before;
    counts.rows += prepared.rows;
    counts.left_out += prepared.left_out;
    let mut refused = repeated(door, (opened.form, opened.table), prepared)?;
    let hidden = |r: &Rejection| {
        let field = r.field.as_deref().and_then(|code| opened.form.field(code));
        field.is_some_and(|f| !opened.access.sees(f.id))
    };
    for rejection in refused.values_mut().filter(|r| hidden(r)) {
        *rejection = Rejection::new(Code::HiddenRule);
    }
    let fits = |row: u32| !refused.contains_key(&row);
    counts.updated += prepared
        .create_rows
        .iter()
        .filter(|(row, _)| fits(*row))
        .map(|(_, more)| more)
        .sum::<u64>();
    counts.lacking += prepared.lacking.iter().filter(|row| fits(**row)).count() as u64;
    counts.created += create(door, opened.form, prepared, &fits)?;
    let wanted: Vec<&Update> = prepared.updates.iter().filter(|u| fits(u.row)).collect();
    let failed = update(door, (form, opened.form), (&wanted, prepared.at), &mut counts)?;
    for (row, rejection) in refused.iter().chain(&failed) {
        rows.push(left(*row, "failed", &[Problem::of(rejection, *row, None)]));
    }
    let is_left = |row: u32| rows.iter().any(|left| left.row == row);
    let noted: Vec<_> = prepared.noted.iter().filter(|n| !is_left(n.row)).cloned().collect();
    counts.noted += noted.len() as u64;
    counts.skipped += rows.iter().filter(|r| r.outcome == "skipped").count() as u64;
    counts.failed += rows.iter().filter(|r| r.outcome == "failed").count() as u64;
    rows.extend(noted);
    imports::add_rows(door.tx, import, &rows)?;
    Ok(counts)
}

/// Rows whose unique values are taken.
fn repeated(
    door: &mut Door<'_, '_>,
    (form, table): (&Form, &store::Table),
    prepared: &Prepared,
) -> Result<HashMap<u32, Rejection>, Error> {
    let new = prepared.creates.iter().zip(&prepared.create_rows);
    let new = new.map(|(new, (row, _))| Wanted { row: *row, record: new.id, values: &new.values });
    let changed =
        prepared.updates.iter().map(|u| Wanted { row: u.row, record: u.id, values: &u.values });
    let all: Vec<Wanted<'_>> = new.chain(changed).collect();
    Ok(uniques::refused(door.tx, (form, Some(table)), &all, &mut HashMap::new())?)
}

fn create(
    door: &mut Door<'_, '_>,
    form: &Form,
    prepared: &Prepared,
    fits: &dyn Fn(u32) -> bool,
) -> Result<u64, Error> {
    let table = door.catalog.table(form.id)?;
    let act = door.act(form);
    let all_fit = prepared.create_rows.iter().all(|(row, _)| fits(*row));
    let numbered = form.live_fields().any(|f| matches!(f.kind, FieldKind::AutoNumber(_)));
    if all_fit && !numbered {
        create_many(door.tx, table, &prepared.creates, &act)?;
        return Ok(prepared.creates.len() as u64);
    }
    let rows = prepared.creates.iter().zip(&prepared.create_rows);
    let mut new: Vec<NewRecord> =
        rows.filter(|(_, (row, _))| fits(*row)).map(|(new, _)| new.clone()).collect();
    number(door, form, &mut new)?;
    create_many(door.tx, table, &new, &act)?;
    Ok(new.len() as u64)
}

/// Gives serial numbers to records that bring none.
pub(super) fn number(
    door: &mut Door<'_, '_>,
    form: &Form,
    records: &mut [NewRecord],
) -> Result<(), Error> {
    for field in form.live_fields() {
        let FieldKind::AutoNumber(kind) = &field.kind else { continue };
        let key = FieldRef::Field(field.id);
        let has_none = |new: &&mut NewRecord| new.values.get(&key).is_none_or(Value::is_null);
        let count = records.iter_mut().filter(has_none).count();
        if count == 0 {
            continue;
        }
        let wanted = i64::try_from(count).unwrap_or(i64::MAX);
        let first = definitions::take_numbers(door.tx, form.id, field.id, wanted)?;
        let first =
            u64::try_from(first).map_err(|_| Rejection::at(Code::TooLarge, field.code.as_str()))?;
        for (number, new) in (first..).zip(records.iter_mut().filter(has_none)) {
            new.values.insert(key, Value::Text(auto_number::numbered(kind, number)));
        }
    }
    Ok(())
}

/// Changes known records; the rows that could not be.
fn update(
    door: &mut Door<'_, '_>,
    (id, form): (model::FormId, &Form),
    (updates, begun): (&[&Update], Timestamp),
    counts: &mut Counts,
) -> Result<HashMap<u32, Rejection>, Error> {
    let mut failed = HashMap::new();
    if updates.is_empty() {
        return Ok(failed);
    }
    let opened = door.open(id)?;
    let ids: Vec<_> = updates.iter().map(|u| u.id).collect();
    let found = find_many(door.tx, opened.table, &ids, &read_columns(opened.table))?;
    let mut found: HashMap<_, Record> = found.into_iter().map(|r| (r.id, r)).collect();
    let asks = steps::any_requires(form, &opened.access);
    let (mut edits, mut notes) = (Vec::new(), Vec::new());
    for update in updates {
        let current = found.remove(&update.id).filter(|r| is_visible(&opened.access, r));
        let Some(current) = current else {
            failed.insert(update.row, Rejection::new(Code::NotFound));
            continue;
        };
        if let Err(rejection) = guard(&current, &opened.access, Wish::Edit) {
            failed.insert(update.row, rejection);
            continue;
        }
        let values = with_department(door, &current, update.values.clone());
        let fields = diff::changes(&current.values, &values);
        let said = unsaid(door, update, begun)?;
        if fields.is_empty() && said.is_empty() {
            counts.unchanged += update.rows;
            continue;
        }
        counts.updated += update.rows;
        let lacks = asks && steps::lacks(form, &opened.access, &current.values, &values);
        counts.lacking += u64::from(lacks);
        notes.extend(said.into_iter().map(|activity| (update.id, activity)));
        if !fields.is_empty() {
            let edit = Edit { sort_keys: sort_keys(form, &values), fields };
            edits.push(BulkEdit { current, edit });
        }
    }
    let act = door.act(form);
    edit_many(door.tx, opened.table, ChangeKind::RecordsUpdated, &edits, &act)?;
    for (record, activity) in notes {
        add_activity(door, (id, record), activity)?;
    }
    Ok(failed)
}

/// Follow-ups that the record does not have yet: a file that comes again, also by another import, says nothing twice, nor
/// do two rows of one record. Words of a day are told by their day: on another one they are said anew.
fn unsaid<'u>(
    door: &mut Door<'_, '_>,
    update: &'u Update,
    begun: Timestamp,
) -> Result<Vec<&'u Activity>, Error> {
    let mut unsaid: Vec<&Activity> = Vec::new();
    for activity in &update.activities {
        let is_undated = activity.kind == ActivityKind::Note && activity.at == begun;
        let known = unsaid.iter().any(|said| said.id == activity.id)
            || activities::find_activity(door.tx, activity.id)?.is_some()
            || is_undated && activities::has_note(door.tx, update.id, &activity.text)?;
        if !known {
            unsaid.push(activity);
        }
    }
    Ok(unsaid)
}

/// A record's department is its owner's.
fn with_department(door: &Door<'_, '_>, current: &Record, mut values: Values) -> Values {
    let owner = FieldRef::System(SystemField::Owner);
    if let Some(Value::Person(id)) = values.get(&owner).filter(|o| *o != current.value(owner)) {
        let department = door.catalog.people.get(id).and_then(|p| p.department);
        let department = department.map_or(Value::Null, Value::Department);
        values.insert(SystemField::Department.into(), department);
    }
    values
}
