//! Drafts: the document being edited, checked at any time, published as a whole.

use engines::definitions::{self as decide, Action, Difference};
use model::{Code, Command, Form, Rejection};
use store::Error;
use store::definitions::{self, Draft};

use crate::catalog::Catalog;
use crate::commands::Done;
use crate::platform::Platform;
use crate::who::Who;

/// The document being edited.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftView {
    /// The published version it was begun from; 0 = none.
    pub base_version: u32,
    /// Raised by each save; what the next save must name.
    pub revision: i64,
    /// The document.
    pub form: Form,
}

/// What publishing would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What is wrong, located in the document.
    pub problems: Vec<Rejection>,
    /// What a person is asked to publish.
    pub differences: Vec<Difference>,
    /// What the store has to do.
    pub actions: Vec<Action>,
}

impl Platform {
    /// The draft of a form, or its published document at revision 0.
    ///
    /// # Errors
    /// `Forbidden`, `UnknownForm`.
    pub fn find_draft(&self, who: &Who, code: &str) -> Result<DraftView, Error> {
        builders_only(who)?;
        let catalog = self.catalog()?;
        let stored = self.store().read(|read| definitions::find_draft(read, code))?;
        if let Some(Draft { form, revision, base_version }) = stored {
            return Ok(DraftView { base_version, revision, form });
        }
        let form = catalog.form(code)?.clone();
        Ok(DraftView { base_version: form.version, revision: 0, form })
    }

    /// Begins a form that does not exist yet.
    ///
    /// # Errors
    /// `Forbidden`, `DuplicateCode`.
    pub fn begin_form(&self, who: &Who, mut form: Form) -> Result<DraftView, Error> {
        builders_only(who)?;
        let catalog = self.catalog()?;
        if form.position == 0 {
            // Behind the others in the navigation.
            form.position = catalog.forms.values().map(|f| f.position).max().unwrap_or(0) + 10;
        }
        let taken = self.store().read(|read| definitions::find_draft(read, &form.code))?.is_some();
        if taken || catalog.forms.values().any(|f| f.code == form.code) {
            return Err(Rejection::at(Code::DuplicateCode, "code").into());
        }
        self.save_draft(who, form, 0)
    }

    /// Saves a draft; ids are given to what has none.
    ///
    /// # Errors
    /// `Forbidden`; `Conflict` when somebody else saved since `revision`.
    pub fn save_draft(&self, who: &Who, form: Form, revision: i64) -> Result<DraftView, Error> {
        builders_only(who)?;
        let catalog = self.catalog()?;
        let form = self.complete(&catalog, form);
        let base_version = published(&catalog, &form).map_or(0, |f| f.version);
        let moment = (self.now(), who.id());
        let written = self.write(move |tx, _| {
            let known = definitions::find_draft(tx, &form.code)?;
            let (known_revision, known_base) =
                known.map_or((0, base_version), |d| (d.revision, d.base_version));
            if known_revision != revision {
                return Err(Rejection::new(Code::Conflict).with("revision", known_revision).into());
            }
            let draft =
                Draft { form: form.clone(), revision: revision + 1, base_version: known_base };
            definitions::save_draft(tx, &draft, moment)?;
            Ok(draft)
        })?;
        let Draft { form, revision, base_version } = written.value;
        Ok(DraftView { base_version, revision, form })
    }

    /// Forgets a draft.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub fn discard_draft(&self, who: &Who, code: &str) -> Result<(), Error> {
        builders_only(who)?;
        let code = code.to_owned();
        self.write(move |tx, _| {
            let draft = definitions::find_draft(tx, &code)?;
            let draft = draft.ok_or_else(|| Rejection::new(Code::NotFound))?;
            Ok(definitions::remove_draft(tx, draft.form.id)?)
        })?;
        Ok(())
    }

    /// What publishing a draft would do, and what is wrong with it.
    ///
    /// # Errors
    /// `Forbidden`, `UnknownForm`.
    pub fn check_draft(&self, who: &Who, code: &str) -> Result<Checked, Error> {
        let draft = self.find_draft(who, code)?;
        let catalog = self.catalog()?;
        Ok(checked(&catalog, &draft.form))
    }

    /// Publishes a draft.
    ///
    /// # Errors
    /// Everything that is wrong with it; `StaleDefinition` when another version was published since it was begun.
    pub fn publish_draft(&self, who: &Who, code: &str) -> Result<Done, Error> {
        let draft = self.find_draft(who, code)?;
        self.publish_form(who, draft.form, draft.base_version)
    }

    /// Publishes a document as the form's next version.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn publish_form(&self, who: &Who, form: Form, base_version: u32) -> Result<Done, Error> {
        builders_only(who)?;
        let form = self.complete(&*self.catalog()?, form);
        self.execute(who, Command::PublishForm { form: Box::new(form), base_version })
    }

    /// Gives ids to what has none.
    fn complete(&self, catalog: &Catalog, form: Form) -> Form {
        let old = published(catalog, &form).cloned();
        decide::complete(form, old.as_ref(), &mut || self.ports().ids.next())
    }
}

fn checked(catalog: &Catalog, form: &Form) -> Checked {
    let old = published(catalog, form);
    let others: Vec<Form> =
        catalog.forms.values().filter(|f| Some(f.id) != old.map(|o| o.id)).cloned().collect();
    Checked {
        problems: decide::check(old, form, &others),
        differences: decide::summary(old, form),
        actions: decide::plan(old, form).actions,
    }
}

/// The version in force of the form that a document describes.
pub(crate) fn published<'c>(catalog: &'c Catalog, document: &Form) -> Option<&'c Form> {
    let by_id = catalog.forms.get(&document.id);
    by_id.or_else(|| catalog.forms.values().find(|f| f.code == document.code))
}

pub(super) fn builders_only(who: &Who) -> Result<(), Rejection> {
    if who.may_build() { Ok(()) } else { Err(Rejection::new(Code::Forbidden)) }
}
