//! People known by name only, from the data that a company brings along. They cannot sign in until they are invited.

use model::person::{Person, PersonState, roles};
use model::{ChangeKind, UserId};
use store::{Error, people};

use super::{permit, rules};
use crate::commands::Door;
use crate::document_change;
use crate::platform::Platform;

impl Platform {
    /// People by these names, to be added: each beside the name as it was given.
    ///
    /// # Errors
    /// What is wrong with a name.
    pub(crate) fn known_people(
        &self,
        names: impl IntoIterator<Item = (String, PersonState)>,
    ) -> Result<Vec<(String, Person)>, Error> {
        let mut new = Vec::new();
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
        Ok(new)
    }
}

/// Adds people in the transaction of what they are added for.
///
/// # Errors
/// `Forbidden` unless an administrator asks.
pub(crate) fn add(door: &mut Door<'_, '_>, new: &[(String, Person)]) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    permit::administers(door.who, door.catalog)?;
    let (cause, at) = (door.who.cause(), door.at);
    for (_, person) in new {
        people::insert(door.tx, person, None, at)?;
        let about = (ChangeKind::PersonChanged, person.id);
        document_change::append(door.tx, (&cause, at), about, (None, Some(person)))?;
    }
    door.tx.raise_catalog();
    Ok(())
}
