//! What a person or link field can be set to: only what the person sees.

use model::SystemField::{CreatedBy, Department, Owner, UpdatedBy};
use model::person::{Person, PersonState};
use model::{Code, FieldKind, FieldRef, Form, Rejection};
use store::Error;

use super::request;
use crate::catalog::Catalog;
use crate::known::title_of;
use crate::platform::Platform;
use crate::who::Who;

/// Options offered at once.
pub(super) const MOST: usize = 20;

/// Something to pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickOption {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Tells it from others of the same name.
    pub hint: String,
}

impl Platform {
    /// Options of a person or link field, of `owner`, `created_by`, `updated_by` or `department`, that match some
    /// words.
    ///
    /// # Errors
    /// `UnknownField`; `WrongType` at `field`; `TooLong` at `search`.
    pub fn pick_options(
        &self,
        who: &Who,
        (form, field): (&str, &str),
        words: &str,
    ) -> Result<Vec<PickOption>, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let field = engines::forms::read::field(form, &access, field)?;
        let words = request::searched(Some(words), "search")?.unwrap_or_default();
        let kind = match field {
            FieldRef::System(Owner | CreatedBy | UpdatedBy) => None,
            FieldRef::System(Department) => return Ok(pick_departments(&catalog, words)),
            FieldRef::System(_) => return Err(Rejection::at(Code::WrongType, "field").into()),
            FieldRef::Field(id) => form.field_by_id(id).map(|f| &f.kind),
        };
        match kind {
            None | Some(FieldKind::Person(_)) => {
                let found = called(&catalog, words).take(MOST);
                Ok(found.map(|person| person_option(&catalog, person)).collect())
            }
            Some(FieldKind::Link(link)) => self.pick_records(who, catalog.form(&link.form)?, words),
            Some(_) => Err(Rejection::at(Code::WrongType, "field").into()),
        }
    }

    fn pick_records(&self, who: &Who, form: &Form, words: &str) -> Result<Vec<PickOption>, Error> {
        let catalog = self.catalog()?;
        let access = catalog.access(who, form);
        let found = self.likeliest(&catalog, (form, &access), words, MOST)?;
        let hint = |record: &store::records::Record| match record.value(model::SystemField::Owner) {
            model::Value::Person(id) => catalog.person_name(*id).to_owned(),
            _ => String::new(),
        };
        Ok(found
            .iter()
            .map(|record| PickOption {
                id: record.id.to_string(),
                title: title_of(form, &access, record, who.language),
                hint: hint(record),
            })
            .collect())
    }
}

/// People who are called like these words and may still be named.
pub(super) fn called<'c>(catalog: &'c Catalog, words: &'c str) -> impl Iterator<Item = &'c Person> {
    let here = catalog.people.values().filter(|p| p.state != PersonState::Disabled);
    here.filter(move |p| is_called(&p.name, words))
}

/// A person to pick, told from others of the same name by the department.
pub(super) fn person_option(catalog: &Catalog, person: &Person) -> PickOption {
    let department = person.department.and_then(|id| catalog.departments.get(&id));
    PickOption {
        id: person.id.to_string(),
        title: person.name.clone(),
        hint: department.map_or_else(String::new, |d| d.name.clone()),
    }
}

/// Departments by name, each with the one above it.
fn pick_departments(catalog: &Catalog, words: &str) -> Vec<PickOption> {
    let name = |id| catalog.departments.get(&id).map_or("", |d| d.name.as_str());
    let called = catalog.departments.values().filter(|d| is_called(&d.name, words));
    let mut found: Vec<PickOption> = called
        .map(|d| PickOption {
            id: d.id.to_string(),
            title: d.name.clone(),
            hint: d.parent.map_or("", name).to_owned(),
        })
        .collect();
    found.sort_by(|a, b| (&a.title, &a.id).cmp(&(&b.title, &b.id)));
    found.truncate(MOST);
    found
}

/// Whether a name answers to these words, by sound too; any name answers to none.
fn is_called(name: &str, words: &str) -> bool {
    let query = engines::search::query(words);
    let sought =
        engines::forms::Sought { text: name.to_owned(), by: engines::forms::SoughtBy::Sound };
    query.is_empty() || query.matches(&engines::search::index(&[sought]))
}
