//! Kept records, as one person may know of them at this moment.

use std::collections::{BTreeMap, HashMap};

use model::{Actor, Code, FormId, RecordId, Rejection, UserId};
use serde::Serialize;
use store::Error;
use store::log::entry_of;
use store::records::{Record, find_many};

use super::Kept;
use crate::known::{title_fields, title_of};
use crate::platform::Platform;
use crate::who::Who;

/// A record that stays as it is, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// Code of its form.
    pub form: String,
    /// The record.
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// Who changed it last; empty = the platform.
    pub by: String,
    /// Their id.
    #[serde(skip)]
    pub person: Option<UserId>,
    /// When.
    pub at: Option<jiff::Timestamp>,
    /// Why it stays: `{"code", "field"?, "params"}`.
    #[serde(flatten)]
    pub why: Rejection,
}

impl Platform {
    /// The kept records that the person sees, and how many others there are among them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tell_kept(&self, who: &Who, kept: &[Kept]) -> Result<(Vec<Changed>, usize), Error> {
        let catalog = self.catalog()?;
        let mut by_form: BTreeMap<FormId, Vec<RecordId>> = BTreeMap::new();
        for one in kept {
            by_form.entry(one.form).or_default().push(one.record);
        }
        let mut rows: HashMap<RecordId, Record> = HashMap::new();
        for (id, ids) in &by_form {
            let (Some(form), Ok(table)) = (catalog.effective(*id).ok(), catalog.table(*id)) else {
                continue;
            };
            let found =
                self.store().read(|read| find_many(read, table, ids, &title_fields(form)))?;
            rows.extend(found.into_iter().map(|row| (row.id, row)));
        }
        let mut told = Vec::new();
        for one in kept {
            let Ok(form) = catalog.effective(one.form) else { continue };
            let sight = catalog.sight(who, form);
            let Some(row) = rows.get(&one.record) else { continue };
            let Some(access) = sight.of(row) else { continue };
            let later = self.store().read(|read| entry_of(read, one.seq))?;
            let person = later.as_ref().and_then(|entry| match entry.change.actor {
                Actor::Person(id) => Some(id),
                Actor::Cli | Actor::System => None,
            });
            let mut why = one.why.clone();
            // A field that does not exist for the person is not named as the reason either.
            let named = why.field.as_deref().and_then(|code| form.field(code));
            if named.is_some_and(|field| !access.sees(field.id)) {
                why = match why.code {
                    Code::Duplicate => Rejection::new(Code::HiddenRule),
                    code => Rejection::new(code),
                };
            }
            told.push(Changed {
                form: form.code.clone(),
                id: one.record,
                title: title_of(form, access, row, who.language),
                by: person.map_or("", |id| catalog.person_name(id)).to_owned(),
                person,
                at: later.map(|entry| entry.at),
                why,
            });
        }
        let hidden = kept.len() - told.len();
        Ok((told, hidden))
    }
}
