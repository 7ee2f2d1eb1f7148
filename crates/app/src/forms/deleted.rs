//! Deleting a form, and bringing it back. A deleted form is in no list, nobody reads or writes its records, and what
//! links to them shows their titles; its records stay where they are.

use jiff::Timestamp;
use model::{Code, Form, FormId, Label, Rejection};
use store::{Error, definitions};

use super::drafts::open;
use crate::commands::{Door, archive_form, bring_form_back};
use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// A form that was deleted.
#[derive(Debug, Clone, PartialEq)]
pub struct DeletedForm {
    /// Its id.
    pub id: FormId,
    /// Its code, which no other form can have meanwhile.
    pub code: String,
    /// What people call it.
    pub name: Label,
    /// Its icon.
    pub icon: String,
    /// When it was deleted.
    pub at: Timestamp,
    /// By whom; empty = the platform or the command line.
    pub by: String,
    /// How many records wait in it, those in its recycle bin not counted.
    pub records: i64,
}

impl Platform {
    /// Deletes a form: it goes out of every list, its records stay as they are.
    ///
    /// # Errors
    /// `Forbidden`; `UnknownForm`; `InUse` with `forms` that link to it, unless one insists.
    pub fn delete_form(&self, who: &Who, code: &str, insist: bool) -> Result<u32, Error> {
        let (who, code, at) = (who.clone(), code.to_owned(), self.now());
        let written = self.write(move |tx, catalog| {
            permit::builds(&who, catalog)?;
            let form = catalog.form(&code)?;
            open(catalog, &who, form)?;
            let mut door = Door { tx, catalog, who: &who, cause: who.cause(), at };
            archive_form(&mut door, form, insist)
        })?;
        Ok(written.value)
    }

    /// Brings a deleted form back as it was.
    ///
    /// # Errors
    /// `Forbidden`; `UnknownForm`; `AlreadyDone` when it is not deleted.
    pub fn bring_form_back(&self, who: &Who, code: &str) -> Result<u32, Error> {
        let (who, code, at) = (who.clone(), code.to_owned(), self.now());
        let written = self.write(move |tx, catalog| {
            permit::builds(&who, catalog)?;
            let found = catalog.forms.values().find(|form| form.code == code);
            let form = found
                .ok_or_else(|| Rejection::new(Code::UnknownForm).with("form", code.as_str()))?;
            open(catalog, &who, form)?;
            if !form.archived {
                return Err(Error::rejected(Code::AlreadyDone));
            }
            let mut door = Door { tx, catalog, who: &who, cause: who.cause(), at };
            bring_form_back(&mut door, form)
        })?;
        Ok(written.value)
    }

    /// Deleted forms, the newest first.
    ///
    /// # Errors
    /// `Forbidden`; when the database does not answer.
    pub fn list_deleted_forms(&self, who: &Who) -> Result<Vec<DeletedForm>, Error> {
        let catalog = self.catalog()?;
        permit::builds(who, &catalog)?;
        let gone = catalog.forms.values().filter(|form| form.archived);
        let gone: Vec<&Form> = gone.filter(|form| open(&catalog, who, form).is_ok()).collect();
        let mut listed = Vec::with_capacity(gone.len());
        for form in gone {
            let table = catalog.table(form.id)?;
            let (versions, records) = self.store().read(|read| -> Result<_, store::Fault> {
                let versions = definitions::list_versions(read, form.id)?;
                Ok((versions, store::records::count_live(read, table)?))
            })?;
            let newest = versions.first();
            listed.push(DeletedForm {
                id: form.id,
                code: form.code.clone(),
                name: form.name.clone(),
                icon: form.icon.clone(),
                at: newest.map_or(Timestamp::UNIX_EPOCH, |v| v.at),
                by: newest
                    .and_then(|v| v.person)
                    .map_or("", |id| catalog.person_name(id))
                    .to_owned(),
                records,
            });
        }
        listed.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.code.cmp(&b.code)));
        Ok(listed)
    }
}
