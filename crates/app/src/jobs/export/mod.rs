//! Exports 数据导出: the records that a person sees, as a file they can fetch.
//!
//! Rows are read page by page behind a cursor and staged, a line each, in a temporary file; at the end the staged rows
//! become the file that was asked for. So an export is resumed after the last page, also where its format (a workbook)
//! cannot be continued. Pages are read one after another: what changes meanwhile may be in or not, each record whole.
//! Every page asks again what the person may see; the log says what was taken out.

mod ask;
mod columns;
mod expiry;
mod finish;
mod staged;

use std::path::PathBuf;

use model::job::Job;
use model::view::SortField;
use model::{Access, Code, FileId, Form, Rejection};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::{Error, Fault};

pub use ask::ExportFile;

use super::{JobHandler, Progress, Step};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::queries::ListRequest;
use crate::who::Who;

/// Records of a page.
const PAGE: u32 = 500;

/// What to take out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    /// Code of the form.
    pub form: String,
    /// As what.
    pub format: ExportFormat,
    /// Conditions in the filter form of the API; null = all.
    #[serde(default)]
    pub filter: Json,
    /// Sort fields; the newest first when empty.
    #[serde(default)]
    pub sort: Vec<SortField>,
    /// Codes of the fields wanted; what people usually want when not given.
    #[serde(default)]
    pub fields: Option<Vec<String>>,
    /// Words to find.
    #[serde(default)]
    pub search: Option<String>,
    /// In the form's pool: the records that nobody owns.
    #[serde(default)]
    pub pool: bool,
}

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A workbook.
    Xlsx,
    /// Comma-separated values in UTF-8, with a byte order mark.
    Csv,
    /// A JSON object a line, values as in the API.
    Jsonl,
}

impl ExportFormat {
    /// What stands behind the dot.
    fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    fn media(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/x-ndjson",
        }
    }
}

/// How far an export is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Checkpoint {
    /// Where rows are staged on this node.
    staged: Option<PathBuf>,
    /// Bytes of it that count; what stands behind them was written by a step that broke off.
    bytes: u64,
    /// Go on reading here; none at the beginning.
    after: Option<String>,
    /// All rows are staged.
    read: bool,
    /// The finished file.
    file: Option<FileId>,
}

/// The handler.
pub(crate) struct Export;

impl JobHandler for Export {
    fn step(&self, platform: &Platform, job: &Job) -> Result<Step, Error> {
        let request: ExportRequest = serde_json::from_value(job.plan.clone())
            .map_err(|e| Fault::new(format!("an export's plan: {e}")))?;
        let at: Checkpoint = serde_json::from_value::<Option<_>>(job.checkpoint.clone())
            .map_err(|e| Fault::new(format!("an export's checkpoint: {e}")))?
            .unwrap_or_default();
        if let Some(file) = at.file {
            return Ok(Step::Done(serde_json::json!({ "file": file, "rows": job.done })));
        }
        let who = asker(platform, job)?;
        let catalog = platform.catalog()?;
        let (form, access) = opened(&catalog, &who, &request)?;
        let request = with_columns(request, form, &access);
        match staged::path(&at) {
            Some(path) if at.read => finish::finish(platform, (job, &who), (&request, &at), &path),
            Some(path) => next_page(platform, (job, &who), &request, (at, path)),
            // Staged by another node, or cleared away: from the beginning.
            None => {
                let path = platform.ports().files.temporary()?;
                let fresh = Checkpoint { staged: Some(path.clone()), ..Checkpoint::default() };
                let job = Job { done: 0, ..job.clone() };
                next_page(platform, (&job, &who), &request, (fresh, path))
            }
        }
    }
}

/// As whom the export runs: as the person is now, not as they were when they asked.
fn asker(platform: &Platform, job: &Job) -> Result<Who, Error> {
    let Some(id) = job.by else { return Ok(Who::cli()) };
    let who = platform.who_is(id, model::Origin::Web)?;
    who.ok_or_else(|| Error::rejected(Code::Forbidden))
}

/// The form, if the person may take records of it out.
fn opened<'c>(
    catalog: &'c Catalog,
    who: &Who,
    request: &ExportRequest,
) -> Result<(&'c Form, Access), Rejection> {
    let (form, access) = catalog.open_list(who, (&request.form, request.pool))?;
    if access.export { Ok((form, access)) } else { Err(Rejection::new(Code::Forbidden)) }
}

fn with_columns(request: ExportRequest, form: &Form, access: &Access) -> ExportRequest {
    let fields = request.fields.unwrap_or_else(|| columns::usual(form, access));
    ExportRequest { fields: Some(fields), ..request }
}

fn list_request(request: &ExportRequest, size: u32, after: Option<String>) -> ListRequest {
    ListRequest {
        filter: request.filter.clone(),
        sort: request.sort.clone(),
        fields: request.fields.clone(),
        size: Some(size),
        after,
        search: request.search.clone(),
        pool: request.pool,
        ..ListRequest::default()
    }
}

fn next_page(
    platform: &Platform,
    (job, who): (&Job, &Who),
    request: &ExportRequest,
    (at, path): (Checkpoint, PathBuf),
) -> Result<Step, Error> {
    let wanted = list_request(request, PAGE, at.after.clone());
    let page = platform.list_records(who, &request.form, &wanted)?;
    let bytes = staged::append(&path, at.bytes, &page.items)?;
    let done = job.done + i64::try_from(page.items.len()).unwrap_or(0);
    let next = Checkpoint { bytes, read: page.next.is_none(), after: page.next, ..at };
    Ok(Step::Aside(progress((done, job.total.max(done)), &next)?))
}

fn progress((done, total): (i64, i64), at: &Checkpoint) -> Result<Progress, Fault> {
    let checkpoint =
        serde_json::to_value(at).map_err(|e| Fault::new(format!("a checkpoint: {e}")))?;
    Ok(Progress { done, total, checkpoint })
}
