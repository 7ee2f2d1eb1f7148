//! All that is wrong with a document before it may be published, each with the path of what has to be changed.

use std::collections::HashSet;

use model::document::is_code;
use model::form::ActionKind;
use model::person::roles;
use model::{Code, Field, FieldKind, Form, Label, Rejection, SystemField};

use super::templates::check_templates;
use super::views::check_view;
use crate::forms::{Known, behaviour, may_be_sensitive, shape};

/// Most fields of a form in use.
const FIELDS: usize = 1_000;
/// Most fields that a form ever had: archived ones keep their columns, and PostgreSQL answers 1,600 columns at once.
const FIELDS_EVER: usize = 1_500;

/// Checks a completed document against its published version and the other forms of the workspace. Empty = fine.
pub fn check(old: Option<&Form>, new: &Form, others: &[Form]) -> Vec<Rejection> {
    let mut wrong = Vec::new();
    check_form(new, others, &mut wrong);
    check_codes(new.fields.iter().map(|f| f.code.as_str()), "fields", &mut wrong);
    check_codes(new.views.iter().map(|v| v.code.as_str()), "views", &mut wrong);
    check_codes(new.actions.iter().map(|a| a.code.as_str()), "actions", &mut wrong);
    for (i, field) in new.fields.iter().enumerate() {
        let mut found = check_field(field, new, others);
        let before = old.and_then(|old| old.field_by_id(field.id));
        if before.is_some_and(|before| keeps_link(before, field, others)) {
            found.retain(|r| r.code != Code::UnknownLinkTarget);
        }
        found.extend(before.and_then(|old| check_change(old, field)));
        wrong.extend(found.into_iter().map(|r| r.under(&format!("fields.{i}"))));
    }
    if let Some(old) = old.filter(|old| old.code != new.code) {
        wrong.extend(linked_by_code(&old.code, new, others));
    }
    check_title(new, &mut wrong);
    for (i, view) in new.views.iter().enumerate() {
        wrong.extend(check_view(new, view).into_iter().map(|r| r.under(&format!("views.{i}"))));
    }
    check_grants(new, &mut wrong);
    check_pool(new, &mut wrong);
    check_groups(new, &mut wrong);
    check_actions(new, others, &mut wrong);
    check_templates(new, &mut wrong);
    wrong
}

fn check_form(form: &Form, others: &[Form], wrong: &mut Vec<Rejection>) {
    if !is_code(&form.code) {
        wrong.push(Rejection::at(Code::BadCode, "code").with("code", form.code.as_str()));
    } else if form.code.starts_with("clew_")
        || form.code.starts_with("sqlite_")
        || form.code.starts_with("pg_")
    {
        // A SQL view of this name stands beside the platform's own tables.
        wrong.push(Rejection::at(Code::ReservedCode, "code").with("code", form.code.as_str()));
    } else if others.iter().any(|o| o.id != form.id && o.code == form.code) {
        wrong.push(Rejection::at(Code::DuplicateCode, "code").with("code", form.code.as_str()));
    }
    check_label(&form.name, "name", wrong);
    if form.live_fields().count() > FIELDS {
        wrong.push(Rejection::at(Code::TooMany, "fields").with("max", FIELDS));
    } else if form.fields.len() > FIELDS_EVER {
        wrong.push(
            Rejection::at(Code::TooMany, "fields")
                .with("max", FIELDS_EVER)
                .with("archived", form.fields.iter().filter(|f| f.archived).count()),
        );
    }
}

/// Whether a field goes on linking to a form that was deleted since: that is no reason to refuse all other changes.
fn keeps_link(before: &Field, field: &Field, others: &[Form]) -> bool {
    let (FieldKind::Link(was), FieldKind::Link(link)) = (&before.kind, &field.kind) else {
        return false;
    };
    !before.archived && was.form == link.form && others.iter().any(|o| o.code == link.form)
}

/// Forms link to each other by code, so a form that others link to keeps its code.
fn linked_by_code(old_code: &str, new: &Form, others: &[Form]) -> Option<Rejection> {
    let links = |f: &&Form| {
        let to_old = |f: &Field| matches!(&f.kind, FieldKind::Link(link) if link.form == old_code);
        f.id != new.id && f.fields.iter().any(to_old)
    };
    let linking = others.iter().find(links)?;
    Some(Rejection::at(Code::UnknownLinkTarget, "code").with("form", linking.code.as_str()))
}

pub(super) fn check_label(label: &Label, path: &str, wrong: &mut Vec<Rejection>) {
    if label.zh_cn.trim().is_empty() && label.en.trim().is_empty() {
        wrong.push(Rejection::at(Code::MissingLabel, path));
    } else if label.zh_cn.chars().count() > 200 || label.en.chars().count() > 200 {
        wrong.push(Rejection::at(Code::TooLong, path).with("max", 200));
    }
}

pub(super) fn check_codes<'c>(
    codes: impl Iterator<Item = &'c str>,
    list: &str,
    wrong: &mut Vec<Rejection>,
) {
    let mut seen = HashSet::new();
    for (i, code) in codes.enumerate() {
        let problem = if !is_code(code) {
            Code::BadCode
        } else if list == "fields" && SystemField::by_code(code).is_some() {
            Code::ReservedCode
        } else if !seen.insert(code) {
            Code::DuplicateCode
        } else {
            continue;
        };
        wrong.push(Rejection::at(problem, format!("{list}.{i}.code")).with("code", code));
    }
}

fn check_field(field: &Field, form: &Form, others: &[Form]) -> Vec<Rejection> {
    let kind = behaviour(&field.kind);
    let mut wrong: Vec<Rejection> =
        kind.check_definition().into_iter().map(|r| r.under("kind")).collect();
    if field.archived {
        return wrong;
    }
    check_label(&field.name, "name", &mut wrong);
    if let FieldKind::Link(link) = &field.kind
        && link.form != form.code
        && !others.iter().any(|o| o.code == link.form && !o.archived)
    {
        wrong.push(
            Rejection::at(Code::UnknownLinkTarget, "kind.form").with("form", link.form.as_str()),
        );
    }
    if let FieldKind::Stage(stages) = &field.kind {
        for (i, stage) in stages.options.iter().enumerate().filter(|(_, s)| !s.choice.archived) {
            let unknown = |code: &str| form.field(code).is_none_or(|f| f.archived);
            for (n, code) in stage.requires.iter().enumerate().filter(|(_, code)| unknown(code)) {
                let path = format!("kind.options.{i}.requires.{n}");
                wrong.push(Rejection::at(Code::UnknownField, path).with("code", code.as_str()));
            }
        }
    }
    if field.sensitive {
        wrong.extend(check_sensitive(field));
    }
    if field.unique && (shape(&field.kind).is_many() || matches!(field.kind, FieldKind::YesNo(_))) {
        wrong.push(Rejection::at(Code::WrongType, "unique"));
    }
    let refers =
        matches!(field.kind, FieldKind::Person(_) | FieldKind::Link(_) | FieldKind::Attachment(_));
    if !field.default.is_null() {
        if refers {
            wrong.push(Rejection::at(Code::WrongType, "default"));
        } else if let Err(rejection) = kind.check(field.default.clone(), &Known::default()) {
            wrong.push(rejection.under("default"));
        }
    }
    wrong
}

/// Only texts are sealed; a default would stand open in the definition. What may not repeat is indexed by its seal,
/// which for long texts is longer than an index takes.
fn check_sensitive(field: &Field) -> Option<Rejection> {
    match &field.kind {
        kind if !may_be_sensitive(kind) => {
            Some(Rejection::at(Code::WrongType, "sensitive").with("kind", kind.name()))
        }
        FieldKind::LongText(_) if field.unique => Some(Rejection::at(Code::WrongType, "unique")),
        _ if !field.default.is_null() => Some(Rejection::at(Code::WrongType, "default")),
        _ => None,
    }
}

fn check_change(old: &Field, new: &Field) -> Option<Rejection> {
    if old.sensitive != new.sensitive {
        return Some(Rejection::at(Code::SensitiveChange, "sensitive").with("to", new.sensitive));
    }
    if old.kind.name() != new.kind.name() {
        return Some(
            Rejection::at(Code::KindChange, "kind")
                .with("from", old.kind.name())
                .with("to", new.kind.name()),
        );
    }
    behaviour(&old.kind).change_to(&new.kind).err().map(|r| r.under("kind"))
}

fn check_title(form: &Form, wrong: &mut Vec<Rejection>) {
    match form.title_field() {
        None => {
            wrong.push(Rejection::at(Code::MissingTitle, "title").with("code", form.title.as_str()))
        }
        Some(field) => {
            let fits = matches!(
                field.kind,
                FieldKind::Text(_)
                    | FieldKind::AutoNumber(_)
                    | FieldKind::Phone(_)
                    | FieldKind::Email(_)
                    | FieldKind::Url(_)
            );
            if !fits || field.archived || field.sensitive {
                wrong
                    .push(Rejection::at(Code::BadTitle, "title").with("code", field.code.as_str()));
            }
        }
    }
}

fn check_grants(form: &Form, wrong: &mut Vec<Rejection>) {
    let mut seen = HashSet::new();
    for (i, grant) in form.grants.iter().enumerate() {
        let role = grant.role.as_str();
        if !roles::ALL.contains(&role) {
            wrong
                .push(Rejection::at(Code::NotFound, format!("grants.{i}.role")).with("role", role));
        } else if !seen.insert(role) {
            wrong.push(
                Rejection::at(Code::Duplicate, format!("grants.{i}.role")).with("role", role),
            );
        }
        for (list, codes) in [("hidden", &grant.hidden), ("read_only", &grant.read_only)] {
            for (n, code) in codes.iter().enumerate().filter(|(_, code)| form.field(code).is_none())
            {
                let path = format!("grants.{i}.{list}.{n}");
                wrong.push(Rejection::at(Code::UnknownField, path).with("code", code.as_str()));
            }
        }
    }
}

/// A pool has a name, and shows at least what its records are called.
fn check_pool(form: &Form, wrong: &mut Vec<Rejection>) {
    let Some(pool) = &form.pool else { return };
    check_label(&pool.name, "pool.name", wrong);
    for (n, code) in pool.mask.iter().enumerate() {
        let problem = match form.field(code) {
            None => Code::UnknownField,
            Some(_) if *code == form.title => Code::BadTitle,
            Some(_) => continue,
        };
        wrong.push(Rejection::at(problem, format!("pool.mask.{n}")).with("code", code.as_str()));
    }
}

fn check_groups(form: &Form, wrong: &mut Vec<Rejection>) {
    for (i, group) in form.groups.iter().enumerate() {
        check_label(&group.name, &format!("groups.{i}.name"), wrong);
        for (n, code) in
            group.fields.iter().enumerate().filter(|(_, code)| form.field(code).is_none())
        {
            let path = format!("groups.{i}.fields.{n}");
            wrong.push(Rejection::at(Code::UnknownField, path).with("code", code.as_str()));
        }
    }
}

fn check_actions(form: &Form, others: &[Form], wrong: &mut Vec<Rejection>) {
    for (i, action) in form.actions.iter().enumerate() {
        check_label(&action.name, &format!("actions.{i}.name"), wrong);
        let ActionKind::Convert(convert) = &action.does;
        let path = format!("actions.{i}.does");
        for code in convert.mark.keys().filter(|code| form.field(code).is_none()) {
            wrong.push(
                Rejection::at(Code::UnknownField, format!("{path}.mark.{code}"))
                    .with("code", code.as_str()),
            );
        }
        for (n, step) in convert.steps.iter().enumerate() {
            let path = format!("{path}.steps.{n}");
            // Forms of a pack are checked together: all of them are among `others`.
            let Some(target) = others.iter().find(|o| o.code == step.form) else {
                wrong.push(
                    Rejection::at(Code::UnknownForm, format!("{path}.form"))
                        .with("form", step.form.as_str()),
                );
                continue;
            };
            let targets = step.map.keys().chain(&step.find_by);
            let settable =
                |code: &str| code == SystemField::Owner.code() || target.field(code).is_some();
            for code in targets.filter(|code| !settable(code)) {
                wrong.push(
                    Rejection::at(Code::UnknownField, format!("{path}.map.{code}"))
                        .with("code", code.as_str()),
                );
            }
            if let Some(code) = step.link_back.as_deref().filter(|code| form.field(code).is_none())
            {
                wrong.push(
                    Rejection::at(Code::UnknownField, format!("{path}.link_back"))
                        .with("code", code),
                );
            }
        }
    }
}
