//! What a person may see, decided by `engines` from the definitions of the moment.

use engines::access::{Asker, Permissions, decide, permissions};
use formula::{Binding, FormNames, Linked};
use jiff::Timestamp;
use model::person::PersonState;
use model::{Access, Code, Expr, FieldPath, Form, Rejection, Value};
use store::records::Record;

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
        let Some(asked) = &who.person else { return Access::full() };
        // As they are by these definitions, not as they were when they signed in or began to send.
        let Some(person) = self.people.get(&asked.id).filter(|p| p.state == PersonState::Active)
        else {
            return Access::nothing();
        };
        let asker = Asker {
            id: person.id,
            role: person.role.clone(),
            team: person.department.map(|d| self.team(d)).unwrap_or_default(),
        };
        decide(form, &asker)
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
            // Conditions through links must not tell what records out of sight hold.
            (access.rows == Expr::always()).then(|| Linked::new(other, &access))
        });
        FormNames::new(Linked::new(form, access), others).with_phones(engines::forms::phones::read)
    }
}

/// Whether a record is in sight.
pub fn is_visible(access: &Access, record: &Record) -> bool {
    let row = |path: &FieldPath| {
        if path.through.is_empty() { record.value(path.field).clone() } else { Value::Null }
    };
    formula::matches(&access.rows, &row)
}
