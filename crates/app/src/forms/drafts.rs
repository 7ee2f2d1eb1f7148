//! Drafts: the document being edited, checked at any time, published as a whole.

use engines::definitions::{self as decide, Action, Difference};
use model::{Code, Command, Expr, Form, Rejection};
use store::Error;
use store::definitions::{self, Draft};

use super::grants;
use crate::catalog::Catalog;
use crate::commands::Done;
use crate::people::permit;
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
        let catalog = self.catalog()?;
        permit::builds(who, &catalog)?;
        let stored = self.store().read(|read| definitions::find_draft(read, code))?;
        if let Some(Draft { form, revision, base_version }) = stored {
            if let Some(published) = published(&catalog, &form) {
                open(&catalog, who, published)?;
            }
            return Ok(DraftView { base_version, revision, form });
        }
        let form = catalog.form(code)?;
        open(&catalog, who, form)?;
        Ok(DraftView { base_version: form.version, revision: 0, form: form.clone() })
    }

    /// Begins a form that does not exist yet.
    ///
    /// # Errors
    /// `Forbidden`, `DuplicateCode`.
    pub fn begin_form(&self, who: &Who, mut form: Form) -> Result<DraftView, Error> {
        let catalog = self.catalog()?;
        permit::builds(who, &catalog)?;
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
    /// `Forbidden`, at `form.grants` when somebody who does not administer changes those; `Conflict` when somebody else
    /// saved since `revision`.
    pub fn save_draft(&self, who: &Who, form: Form, revision: i64) -> Result<DraftView, Error> {
        let catalog = self.catalog()?;
        permit::builds(who, &catalog)?;
        let form = self.complete(&catalog, form);
        let base_version = published(&catalog, &form).map_or(0, |f| f.version);
        let (who, moment) = (who.clone(), (self.now(), who.id()));
        let written = self.write(move |tx, catalog| {
            permit::builds(&who, catalog)?;
            let known = definitions::find_draft(tx, &form.code)?;
            let in_force = published(catalog, &form);
            if let Some(form) = in_force {
                open(catalog, &who, form)?;
            }
            // An administrator may have changed them in this draft; a builder who goes on with it may leave that so.
            let before = known.as_ref().map(|draft| &draft.form).or(in_force);
            grants::permit((catalog, &who), before, &form).map_err(|r| r.under("form"))?;
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
        permit::builds(who, &*self.catalog()?)?;
        let (who, code) = (who.clone(), code.to_owned());
        self.write(move |tx, catalog| {
            permit::builds(&who, catalog)?;
            let draft = definitions::find_draft(tx, &code)?;
            let draft = draft.ok_or_else(|| Rejection::new(Code::NotFound))?;
            if let Some(form) = published(catalog, &draft.form) {
                open(catalog, &who, form)?;
            }
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
        let mut checked = checked(&catalog, &draft.form);
        let in_force = published(&catalog, &draft.form);
        checked.problems.extend(grants::permit((&catalog, who), in_force, &draft.form).err());
        Ok(checked)
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
        let catalog = self.catalog()?;
        permit::builds(who, &catalog)?;
        let form = self.complete(&catalog, form);
        self.execute(who, Command::PublishForm { form: Box::new(form), base_version })
    }

    /// Gives ids to what has none, and a currency to money that names none.
    fn complete(&self, catalog: &Catalog, mut form: Form) -> Form {
        let old = published(catalog, &form).cloned();
        decide::settle_currencies(&mut form, old.as_ref(), &catalog.workspace.currency);
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

/// A form of which somebody may see nothing does not exist for them, in the designer either.
///
/// # Errors
/// `UnknownForm`.
pub(crate) fn open(catalog: &Catalog, who: &Who, form: &Form) -> Result<(), Rejection> {
    let access = catalog.access(who, form);
    if access.rows == Expr::never() && !access.create {
        return Err(Rejection::new(Code::UnknownForm).with("form", form.code.as_str()));
    }
    Ok(())
}
