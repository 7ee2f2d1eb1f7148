//! The forms of a workspace as a pack's files, and how a pack differs from what is installed.

use std::collections::BTreeSet;

use engines::definitions::{Difference, settle_currencies, summary};
use model::document::{missing_field, missing_form, missing_option, missing_view};
use model::{FieldKind, Form};
use serde_json::{Value as Json, json};
use store::{Error, Fault};

use super::packs::{Pack, identify};
use crate::platform::Platform;

/// A file of a pack: its name and what it holds.
pub type PackFile = (String, Vec<u8>);

/// How one form of a pack differs from the installed one.
#[derive(Debug, Clone, PartialEq)]
pub struct PackDifference {
    /// The form's code.
    pub form: String,
    /// What installing the pack's version would change; the first is `form_new` where it does not exist.
    pub differences: Vec<Difference>,
}

impl Platform {
    /// Forms as the files of a pack of this code; every form that is not archived when none is named. Ids that follow
    /// from the pack's code are left out, so that a pack that went through an installation comes back as it was.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn export_pack(&self, code: &str, forms: &[String]) -> Result<Vec<PackFile>, Error> {
        let catalog = self.catalog()?;
        let mut chosen = Vec::new();
        if forms.is_empty() {
            chosen.extend(catalog.forms.values().filter(|f| !f.archived));
            chosen.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
        }
        for form in forms {
            chosen.push(catalog.form(form)?);
        }
        let codes: Vec<&String> = chosen.iter().map(|f| &f.code).collect();
        let mut files = vec![file("pack.json", &json!({ "code": code, "forms": codes }))?];
        for form in chosen {
            files.push(file(&format!("{}.json", form.code), &document(code, form)?)?);
        }
        Ok(files)
    }

    /// How each form of a pack differs from the installed one; forms without differences are left out. Where the pack
    /// leaves a currency open, none differs: the installed one stays.
    ///
    /// # Errors
    /// When the definitions cannot be read.
    pub fn diff_pack(&self, pack: &Pack) -> Result<Vec<PackDifference>, Error> {
        let catalog = self.catalog()?;
        let compare = |form: &Form| {
            let installed = catalog.forms.values().find(|f| f.id == form.id || f.code == form.code);
            let mut next = form.clone();
            settle_currencies(&mut next, installed, &catalog.workspace.currency);
            let differences = summary(installed, &next);
            PackDifference { form: next.code, differences }
        };
        let all = pack.forms.iter().map(compare);
        Ok(all.filter(|form| !form.differences.is_empty()).collect())
    }
}

fn file(name: &str, json: &Json) -> Result<PackFile, Fault> {
    let mut text =
        serde_json::to_vec_pretty(json).map_err(|e| Fault::new(format!("{name}: {e}")))?;
    text.push(b'\n');
    Ok((name.to_owned(), text))
}

/// A form without its version and without ids that the pack's code gives anyway.
fn document(pack: &str, form: &Form) -> Result<Json, Fault> {
    let plain = Form { version: 0, ..form.clone() };
    let json = |form: &Form| {
        serde_json::to_value(form).map_err(|e| Fault::new(format!("a form's document: {e}")))
    };
    let mut derived = plain.clone();
    forget_ids(&mut derived);
    identify(pack, &mut derived);
    let mut known = BTreeSet::new();
    collect_ids(&json(&derived)?, &mut known);
    let mut document = json(&plain)?;
    remove_ids(&mut document, &known);
    if let Json::Object(fields) = &mut document {
        fields.remove("version");
    }
    Ok(document)
}

fn forget_ids(form: &mut Form) {
    form.id = missing_form();
    for field in &mut form.fields {
        field.id = missing_field();
        match &mut field.kind {
            FieldKind::Choice(k) | FieldKind::Choices(k) => {
                k.options.iter_mut().for_each(|o| o.id = missing_option());
            }
            FieldKind::Stage(k) => {
                k.options.iter_mut().for_each(|s| s.choice.id = missing_option());
            }
            _ => {}
        }
    }
    form.views.iter_mut().for_each(|v| v.id = missing_view());
}

fn collect_ids(json: &Json, into: &mut BTreeSet<String>) {
    match json {
        Json::Object(fields) => {
            into.extend(fields.get("id").and_then(Json::as_str).map(str::to_owned));
            fields.values().for_each(|value| collect_ids(value, into));
        }
        Json::Array(items) => items.iter().for_each(|item| collect_ids(item, into)),
        _ => {}
    }
}

fn remove_ids(json: &mut Json, known: &BTreeSet<String>) {
    match json {
        Json::Object(fields) => {
            if fields.get("id").and_then(Json::as_str).is_some_and(|id| known.contains(id)) {
                fields.remove("id");
            }
            fields.values_mut().for_each(|value| remove_ids(value, known));
        }
        Json::Array(items) => items.iter_mut().for_each(|item| remove_ids(item, known)),
        _ => {}
    }
}
