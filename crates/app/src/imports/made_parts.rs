//! Fields and options that an import made in a form that was there: who takes it back wants them gone as well, as far as
//! nothing else is in them, and back when it comes back.

use engines::definitions;
use model::{FieldId, FieldKind, FieldRef, Form, FormId, Label, OptionId, Value};
use serde::{Deserialize, Serialize};
use store::session::Read;
use store::{Error, imports};

use super::document::State;
use super::{kept, target};
use crate::catalog::Catalog;
use crate::commands::{Door, publish};
use crate::people::permit;

/// Undone imports among which those are sought that made something in a form.
const SOUGHT: u32 = 50;

/// What an import made in a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct MadeParts {
    form: FormId,
    fields: Vec<FieldId>,
    options: Vec<(FieldId, OptionId)>,
    /// Those that an undo let go.
    #[serde(default)]
    gone: Vec<FieldId>,
    #[serde(default)]
    gone_options: Vec<(FieldId, OptionId)>,
}

/// The same as people see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartsView {
    /// What the fields are called.
    pub fields: Vec<Label>,
    /// How many options.
    pub options: usize,
}

impl MadeParts {
    /// What the new version of a form has that the old one lacks.
    pub(super) fn between(old: &Form, new: &Form) -> Self {
        // One that was out of use and is in use again is as good as made.
        let was_in_use = |id| old.field_by_id(id).is_some_and(|f| !f.archived);
        let fields = new.fields.iter().filter(|f| !f.archived && !was_in_use(f.id));
        let options = new.fields.iter().filter_map(|f| Some((f, old.field_by_id(f.id)?)));
        let options = options.flat_map(|(new, old)| {
            let options = old.kind.options().into_iter().filter(|o| !o.archived);
            let known: Vec<OptionId> = options.map(|o| o.id).collect();
            let used = new.kind.options().into_iter().filter(|o| !o.archived);
            let made = used.filter(move |o| !known.contains(&o.id));
            made.map(|o| (new.id, o.id))
        });
        Self {
            form: new.id,
            fields: fields.map(|f| f.id).collect(),
            options: options.collect(),
            gone: Vec::new(),
            gone_options: Vec::new(),
        }
    }

    /// Those that are still there; none when there are none.
    pub(super) fn shown(&self, catalog: &Catalog) -> Option<PartsView> {
        let form = catalog.forms.get(&self.form).filter(|f| !f.archived)?;
        let live = form.live_fields().filter(|f| self.fields.contains(&f.id));
        let fields: Vec<Label> = live.map(|f| f.name.clone()).collect();
        let is_live = |(field, option): &&(FieldId, OptionId)| {
            let field = form.field_by_id(*field).filter(|f| !f.archived);
            let options = field.map(|f| f.kind.options()).unwrap_or_default();
            options.iter().any(|o| o.id == *option && !o.archived)
        };
        let options = self.options.iter().filter(is_live).count();
        (options > 0 || !fields.is_empty()).then_some(PartsView { fields, options })
    }
}

/// Archives what holds nothing any more; how many fields and options.
///
/// # Errors
/// When the database refuses.
pub(super) fn let_go(
    door: &mut Door<'_, '_>,
    made: &mut MadeParts,
) -> Result<(usize, usize), Error> {
    let Some(old) = door.catalog.forms.get(&made.form).filter(|f| !f.archived) else {
        return Ok((0, 0));
    };
    let table = door.catalog.table(old.id)?;
    let mut form = old.clone();
    let (mut fields, mut options) = (Vec::new(), Vec::new());
    for field in form.fields.iter_mut().filter(|f| !f.archived && made.fields.contains(&f.id)) {
        let is_title = field.code == old.title;
        if !is_title && !imports::holds(door.tx, table, (field.id.into(), None))? {
            field.archived = true;
            fields.push(field.id);
        }
    }
    for (id, option) in &made.options {
        let Some(field) = form.fields.iter_mut().find(|f| f.id == *id) else { continue };
        let value = Value::Option(*option);
        let held = imports::holds(door.tx, table, (FieldRef::Field(*id), Some(&value)))?;
        if !held && archive_option(&mut field.kind, *option, true) {
            options.push((*id, *option));
        }
    }
    // Also where they stand in views: nobody can look at them there any more.
    definitions::forget_archived(&mut form);
    let gone = (fields.len(), options.len());
    if gone == (0, 0) || !published(door, (old, &form))? {
        return Ok((0, 0));
    }
    (made.gone, made.gone_options) = (fields, options);
    Ok(gone)
}

/// Brings back what an undo let go; whether there was something.
///
/// # Errors
/// When the database refuses.
pub(super) fn bring_back(door: &mut Door<'_, '_>, made: &mut MadeParts) -> Result<bool, Error> {
    let Some(old) = door.catalog.forms.get(&made.form).filter(|f| !f.archived) else {
        return Ok(false);
    };
    let (mut form, mut back) = (old.clone(), Vec::new());
    for field in form.fields.iter_mut().filter(|f| made.gone.contains(&f.id)) {
        field.archived = false;
        back.push(field.code.clone());
    }
    target::show_in_table(&mut form, &back);
    for (id, option) in &made.gone_options {
        if let Some(field) = form.fields.iter_mut().find(|f| f.id == *id) {
            archive_option(&mut field.kind, *option, false);
        }
    }
    if form == *old || !published(door, (old, &form))? {
        return Ok(false);
    }
    (made.gone, made.gone_options) = (Vec::new(), Vec::new());
    Ok(true)
}

/// What the newest undos of imports let go in a form.
///
/// # Errors
/// When the database does not answer.
pub(super) fn let_go_in(read: &mut dyn Read, form: FormId) -> Result<LetGo, Error> {
    let mut gone = LetGo::default();
    for (id, _) in imports::list_files(read, (None, State::Undone.word()), SOUGHT)? {
        let Some(stored) = imports::find(read, id)? else { continue };
        let Some(parts) = kept::document(&stored)?.turns.parts else { continue };
        if parts.form == form {
            gone.fields.extend(parts.gone);
            gone.options.extend(parts.gone_options.into_iter().map(|(_, option)| option));
        }
    }
    Ok(gone)
}

/// What undos of imports let go.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LetGo {
    pub(super) fields: Vec<FieldId>,
    pub(super) options: Vec<OptionId>,
}

/// Archives an option, or takes it back into use; whether that changed it.
pub(super) fn archive_option(kind: &mut FieldKind, id: OptionId, archived: bool) -> bool {
    let option = match kind {
        FieldKind::Choice(k) | FieldKind::Choices(k) => k.options.iter_mut().find(|o| o.id == id),
        FieldKind::Stage(k) => {
            k.options.iter_mut().map(|s| &mut s.choice).find(|choice| choice.id == id)
        }
        _ => None,
    };
    let Some(option) = option.filter(|o| o.archived != archived) else { return false };
    option.archived = archived;
    true
}

/// Publishes the form; false where the person may not, or where something else of the form needs what is to go: the
/// records were what was asked for.
fn published(door: &mut Door<'_, '_>, (old, form): (&Form, &Form)) -> Result<bool, Error> {
    if permit::builds(door.who, door.catalog).is_err() {
        return Ok(false);
    }
    match publish(door, form, (old.version, &[])) {
        Ok(_) => Ok(true),
        Err(Error::Rejected(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
