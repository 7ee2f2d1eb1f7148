//! How codes become fields and options, and back. The crate sees definitions only through this.

use std::collections::BTreeMap;

use model::{Access, Field, FieldId, FieldKind, FieldPath, FieldRef, Form, OptionId, SystemField};

use crate::types::Type;

/// Longest path: links walked, and the field at the end.
pub const MAX_PATH: usize = 4;

/// The fields that one person may name in one place.
pub trait Names {
    /// The field at the end of this path of codes. A hidden field answers as one that does not exist.
    fn resolve(&self, codes: &[&str]) -> Option<(FieldPath, Type)>;

    /// The current codes of a field and its type; also of archived fields.
    fn describe(&self, path: &FieldPath) -> Option<(Vec<String>, Type)>;

    /// The option of a field with this code.
    fn option_id(&self, field: &FieldPath, code: &str) -> Option<OptionId>;

    /// The current code of an option.
    fn option_code(&self, field: &FieldPath, option: OptionId) -> Option<String>;

    /// A text as this field stores it, e.g. a phone number with its country. For whole values only, not parts.
    fn stored_text(&self, _field: &FieldPath, typed: &str) -> String {
        typed.to_owned()
    }
}

/// A form as one person sees it.
#[derive(Debug, Clone)]
pub struct Linked<'a> {
    /// The definition.
    pub form: &'a Form,
    /// Fields that do not exist for the person.
    pub hidden: Vec<FieldId>,
}

impl<'a> Linked<'a> {
    /// The form under this Access.
    pub fn new(form: &'a Form, access: &Access) -> Self {
        Self { form, hidden: access.hidden.clone() }
    }

    fn visible(&self, found: Option<&'a Field>) -> Option<&'a Field> {
        found.filter(|f| !self.hidden.contains(&f.id))
    }
}

/// Brings a typed phone number into its stored form; none when it is not one.
pub type NormalPhone = fn(&str) -> Option<String>;

/// [`Names`] over form definitions.
#[derive(Debug, Clone)]
pub struct FormNames<'a> {
    own: Linked<'a>,
    others: BTreeMap<&'a str, Linked<'a>>,
    phone: Option<NormalPhone>,
}

impl<'a> FormNames<'a> {
    /// The names of a form. `others` are the forms that may be reached through links; a form that the person may
    /// not see at all is left out, and its fields do not exist.
    pub fn new(own: Linked<'a>, others: impl IntoIterator<Item = Linked<'a>>) -> Self {
        let others = others.into_iter().map(|l| (l.form.code.as_str(), l)).collect();
        Self { own, others, phone: None }
    }

    /// Compares phone numbers as they are stored.
    #[must_use]
    pub fn with_phones(mut self, phone: NormalPhone) -> Self {
        self.phone = Some(phone);
        self
    }

    fn form(&self, code: &str) -> Option<&Linked<'a>> {
        if code == self.own.form.code { Some(&self.own) } else { self.others.get(code) }
    }

    /// The form at the end of the links of a path.
    fn end(&self, through: &[FieldId]) -> Option<&Linked<'a>> {
        through.iter().try_fold(&self.own, |at, id| {
            let field = at.visible(at.form.field_by_id(*id))?;
            self.form(single_link(field)?)
        })
    }

    fn end_field(&self, path: &FieldPath) -> Option<&'a Field> {
        let FieldRef::Field(id) = path.field else { return None };
        let at = self.end(&path.through)?;
        at.visible(at.form.field_by_id(id))
    }
}

impl Names for FormNames<'_> {
    fn resolve(&self, codes: &[&str]) -> Option<(FieldPath, Type)> {
        let (last, links) = codes.split_last()?;
        if codes.len() > MAX_PATH {
            return None;
        }
        let mut at = &self.own;
        let mut through = Vec::with_capacity(links.len());
        for code in links {
            let field = at.visible(at.form.field(code)).filter(|f| !f.archived)?;
            through.push(field.id);
            at = self.form(single_link(field)?)?;
        }
        if let Some(system) = SystemField::by_code(last) {
            let path = FieldPath { through, field: system.into() };
            return Some((path, system_type(system, at.form)));
        }
        let field = at.visible(at.form.field(last)).filter(|f| !f.archived)?;
        let path = FieldPath { through, field: field.id.into() };
        let kind = Type::of_kind(&field.kind, &path);
        Some((path, kind))
    }

    fn describe(&self, path: &FieldPath) -> Option<(Vec<String>, Type)> {
        let mut codes = Vec::with_capacity(path.through.len() + 1);
        for (n, id) in path.through.iter().enumerate() {
            let at = self.end(&path.through[..n])?;
            codes.push(at.visible(at.form.field_by_id(*id))?.code.clone());
        }
        let at = self.end(&path.through)?;
        let kind = match path.field {
            FieldRef::System(system) => {
                codes.push(system.code().to_owned());
                system_type(system, at.form)
            }
            FieldRef::Field(id) => {
                let field = at.visible(at.form.field_by_id(id))?;
                codes.push(field.code.clone());
                Type::of_kind(&field.kind, path)
            }
        };
        Some((codes, kind))
    }

    fn option_id(&self, field: &FieldPath, code: &str) -> Option<OptionId> {
        let field = self.end_field(field)?;
        field.kind.options().into_iter().find(|o| o.code == code).map(|o| o.id)
    }

    fn option_code(&self, field: &FieldPath, option: OptionId) -> Option<String> {
        let field = self.end_field(field)?;
        field.kind.options().into_iter().find(|o| o.id == option).map(|o| o.code.clone())
    }

    fn stored_text(&self, field: &FieldPath, typed: &str) -> String {
        let is_phone = self.end_field(field).is_some_and(|f| matches!(f.kind, FieldKind::Phone(_)));
        let normal = self.phone.filter(|_| is_phone).and_then(|phone| phone(typed));
        normal.unwrap_or_else(|| typed.to_owned())
    }
}

fn single_link(field: &Field) -> Option<&str> {
    match &field.kind {
        FieldKind::Link(k) if !k.many => Some(&k.form),
        _ => None,
    }
}

/// What a system column of this form holds.
fn system_type(field: SystemField, form: &Form) -> Type {
    match field {
        SystemField::Id => Type::Record(form.code.clone()),
        SystemField::Rev | SystemField::ActivityCount | SystemField::IdleDays => {
            Type::Number { scale: 0 }
        }
        SystemField::CreatedAt
        | SystemField::UpdatedAt
        | SystemField::DeletedAt
        | SystemField::LastActivityAt
        | SystemField::NextActivityAt => Type::Instant,
        SystemField::CreatedBy | SystemField::UpdatedBy | SystemField::Owner => Type::Person,
        SystemField::Department => Type::Department,
    }
}
