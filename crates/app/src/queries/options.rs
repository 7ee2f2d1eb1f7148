//! What a person or link field can be set to: only what the person sees.

use model::{Code, Expr, FieldKind, Form, Rejection};
use store::Error;
use store::query::{From, Question, page};

use super::list::Scope;
use super::request;
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
    /// Options of a person or link field (or of `owner`) that match some words.
    ///
    /// # Errors
    /// `UnknownField`, `WrongType`.
    pub fn pick_options(
        &self,
        who: &Who,
        (form, field): (&str, &str),
        words: &str,
    ) -> Result<Vec<PickOption>, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let field = engines::forms::read::field(form, &access, field)?;
        let kind = match field {
            model::FieldRef::System(model::SystemField::Owner | model::SystemField::CreatedBy) => {
                None
            }
            model::FieldRef::System(_) => return Err(Error::rejected(Code::WrongType)),
            model::FieldRef::Field(id) => form.field_by_id(id).map(|f| &f.kind),
        };
        match kind {
            None | Some(FieldKind::Person(_)) => Ok(self.pick_people(words)?),
            Some(FieldKind::Link(link)) => self.pick_records(who, catalog.form(&link.form)?, words),
            Some(_) => Err(Error::rejected(Code::WrongType)),
        }
    }

    fn pick_people(&self, words: &str) -> Result<Vec<PickOption>, Error> {
        let catalog = self.catalog()?;
        let query = engines::search::query(words);
        let sought = |text: &str| {
            let by = engines::forms::SoughtBy::Sound;
            engines::search::index(&[engines::forms::Sought { text: text.to_owned(), by }])
        };
        let department = |id| catalog.departments.get(&id).map_or("", |d| d.name.as_str());
        Ok(catalog
            .people
            .values()
            .filter(|p| p.state != model::person::PersonState::Disabled)
            .filter(|p| query.is_empty() || query.matches(&sought(&p.name)))
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
