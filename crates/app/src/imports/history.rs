//! What was imported, when, by whom, and what became of it.

use std::collections::HashMap;

use jiff::Timestamp;
use model::job::{Job, JobKind, JobState};
use model::{ImportId, JobId};
use serde::Serialize;
use serde_json::{Value as Json, json};
use store::session::Read;
use store::{Error, Fault, imports, jobs};

use super::document::{Import, State, Target};
use super::kept;
use crate::platform::Platform;
use crate::who::Who;

/// Imports told at once.
const LISTED: u32 = 200;
/// Undo jobs among which an import's is sought.
const UNDONE: u32 = 500;

/// An import among others.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "docs/api.md says what each is")]
pub struct PastImport {
    pub id: ImportId,
    pub file: Json,
    /// The form, if it is there: code and names.
    pub form: Option<Json>,
    /// What a form to be made is called.
    pub new_form: Option<String>,
    pub by: Option<String>,
    pub at: Timestamp,
    pub rows: u32,
    pub state: State,
    pub job: Option<Json>,
    /// What its job did; none until it has ended.
    pub counts: Option<Json>,
    pub can_undo: bool,
    /// The undo that can be taken back.
    pub redo: Option<JobId>,
    /// There are rows that became no record, and the file they stand in is still kept.
    pub has_failed_rows: bool,
    /// There are rows that were written with something to know about them, and their file is still kept.
    pub has_noted_rows: bool,
}

impl Platform {
    /// The imports of this person, newest first; everyone's for administrators.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn list_imports(&self, who: &Who) -> Result<Vec<PastImport>, Error> {
        let catalog = self.catalog()?;
        let by = if catalog.may_administer(who) { None } else { who.id() };
        let (stored, undone) = self.store().read(|read| {
            let stored = imports::list(read, by, LISTED)?;
            Ok::<_, store::Fault>((stored, jobs::newest(read, JobKind::Undo, UNDONE)?))
        })?;
        let all: Vec<Import> = stored.iter().map(kept::document).collect::<Result<_, _>>()?;
        let ids: Vec<JobId> = all.iter().filter_map(|i| i.job).collect();
        let found = self.store().read(|read| jobs::find_some(read, &ids))?;
        let jobs: HashMap<JobId, &Job> = found.iter().map(|job| (job.id, job)).collect();
        let told = |import: &Import| {
            let job = import.job.and_then(|id| jobs.get(&id).copied());
            let ended = job.filter(|j| !matches!(j.state, JobState::Waiting | JobState::Running));
            let form = match &import.target {
                Target::Form(id) => catalog.forms.get(id),
                Target::New(_) => None,
            };
            let count = |name: &str| ended.and_then(|j| j.result.get(name)?.as_u64()).unwrap_or(0);
            PastImport {
                id: import.id,
                file: json!({
                    "name": import.file.name, "format": import.shape.format,
                    "size": import.file.size, "kept": !import.file.gone,
                }),
                form: form.map(|f| json!({"code": f.code, "name": f.name, "plural": f.plural})),
                new_form: match &import.target {
                    Target::New(new) => Some(new.name.clone()),
                    Target::Form(_) => None,
                },
                by: import.by.map(|id| catalog.person_name(id).to_owned()),
                at: import.at,
                rows: import.shape.rows,
                state: import.state,
                job: job.map(
                    |j| json!({"id": j.id, "state": j.state, "done": j.done, "total": j.total}),
                ),
                counts: ended
                    .filter(|j| j.result.get("created").is_some())
                    .map(|j| j.result.clone()),
                can_undo: ended.is_some() && matches!(import.state, State::Running | State::Done),
                redo: (import.state == State::Undone).then(|| redo(import, &undone)).flatten(),
                has_failed_rows: !import.file.gone && count("failed") + count("skipped") > 0,
                has_noted_rows: !import.file.gone && count("noted") > 0,
            }
        };
        Ok(all.iter().map(told).collect())
    }
}

/// The undo of an import that stands, so that it can be undone in its turn.
fn redo(import: &Import, undone: &[Job]) -> Option<JobId> {
    let id = json!(import.id);
    let of = |job: &&Job| job.plan.get("import") == Some(&id);
    undone.iter().find(of).filter(|job| job.state == JobState::Done).map(|job| job.id)
}

/// What a person called the file of an import; none once it is forgotten or its words were erased.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn file_of(read: &mut dyn Read, id: ImportId) -> Result<Option<String>, Fault> {
    let Some(stored) = imports::find(read, id)? else { return Ok(None) };
    let import = kept::document(&stored)?;
    Ok((!import.file.erased && !import.file.name.is_empty()).then_some(import.file.name))
}
