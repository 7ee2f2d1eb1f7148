//! Forms that are deleted and brought back: versions like any other, whose document says so. Nothing of their records is
//! touched.

use model::form::ActionKind;
use model::{Code, FieldKind, Form, Rejection};
use serde_json::json;
use store::{Error, definitions};

use super::door::Door;
use super::publish::log;
use crate::catalog::Catalog;

/// The live forms with a field that links to this one, or a button that makes records of it.
fn linking<'c>(catalog: &'c Catalog, form: &Form) -> Vec<&'c Form> {
    let links = |other: &&Form| {
        let mut fields = other.live_fields();
        let mut buttons = other.actions.iter().map(|action| match &action.does {
            ActionKind::Convert(convert) => &convert.steps,
        });
        fields.any(|f| matches!(&f.kind, FieldKind::Link(link) if link.form == form.code))
            || buttons.any(|steps| steps.iter().any(|step| step.form == form.code))
    };
    let others = catalog.forms.values().filter(|other| !other.archived && other.id != form.id);
    others.filter(links).collect()
}

/// Deletes a form; its version afterwards. `insist` also where others link to it.
///
/// # Errors
/// `InUse` with the forms that link to it.
pub(crate) fn archive_form(
    door: &mut Door<'_, '_>,
    form: &Form,
    insist: bool,
) -> Result<u32, Error> {
    let by = linking(door.catalog, form);
    if !by.is_empty() && !insist {
        let forms: Vec<_> =
            by.iter().map(|other| json!({"code": other.code, "name": other.name})).collect();
        return Err(Rejection::new(Code::InUse).with("forms", forms).into());
    }
    turn(door, form, true)
}

/// Brings a deleted form back; its version afterwards.
///
/// # Errors
/// When the database refuses.
pub(crate) fn bring_form_back(door: &mut Door<'_, '_>, form: &Form) -> Result<u32, Error> {
    turn(door, form, false)
}

fn turn(door: &mut Door<'_, '_>, old: &Form, archived: bool) -> Result<u32, Error> {
    let form = Form { archived, version: old.version + 1, ..old.clone() };
    let number = door.catalog.table(form.id)?.number;
    definitions::save_form(door.tx, (&form, number), (door.at, door.who.id(), ""))?;
    definitions::remove_draft(door.tx, form.id)?;
    log(door, Some(old), &form)?;
    door.tx.raise_catalog();
    Ok(form.version)
}
