//! Packs: definitions shipped together, as readable files. Ids follow from the pack's code and each thing's path, so
//! the same pack means the same fields on every installation.

use engines::definitions::settle_currencies;
use model::document::{missing_field, missing_form, missing_option, missing_view};
use model::kind::Choice;
use model::{FieldId, FieldKind, Form, FormId, OptionId, ViewId};
use serde::Deserialize;
use store::{Error, Fault};

use crate::commands::{Door, publish};
use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// A pack as read from its files.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// Its code; part of every id.
    pub code: String,
    /// Its forms, in the order in which they are installed. Money that names no currency is in the company's.
    pub forms: Vec<Form>,
}

/// The file `pack.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    code: String,
    forms: Vec<String>,
}

/// What an installation did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackReport {
    /// Codes of forms that were published.
    pub published: Vec<String>,
    /// Codes of forms that exist already and were left alone.
    pub kept: Vec<String>,
}

impl Pack {
    /// Reads a pack: `pack.json` names the forms, `<form>.json` holds each.
    ///
    /// # Errors
    /// Which file is missing or cannot be read, and where.
    pub fn read(file: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Self, Fault> {
        let manifest: Manifest = parse(file, "pack.json")?;
        let mut forms = Vec::with_capacity(manifest.forms.len());
        for code in &manifest.forms {
            let mut form: Form = parse(file, &format!("{code}.json"))?;
            identify(&manifest.code, &mut form);
            forms.push(form);
        }
        Ok(Self { code: manifest.code, forms })
    }
}

fn parse<T: serde::de::DeserializeOwned>(
    file: &dyn Fn(&str) -> Option<Vec<u8>>,
    name: &str,
) -> Result<T, Fault> {
    let bytes = file(name).ok_or_else(|| Fault::new(format!("the pack has no {name}")))?;
    serde_json::from_slice(&bytes).map_err(|e| Fault::new(format!("{name}: {e}")))
}

/// Gives every form, field, option and view of a pack its lasting id.
pub(super) fn identify(pack: &str, form: &mut Form) {
    let code = form.code.clone();
    if form.id == missing_form() {
        form.id = FormId::from_pack(pack, &code);
    }
    for field in &mut form.fields {
        let path = format!("{code}/{}", field.code);
        if field.id == missing_field() {
            field.id = FieldId::from_pack(pack, &path);
        }
        let give = |option: &mut Choice| {
            if option.id == missing_option() {
                option.id = OptionId::from_pack(pack, &format!("{path}/{}", option.code));
            }
        };
        match &mut field.kind {
            FieldKind::Choice(k) | FieldKind::Choices(k) => k.options.iter_mut().for_each(give),
            FieldKind::Stage(k) => k.options.iter_mut().map(|s| &mut s.choice).for_each(give),
            _ => {}
        }
    }
    for view in form.views.iter_mut().filter(|v| v.id == missing_view()) {
        view.id = ViewId::from_pack(pack, &format!("{code}/{}", view.code));
    }
}

impl Platform {
    /// Installs a pack: publishes the forms that do not exist yet, in one transaction, so that they may link one
    /// another in circles. Existing forms are left alone.
    ///
    /// # Errors
    /// Everything that is wrong with its forms, located under their codes.
    pub fn install_pack(&self, who: &Who, pack: &Pack) -> Result<PackReport, Error> {
        permit::builds(who, &*self.catalog()?)?;
        let (pack, who, at) = (pack.clone(), who.clone(), self.now());
        let written = self.write(move |tx, catalog| {
            let cause = who.cause();
            let mut door = Door { tx, catalog, who: &who, cause, at };
            install(&mut door, &pack, &catalog.workspace.currency)
        })?;
        Ok(written.value)
    }
}

/// Publishes the forms that do not exist yet, with money in this currency where the pack leaves it open.
///
/// # Errors
/// As [`Platform::install_pack`].
pub(crate) fn install(
    door: &mut Door<'_, '_>,
    pack: &Pack,
    currency: &str,
) -> Result<PackReport, Error> {
    let mut forms = pack.forms.clone();
    forms.iter_mut().for_each(|form| settle_currencies(form, None, currency));
    let mut report = PackReport::default();
    for form in &forms {
        if door.catalog.forms.values().any(|f| f.code == form.code) {
            report.kept.push(form.code.clone());
            continue;
        }
        let published = publish(door, form, (0, &forms));
        published.map_err(|error| under(error, &form.code))?;
        report.published.push(form.code.clone());
    }
    Ok(report)
}

fn under(error: Error, code: &str) -> Error {
    match error {
        Error::Rejected(all) => Error::Rejected(all.under(code)),
        fault @ Error::Fault(_) => fault,
    }
}
