//! What a person's screens remember and what follows them to another browser: what is pinned, which notices ring. The
//! document is the client's; the server only keeps it small.

use model::{Code, Rejection, UserId};
use serde_json::{Map, Value as Json};
use store::{Error, preferences};

use crate::platform::Platform;
use crate::who::Who;

/// Longest document, in bytes of JSON.
const MOST_BYTES: usize = 16 * 1024;
/// Most names in it.
const MOST_NAMES: usize = 64;

impl Platform {
    /// The person's document.
    ///
    /// # Errors
    /// `Forbidden` when it is no person.
    pub fn preferences(&self, who: &Who) -> Result<Map<String, Json>, Error> {
        let person = owner(who)?;
        Ok(self.store().read(|read| preferences::find(read, person))?)
    }

    /// Puts values into the person's document, name by name; null takes a name away.
    ///
    /// # Errors
    /// `Forbidden` when it is no person; `TooMany` names, `TooLarge` at `preferences`.
    pub fn prefer(&self, who: &Who, patch: &Map<String, Json>) -> Result<Map<String, Json>, Error> {
        let (person, patch) = (owner(who)?, patch.clone());
        let written = self.write(move |tx, _| {
            let document = merged(preferences::find(tx, person)?, &patch);
            if document.len() > MOST_NAMES {
                let refused = Rejection::at(Code::TooMany, "preferences");
                return Err(refused.with("max", MOST_NAMES).into());
            }
            let text = Json::Object(document.clone()).to_string();
            if text.len() > MOST_BYTES {
                let refused = Rejection::at(Code::TooLarge, "preferences");
                return Err(refused.with("max", MOST_BYTES).into());
            }
            preferences::save(tx, person, &text)?;
            Ok(document)
        })?;
        Ok(written.value)
    }
}

fn owner(who: &Who) -> Result<UserId, Error> {
    who.id().ok_or_else(|| Error::rejected(Code::Forbidden))
}

fn merged(mut document: Map<String, Json>, patch: &Map<String, Json>) -> Map<String, Json> {
    for (name, value) in patch {
        if value.is_null() {
            document.remove(name);
        } else {
            document.insert(name.clone(), value.clone());
        }
    }
    document
}
