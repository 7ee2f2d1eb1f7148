//! Definitions as a person may know them.

use engines::access::form_for;
use engines::forms::show;
use model::{Form, FormId, Label};
use serde_json::{Map, Value as Json};
use store::Error;

use crate::access::Sight;
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// What a person may do with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the rights")]
#[expect(clippy::struct_excessive_bools, reason = "each is a right of its own")]
pub struct Can {
    pub read: bool,
    pub create: bool,
    pub edit: bool,
    pub delete: bool,
    pub export: bool,
    pub import: bool,
    pub design: bool,
}

/// A form in the navigation.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct FormSummary {
    pub id: FormId,
    pub code: String,
    pub name: Label,
    pub plural: Label,
    pub icon: String,
    pub position: i32,
    pub version: u32,
    pub can: Can,
    pub pool: Option<PoolView>,
}

/// A form's pool, for those who may claim from it.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolView {
    /// What it is called.
    pub name: Label,
    /// Codes of fields that the person sees otherwise, but not in the pool.
    pub mask: Vec<String>,
}

/// A definition as the person may know it.
#[derive(Debug, Clone, PartialEq)]
pub struct FormView {
    /// Without fields that do not exist for the person.
    pub form: Form,
    /// What they may do with it.
    pub can: Can,
    /// Codes of fields that they see but may not change.
    pub read_only: Vec<String>,
    /// Values of a new record in API form, by code.
    pub defaults: Map<String, Json>,
    /// Its pool, if it has one for them.
    pub pool: Option<PoolView>,
}

impl Platform {
    /// The forms that a person may use, in the order of the navigation.
    ///
    /// # Errors
    /// When the definitions cannot be read.
    pub fn list_forms(&self, who: &Who) -> Result<Vec<FormSummary>, Error> {
        let catalog = self.catalog()?;
        let mut forms: Vec<FormSummary> = catalog
            .forms
            .values()
            .filter_map(|form| {
                let can = can(&catalog, who, catalog.open_form(who, &form.code).ok()?.0);
                Some(FormSummary {
                    id: form.id,
                    code: form.code.clone(),
                    name: form.name.clone(),
                    plural: form.plural.clone(),
                    icon: form.icon.clone(),
                    position: form.position,
                    version: form.version,
                    can,
                    pool: pool(&catalog, who, form),
                })
            })
            .collect();
        forms.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
        Ok(forms)
    }

    /// A form as the person may know it.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn find_form(&self, who: &Who, code: &str) -> Result<FormView, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, code)?;
        let read_only =
            form.live_fields().filter(|f| !access.may_edit(f.id)).map(|f| f.code.clone());
        let seen = form.live_fields().filter(|f| access.sees(f.id) && !f.default.is_null());
        let defaults = seen.map(|f| (f.code.clone(), show::json(form, f.id.into(), &f.default)));
        Ok(FormView {
            defaults: defaults.collect(),
            form: form_for(form, &access),
            can: can(&catalog, who, form),
            pool: pool(&catalog, who, form),
            read_only: read_only.collect(),
        })
    }
}

fn pool(catalog: &Catalog, who: &Who, form: &Form) -> Option<PoolView> {
    let Sight { granted, pool } = catalog.sight(who, form);
    let (pool, defined) = (pool?, form.pool.as_ref()?);
    let masked = form.live_fields().filter(|f| granted.sees(f.id) && !pool.sees(f.id));
    Some(PoolView {
        name: defined.name.clone(),
        mask: masked.map(|field| field.code.clone()).collect(),
    })
}

fn can(catalog: &Catalog, who: &Who, form: &Form) -> Can {
    let access = catalog.access(who, form);
    Can {
        read: access.rows != model::Expr::never(),
        create: access.create,
        edit: access.edit,
        delete: access.delete,
        export: access.export,
        import: access.import,
        design: catalog.may_build(who),
    }
}
