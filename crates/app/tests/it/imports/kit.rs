//! Files on their way in, and what came of them.

use app::Who;
use app::files::Incoming;
use app::imports::{ImportPatch, ImportView, Told};
use app::queries::{ListPage, ListRequest};
use app::runtime::work_steps;
use model::job::{Job, JobState};
use model::{ImportId, JobId};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use testkit::TestPlatform;

/// Brings a file in.
pub(super) fn incoming(platform: &TestPlatform, name: &str, bytes: &[u8]) -> Incoming {
    let path = platform.ports().files.temporary().unwrap();
    std::fs::write(&path, bytes).unwrap();
    Incoming {
        path,
        hash: Sha256::digest(bytes).into(),
        size: bytes.len() as u64,
        name: name.to_owned(),
        media: "application/octet-stream".to_owned(),
    }
}

/// Begins an import of these bytes.
pub(crate) fn start(platform: &TestPlatform, who: &Who, name: &str, bytes: &[u8]) -> ImportView {
    platform.start_import(who, &incoming(platform, name, bytes), None).unwrap()
}

/// Changes an import.
pub(crate) fn patch(platform: &TestPlatform, who: &Who, id: ImportId, change: Json) -> ImportView {
    let change: ImportPatch = serde_json::from_value(change).unwrap();
    platform.change_import(who, id, &change).unwrap()
}

/// Begins an import of these bytes into a form that exists.
pub(crate) fn into_form(platform: &TestPlatform, who: &Who, form: &str, text: &str) -> ImportView {
    let incoming = incoming(platform, "名单.csv", text.as_bytes());
    platform.start_import(who, &incoming, Some(form)).unwrap()
}

/// Runs an import to its end.
pub(crate) fn run(platform: &TestPlatform, who: &Who, id: ImportId) -> Job {
    let job = platform.run_import(who, id).unwrap();
    finish(platform, who, job)
}

/// Lets a job come to its end.
pub(crate) fn finish(platform: &TestPlatform, who: &Who, job: JobId) -> Job {
    // Only the jobs: search and notices would cost more than all else.
    while work_steps(platform, u32::MAX).unwrap() {}
    let job = platform.find_job(who, job).unwrap();
    assert_eq!(job.state, JobState::Done, "{:?}", job.result);
    job
}

/// Records of a form.
pub(super) fn list(platform: &TestPlatform, who: &Who, form: &str, request: Json) -> ListPage {
    let request: ListRequest = serde_json::from_value(request).unwrap();
    platform.list_records(who, form, &request).unwrap()
}

/// How many records a filter finds.
pub(super) fn count(platform: &TestPlatform, who: &Who, form: &str, filter: Json) -> i64 {
    list(platform, who, form, json!({"filter": filter, "size": 1, "count": "exact"})).count.unwrap()
}

/// One field of all records (at most 500), oldest first.
pub(super) fn values(platform: &TestPlatform, who: &Who, form: &str, field: &str) -> Vec<Json> {
    let page = list(platform, who, form, json!({"size": 500}));
    let mut all: Vec<_> = page.items.iter().map(|r| r.values[field].clone()).collect();
    all.reverse();
    all
}

/// The column with this header.
pub(super) fn column<'v>(view: &'v ImportView, header: &str) -> &'v Json {
    let found = view.columns.iter().find(|c| c["header"] == header);
    found.unwrap_or_else(|| panic!("no column {header}"))
}

/// Its place in the sheet.
pub(super) fn index(view: &ImportView, header: &str) -> u64 {
    column(view, header)["index"].as_u64().unwrap()
}

/// What its new field is.
pub(super) fn kind(view: &ImportView, header: &str) -> String {
    column(view, header)["to"]["new_field"]["kind"]["type"].as_str().unwrap_or("").to_owned()
}

/// The failed rows, as they would be downloaded.
pub(super) fn failed(platform: &TestPlatform, who: &Who, id: ImportId) -> String {
    told(platform, who, id, Told::Failed)
}

/// Rows with something to say about them, as they would be downloaded.
pub(super) fn told(platform: &TestPlatform, who: &Who, id: ImportId, told: Told) -> String {
    let path = platform.import_rows_file(who, id, told).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    text
}

/// A real file; none, with a message, where it is absent.
#[expect(clippy::print_stderr, reason = "tests tell what they skip")]
pub(crate) fn sample(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var("CLEW_SAMPLES")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into());
    let read = std::fs::read(format!("{root}/{path}")).ok();
    if read.is_none() {
        eprintln!("skipped: no {root}/{path}; set CLEW_SAMPLES");
    }
    read
}

/// The code of the field that a column went to, once the import has run.
pub(super) fn code(view: &ImportView, header: &str) -> String {
    column(view, header)["to"]["field"].as_str().unwrap().to_owned()
}
