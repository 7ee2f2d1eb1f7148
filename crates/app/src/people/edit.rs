//! Changing people: names, roles, departments, letting go and taking back.

use model::person::{Person, PersonState, roles};
use model::{ChangeKind, Code, DepartmentId, Rejection, Rejections, UserId};
use store::{Error, invitations, people, sessions};

use super::{permit, rules};
use crate::catalog::Catalog;
use crate::document_change;
use crate::platform::Platform;
use crate::who::Who;

/// What to change about a person; none = leave as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonPatch {
    /// What colleagues call them.
    pub name: Option<String>,
    /// Login name; `Some(None)` takes it away.
    pub login: Option<Option<String>>,
    /// Phone number; `Some(None)` takes it away.
    pub phone: Option<Option<String>>,
    /// Role code.
    pub role: Option<String>,
    /// Department; `Some(None)` takes them out of theirs.
    pub department: Option<Option<DepartmentId>>,
    /// `Disabled` locks out; `Active` lets in again, by their password or, without one, by a new invitation.
    pub state: Option<PersonState>,
}

impl Platform {
    /// Changes a person. Locking somebody out ends their sessions and links.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; `NotFound`; what is wrong with the fields; `Duplicate` at `login` or
    /// `phone`; `LastAdministrator` at `role` or `state` when nobody else could administer; `Forbidden` at `state` when
    /// people would lock themselves out.
    pub fn update_person(
        &self,
        who: &Who,
        id: UserId,
        patch: &PersonPatch,
    ) -> Result<Person, Error> {
        let (who, at, patch) = (who.clone(), self.now(), patch.clone());
        let written = self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            let before = catalog.people.get(&id).ok_or_else(|| Error::rejected(Code::NotFound))?;
            let has_password = people::find_password(tx, id)?.is_some();
            let after = patched(before, &patch, has_password)?;
            if after == *before {
                return Ok(after);
            }
            rules::department(after.department, catalog, "department")?;
            rules::check_unique(catalog.people.values(), &after)?;
            keeps_an_administrator(catalog, &after)?;
            is_not_ones_own_end(&who, before, &after)?;
            people::update(tx, &after)?;
            if after.state == PersonState::Disabled {
                sessions::remove_of(tx, id, None)?;
                invitations::remove_of(tx, id)?;
            }
            tx.raise_catalog();
            let about = (ChangeKind::PersonChanged, id);
            let both = (Some(before), Some(&after));
            document_change::append(tx, (&who.cause(), at), about, both)?;
            Ok(after)
        })?;
        self.auth().forget_sessions();
        Ok(written.value)
    }
}

/// The person with the patch applied.
fn patched(before: &Person, patch: &PersonPatch, password: bool) -> Result<Person, Rejections> {
    let mut wrong = Rejections::default();
    let mut after = before.clone();
    let mut keep = |read: Result<String, Rejection>| read.map_err(|r| wrong.0.push(r)).ok();
    let given = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
    if let Some(name) = patch.name.as_ref().and_then(|text| keep(rules::name(text, "name"))) {
        after.name = name;
    }
    if let Some(login) = &patch.login {
        after.login = given(login).and_then(|text| keep(rules::login(&text)));
    }
    // What is there may stay, also by rules that came later.
    if let Some(phone) = patch.phone.as_ref().filter(|phone| **phone != before.phone) {
        after.phone = given(phone).and_then(|text| keep(rules::phone(&text)));
    }
    if let Some(role) = patch.role.as_ref().and_then(|text| keep(rules::role(text))) {
        after.role = role;
    }
    if let Some(department) = patch.department {
        after.department = department;
    }
    match patch.state {
        None => {}
        Some(state) if state == before.state => {}
        Some(PersonState::Disabled) => after.state = PersonState::Disabled,
        Some(PersonState::Active) if password => after.state = PersonState::Active,
        Some(PersonState::Active) if before.state == PersonState::Disabled => {
            after.state = PersonState::Invited;
        }
        // Becoming active takes a password; inviting is an act of its own.
        Some(_) => wrong.0.push(Rejection::at(Code::ReadOnly, "state")),
    }
    if after.state == PersonState::Active && after.login.is_none() && after.phone.is_none() {
        wrong.0.push(Rejection::at(Code::Required, "login"));
    }
    wrong.or(after)
}

/// Somebody must be left who can administer.
fn keeps_an_administrator(catalog: &Catalog, after: &Person) -> Result<(), Rejection> {
    let administers = |p: &Person| p.role == roles::ADMINISTRATOR && p.state == PersonState::Active;
    let was = catalog.people.get(&after.id).is_some_and(administers);
    let others = catalog.people.values().any(|p| p.id != after.id && administers(p));
    if !was || others || administers(after) {
        return Ok(());
    }
    let field = if after.role == roles::ADMINISTRATOR { "state" } else { "role" };
    Err(Rejection::at(Code::LastAdministrator, field))
}

/// Who locks people out stays in: by a slip nobody would be there to let them in again.
fn is_not_ones_own_end(who: &Who, before: &Person, after: &Person) -> Result<(), Rejection> {
    let locked = after.state == PersonState::Disabled && before.state != PersonState::Disabled;
    let own = who.id() == Some(after.id);
    if locked && own { Err(Rejection::at(Code::Forbidden, "state")) } else { Ok(()) }
}
