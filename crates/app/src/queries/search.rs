//! Records of all forms that some words find, and by which field each was found.

use engines::forms::{SoughtBy, derive};
use engines::search::because;
use model::{Access, Expr, FieldRef, Form, SystemField, Value};
use store::Error;
use store::records::Record;

use super::options::PickOption;
use super::request;
use crate::catalog::Catalog;
use crate::known::title_of;
use crate::platform::Platform;
use crate::who::Who;

/// Records of one form shown at once.
const MOST: usize = 8;

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Code of its form.
    pub form: String,
    /// The record.
    pub record: PickOption,
    /// By which field; none where the title's own letters say it.
    pub because: Option<FoundBy>,
}

/// The field by which a record was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundBy {
    /// Code of the field.
    pub field: String,
    /// How it answers the words.
    pub by: SoughtBy,
    /// Its text, or the part of it around what was found.
    pub text: String,
}

impl Platform {
    /// Records of all forms that match some words, grouped by form: those that are called so first, then those whose
    /// names begin so, then the newest.
    ///
    /// # Errors
    /// `TooLong` at `q`; when the database does not answer.
    pub fn search_everywhere(&self, who: &Who, words: &str) -> Result<Vec<Hit>, Error> {
        let catalog = self.catalog()?;
        let words = request::searched(Some(words), "q")?.unwrap_or_default();
        let mut found = Vec::new();
        if engines::search::query(words).is_empty() {
            return Ok(found);
        }
        let mut forms: Vec<&Form> = catalog.forms.values().filter(|f| !f.archived).collect();
        forms.sort_by_key(|f| f.position);
        for form in forms {
            // What is not theirs to open has no hits.
            let Ok((form, access)) = catalog.open_form(who, &form.code) else { continue };
            let pool = catalog.pool(who, form).filter(|_| access.rows != Expr::always());
            for access in [Some(access), pool].into_iter().flatten() {
                found.extend(self.search_form(who, &catalog, (form, &access), words)?);
            }
        }
        Ok(found)
    }

    fn search_form(
        &self,
        who: &Who,
        catalog: &Catalog,
        (form, access): (&Form, &Access),
        words: &str,
    ) -> Result<Vec<Hit>, Error> {
        let found = self.likeliest(catalog, (form, access), words, MOST)?;
        let hit = |record: &Record| Hit {
            form: form.code.clone(),
            record: PickOption {
                id: record.id.to_string(),
                title: title_of(form, access, record, who.language),
                hint: match record.value(SystemField::Owner) {
                    Value::Person(id) => catalog.person_name(*id).to_owned(),
                    _ => String::new(),
                },
            },
            because: found_by(form, access, record, words),
        };
        Ok(found.iter().map(hit).collect())
    }
}

/// Why records of a list were found, if it is asked for words.
pub(super) struct Why<'a> {
    pub(super) form: &'a Form,
    pub(super) access: &'a Access,
    pub(super) words: Option<&'a str>,
}

impl Why<'_> {
    /// What has to be read of a record to tell.
    pub(super) fn fields(&self) -> impl Iterator<Item = FieldRef> {
        let sought = derive::searched(self.form).filter(|f| self.access.sees(f.id));
        let fields = sought.map(|f| f.id.into()).chain([SystemField::Owner.into()]);
        fields.filter(|_| self.words.is_some())
    }

    /// By which field each was found, in their order; empty without words.
    pub(super) fn of(&self, records: &[Record]) -> Vec<Option<FoundBy>> {
        let Some(words) = self.words else { return Vec::new() };
        records.iter().map(|record| found_by(self.form, self.access, record, words)).collect()
    }
}

/// By which field some words found a record that holds what search looks into; none where the title's letters say it.
fn found_by(form: &Form, access: &Access, record: &Record, words: &str) -> Option<FoundBy> {
    // As the index has it: what a pool masks finds nothing while nobody owns the record.
    let unowned = record.value(SystemField::Owner).is_null();
    let (fields, texts): (Vec<_>, Vec<_>) = derive::searched(form)
        .filter(|field| access.sees(field.id) && !(unowned && derive::is_masked(form, field)))
        .filter_map(|field| {
            let value = record.value(FieldRef::Field(field.id));
            Some((field, derive::sought_by(form, field, value)?))
        })
        .unzip();
    let title = fields.iter().position(|field| field.code == form.title);
    let found = because(words, &texts, title)?;
    let field = fields.get(found.at)?.code.clone();
    Some(FoundBy { field, by: found.by, text: found.text })
}
