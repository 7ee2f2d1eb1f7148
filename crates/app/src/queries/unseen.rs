//! Who may see a record, asked for its sake: whom a text on it mentions in vain, and whom it may mention at all.

use std::collections::BTreeSet;

use model::person::{Person, PersonState};
use model::{Code, RecordId, Rejection, UserId};
use store::Error;
use store::records::find;

use super::options::{MOST, PickOption, called, person_option};
use super::request;
use crate::platform::Platform;
use crate::reactors::seeing;
use crate::who::Who;

/// Somebody whom a text on a record may mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickColleague {
    /// Who.
    pub pick: PickOption,
    /// They may see the record, or will once they have joined.
    pub sees: bool,
    /// They can sign in.
    pub joined: bool,
}

impl Platform {
    /// Those mentioned in a text on this record who are not told of it, by what they are called.
    ///
    /// # Errors
    /// `NotFound` when there is no such form.
    pub fn mentioned_in_vain(
        &self,
        who: &Who,
        (form, record): (&str, RecordId),
        text: &str,
    ) -> Result<Vec<(UserId, String)>, Error> {
        let people = engines::mentions::people(text);
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let catalog = self.catalog()?;
        let form = catalog.form_id(who, form)?;
        let known = people.into_iter().filter(|person| catalog.people.contains_key(person));
        let mut known: Vec<UserId> = known.collect();
        let told = self.store().read(|read| seeing(read, &catalog, &known, (form, record)))?;
        known.retain(|person| !told.contains(person));
        let name = |person| (person, catalog.person_name(person).to_owned());
        Ok(known.into_iter().map(name).collect())
    }

    /// Colleagues who are called like these words; those who may see the record, or will once they have joined, come first.
    /// Only whoever sees the record is told.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or is out of sight; `TooLong` at `search`.
    pub fn pick_colleagues(
        &self,
        who: &Who,
        (form, record): (&str, RecordId),
        words: &str,
    ) -> Result<Vec<PickColleague>, Error> {
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form)?;
        let table = catalog.table(form.id)?;
        let words = request::searched(Some(words), "search")?.unwrap_or_default();
        let mut found: Vec<_> = called(&catalog, words).collect();
        let people: Vec<UserId> = found.iter().map(|person| person.id).collect();
        let told: BTreeSet<UserId> = self.store().snapshot(|read| {
            let row = find(read, table, record)?.filter(|row| sight.of(row).is_some());
            if row.is_none() {
                return Err(Error::from(Rejection::new(Code::NotFound)));
            }
            Ok(seeing(read, &catalog, &people, (form.id, record))?.into_iter().collect())
        })?;
        found.sort_by_key(|person| !told.contains(&person.id));
        let option = |person: &Person| PickColleague {
            pick: person_option(&catalog, person),
            sees: told.contains(&person.id),
            joined: person.state == PersonState::Active,
        };
        Ok(found.into_iter().take(MOST).map(option).collect())
    }
}
