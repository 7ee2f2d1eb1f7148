//! API keys: a program signs in as a person.

use jiff::Timestamp;
use model::person::PersonState;
use model::{ApiKeyId, ChangeKind, Code, Rejection, UserId};
use serde::Serialize;
use store::api_keys::StoredKey;
use store::{Error, api_keys};

use super::secrets::new_secret;
use crate::document_change;
use crate::people::{permit, rules};
use crate::platform::Platform;
use crate::who::Who;

/// What every key begins with, so that scanners of leaked secrets know one when they see it.
const PREFIX: &str = "clew_key_";
/// Characters of a key that are kept to tell keys apart.
const HINT: usize = 4;

/// What a key is to be.
#[derive(Debug, Clone)]
pub struct NewApiKey {
    /// What it is for.
    pub name: String,
    /// As whom it acts; none = the one who makes it.
    pub person: Option<UserId>,
}

/// A key as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// What it is for.
    pub name: String,
    /// Its last characters.
    pub hint: String,
    /// As whom it acts.
    pub person: UserId,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A key just made.
#[derive(Clone)]
pub struct NewKey {
    /// The key as it will be listed.
    pub key: ApiKey,
    /// The secret. Told once.
    pub secret: String,
}

impl From<StoredKey> for ApiKey {
    fn from(key: StoredKey) -> Self {
        let StoredKey { id, name, hint, person, created_at } = key;
        Self { id, name, hint, person, created_at }
    }
}

impl Platform {
    /// All keys, oldest first.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks.
    pub fn list_api_keys(&self, who: &Who) -> Result<Vec<ApiKey>, Error> {
        permit::administers(who, &*self.catalog()?)?;
        let keys = self.store().read(|read| api_keys::list(read))?;
        Ok(keys.into_iter().map(ApiKey::from).collect())
    }

    /// Makes a key.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; `Required`, `TooLong` at `name`; `UnknownPerson` at `person`.
    pub fn create_api_key(&self, who: &Who, asked: &NewApiKey) -> Result<NewKey, Error> {
        let name = rules::name(&asked.name, "name")?;
        let unknown = || Rejection::at(Code::UnknownPerson, "person");
        let person = asked.person.or_else(|| who.id()).ok_or_else(unknown)?;
        let secret = new_secret(&*self.ports().random, PREFIX)?;
        let stored = StoredKey {
            id: ApiKeyId(self.ports().ids.next()),
            name,
            hint: secret.text.chars().skip(secret.text.len() - HINT).collect(),
            person,
            created_at: self.now(),
        };
        let (who, kept, new) = (who.clone(), secret.hash, stored.clone());
        self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            let found = catalog.people.get(&new.person);
            if found.is_none_or(|p| p.state != PersonState::Active) {
                return Err(Rejection::at(Code::UnknownPerson, "person").into());
            }
            api_keys::insert(tx, &new, kept)?;
            let (cause, after) = (who.cause(), ApiKey::from(new.clone()));
            let about = (ChangeKind::AccessKeyChanged, new.id);
            let when = (&cause, new.created_at);
            Ok(document_change::append(tx, when, about, (None, Some(&after)))?)
        })?;
        Ok(NewKey { key: stored.into(), secret: secret.text })
    }

    /// Revokes a key: it opens nothing from now on.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; `NotFound`.
    pub fn revoke_api_key(&self, who: &Who, id: ApiKeyId) -> Result<(), Error> {
        let (who, at) = (who.clone(), self.now());
        self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            let found = api_keys::find(tx, id)?.map(ApiKey::from);
            let before = found.ok_or_else(|| Error::rejected(Code::NotFound))?;
            api_keys::remove(tx, id)?;
            let about = (ChangeKind::AccessKeyChanged, id);
            let cause = who.cause();
            Ok(document_change::append(tx, (&cause, at), about, (Some(&before), None))?)
        })?;
        self.auth().forget_sessions();
        Ok(())
    }
}
