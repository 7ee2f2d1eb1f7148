//! The first start: a one-time token, printed by the server, lets the first administrator in.

use jiff::Timestamp;
use model::label::Language;
use model::person::{Person, PersonState, roles};
use model::{Actor, Cause, ChangeKind, Code, Origin, Rejection, Rejections, UserId};
use serde::{Deserialize, Serialize};
use store::session::Read;
use store::{Error, Fault, people, settings};

use super::password_rules::check_password;
use super::secrets::{equal, hash, new_secret};
use super::sign_in::{SignedIn, names};
use crate::catalog::Catalog;
use crate::commands::Door;
use crate::document_change;
use crate::forms::install;
use crate::people::rules;
use crate::platform::Platform;
use crate::settings::{WORKSPACE, Workspace};
use crate::who::Who;

/// The key under which set-up keeps what it needs. Holds the token's hash, so it is never shown nor logged.
const SET_UP: &str = "set_up";

/// What set-up asks for.
#[derive(Clone)]
pub struct SetUp {
    /// The company's name.
    pub workspace_name: String,
    /// The administrator's name.
    pub name: String,
    /// Their login.
    pub login: String,
    /// Their password.
    pub password: String,
    /// Language of people who chose none.
    pub language: Language,
    /// IANA name of the zone in which days begin; none = the product's own.
    pub zone: Option<String>,
    /// ISO 4217 code of the company's currency; none = the product's own.
    pub currency: Option<String>,
    /// Others in the same network may connect.
    pub lan: bool,
    /// Sample records are wanted. Whoever installs packs reads it from [`Platform::wants_demo`].
    pub demo: bool,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Progress {
    /// SHA-256 of the open token.
    token: Option<Vec<u8>>,
    /// When it was done.
    done_at: Option<Timestamp>,
    /// Sample records were asked for.
    demo: bool,
}

impl Progress {
    fn load(read: &mut dyn Read) -> Result<Self, Fault> {
        Ok(settings::find(read, SET_UP)?.unwrap_or_default())
    }
}

impl Platform {
    /// Whether somebody can administer the workspace.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn is_set_up(&self) -> Result<bool, Fault> {
        Ok(has_administrator(&*self.catalog()?))
    }

    /// Whether set-up asked for sample records.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn wants_demo(&self) -> Result<bool, Fault> {
        Ok(self.store().read(Progress::load)?.demo)
    }

    /// A new token for set-up, to be printed by the server; earlier ones end. None when there is nothing to set up.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn set_up_token(&self) -> Result<Option<String>, Error> {
        if self.is_set_up()? {
            return Ok(None);
        }
        let secret = new_secret(&*self.ports().random, "")?;
        let kept = secret.hash;
        self.store().write(move |tx| {
            let progress = Progress { token: Some(kept.to_vec()), ..Progress::default() };
            Ok(settings::save(tx, SET_UP, &progress)?)
        })?;
        Ok(Some(secret.text))
    }

    /// Whether this is the token by which the workspace can be set up now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn is_set_up_token(&self, token: &str) -> Result<bool, Fault> {
        let progress = self.store().read(Progress::load)?;
        Ok(permit(&progress, &*self.catalog()?, &hash(token)).is_ok())
    }

    /// Makes the first administrator and signs them in. A workspace without forms gets its first ones, their money in
    /// the company's currency.
    ///
    /// # Errors
    /// `AlreadySetUp`; `WrongCredentials` at `token`; what is wrong with the fields, all at once.
    pub fn set_up(&self, token: &str, asked: &SetUp) -> Result<SignedIn, Error> {
        let token = hash(token);
        permit(&self.store().read(Progress::load)?, &*self.catalog()?, &token)?;
        let person = checked(asked, UserId(self.ports().ids.next()))?;
        let usual = Workspace::default();
        let currency = asked.currency.as_deref().map(rules::currency).transpose()?;
        let workspace = Workspace {
            name: asked.workspace_name.trim().to_owned(),
            language: asked.language,
            zone: asked.zone.clone().unwrap_or(usual.zone),
            currency: currency.unwrap_or(usual.currency),
            lan: asked.lan,
            address: usual.address,
        };
        let password = self.auth().hasher.hash(&*self.ports().random, &asked.password)?;
        let (at, demo) = (self.now(), asked.demo);
        let cause = Cause::of(Actor::Person(person.id), Origin::Web);
        let (new, kept) = (person.clone(), password.clone());
        let first = self.first_pack().cloned();
        self.write(move |tx, catalog| {
            permit(&Progress::load(tx)?, catalog, &token)?;
            rules::check_unique(catalog.people.values(), &new)?;
            settings::save(tx, SET_UP, &Progress { token: None, done_at: Some(at), demo })?;
            settings::save(tx, WORKSPACE, &workspace)?;
            people::insert(tx, &new, Some(&kept), at)?;
            if let Some(pack) = first.as_ref().filter(|_| catalog.forms.is_empty()) {
                let system = Who::system();
                let own = system.cause();
                let mut door = Door { tx: &mut *tx, catalog, who: &system, cause: own, at };
                install(&mut door, pack, &workspace.currency)?;
            }
            tx.raise_catalog();
            let about = (ChangeKind::SettingChanged, WORKSPACE);
            document_change::append(tx, (&cause, at), about, (None, Some(&workspace)))?;
            let about = (ChangeKind::PersonChanged, new.id);
            Ok(document_change::append(tx, (&cause, at), about, (None, Some(&new)))?)
        })?;
        self.begin_session(&person, password, true)
    }
}

fn permit(progress: &Progress, catalog: &Catalog, token: &[u8; 32]) -> Result<(), Rejection> {
    if has_administrator(catalog) {
        return Err(Rejection::new(Code::AlreadySetUp));
    }
    let open = progress.token.as_deref().is_some_and(|kept| equal(kept, token));
    if open { Ok(()) } else { Err(Rejection::at(Code::WrongCredentials, "token")) }
}

fn has_administrator(catalog: &Catalog) -> bool {
    let administers = |p: &Person| p.role == roles::ADMINISTRATOR && p.state == PersonState::Active;
    catalog.people.values().any(administers)
}

fn checked(asked: &SetUp, id: UserId) -> Result<Person, Rejections> {
    let mut wrong = Rejections::default();
    if let Err(rejection) = rules::name(&asked.workspace_name, "workspace_name") {
        wrong.0.push(rejection);
    }
    wrong.0.extend(asked.zone.as_deref().and_then(|zone| rules::zone(zone).err()));
    wrong.0.extend(asked.currency.as_deref().and_then(|code| rules::currency(code).err()));
    let mut text = |read: Result<String, Rejection>| {
        read.map_err(|rejection| wrong.0.push(rejection)).unwrap_or_default()
    };
    let name = text(rules::name(&asked.name, "name"));
    let login = text(rules::login(&asked.login));
    let person = Person {
        id,
        name,
        login: Some(login),
        phone: None,
        role: roles::ADMINISTRATOR.to_owned(),
        department: None,
        state: PersonState::Active,
    };
    if let Err(rejection) = check_password(&asked.password, names(&person), "password") {
        wrong.0.push(rejection);
    }
    wrong.or(person)
}
