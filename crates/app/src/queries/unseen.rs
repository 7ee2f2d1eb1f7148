//! Whom a text mentions in vain: those who may not see the record it is on, and so are not told.

use model::{RecordId, UserId};
use store::Error;

use crate::platform::Platform;
use crate::reactors::may_see;
use crate::who::Who;

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
        let known: Vec<UserId> = known.collect();
        self.store().snapshot(|read| {
            let mut found = Vec::new();
            for person in known {
                if !may_see(read, &catalog, (person, (form, record)))? {
                    found.push((person, catalog.person_name(person).to_owned()));
                }
            }
            Ok(found)
        })
    }
}
