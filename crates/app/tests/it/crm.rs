//! The CRM pack installed, and two members of different departments to look at it.

use app::commands::Done;
use app::forms::Pack;
use app::queries::{ListPage, ListRequest, RecordView};
use app::{Error, Who};
use model::{Code, Command, RecordId};
use serde_json::{Value as Json, json};
use testkit::TestPlatform;

/// Reads the CRM pack from the repository.
pub(crate) fn pack() -> Pack {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/crm/");
    Pack::read(&|name| std::fs::read(format!("{folder}{name}")).ok()).expect("the CRM pack")
}

/// An administrator, and two members of different departments.
pub(crate) struct Crm {
    pub(crate) boss: Who,
    pub(crate) east: Who,
    pub(crate) west: Who,
}

/// Installs the pack and hires people.
pub(crate) fn crm(platform: &TestPlatform) -> Crm {
    platform.install_pack(&Who::cli(), &pack()).expect("installs");
    let (east, west) = (platform.department("华东", None), platform.department("华西", None));
    Crm {
        boss: platform.as_administrator("总经理"),
        east: platform.moved(&platform.as_member("李强"), east),
        west: platform.moved(&platform.as_member("王芳"), west),
    }
}

/// Makes a lead.
pub(crate) fn lead(platform: &TestPlatform, who: &Who, values: Json) -> Result<Done, Error> {
    create(platform, who, "lead", values)
}

/// Makes a record.
pub(crate) fn create(
    platform: &TestPlatform,
    who: &Who,
    form: &str,
    values: Json,
) -> Result<Done, Error> {
    let Json::Object(values) = values else { panic!("values are an object") };
    let (form, values) = platform.read_values(who, form, (&values, true))?;
    platform.execute(who, Command::CreateRecord { form, id: None, values })
}

/// Makes a lead and reads it back.
pub(crate) fn new_lead(platform: &TestPlatform, who: &Who, company: &str) -> RecordView {
    let done = lead(platform, who, json!({"company": company})).expect("a lead");
    read(platform, who, done.receipts[0].record.expect("an id"))
}

/// Reads a lead.
pub(crate) fn read(platform: &TestPlatform, who: &Who, id: RecordId) -> RecordView {
    platform.find_record(who, "lead", id).expect("in sight")
}

/// Changes a lead.
pub(crate) fn change(
    platform: &TestPlatform,
    who: &Who,
    (id, rev): (RecordId, i64),
    values: Json,
) -> Result<Done, Error> {
    let Json::Object(values) = values else { panic!("values are an object") };
    let (form, values) = platform.read_values(who, "lead", (&values, false))?;
    platform.execute(who, Command::UpdateRecord { form, id, base_rev: rev, values })
}

/// Lists leads.
pub(crate) fn list(platform: &TestPlatform, who: &Who, request: Json) -> Result<ListPage, Error> {
    let request: ListRequest = serde_json::from_value(request).expect("a request");
    platform.list_records(who, "lead", &request)
}

/// Companies of a list.
pub(crate) fn companies(page: &ListPage) -> Vec<String> {
    page.items.iter().map(|r| r.values["company"].as_str().unwrap_or("").to_owned()).collect()
}

/// The first refusal's code.
pub(crate) fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Code {
    match result {
        Err(error) => error.code().unwrap_or_else(|| panic!("a fault: {error}")),
        Ok(value) => panic!("not refused: {value:?}"),
    }
}

/// Publishes leads with something else about them.
pub(crate) fn with_lead_form(
    platform: &TestPlatform,
    boss: &Who,
    change: impl FnOnce(&mut model::Form),
) {
    with_form(platform, boss, "lead", change);
}

/// Publishes a form with something else about it.
pub(crate) fn with_form(
    platform: &TestPlatform,
    boss: &Who,
    code: &str,
    change: impl FnOnce(&mut model::Form),
) {
    let mut form = platform.catalog().expect("the catalog").form(code).expect("a form").clone();
    let version = form.version;
    change(&mut form);
    platform.publish_form(boss, form, version).expect("publishes");
}
