//! By which rule each form's search index was made. A program with another rule has the indexes of older ones made anew,
//! by the same job that follows a publish which changes the searched fields.

use model::job::{Job, JobKind, JobState};
use model::{Cause, FormId};
use serde_json::{Value as Json, json};
use store::session::Read;
use store::{Error, Fault, Tx, settings};

use crate::catalog::Catalog;
use crate::jobs::{self, NewJob};
use crate::platform::Platform;

/// The rule of this program. Raise it whenever the same values give other grams.
///
/// 1. What was there before rules were counted: also fields that are hidden from somebody.
/// 2. Fields that are hidden from somebody are left out, whole names have grams of their own.
/// 3. Latin letters lose their accents, titles are told from other names.
const RULE: u32 = 3;
/// Back-fills looked through for one that is on its way.
const JOBS: u32 = 200;

/// What has a form's search index made anew.
pub(crate) fn plan(form: FormId) -> Json {
    json!({ "index": "search", "form": form, "rule": RULE })
}

/// Notes that all of a form's search index follows this program's rule.
///
/// # Errors
/// When the database refuses.
pub(crate) fn note(tx: &mut Tx<'_>, form: FormId) -> Result<(), Fault> {
    note_made(tx, form, RULE)
}

/// Notes that all of a form's search index follows a rule.
///
/// # Errors
/// When the database refuses.
pub(crate) fn note_made(tx: &mut Tx<'_>, form: FormId, rule: u32) -> Result<(), Fault> {
    settings::save(tx, &key(form), &rule)
}

impl Platform {
    /// Has the search indexes of older rules made anew; how many. To be called when a node starts.
    ///
    /// # Errors
    /// When the database does not answer or refuses.
    pub fn renew_old_search(&self) -> Result<usize, Error> {
        let catalog = self.catalog()?;
        if self.store().read(|read| old(read, &catalog))?.is_empty() {
            return Ok(0);
        }
        let (ports, now) = (self.ports().clone(), self.now());
        // Asked again inside: another node may have been faster.
        let begun = self.write_chunk(move |tx, catalog| {
            let old = old(tx, catalog)?;
            for form in &old {
                let (kind, plan) = (JobKind::BackFill, plan(*form));
                let job = NewJob { kind, plan, cause: Cause::system(), batch: None, total: 0 };
                jobs::insert(tx, (&ports, now), &job)?;
            }
            Ok(old.len())
        })?;
        Ok(begun.value)
    }
}

/// Forms whose search index follows an older rule, and for which no job is on its way.
fn old(read: &mut dyn Read, catalog: &Catalog) -> Result<Vec<FormId>, Fault> {
    let mut found = Vec::new();
    for form in catalog.forms.keys() {
        let made: Option<u32> = settings::find(read, &key(*form))?;
        if made.is_none_or(|made| made < RULE) {
            found.push(*form);
        }
    }
    if !found.is_empty() {
        let jobs = store::jobs::newest(read, JobKind::BackFill, JOBS)?;
        found.retain(|form| !jobs.iter().any(|job| is_on_its_way(job, *form)));
    }
    Ok(found)
}

fn is_on_its_way(job: &Job, form: FormId) -> bool {
    matches!(job.state, JobState::Waiting | JobState::Running) && job.plan == plan(form)
}

fn key(form: FormId) -> String {
    format!("search_rule:{form}")
}
