//! A pasted list of people: shown with its problems, then added without the lines that have any.

use model::person::{Person, PersonState, roles};
use model::{Code, Rejection, UserId};
use store::Error;

use super::add::{Created, NewPerson};
use super::edit::PersonPatch;
use super::paste::{Line, lines};
use super::{permit, rules};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Most lines of a list.
const MOST: usize = 500;

/// A line of a pasted list.
#[derive(Clone)]
pub struct Pasted {
    /// Its place in the text, from 1.
    pub line: usize,
    /// The name that was read; may be empty.
    pub name: String,
    /// The phone number: as stored, or as written when it cannot be read.
    pub phone: Option<String>,
    /// The e-mail address by which they sign in, or as written when it cannot be that.
    pub login: Option<String>,
    /// Why nobody is added for this line.
    pub problem: Option<Rejection>,
    /// Somebody of this name who is known from an import and gets phone number and login instead of being added twice.
    pub known: Option<UserId>,
    /// Who was added or invited for it.
    pub created: Option<Created>,
}

impl Platform {
    /// Reads a pasted list. With `create`, the lines without problems become people (members, invited): new ones all
    /// at once, then those known from an import, one by one.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; `TooMany` lines. What is wrong with a line is said at the line.
    pub fn paste_people(&self, who: &Who, text: &str, create: bool) -> Result<Vec<Pasted>, Error> {
        let catalog = self.catalog()?;
        permit::administers(who, &catalog)?;
        let lines = lines(text);
        if lines.len() > MOST {
            return Err(Rejection::at(Code::TooMany, "text").with("max", MOST).into());
        }
        let mut read: Vec<Pasted> = Vec::with_capacity(lines.len());
        for line in lines {
            let pasted = judged(line, &catalog, &read);
            read.push(pasted);
        }
        if create {
            self.add_pasted(who, &mut read)?;
        }
        Ok(read)
    }

    fn add_pasted(&self, who: &Who, read: &mut [Pasted]) -> Result<(), Error> {
        let mut good: Vec<&mut Pasted> = read.iter_mut().filter(|p| p.problem.is_none()).collect();
        let mut prepared = Vec::new();
        for pasted in good.iter().filter(|p| p.known.is_none()) {
            prepared.push(self.prepare(&NewPerson {
                name: pasted.name.clone(),
                phone: pasted.phone.clone(),
                login: pasted.login.clone(),
                role: roles::MEMBER.to_owned(),
                ..NewPerson::default()
            })?);
        }
        let mut added = self.add(who, prepared, true)?.into_iter();
        for pasted in &mut good {
            pasted.created = match pasted.known {
                None => added.next(),
                Some(id) => {
                    let (phone, login) = (Some(pasted.phone.clone()), Some(pasted.login.clone()));
                    let patch = PersonPatch { phone, login, ..PersonPatch::default() };
                    self.update_person(who, id, &patch)?;
                    Some(self.new_invitation(who, id)?)
                }
            };
        }
        Ok(())
    }
}

/// A line against the people there are and the lines above it.
fn judged(line: Line, catalog: &Catalog, above: &[Pasted]) -> Pasted {
    let Line { number, name, phone, mail } = line;
    let read = rules::name(&name, "name").and_then(|name| {
        if phone.is_none() && mail.is_none() {
            return Err(Rejection::at(Code::Required, "phone"));
        }
        let phone = phone.as_deref().map(rules::phone).transpose()?;
        let login = mail.as_deref().map(rules::login).transpose()?;
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let twin = above.iter().find(|p| same(&p.phone, &phone) || same(&p.login, &login));
        match twin {
            Some(twin) => Err(Rejection::at(Code::Duplicate, "phone").with("line", twin.line)),
            None => Ok((name, phone, login)),
        }
    });
    let mut pasted = Pasted {
        line: number,
        name,
        phone,
        login: mail,
        problem: None,
        known: None,
        created: None,
    };
    match read {
        Err(problem) => pasted.problem = Some(problem),
        Ok((name, phone, login)) => {
            pasted.known =
                known(&name, catalog).filter(|id| above.iter().all(|p| p.known != Some(*id)));
            (pasted.name, pasted.phone, pasted.login) = (name, phone, login);
            pasted.problem = taken(&pasted, catalog);
        }
    }
    pasted
}

/// Somebody known from an import by this name, and by nothing else.
fn known(name: &str, catalog: &Catalog) -> Option<UserId> {
    let unclaimed = |p: &&Person| {
        p.state == PersonState::Known && p.name == name && p.phone.is_none() && p.login.is_none()
    };
    let mut found = catalog.people.values().filter(unclaimed);
    found.next().filter(|_| found.next().is_none()).map(|p| p.id)
}

fn taken(pasted: &Pasted, catalog: &Catalog) -> Option<Rejection> {
    let person = Person {
        id: UserId(uuid::Uuid::nil()),
        name: pasted.name.clone(),
        login: pasted.login.clone(),
        phone: pasted.phone.clone(),
        role: roles::MEMBER.to_owned(),
        department: None,
        state: PersonState::Invited,
    };
    let refused = rules::check_unique(catalog.people.values(), &person).err()?;
    refused.0.into_iter().next()
}
