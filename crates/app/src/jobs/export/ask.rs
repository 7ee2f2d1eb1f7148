//! Asking for an export, and fetching what it made.

use std::path::PathBuf;

use model::job::{JobKind, JobState};
use model::{Code, Expr, FileId, JobId, SystemField};
use store::files::find_files;
use store::{Error, Fault};

use super::expiry::EXPIRED;
use super::{ExportRequest, list_request, opened, with_columns};
use crate::jobs::NewJob;
use crate::platform::Platform;
use crate::queries::CountMode;
use crate::who::Who;

/// A finished export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFile {
    /// Where the bytes lie.
    pub path: PathBuf,
    /// What to call it.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// Bytes.
    pub size: u64,
}

impl Platform {
    /// Makes an export of the records that the person sees.
    ///
    /// # Errors
    /// `Forbidden` without the right to export; why the question cannot be asked, located in the request.
    pub fn export_records(&self, who: &Who, request: ExportRequest) -> Result<JobId, Error> {
        self.once(who, || self.export_now(who, request))
    }

    fn export_now(&self, who: &Who, request: ExportRequest) -> Result<JobId, Error> {
        let catalog = self.catalog()?;
        let (form, access) = opened(&catalog, who, &request)?;
        let request = with_columns(request, form, &access);
        let mut first = list_request(&request, 1, None);
        first.count = CountMode::Exact;
        let total = self.list_records(who, &request.form, &first)?.count.unwrap_or(0);
        let plan = serde_json::to_value(&request)
            .map_err(|e| store::Fault::new(format!("an export's plan: {e}")))?;
        let cause = who.cause();
        let new = NewJob { kind: JobKind::Export, plan, cause, batch: None, total };
        self.enqueue_once(who, new)
    }

    /// The file that an export made: its asker's, and administrators', as long as they might make it now.
    ///
    /// # Errors
    /// `NotFound` while it is not done, and for exports of others; `LinkExpired` once it is too old; `Forbidden` when
    /// the right to export, or the sight of a field in it, was withdrawn since.
    pub fn open_export(&self, who: &Who, id: JobId) -> Result<ExportFile, Error> {
        let missing = || Error::rejected(Code::NotFound);
        let job = self.find_job(who, id)?;
        if job.kind != JobKind::Export || job.state != JobState::Done {
            return Err(missing());
        }
        if job.result.get(EXPIRED).is_some() {
            return Err(Error::rejected(Code::LinkExpired));
        }
        let request: ExportRequest = serde_json::from_value(job.plan.clone())
            .map_err(|e| Fault::new(format!("an export's plan: {e}")))?;
        self.refuse_withdrawn(who, &request)?;
        let file = job.result.get("file").and_then(|f| f.as_str());
        let file: FileId = file.and_then(|f| f.parse().ok()).ok_or_else(missing)?;
        let stored = self.store().read(|read| find_files(read, &[file]))?.pop();
        let stored = stored.ok_or_else(missing)?;
        Ok(ExportFile {
            path: self.ports().files.path(&stored.hash),
            name: stored.file.name,
            media: stored.file.media,
            size: stored.file.size,
        })
    }

    /// Refuses what the person could not take out any more.
    fn refuse_withdrawn(&self, who: &Who, request: &ExportRequest) -> Result<(), Error> {
        let catalog = self.catalog()?;
        let (form, access) = opened(&catalog, who, request)?;
        if access.rows == Expr::never() {
            return Err(Error::rejected(Code::Forbidden));
        }
        let sees = |code: &String| {
            let field = form.field(code);
            SystemField::by_code(code).is_some() || field.is_some_and(|f| access.sees(f.id))
        };
        if request.fields.iter().flatten().all(sees) {
            Ok(())
        } else {
            Err(Error::rejected(Code::Forbidden))
        }
    }
}
