//! Adding people: one, or many at once.

use jiff::{SignedDuration, Timestamp};
use model::person::{Person, PersonState};
use model::{ChangeKind, Code, DepartmentId, Rejection, Rejections, UserId};
use store::invitations::{self, StoredInvitation};
use store::{Error, Fault, Tx, people};

use super::{permit, rules};
use crate::auth::{Secret, check_password, names, new_secret};
use crate::catalog::Catalog;
use crate::document_change;
use crate::platform::Platform;
use crate::who::Who;

/// How long an invitation can be used.
const INVITED: SignedDuration = SignedDuration::from_hours(7 * 24);
/// People added at once.
const MOST: usize = 500;

/// Somebody to add.
#[derive(Clone, Default)]
pub struct NewPerson {
    /// Made by the client, or not yet given.
    pub id: Option<UserId>,
    /// What colleagues call them.
    pub name: String,
    /// Login name.
    pub login: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Role code.
    pub role: String,
    /// Their department.
    pub department: Option<DepartmentId>,
    /// A first password: they can sign in at once and get no invitation.
    pub password: Option<String>,
}

/// A link with which somebody chooses a password.
#[derive(Clone)]
pub struct Invitation {
    /// The link's secret. Told once.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Somebody who was added or invited.
#[derive(Clone)]
pub struct Created {
    /// The person.
    pub person: Person,
    /// Their link, unless they have a password.
    pub invitation: Option<Invitation>,
}

/// Somebody to add, checked as far as it goes without the others.
#[derive(Clone)]
pub(super) struct Prepared {
    person: Person,
    password: Option<String>,
    invitation: Option<(Secret, Timestamp)>,
}

impl Platform {
    /// Adds a person and, unless a password is given, invites them.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; what is wrong with the fields, all at once; `Duplicate` at `login`
    /// or `phone`; `IdTaken`.
    pub fn create_person(&self, who: &Who, new: &NewPerson) -> Result<Created, Error> {
        permit::administers(who, &*self.catalog()?)?;
        let prepared = self.prepare(new)?;
        let created = self.add(who, vec![prepared.clone()], false)?;
        created.into_iter().next().ok_or_else(|| Fault::new("nobody was added").into())
    }

    /// Adds people, all or none.
    ///
    /// # Errors
    /// As [`Platform::create_person`], with the place in the list before the field: `3.phone`; `TooMany`.
    pub fn create_people(&self, who: &Who, new: &[NewPerson]) -> Result<Vec<Created>, Error> {
        permit::administers(who, &*self.catalog()?)?;
        if new.len() > MOST {
            return Err(Rejection::new(Code::TooMany).with("max", MOST).into());
        }
        let (mut prepared, mut wrong) = (Vec::new(), Rejections::default());
        for (i, new) in new.iter().enumerate() {
            match self.prepare(new) {
                Ok(one) => prepared.push(one),
                Err(Error::Rejected(all)) => wrong.0.extend(located(all, i).0),
                Err(fault) => return Err(fault),
            }
        }
        self.add(who, wrong.or(prepared)?, true)
    }

    pub(super) fn prepare(&self, new: &NewPerson) -> Result<Prepared, Error> {
        let invited = new.password.is_none();
        let state = if invited { PersonState::Invited } else { PersonState::Active };
        let id = new.id.unwrap_or_else(|| UserId(self.ports().ids.next()));
        let person = checked(new, id, state)?;
        let random = &*self.ports().random;
        let password = match &new.password {
            Some(password) => Some(self.auth().hasher.hash(random, password)?),
            None => None,
        };
        let invitation = if invited { Some(self.new_link()?) } else { None };
        Ok(Prepared { person, password, invitation })
    }

    pub(super) fn new_link(&self) -> Result<(Secret, Timestamp), Fault> {
        let until = self.now().checked_add(INVITED).unwrap_or(Timestamp::MAX);
        Ok((new_secret(&*self.ports().random, "")?, until))
    }

    pub(super) fn add(
        &self,
        who: &Who,
        new: Vec<Prepared>,
        several: bool,
    ) -> Result<Vec<Created>, Error> {
        let (who, at, list) = (who.clone(), self.now(), new.clone());
        self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            let mut known: Vec<Person> = catalog.people.values().cloned().collect();
            for (i, one) in list.iter().enumerate() {
                let fits = fits(&one.person, catalog, &known);
                fits.map_err(|all| if several { located(all, i) } else { all })?;
                insert(tx, (&who, at), one)?;
                known.push(one.person.clone());
            }
            tx.raise_catalog();
            Ok(())
        })?;
        Ok(new.into_iter().map(Created::from).collect())
    }
}

impl From<Prepared> for Created {
    fn from(prepared: Prepared) -> Self {
        let link = prepared.invitation;
        let invitation =
            link.map(|(secret, expires_at)| Invitation { token: secret.text, expires_at });
        Self { person: prepared.person, invitation }
    }
}

fn insert(tx: &mut Tx<'_>, (who, at): (&Who, Timestamp), new: &Prepared) -> Result<(), Fault> {
    let person = &new.person;
    people::insert(tx, person, new.password.as_deref(), at)?;
    if let Some((secret, expires_at)) = &new.invitation {
        let (token, expires_at) = (secret.hash, *expires_at);
        invitations::replace(tx, &StoredInvitation { token, person: person.id, expires_at })?;
    }
    let about = (ChangeKind::PersonChanged, person.id);
    document_change::append(tx, (&who.cause(), at), about, (None, Some(person)))
}

/// What can be said of somebody without looking at the others.
fn checked(new: &NewPerson, id: UserId, state: PersonState) -> Result<Person, Rejections> {
    let mut wrong = Rejections::default();
    let mut keep = |read: Result<String, Rejection>| read.map_err(|r| wrong.0.push(r)).ok();
    let given = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
    let person = Person {
        id,
        name: keep(rules::name(&new.name, "name")).unwrap_or_default(),
        login: given(&new.login).and_then(|text| keep(rules::login(&text))),
        phone: given(&new.phone).and_then(|text| keep(rules::phone(&text))),
        role: keep(rules::role(&new.role)).unwrap_or_default(),
        department: new.department,
        state,
    };
    if let Some(password) = &new.password {
        if person.login.is_none() && person.phone.is_none() && wrong.0.is_empty() {
            wrong.0.push(Rejection::at(Code::Required, "login"));
        }
        let strong = check_password(password, names(&person), "password");
        wrong.0.extend(strong.err());
    }
    wrong.or(person)
}

/// Whether somebody fits among the others.
fn fits(person: &Person, catalog: &Catalog, known: &[Person]) -> Result<(), Rejections> {
    if known.iter().any(|p| p.id == person.id) {
        return Err(Rejection::at(Code::IdTaken, "id").into());
    }
    rules::department(person.department, catalog, "department")?;
    rules::check_unique(known.iter(), person)
}

fn located(all: Rejections, place: usize) -> Rejections {
    Rejections(all.0.into_iter().map(|r| r.under(&place.to_string())).collect())
}
