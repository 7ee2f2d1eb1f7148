//! Ids for what has none: known things keep theirs, by id or else by code; new things get new ones.

use std::collections::HashSet;

use model::document::{missing_field, missing_form, missing_option, missing_view};
use model::kind::Choice;
use model::{Field, FieldId, FieldKind, Form, FormId, OptionId, ViewId};
use uuid::Uuid;

/// The document with every id given. Fields and options that `old` has and the document leaves out stay, archived:
/// records hold their values. `new_id` is asked once for each new thing.
pub fn complete(mut form: Form, old: Option<&Form>, new_id: &mut dyn FnMut() -> Uuid) -> Form {
    if form.id == missing_form() {
        form.id = old.map_or_else(|| FormId(new_id()), |old| old.id);
    }
    let mut taken: HashSet<FieldId> = form.fields.iter().map(|f| f.id).collect();
    for field in &mut form.fields {
        if field.id == missing_field() {
            let same =
                old.and_then(|old| old.field(&field.code)).filter(|f| !taken.contains(&f.id));
            field.id = same.map_or_else(|| FieldId(new_id()), |f| f.id);
            taken.insert(field.id);
        }
        let before = old.and_then(|old| old.field_by_id(field.id));
        complete_options(&mut field.kind, before.map(|f| &f.kind), new_id);
    }
    for gone in old.iter().flat_map(|old| &old.fields).filter(|f| !taken.contains(&f.id)) {
        form.fields.push(archived(gone, &form.fields));
    }
    forget_archived(&mut form);
    for view in &mut form.views {
        if view.id == missing_view() {
            let same = old.and_then(|old| old.views.iter().find(|v| v.code == view.code));
            view.id = same.map_or_else(|| ViewId(new_id()), |v| v.id);
        }
    }
    form
}

/// Columns, sorts, headings and demands of steps of fields that are no longer in use go by themselves. Filters stay: without a part of
/// its filter a view would show other records, which a person has to decide.
pub fn forget_archived(form: &mut Form) {
    let codes: Vec<String> =
        form.fields.iter().filter(|f| f.archived).map(|f| f.code.clone()).collect();
    let live = |code: &str| !codes.iter().any(|c| Some(c.as_str()) == code.split('.').next());
    for view in &mut form.views {
        view.retain_fields(live);
    }
    for group in &mut form.groups {
        group.fields.retain(|code| live(code));
    }
    for field in &mut form.fields {
        if let FieldKind::Stage(stages) = &mut field.kind {
            stages.options.iter_mut().for_each(|step| step.requires.retain(|code| live(code)));
        }
    }
}

/// A removed field as it stays; its code makes way for a new field that took it.
fn archived(gone: &Field, others: &[Field]) -> Field {
    let free = |code: &str| others.iter().all(|f| f.code != code);
    let mut field = gone.clone();
    let numbered = (1..1_000).map(|n| format!("{:.50}_old{n}", gone.code));
    if !free(&field.code)
        && let Some(code) = numbered.into_iter().find(|code| free(code))
    {
        field.code = code;
    }
    field.archived = true;
    field.required = false;
    field.unique = false;
    field
}

fn complete_options(
    kind: &mut FieldKind,
    old: Option<&FieldKind>,
    new_id: &mut dyn FnMut() -> Uuid,
) {
    let before = old.map(FieldKind::options).unwrap_or_default();
    let mut taken: HashSet<OptionId> = kind.options().iter().map(|o| o.id).collect();
    let mut give = |option: &mut Choice| {
        if option.id == missing_option() {
            let same = before.iter().find(|o| o.code == option.code && !taken.contains(&o.id));
            option.id = same.map_or_else(|| OptionId(new_id()), |o| o.id);
            taken.insert(option.id);
        }
    };
    match kind {
        FieldKind::Choice(k) | FieldKind::Choices(k) => k.options.iter_mut().for_each(&mut give),
        FieldKind::Stage(k) => k.options.iter_mut().for_each(|s| give(&mut s.choice)),
        _ => {}
    }
    let gone = |id: OptionId| !taken.contains(&id);
    match (kind, old) {
        (FieldKind::Choice(k), Some(FieldKind::Choice(old)))
        | (FieldKind::Choices(k), Some(FieldKind::Choices(old))) => {
            for option in old.options.iter().filter(|o| gone(o.id)) {
                let code = free_code(&option.code, k.options.iter().map(|o| o.code.as_str()));
                k.options.push(Choice { archived: true, code, ..option.clone() });
            }
        }
        (FieldKind::Stage(k), Some(FieldKind::Stage(old))) => {
            for stage in old.options.iter().filter(|s| gone(s.choice.id)) {
                let mut stage = stage.clone();
                stage.choice.code =
                    free_code(&stage.choice.code, k.options.iter().map(|s| s.choice.code.as_str()));
                stage.choice.archived = true;
                k.options.push(stage);
            }
        }
        _ => {}
    }
}

fn free_code<'c>(code: &str, others: impl Iterator<Item = &'c str> + Clone) -> String {
    let free = |code: &String| others.clone().all(|other| other != code);
    let numbered = (1..1_000).map(|n| format!("{code:.50}_old{n}"));
    std::iter::once(code.to_owned()).chain(numbered).find(free).unwrap_or_else(|| code.to_owned())
}
