//! People known by name only, from the data that a company brings along. They cannot sign in until they are invited.

use model::person::{Person, PersonState, roles};
use model::{ChangeKind, UserId};
use store::{Error, people};

use super::{permit, rules};
use crate::document_change;
use crate::platform::Platform;
use crate::who::Who;

impl Platform {
    /// Adds people by name, all or none; each with their id.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; what is wrong with a name.
    pub(crate) fn add_known_people(
        &self,
        who: &Who,
        names: Vec<(String, PersonState)>,
    ) -> Result<Vec<(String, UserId)>, Error> {
        permit::administers(who, &*self.catalog()?)?;
        let mut new = Vec::with_capacity(names.len());
        for (given, state) in names {
            let person = Person {
                id: UserId(self.ports().ids.next()),
                name: rules::name(&given, "name")?,
                login: None,
                phone: None,
                role: roles::MEMBER.to_owned(),
                department: None,
                state,
            };
            new.push((given, person));
        }
        let made = new.iter().map(|(given, person)| (given.clone(), person.id)).collect();
        let (who, at) = (who.clone(), self.now());
        self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            for (_, person) in &new {
                people::insert(tx, person, None, at)?;
                let about = (ChangeKind::PersonChanged, person.id);
                document_change::append(tx, (&who.cause(), at), about, (None, Some(person)))?;
            }
            tx.raise_catalog();
            Ok(())
        })?;
        Ok(made)
    }
}
