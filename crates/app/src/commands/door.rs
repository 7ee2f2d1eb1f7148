//! Inside the door: the transaction, the definitions, who asks and because of what.

use engines::forms::{Known, derive};
use jiff::Timestamp;
use model::{Access, Cause, Code, FieldId, Form, FormId, RecordId, Rejection, Values};
use store::records::{Act, Record, find};
use store::{Error, Fault, Table, Tx};

use super::guard::{Wish, guard};
use crate::access::is_visible;
use crate::catalog::Catalog;
use crate::known::{known_for, known_for_change};
use crate::who::Who;

/// What every command works with.
pub(crate) struct Door<'a, 't> {
    pub(crate) tx: &'a mut Tx<'t>,
    pub(crate) catalog: &'a Catalog,
    pub(crate) who: &'a Who,
    pub(crate) cause: Cause,
    pub(crate) at: Timestamp,
}

/// A form opened for one command.
pub(crate) struct Opened<'a> {
    pub(crate) form: &'a Form,
    pub(crate) table: &'a Table,
    pub(crate) access: Access,
}

impl<'a> Door<'a, '_> {
    /// The form as this person may use it.
    pub(crate) fn open(&self, form: FormId) -> Result<Opened<'a>, Error> {
        let form = self.catalog.effective(form)?;
        if form.archived {
            return Err(Rejection::new(Code::UnknownForm).with("form", form.code.as_str()).into());
        }
        let table = self.catalog.table(form.id)?;
        Ok(Opened { form, table, access: self.catalog.access(self.who, form) })
    }

    /// A record in sight that may be used so; for everyone else it does not exist.
    pub(crate) fn record(
        &mut self,
        opened: &Opened<'_>,
        id: RecordId,
        wish: Wish,
    ) -> Result<Record, Error> {
        let found = find(self.tx, opened.table, id)?;
        let record = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
        if !is_visible(&opened.access, &record) {
            // What lies in the pool is claimed before anything else is done with it.
            let seen = self.catalog.sight(self.who, opened.form).of(&record).is_some();
            let why = if seen { Code::Forbidden } else { Code::NotFound };
            return Err(Error::rejected(why));
        }
        guard(&record, &opened.access, wish)?;
        Ok(record)
    }

    /// Facts behind values that are about to be checked.
    pub(crate) fn known(&mut self, form: &Form, values: &Values) -> Result<Known, Fault> {
        known_for(self.tx, self.catalog, self.who, form, [values])
    }

    /// Facts behind values that replace those of a record, and the values as they are to be checked.
    pub(crate) fn known_for_change(
        &mut self,
        form: &Form,
        current: &Values,
        asked: Values,
    ) -> Result<(Known, Values), Fault> {
        known_for_change(self.tx, (self.catalog, self.who), form, current, asked)
    }

    /// Facts behind values that a record had before: what was right once is right again, whoever brings it back.
    pub(crate) fn known_again(&mut self, form: &Form, values: &Values) -> Result<Known, Fault> {
        let mut known = self.known(form, values)?;
        known.add_held(form, values);
        Ok(known)
    }

    /// What the store wants to know of this act.
    pub(crate) fn act(&self, form: &Form) -> Act {
        Act { cause: self.cause.clone(), at: self.at, form_version: form.version }
    }
}

/// Sort keys of changed fields; empty = none.
pub(crate) fn sort_keys(form: &Form, values: &Values) -> Vec<(FieldId, String)> {
    derive::sort_keys(form, values)
        .into_iter()
        .map(|(id, key)| (id, key.unwrap_or_default()))
        .collect()
}
