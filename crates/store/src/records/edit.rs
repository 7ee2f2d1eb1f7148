//! Changes of a row, each with its Change.

use std::collections::BTreeMap;

use model::change::Payload;
use model::{ChangeKind, FieldChange, FieldId, FieldRef, Seq, SystemField, Value};

use super::{Act, Record, sets};
use crate::fault::Fault;
use crate::session::Read;
use crate::sql::{Param, Sql};
use crate::table::Table;
use crate::tx::Tx;
use crate::values::param;

/// Changes of fields.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edit {
    /// What changes, from what. System columns may be among them, except `Id`, `Rev` and `DeletedAt`.
    pub fields: Vec<FieldChange>,
    /// New sort keys of changed fields that have one.
    pub sort_keys: Vec<(FieldId, String)>,
}

/// Changes fields of a record and raises its revision; its seq.
///
/// # Errors
/// A unique index's refusal may only show when the request ends.
pub fn edit(
    tx: &mut Tx<'_>,
    table: &Table,
    current: &Record,
    edit: &Edit,
    act: &Act,
) -> Result<Seq, Fault> {
    write(tx, (table, current), (ChangeKind::RecordUpdated, 1), edit, act)
}

/// Writes down what a follow-up's Change says about derived system columns (count and dates), without raising the
/// revision: nobody could conflict with it.
///
/// # Errors
/// When the database refuses.
pub fn touch(
    tx: &mut Tx<'_>,
    table: &Table,
    current: &Record,
    (kind, payload): (ChangeKind, Payload),
    act: &Act,
) -> Result<Seq, Fault> {
    let fields = match &payload {
        Payload::Activity { fields, .. } | Payload::Fields(fields) => fields.clone(),
        Payload::Records(_) | Payload::Document { .. } => Vec::new(),
    };
    let key = (table.form, Some(current.id));
    let change = act.change(kind, key, Some(current.last_seq), payload);
    let seq = tx.append(change, act.at)?;
    apply(tx, (table, current), (seq, 0), &Edit { fields, sort_keys: Vec::new() }, act)?;
    Ok(seq)
}

/// Moves a record to the recycle bin.
///
/// # Errors
/// When the database refuses.
pub fn trash(tx: &mut Tx<'_>, table: &Table, current: &Record, act: &Act) -> Result<Seq, Fault> {
    let deleted = deleted_change(current, Value::Instant(act.at));
    write(tx, (table, current), (ChangeKind::RecordTrashed, 1), &deleted, act)
}

/// Brings a record back from the recycle bin.
///
/// # Errors
/// A unique index's refusal may only show when the request ends.
pub fn restore(tx: &mut Tx<'_>, table: &Table, current: &Record, act: &Act) -> Result<Seq, Fault> {
    let deleted = deleted_change(current, Value::Null);
    write(tx, (table, current), (ChangeKind::RecordRestored, 1), &deleted, act)
}

fn deleted_change(current: &Record, after: Value) -> Edit {
    let field = FieldRef::System(SystemField::DeletedAt);
    let before = current.value(field).clone();
    Edit { fields: vec![FieldChange { field, before, after }], sort_keys: Vec::new() }
}

fn write(
    tx: &mut Tx<'_>,
    (table, current): (&Table, &Record),
    (kind, raise): (ChangeKind, i64),
    edit: &Edit,
    act: &Act,
) -> Result<Seq, Fault> {
    let payload = Payload::Fields(edit.fields.clone());
    let key = (table.form, Some(current.id));
    let change = act.change(kind, key, Some(current.last_seq), payload);
    let seq = tx.append(change, act.at)?;
    apply(tx, (table, current), (seq, raise), edit, act)?;
    Ok(seq)
}

/// Writes the columns of an edit whose Change was appended under `seq`.
pub(super) fn apply(
    tx: &mut Tx<'_>,
    (table, current): (&Table, &Record),
    (seq, raise): (Seq, i64),
    edit: &Edit,
    act: &Act,
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE ");
    sql.push(&table.rows()).push(" SET last_seq = ").bind(seq);
    sql.push(", form_version = ").bind(act.form_version);
    sql.push(", rev = ").bind(current.rev + raise);
    if raise > 0 {
        sql.push(", updated_at = ").bind(act.at);
        sql.push(", updated_by = ").bind(act.cause.person().map(|p| p.0));
    }
    let mut parts = cells(table, edit)?;
    for (name, value) in parts.remove(&0).unwrap_or_default() {
        sql.push(", ").push(&name).push(" = ").bind(value);
    }
    sql.push(" WHERE rk = ").bind(current.key);
    tx.execute(&sql)?;
    let deleted = edit.fields.iter().find(|c| c.field == SystemField::DeletedAt.into());
    let in_bin = deleted.map_or(current.value(SystemField::DeletedAt), |c| &c.after);
    let in_bin = param(in_bin, model::Shape::Instant)?;
    for (part, cells) in parts {
        spill(tx, &table.part(part), (current.key, in_bin.clone()), cells)?;
    }
    if deleted.is_some() {
        for part in table.spills() {
            let mut sql = Sql::of(tx.dialect(), "UPDATE ");
            sql.push(&table.part(part)).push(" SET deleted_at = ").bind(in_bin.clone());
            sql.push(" WHERE rk = ").bind(current.key);
            tx.execute(&sql)?;
        }
    }
    for change in &edit.fields {
        if let (FieldRef::Field(field), Some((_, true))) =
            (change.field, table.locate(change.field).map(|(n, s)| (n, s.is_many())))
        {
            sets::replace(tx, table, (current.id, field), &change.after)?;
        }
    }
    Ok(())
}

/// Changed columns with their new values, by part.
type Cells = BTreeMap<u32, Vec<(String, Param)>>;

fn cells(table: &Table, edit: &Edit) -> Result<Cells, Fault> {
    let mut cells = Cells::new();
    for change in &edit.fields {
        let (Some((name, shape)), Some(part)) =
            (table.locate(change.field), table.part_of(change.field))
        else {
            return Err(Fault::new("a changed field has no column"));
        };
        if !shape.is_many() {
            cells.entry(part).or_default().push((name, param(&change.after, shape)?));
        }
    }
    for (field, key) in &edit.sort_keys {
        if let Some(column) = table.columns.get(field).filter(|c| c.sort_key) {
            let key = if key.is_empty() { None } else { Some(key.clone()) };
            cells.entry(column.part).or_default().push((column.sort_name(), key.into()));
        }
    }
    Ok(cells)
}

/// Changes a row of a part behind the first. A record that is older than the part has none there yet.
fn spill(
    tx: &mut Tx<'_>,
    table: &str,
    (key, in_bin): (i64, Param),
    cells: Vec<(String, Param)>,
) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO ");
    sql.push(table).push(" (rk, deleted_at");
    for (name, _) in &cells {
        sql.push(", ").push(name);
    }
    sql.push(") VALUES (").bind(key).push(", ").bind(in_bin);
    let names: Vec<String> =
        cells.iter().map(|(name, _)| format!("{name} = excluded.{name}")).collect();
    for (_, value) in cells {
        sql.push(", ").bind(value);
    }
    sql.push(") ON CONFLICT (rk) DO UPDATE SET ").push(&names.join(", "));
    tx.execute(&sql)
}
