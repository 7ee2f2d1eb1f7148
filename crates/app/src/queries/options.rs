//! What a person or link field can be set to: only what the person sees.

use model::SystemField::{CreatedBy, Department, Owner, UpdatedBy};
use model::{Code, Expr, FieldKind, FieldRef, Form, Rejection};
use store::Error;
use store::query::{From, Question, page};

use super::list::Scope;
use super::request;
use crate::catalog::Catalog;
use crate::known::{title_fields, title_of};
use crate::platform::Platform;
use crate::who::Who;

/// Options offered at once.
const MOST: usize = 20;

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
            None | Some(FieldKind::Person(_)) => Ok(self.pick_people(words)?),
            Some(FieldKind::Link(link)) => self.pick_records(who, catalog.form(&link.form)?, words),
            Some(_) => Err(Rejection::at(Code::WrongType, "field").into()),
        }
    }

    fn pick_people(&self, words: &str) -> Result<Vec<PickOption>, Error> {
        let catalog = self.catalog()?;
        let department = |id| catalog.departments.get(&id).map_or("", |d| d.name.as_str());
        Ok(catalog
            .people
            .values()
            .filter(|p| p.state != model::person::PersonState::Disabled)
            .filter(|p| is_called(&p.name, words))
            .take(MOST)
            .map(|p| PickOption {
                id: p.id.to_string(),
                title: p.name.clone(),
                hint: p.department.map_or("", department).to_owned(),
            })
            .collect())
    }

    fn pick_records(&self, who: &Who, form: &Form, words: &str) -> Result<Vec<PickOption>, Error> {
        let catalog = self.catalog()?;
        let access = catalog.access(who, form);
        let grams = request::grams(Some(words));
        let scope = Scope::new(&catalog, form)?;
        let question = Question {
            table: scope.table,
            tables: &|id| scope.table_of(id),
            targets: &|_| None,
            rows: &access.rows,
            filter: &Expr::always(),
            search: grams.as_ref(),
            bin: false,
        };
        let fields = title_fields(form);
        let size = u32::try_from(MOST).unwrap_or(u32::MAX);
        let found = self.store().read(|read| {
            page(read, &question, (&[], &fields), (&From::Start, size), self.anchors())
        })?;
        let hint = |record: &store::records::Record| match record.value(model::SystemField::Owner) {
            model::Value::Person(id) => catalog.person_name(*id).to_owned(),
            _ => String::new(),
        };
        Ok(found
            .items
            .iter()
            .map(|record| PickOption {
                id: record.id.to_string(),
                title: title_of(form, &access, record, who.language),
                hint: hint(record),
            })
            .collect())
    }

    /// Records of all forms that match some words, grouped by form.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn search_everywhere(
        &self,
        who: &Who,
        words: &str,
    ) -> Result<Vec<(String, PickOption)>, Error> {
        let catalog = self.catalog()?;
        let words = request::searched(Some(words), "q")?.unwrap_or_default();
        let mut found = Vec::new();
        if engines::search::query(words).is_empty() {
            return Ok(found);
        }
        let mut forms: Vec<&Form> = catalog.forms.values().filter(|f| !f.archived).collect();
        forms.sort_by_key(|f| f.position);
        for form in forms {
            if catalog.open_form(who, &form.code).map_err(|_: Rejection| ()).is_err() {
                continue;
            }
            let hits = self.pick_records(who, form, words)?.into_iter().take(8);
            found.extend(hits.map(|hit| (form.code.clone(), hit)));
        }
        Ok(found)
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
