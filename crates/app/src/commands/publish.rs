//! Publishes a form's next version: complete → check → plan → the store's steps, all in one transaction. Writes that
//! come after it see the new version; writes that were prepared with the old one are run again.

use engines::definitions::{self as decide, Action};
use engines::forms::sealed;
use model::change::Payload;
use model::document::missing_form;
use model::{Change, ChangeKind, Code, FieldRef, Form, Rejection, Rejections};
use store::schema::{self, IndexSpec, ViewColumn};
use store::{Error, Fault, FaultKind, Table, definitions};

use super::Receipt;
use super::door::Door;
use crate::forms;
use crate::people::permit;

/// Publishes a document that was begun from `base_version`. `beside` are forms published in the same transaction: it may
/// link to them before they exist.
pub(crate) fn publish(
    door: &mut Door<'_, '_>,
    document: &Form,
    (base_version, beside): (u32, &[Form]),
) -> Result<Receipt, Error> {
    permit::builds(door.who, door.catalog)?;
    let old = published(door, document);
    if let Some(old) = old {
        forms::open(door.catalog, door.who, old)?;
    }
    let version = old.map_or(0, |f| f.version);
    if version != base_version {
        return Err(Rejection::new(Code::StaleDefinition).with("version", version).into());
    }
    let known = door.catalog.forms.values().filter(|f| Some(f.id) != old.map(|o| o.id));
    let others: Vec<Form> =
        known.chain(beside.iter().filter(|f| f.code != document.code)).cloned().collect();
    let mut form = document.clone();
    form.version = version + 1;
    forms::grants::permit((door.catalog, door.who), old, &form)?;
    Rejections(decide::check(old, &form, &others)).or(())?;
    if sealed::keeps_any(&form) {
        door.catalog.sealing.begin(door.tx)?;
    }
    let table = carry_out(door, old, &form)?;
    let moment = (door.at, door.who.id(), "");
    definitions::save_form(door.tx, (&form, table.number), moment)?;
    definitions::remove_draft(door.tx, form.id)?;
    let seq = log(door, old, &form)?;
    door.tx.raise_catalog();
    Ok(Receipt { record: None, rev: i64::from(form.version), seq })
}

/// The version in force of the form that a document describes.
fn published<'c>(door: &Door<'c, '_>, document: &Form) -> Option<&'c Form> {
    let forms = &door.catalog.forms;
    let by_code = || forms.values().find(|f| f.code == document.code);
    if document.id == missing_form() { by_code() } else { forms.get(&document.id) }
}

/// Does what the plan says; the form's tables afterwards.
fn carry_out(door: &mut Door<'_, '_>, old: Option<&Form>, form: &Form) -> Result<Table, Error> {
    let mut table = match old {
        Some(old) => {
            let table = door.catalog.table(old.id)?.clone();
            // Everybody's writes would wait with this one.
            schema::clear_way(door.tx, &table)?;
            table
        }
        None => schema::create_form(door.tx, form.id)?,
    };
    for action in decide::plan(old, form).actions {
        match action {
            Action::CreateTable | Action::RebuildSearch => {}
            Action::AddColumn { field, shape, sort_key } => {
                schema::add_column(door.tx, &mut table, field, (shape, sort_key))?;
            }
            Action::AddUnique { field } => {
                let made = schema::add_unique(door.tx, &table, field);
                made.map_err(|fault| repeated(form, field, fault))?;
            }
            Action::DropUnique { field } => schema::drop_unique(door.tx, &table, field)?,
            Action::AddIndex(spec) => {
                schema::add_index(door.tx, &table, &IndexSpec { fields: spec.fields })?;
            }
            Action::DropIndex(spec) => {
                if let Some(name) = (IndexSpec { fields: spec.fields }).name(&table) {
                    schema::drop_index(door.tx, &name)?;
                }
            }
            Action::RefreshView => {
                let codes = (old.map(|f| f.code.as_str()), form.code.as_str());
                schema::refresh_view(door.tx, &table, codes, &view_columns(form))?;
            }
        }
    }
    Ok(table)
}

fn repeated(form: &Form, field: model::FieldId, fault: Fault) -> Error {
    let code = form.field_by_id(field).map_or("", |f| f.code.as_str());
    match fault.kind {
        FaultKind::Unique(_) => Rejection::at(Code::Duplicate, code).into(),
        _ => fault.into(),
    }
}

fn view_columns(form: &Form) -> Vec<ViewColumn> {
    form.live_fields()
        .filter(|f| !f.sensitive)
        .map(|f| ViewColumn { field: FieldRef::Field(f.id), code: f.code.clone() })
        .collect()
}

pub(super) fn log(door: &mut Door<'_, '_>, old: Option<&Form>, form: &Form) -> Result<i64, Error> {
    let json = |form: &Form| {
        serde_json::to_value(form).map_err(|e| Fault::new(format!("a form's document: {e}")))
    };
    let payload = Payload::Document {
        subject: form.id.to_string(),
        before: old.map_or(Ok(serde_json::Value::Null), json)?,
        after: json(form)?,
    };
    let change = Change {
        kind: ChangeKind::FormPublished,
        form: Some(form.id),
        form_version: form.version,
        record: None,
        actor: door.cause.actor,
        origin: door.cause.origin,
        batch: None,
        cause: door.cause.seq,
        prev: None,
        payload,
    };
    Ok(door.tx.append(change, door.at)?)
}
