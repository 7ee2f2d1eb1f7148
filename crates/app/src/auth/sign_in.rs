//! Signing in and out, and changing one's password.

use std::net::IpAddr;

use engines::forms::{fold, phones};
use jiff::Timestamp;
use model::person::{Person, PersonState};
use model::{ChangeKind, Code, Origin, Rejection, UserId};
use serde_json::json;
use store::{Error, people, sessions};

use super::password_rules::{Names, check_password};
use super::secrets::{hash, new_secret};
use super::sessions::begin;
use super::throttle::Place;
use crate::catalog::Catalog;
use crate::document_change;
use crate::platform::Platform;
use crate::who::Who;

/// An id that nobody has.
const NOBODY: UserId = UserId(uuid::Uuid::nil());

/// What somebody who wants in says.
#[derive(Clone)]
pub struct SignIn {
    /// Login name or phone number, as typed.
    pub login: String,
    /// The password.
    pub password: String,
    /// Stay signed in on this browser: 30 days from the last use instead of 12 hours.
    pub stay: bool,
    /// The caller's address, where it is known: guesses are counted by it.
    pub from: Option<IpAddr>,
}

/// Somebody who is in.
#[derive(Clone)]
pub struct SignedIn {
    /// The session's secret: the cookie's value. Told once.
    pub token: String,
    /// When it ends, unless it slides.
    pub expires_at: Timestamp,
    /// Whether the cookie should outlive the browser window.
    pub stay: bool,
    /// Who it is.
    pub who: Who,
}

impl Platform {
    /// Signs somebody in. A login that is unknown, locked out or only invited takes as long as a wrong password, and is
    /// answered alike: an outsider does not learn who works here.
    ///
    /// # Errors
    /// `WrongCredentials`; `TooManyAttempts` with the `seconds` to wait.
    pub fn sign_in(&self, asked: &SignIn) -> Result<SignedIn, Error> {
        let place = Place { login: counted(&asked.login), from: asked.from };
        self.auth().throttle.attempt(&place, self.now())?;
        let person = find_person(&*self.catalog()?, &asked.login).cloned();
        // Nobody's password is looked up as well: the question takes as long as the answer.
        let id = person.as_ref().map_or(NOBODY, |p| p.id);
        let stored = self.store().read(|read| people::find_password(read, id))?;
        let right = self.auth().hasher.verify(&asked.password, stored.as_deref())?;
        let active = person.filter(|p| right && p.state == PersonState::Active);
        let (Some(person), Some(stored)) = (active, stored) else {
            return Err(Error::rejected(Code::WrongCredentials));
        };
        let signed_in = self.begin_session(&person, stored, asked.stay)?;
        self.auth().throttle.succeeded(&place);
        Ok(signed_in)
    }

    /// Begins a session unless the person was locked out or got another password meanwhile.
    pub(crate) fn begin_session(
        &self,
        person: &Person,
        password: String,
        stay: bool,
    ) -> Result<SignedIn, Error> {
        let id = person.id;
        let secret = new_secret(&*self.ports().random, "")?;
        let session = begin(secret.hash, id, self.now(), stay);
        let expires_at = session.expires_at;
        self.write(move |tx, catalog| {
            let active = catalog.people.get(&id).is_some_and(|p| p.state == PersonState::Active);
            if !active || people::find_password(tx, id)?.as_ref() != Some(&password) {
                return Err(Error::rejected(Code::WrongCredentials));
            }
            Ok(sessions::insert(tx, &session)?)
        })?;
        let who = self.who_is(id, Origin::Web)?;
        let who = who.ok_or_else(|| Error::rejected(Code::WrongCredentials))?;
        Ok(SignedIn { token: secret.text, expires_at, stay, who })
    }

    /// Ends a session; ending one that is over is no mistake.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn sign_out(&self, token: &str) -> Result<(), Error> {
        let token = hash(token);
        self.store().write(move |tx| Ok(sessions::remove(tx, token)?))?;
        self.auth().forget_sessions();
        Ok(())
    }

    /// Changes one's own password and ends all sessions but the one with the token `keep`.
    ///
    /// # Errors
    /// `WrongCredentials` at `current`; `WeakPassword` at `next`; `TooManyAttempts`; `Forbidden` through an API key.
    pub fn change_password(
        &self,
        who: &Who,
        keep: Option<&str>,
        current: &str,
        next: &str,
    ) -> Result<(), Error> {
        let Some(person) = who.person.clone().filter(|_| who.origin == Origin::Web) else {
            return Err(Error::rejected(Code::Forbidden));
        };
        let place = Place { login: person.id.to_string(), from: None };
        self.auth().throttle.attempt(&place, self.now())?;
        let stored = self.store().read(|read| people::find_password(read, person.id))?;
        if !self.auth().hasher.verify(current, stored.as_deref())? {
            return Err(Rejection::at(Code::WrongCredentials, "current").into());
        }
        self.auth().throttle.succeeded(&place);
        check_password(next, names(&person), "next")?;
        let hashed = self.auth().hasher.hash(&*self.ports().random, next)?;
        let (id, cause, at, keep) = (person.id, who.cause(), self.now(), keep.map(hash));
        self.write(move |tx, _| {
            if people::find_password(tx, id)? != stored {
                return Err(Rejection::at(Code::WrongCredentials, "current").into());
            }
            people::save_password(tx, id, &hashed)?;
            sessions::remove_of(tx, id, keep)?;
            let after = json!({ "password": "changed" });
            let about = (ChangeKind::PersonChanged, id);
            Ok(document_change::append(tx, (&cause, at), about, (None, Some(&after)))?)
        })?;
        self.auth().forget_sessions();
        Ok(())
    }
}

/// What a password may not be.
pub(crate) fn names(person: &Person) -> Names<'_> {
    Names { name: &person.name, login: person.login.as_deref(), phone: person.phone.as_deref() }
}

/// The person meant by a login name or a phone number; logins go first.
fn find_person<'a>(catalog: &'a Catalog, typed: &str) -> Option<&'a Person> {
    let login = folded(typed);
    let by_login = catalog.people.values().find(|p| p.login.as_deref() == Some(&login));
    by_login.or_else(|| {
        let phone = phones::read(typed)?;
        catalog.people.values().find(|p| p.phone.as_deref() == Some(&phone))
    })
}

/// A login as attempts are counted by it: a phone number is one, however it is typed.
fn counted(typed: &str) -> String {
    phones::read(typed).unwrap_or_else(|| folded(typed))
}

/// A login as it is stored. Long texts are cut: no login is that long.
pub(crate) fn folded(typed: &str) -> String {
    fold::fold(typed.trim()).chars().take(100).collect()
}
