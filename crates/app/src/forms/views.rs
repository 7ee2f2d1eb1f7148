//! Saved views: everyone keeps their own; shared ones are for builders to change.

use model::change::Payload;
use model::view::{Column, SortField, View};
use model::{Change, ChangeKind, Code, Form, Label, Rejection, ViewId};
use serde_json::Value as Json;
use store::{Error, Fault, FaultKind, views};

use crate::platform::Platform;
use crate::who::Who;

/// Most views of one form that one person can save.
const MOST: usize = 100;

/// A view as a person saves it.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of a View")]
pub struct ViewEdit {
    pub name: Label,
    pub shared: bool,
    pub columns: Vec<Column>,
    pub filter: Json,
    pub sort: Vec<SortField>,
    pub position: i32,
}

impl Platform {
    /// The views of a form that the person sees: those of the definition first, then saved ones.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn list_views(&self, who: &Who, form: &str) -> Result<Vec<View>, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let saved = self.store().read(|read| views::list_views(read, form.id, who.id()))?;
        // Saved views are cut like those of the definition: a filter by a hidden field would tell.
        let mut whole = form.clone();
        whole.views.extend(saved);
        let mut all = engines::access::form_for(&whole, &access).views;
        all.sort_by_key(|v| v.position);
        Ok(all)
    }

    /// Saves a new view.
    ///
    /// # Errors
    /// `Forbidden` for a shared view by someone who may not build; what is wrong with its names or filter.
    pub fn create_view(&self, who: &Who, form: &str, edit: ViewEdit) -> Result<View, Error> {
        if self.list_views(who, form)?.len() >= MOST {
            return Err(Rejection::new(Code::TooMany).with("max", MOST).into());
        }
        let id = ViewId(self.ports().ids.next());
        let code = format!("v_{}", &id.to_string()[4..]);
        self.save_view(who, form, (id, code, None), edit)
    }

    /// Changes a saved view.
    ///
    /// # Errors
    /// `NotFound` for views of the definition and of others; as [`Platform::create_view`].
    pub fn change_view(
        &self,
        who: &Who,
        form: &str,
        view: ViewId,
        edit: ViewEdit,
    ) -> Result<View, Error> {
        let before = self.saved_view(who, form, view)?;
        self.save_view(who, form, (view, before.code.clone(), Some(before)), edit)
    }

    /// Forgets a saved view.
    ///
    /// # Errors
    /// As [`Platform::change_view`].
    pub fn remove_view(&self, who: &Who, form: &str, view: ViewId) -> Result<(), Error> {
        let before = self.saved_view(who, form, view)?;
        let form = self.catalog()?.form(form)?.clone();
        let (who, at) = (who.clone(), self.now());
        self.write(move |tx, _| {
            views::remove_view(tx, view)?;
            Ok(tx.append(change(&who, &form, Some(&before), None)?, at)?)
        })?;
        Ok(())
    }

    fn saved_view(&self, who: &Who, form: &str, id: ViewId) -> Result<View, Error> {
        let form = self.find_form(who, form)?.form;
        let saved = self.store().read(|read| views::list_views(read, form.id, who.id()))?;
        let found = saved.into_iter().find(|v| v.id == id);
        let found = found.ok_or_else(|| Rejection::new(Code::NotFound))?;
        if found.owner.is_none() && !who.may_build() {
            return Err(Error::rejected(Code::Forbidden));
        }
        Ok(found)
    }

    fn save_view(
        &self,
        who: &Who,
        form: &str,
        (id, code, before): (ViewId, String, Option<View>),
        edit: ViewEdit,
    ) -> Result<View, Error> {
        if edit.shared && !who.may_build() {
            return Err(Rejection::at(Code::Forbidden, "shared").into());
        }
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        check(&catalog, (who, form, &access), &edit)?;
        let view = View {
            id,
            code,
            name: edit.name,
            columns: edit.columns,
            filter: edit.filter,
            sort: edit.sort,
            owner: if edit.shared { None } else { who.id() },
            position: edit.position,
        };
        let (who, at, form, saved) = (who.clone(), self.now(), form.clone(), view.clone());
        let written = self.write(move |tx, _| {
            views::save_view(tx, form.id, &saved)?;
            Ok(tx.append(change(&who, &form, before.as_ref(), Some(&saved))?, at)?)
        });
        match written {
            Err(Error::Fault(fault)) if matches!(fault.kind, FaultKind::Unique(_)) => {
                Err(Rejection::at(Code::DuplicateCode, "code").into())
            }
            Err(error) => Err(error),
            Ok(_) => Ok(view),
        }
    }
}

fn check(
    catalog: &crate::Catalog,
    (who, form, access): (&Who, &Form, &model::Access),
    edit: &ViewEdit,
) -> Result<(), Error> {
    if edit.name.is_empty() {
        return Err(Rejection::at(Code::Required, "name").into());
    }
    let codes = edit.columns.iter().map(|c| &c.field).chain(edit.sort.iter().map(|s| &s.field));
    for code in codes {
        engines::forms::read::field(form, access, code)?;
    }
    if !edit.filter.is_null() {
        let names = catalog.names(who, form, access);
        formula::filter::parse(&edit.filter, &names).map_err(|r| r.under("filter"))?;
    }
    Ok(())
}

fn change(
    who: &Who,
    form: &Form,
    before: Option<&View>,
    after: Option<&View>,
) -> Result<Change, Fault> {
    let json = |view: Option<&View>| {
        view.map_or(Ok(Json::Null), serde_json::to_value)
            .map_err(|e| Fault::new(format!("a saved view: {e}")))
    };
    let id = before.or(after).map(|v| v.id.to_string());
    Ok(Change {
        kind: ChangeKind::ViewChanged,
        form: Some(form.id),
        form_version: form.version,
        record: None,
        actor: who.actor(),
        origin: who.origin,
        batch: None,
        cause: None,
        prev: None,
        payload: Payload::Document {
            subject: id.unwrap_or_default(),
            before: json(before)?,
            after: json(after)?,
        },
    })
}
