//! Where a file goes at first: where such a file went before, else to the form that its columns fit best, else into a
//! form of its own.

use engines::imports::{Candidate, Codes, Fit, is_called, rank, read};
use model::{Code, Form, FormId, RowScope};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use store::Error;

use super::document::{Import, NewForm, Target};
use super::look::for_engines;
use super::propose::fillable;
use super::start::form_name;
use super::{remembered, words};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Forms that are told.
const TOLD: usize = 50;

/// How the columns of a file fit a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct FormFit {
    /// The form.
    pub form: FormId,
    /// Columns that say something.
    pub columns: usize,
    /// Of these, how many find a place in the form.
    pub found: usize,
}

/// Holds the file against every form into which the person may import, and aims it at one, unless the person chose.
///
/// # Errors
/// `Forbidden` where there is nothing that this person could import into; when the database does not answer.
pub(super) fn propose_target(
    platform: &Platform,
    (catalog, who): (&Catalog, &Who),
    import: &mut Import,
) -> Result<(), Error> {
    let last = remembered::newest_target(platform, who)?;
    let fits = fits((catalog, who), import, last);
    let told = |(form, fit): &(&Form, Fit)| FormFit {
        form: form.id,
        columns: fit.columns,
        found: fit.found,
    };
    import.fits = fits.iter().take(TOLD).map(told).collect();
    if !import.proposed {
        return Ok(());
    }
    let before = remembered::last_target(platform, (catalog, who), import)?;
    let target = match (before, fits.first()) {
        (Some(form), _) => Some(Target::Form(form)),
        (None, Some((form, fit))) if fit.is_enough() => Some(Target::Form(form.id)),
        (None, _) if catalog.may_build(who) => Some(Target::New(new_form((catalog, who), import))),
        // Who may not build takes what is there.
        (None, best) => best.map(|(form, _)| Target::Form(form.id)),
    };
    import.target = target.ok_or_else(|| Error::rejected(Code::Forbidden))?;
    Ok(())
}

/// The forms into which this person may import, with how the file fits the fields that they may fill; best first.
fn fits<'c>(
    (catalog, who): (&'c Catalog, &Who),
    import: &Import,
    last: Option<FormId>,
) -> Vec<(&'c Form, Fit)> {
    let own = import.columns.iter().filter(|c| !words::is_added(&c.header));
    let columns: Vec<_> = own.map(|c| for_engines(&c.header, &c.look)).collect();
    let columns = read(&columns, import.at.to_zoned(who.zone.clone()).date());
    let sheet = import.shape.sheets.get(import.shape.sheet as usize);
    let names = [import.file.name.as_str(), sheet.map_or("", |sheet| sheet.name.as_str())];
    let mut forms: Vec<(&Form, Fit)> = Vec::new();
    for form in catalog.forms.values() {
        let Ok((form, access)) = catalog.open_form(who, &form.code) else { continue };
        if access.import {
            let fit = Fit::of(&fillable(form, &access), &columns);
            forms.push((form, Fit { called: names.iter().any(|n| is_called(form, n)), ..fit }));
        }
    }
    let candidate = |(form, fit): &(&Form, Fit)| Candidate {
        fit: *fit,
        was_last: last == Some(form.id),
        position: form.position,
    };
    let candidates: Vec<Candidate> = forms.iter().map(candidate).collect();
    rank(&candidates).into_iter().filter_map(|place| forms.get(place).copied()).collect()
}

fn new_form((catalog, who): (&Catalog, &Who), import: &Import) -> NewForm {
    let name = form_name(import, who.language);
    let sees = catalog.may_administer(who).then_some(RowScope::All);
    with_code(catalog, &NewForm { name, code: String::new(), position: None, sees })
}

/// A form to be made with a code: Chinese names are read aloud, as their fields' are.
pub(super) fn with_code(catalog: &Catalog, new: &NewForm) -> NewForm {
    if !new.code.is_empty() {
        return new.clone();
    }
    let codes = catalog.forms.values().map(|f| f.code.as_str());
    NewForm { code: Codes::taken(codes).of_name(&new.name, "form"), ..new.clone() }
}

/// The same once it is made: another form may have been called so since.
pub(super) fn with_free_code(catalog: &Catalog, new: &NewForm) -> NewForm {
    let is_taken = catalog.forms.values().any(|f| f.code == new.code);
    let is_ours = new.code.starts_with(&Codes::default().of_name(&new.name, "form"));
    let code = if is_taken && is_ours { String::new() } else { new.code.clone() };
    with_code(catalog, &NewForm { code, ..new.clone() })
}

/// The same as the person sees it: forms that are gone by now, or out of sight, are left out.
pub(super) fn shown(catalog: &Catalog, who: &Who, fits: &[FormFit]) -> Vec<Json> {
    let told = |fit: &FormFit| {
        let form = catalog.forms.get(&fit.form)?;
        let (form, _) = catalog.open_form(who, &form.code).ok()?;
        Some(json!({"form": form.code, "columns": fit.columns, "found": fit.found}))
    };
    fits.iter().filter_map(told).collect()
}
