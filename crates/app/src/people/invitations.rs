//! Links with which people choose a password: the first, or a new one.

use jiff::Timestamp;
use model::person::{Person, PersonState};
use model::{ChangeKind, Code, Rejection, UserId};
use store::invitations::{self, StoredInvitation};
use store::session::Read;
use store::{Error, people, sessions};

use super::add::{Created, Invitation};
use super::{permit, rules};
use crate::auth::{SignedIn, check_password, folded, hash, names};
use crate::catalog::Catalog;
use crate::document_change;
use crate::platform::Platform;
use crate::who::Who;

/// What somebody with a link sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Their name.
    pub name: String,
    /// The company's name.
    pub workspace: String,
    /// Their login, if they have one already.
    pub login: Option<String>,
    /// Their phone, if it is known: they can sign in with it.
    pub phone: Option<String>,
}

/// What somebody does with a link.
#[derive(Clone)]
pub struct Accept {
    /// The link's secret.
    pub token: String,
    /// A login of their own choice.
    pub login: Option<String>,
    /// The password they choose.
    pub password: String,
    /// Stay signed in on this browser.
    pub stay: bool,
}

impl Platform {
    /// A new link for a person; earlier ones end. Their password, if they have one, works until the link is used.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; `NotFound`; `Locked` for somebody who is locked out.
    pub fn new_invitation(&self, who: &Who, id: UserId) -> Result<Created, Error> {
        permit::administers(who, &*self.catalog()?)?;
        let (secret, expires_at) = self.new_link()?;
        let (who, at, token) = (who.clone(), self.now(), secret.hash);
        let written = self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            let before = catalog.people.get(&id).ok_or_else(|| Error::rejected(Code::NotFound))?;
            if before.state == PersonState::Disabled {
                return Err(Error::rejected(Code::Locked));
            }
            invitations::replace(tx, &StoredInvitation { token, person: id, expires_at })?;
            let mut after = before.clone();
            if before.state == PersonState::Known {
                after.state = PersonState::Invited;
                people::update(tx, &after)?;
                tx.raise_catalog();
            }
            let about = (ChangeKind::PersonChanged, id);
            let said = document_change::saying(&after, "invitation", "made")?;
            let before = document_change::saying(before, "invitation", "")?;
            let both = (Some(&before), Some(&said));
            document_change::append(tx, (&who.cause(), at), about, both)?;
            Ok(after)
        })?;
        let invitation = Some(Invitation { token: secret.text, expires_at });
        Ok(Created { person: written.value, invitation })
    }

    /// Whom a link invites.
    ///
    /// # Errors
    /// `LinkExpired`, also for links that never were.
    pub fn find_invitation(&self, token: &str) -> Result<Invited, Error> {
        let (token, now, catalog) = (hash(token), self.now(), self.catalog()?);
        let person = self.store().read(|read| open(read, &catalog, (token, now)))?;
        Ok(Invited {
            name: person.name,
            workspace: catalog.workspace.name.clone(),
            login: person.login,
            phone: person.phone,
        })
    }

    /// Sets the password and signs the person in. All their earlier sessions end, and the link.
    ///
    /// # Errors
    /// `LinkExpired`; `WeakPassword` at `password`; `Required`, `NotALogin`, `Duplicate` at `login`.
    pub fn accept_invitation(&self, asked: &Accept) -> Result<SignedIn, Error> {
        let (token, now, catalog) = (hash(&asked.token), self.now(), self.catalog()?);
        let invited = self.store().read(|read| open(read, &catalog, (token, now)))?;
        let person = accepted(invited, asked)?;
        check_password(&asked.password, names(&person), "password")?;
        let password = self.auth().hasher.hash(&*self.ports().random, &asked.password)?;
        let (login, kept) = (person.login.clone(), password.clone());
        let cause = model::Cause::of(model::Actor::Person(person.id), model::Origin::Web);
        self.write(move |tx, catalog| {
            let before = open(tx, catalog, (token, now))?;
            let mut after = before.clone();
            (after.login, after.state) = (login.clone(), PersonState::Active);
            rules::check_unique(catalog.people.values(), &after).map_err(unnamed)?;
            people::update(tx, &after)?;
            people::save_password(tx, after.id, &kept)?;
            invitations::remove_of(tx, after.id)?;
            sessions::remove_of(tx, after.id, None)?;
            tx.raise_catalog();
            let about = (ChangeKind::PersonChanged, after.id);
            let before = document_change::saying(&before, "password", "")?;
            let after = document_change::saying(&after, "password", "changed")?;
            let both = (Some(&before), Some(&after));
            Ok(document_change::append(tx, (&cause, now), about, both)?)
        })?;
        self.auth().forget_sessions();
        for called in [&person.login, &person.phone].into_iter().flatten() {
            self.auth().forgive(&folded(called));
        }
        self.begin_session(&person, password, asked.stay)
    }
}

/// The person whom an open link invites.
fn open(
    read: &mut dyn Read,
    catalog: &Catalog,
    (token, now): ([u8; 32], Timestamp),
) -> Result<Person, Error> {
    let found = invitations::find(read, token)?.filter(|i| i.expires_at > now);
    let person = found.and_then(|i| catalog.people.get(&i.person));
    let person = person.filter(|p| p.state != PersonState::Disabled);
    person.cloned().ok_or_else(|| Error::rejected(Code::LinkExpired))
}

/// The person with the login they chose; they need something to sign in with.
fn accepted(mut person: Person, asked: &Accept) -> Result<Person, Rejection> {
    if let Some(login) = asked.login.as_deref().filter(|text| !text.trim().is_empty()) {
        person.login = Some(rules::login(login)?);
    }
    if person.login.is_none() && person.phone.is_none() {
        return Err(Rejection::at(Code::Required, "login"));
    }
    Ok(person)
}

/// Whoever chooses a login learns that it is taken, not by whom.
fn unnamed(mut wrong: model::Rejections) -> model::Rejections {
    for rejection in &mut wrong.0 {
        rejection.params.clear();
    }
    wrong
}
