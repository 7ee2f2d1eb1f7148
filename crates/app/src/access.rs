//! What a person may see, decided by `engines` from the definitions of the moment.
//!
//! A person stands to a form in two ways: by [`Catalog::access`] to what their grant shows, and by [`Catalog::pool`] to
//! the records that nobody owns. Lists ask in one of them; whoever has one record at hand asks [`Sight::of`] which it is.

use engines::access::{Asker, Permissions, decide, decide_pool, permissions};
use formula::{Binding, FormNames, Linked};
use jiff::Timestamp;
use model::person::{Person, PersonState, roles};
use model::{Access, Code, Expr, FieldPath, Form, Rejection, UserId, Value};
use store::records::Record;
use uuid::Uuid;

use crate::catalog::Catalog;
use crate::who::Who;

impl Catalog {
    /// What this person may do beside working with records: as they are by these definitions, not as they were when
    /// they signed in. Writers ask inside the transaction.
    pub fn permissions(&self, who: &Who) -> Permissions {
        let Some(asked) = &who.person else {
            return Permissions { administer: true, build: true };
        };
        let person = self.people.get(&asked.id).filter(|p| p.state == PersonState::Active);
        person.map(|p| permissions(&p.role)).unwrap_or_default()
    }

    /// May manage people, settings, webhooks, grants.
    pub fn may_administer(&self, who: &Who) -> bool {
        self.permissions(who).administer
    }

    /// May shape forms.
    pub fn may_build(&self, who: &Who) -> bool {
        self.permissions(who).build
    }

    /// What this person may see and do on a form.
    pub fn access(&self, who: &Who, form: &Form) -> Access {
        if who.person.is_none() {
            return Access::full();
        }
        self.asker(who).map_or_else(Access::nothing, |asker| decide(form, &asker))
    }

    /// What this person may see and do with the records of a form that nobody owns; none when it has no pool, or not
    /// for them.
    pub fn pool(&self, who: &Who, form: &Form) -> Option<Access> {
        let asker = match who.person {
            Some(_) => self.asker(who)?,
            // The command line and the platform itself are like an administrator.
            None => Asker {
                id: UserId(Uuid::nil()),
                role: roles::ADMINISTRATOR.to_owned(),
                team: Vec::new(),
            },
        };
        decide_pool(form, &asker)
    }

    /// Both.
    pub fn sight(&self, who: &Who, form: &Form) -> Sight {
        Sight { granted: self.access(who, form), pool: self.pool(who, form) }
    }

    /// The person as they are by these definitions, not as they were when they signed in or began to send.
    pub(crate) fn asker(&self, who: &Who) -> Option<Asker> {
        let asked = who.person.as_ref()?;
        let person = self.people.get(&asked.id).filter(|p| p.state == PersonState::Active)?;
        Some(self.asker_of(person))
    }

    fn asker_of(&self, person: &Person) -> Asker {
        Asker {
            id: person.id,
            role: person.role.clone(),
            team: person.department.map(|d| self.team(d)).unwrap_or_default(),
        }
    }

    /// What a person sees of a form, or will see of it once they have taken the invitation that they were sent: for what
    /// waits for them. None for who is not in the company, or not invited into it.
    pub(crate) fn sight_to_be(&self, person: UserId, form: &Form) -> Option<Sight> {
        let here = |p: &&Person| matches!(p.state, PersonState::Active | PersonState::Invited);
        let asker = self.asker_of(self.people.get(&person).filter(here)?);
        Some(Sight { granted: decide(form, &asker), pool: decide_pool(form, &asker) })
    }

    /// The form of this code with the person's Access, if they may see anything of it or hand records in.
    ///
    /// # Errors
    /// `UnknownForm`: the same answer for a form that does not exist.
    pub fn open_form(&self, who: &Who, code: &str) -> Result<(&Form, Access), Rejection> {
        let form = self.form(code)?;
        let access = self.access(who, form);
        if access.rows == Expr::never() && !access.create {
            return Err(Rejection::new(Code::UnknownForm).with("form", code));
        }
        Ok((form, access))
    }

    /// The form of this code with what the person may see of it, or of its pool.
    ///
    /// # Errors
    /// `UnknownForm`; `NotFound` at `pool` when there is none for them.
    pub fn open_list(
        &self,
        who: &Who,
        (code, pool): (&str, bool),
    ) -> Result<(&Form, Access), Rejection> {
        let (form, access) = self.open_form(who, code)?;
        if !pool {
            return Ok((form, access));
        }
        let access = self.pool(who, form);
        Ok((form, access.ok_or_else(|| Rejection::at(Code::NotFound, "pool"))?))
    }

    /// The form of this code with the person's whole sight of it, for who asks about one record.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn open_sight(&self, who: &Who, code: &str) -> Result<(&Form, Sight), Rejection> {
        let (form, granted) = self.open_form(who, code)?;
        Ok((form, Sight { granted, pool: self.pool(who, form) }))
    }

    /// Fixes "me", "my team" and "today" for a person and a moment.
    pub fn binding(&self, who: &Who, now: Timestamp) -> Binding {
        let department = who.person.as_ref().and_then(|p| p.department);
        Binding {
            now,
            zone: who.zone.clone(),
            me: who.id(),
            department,
            team: department.map(|d| self.team(d)).unwrap_or_default(),
        }
    }

    /// The names by which this person may speak of a form's fields, and of those it links to.
    pub fn names<'a>(&'a self, who: &Who, form: &'a Form, access: &Access) -> FormNames<'a> {
        let others = self.forms.values().filter(|f| f.id != form.id && !f.archived);
        let others = others.filter_map(|other| {
            let access = self.access(who, other);
            // Whoever asks the store leaves the records out of sight out (`Question::sights`).
            (access.rows != Expr::never()).then(|| Linked::new(other, &access))
        });
        FormNames::new(Linked::new(form, access), others).with_phones(engines::forms::phones::read)
    }
}

/// What a person may see of one form: by their grant, and in its pool.
#[derive(Debug, Clone, PartialEq)]
pub struct Sight {
    /// What their grant gives.
    pub granted: Access,
    /// What the pool gives.
    pub pool: Option<Access>,
}

impl Sight {
    /// What the person may see and do with this record; none when it is out of sight. It holds at least owner,
    /// department and whether it lies in the recycle bin, for what lies there lies in no pool.
    pub fn of(&self, record: &Record) -> Option<&Access> {
        let pool = self.pool.as_ref().filter(|_| record.deleted_at().is_none());
        std::iter::once(&self.granted).chain(pool).find(|access| is_visible(access, record))
    }

    /// The ways in which the person stands to the form, the wider one first.
    pub fn all(&self) -> impl Iterator<Item = &Access> {
        std::iter::once(&self.granted).chain(&self.pool)
    }
}

/// Whether a record is in sight.
pub fn is_visible(access: &Access, record: &Record) -> bool {
    let row = |path: &FieldPath| {
        if path.through.is_empty() { record.value(path.field).clone() } else { Value::Null }
    };
    formula::matches(&access.rows, &row)
}
