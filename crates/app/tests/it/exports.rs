//! Exports: what is in the file, what is never, who may, and that it is logged.

use app::jobs::{ExportFormat, ExportRequest};
use app::runtime::drain;
use app::{Platform, Who};
use model::job::JobState;
use model::{ChangeKind, Code, JobId};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::bulk::many_leads;
use crate::crm::{Crm, crm, lead, new_lead, refusal, with_lead_form};

both_databases! {
    a_csv_has_words_numbers_and_times_of_the_person,
    json_lines_have_values_as_in_the_api,
    a_workbook_reads_back,
    an_export_of_many_pages_has_each_record_once,
    an_export_goes_on_after_a_failure_and_begins_anew_without_its_staged_rows,
    hidden_fields_and_records_out_of_sight_stay,
    only_those_with_the_right_take_records_out,
    an_export_is_logged,
    a_right_that_is_withdrawn_closes_the_file_that_was_made,
    bytes_that_could_not_go_at_once_go_later,
    the_file_of_an_old_export_goes,
}

fn request(format: ExportFormat, more: Json) -> ExportRequest {
    let mut whole = json!({"form": "lead", "format": format});
    for (key, value) in more.as_object().unwrap() {
        whole[key] = value.clone();
    }
    serde_json::from_value(whole).unwrap()
}

fn bytes(platform: &Platform, who: &Who, id: JobId) -> Vec<u8> {
    drain(platform).unwrap();
    std::fs::read(platform.open_export(who, id).unwrap().path).unwrap()
}

fn export(platform: &Platform, who: &Who, format: ExportFormat, more: Json) -> String {
    let id = platform.export_records(who, request(format, more)).unwrap();
    String::from_utf8(bytes(platform, who, id)).unwrap()
}

/// Lets members export leads.
fn trust_members(platform: &TestPlatform, crm: &Crm) {
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    form.grants.iter_mut().for_each(|grant| grant.export = true);
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
}

fn a_csv_has_words_numbers_and_times_of_the_person(platform: &TestPlatform) {
    let crm = crm(platform);
    let values =
        json!({"company": "=海达\"机械\"", "channel_cost": "1234.50", "phone": "13800138000"});
    lead(platform, &crm.boss, values).unwrap();
    let fields = json!(["company", "status", "channel_cost", "owner", "created_at", "rev"]);
    let csv = export(platform, &crm.boss, ExportFormat::Csv, json!({"fields": fields}));
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].ends_with("负责人,创建时间,版本"), "{}", lines[0]);
    assert!(
        lines[1].starts_with("\"'=海达\"\"机械\"\"\",新线索,1234.50,总经理,2026-11-21 09:30:00")
    );
    assert!(lines[1].ends_with(",1"), "{}", lines[1]);
    assert_eq!(lines.len(), 2);
}

fn json_lines_have_values_as_in_the_api(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = new_lead(platform, &crm.boss, "海达机械");
    let lines = export(platform, &crm.boss, ExportFormat::Jsonl, json!({}));
    let line: Json = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!((&line["id"], &line["rev"]), (&json!(view.id), &json!(1)));
    assert_eq!(line["values"]["company"], "海达机械");
    assert_eq!(line["values"]["status"], "new");
}

fn a_workbook_reads_back(platform: &TestPlatform) {
    let crm = crm(platform);
    new_lead(platform, &crm.boss, "海达机械");
    let wanted = request(ExportFormat::Xlsx, json!({"fields": ["company", "created_at"]}));
    let id = platform.export_records(&crm.boss, wanted).unwrap();
    assert_eq!(&bytes(platform, &crm.boss, id)[..2], b"PK");
    let file = platform.open_export(&crm.boss, id).unwrap();
    assert_eq!(file.name, "线索 2026-11-21.xlsx");
    assert_eq!(file.size, std::fs::metadata(&file.path).unwrap().len());
}

fn an_export_of_many_pages_has_each_record_once(platform: &TestPlatform) {
    let crm = crm(platform);
    many_leads(platform, 500, &[]);
    many_leads(platform, 500, &[]);
    many_leads(platform, 77, &[]);
    let wanted = json!({"fields": ["company"], "sort": [{"field": "company"}]});
    let csv = export(platform, &crm.boss, ExportFormat::Csv, wanted);
    assert_eq!(csv.lines().count(), 1078);
    let job = &platform.list_jobs(&crm.boss).unwrap()[0];
    assert_eq!((job.state, job.done, job.total), (JobState::Done, 1077, 1077));
    let only = json!({"filter": {"field": "company", "op": "eq", "value": "批量76"}});
    assert_eq!(export(platform, &crm.boss, ExportFormat::Jsonl, only).lines().count(), 3);
}

fn an_export_goes_on_after_a_failure_and_begins_anew_without_its_staged_rows(
    platform: &TestPlatform,
) {
    let crm = crm(platform);
    many_leads(platform, 500, &[]);
    many_leads(platform, 100, &[]);
    let id = platform.export_records(&crm.boss, request(ExportFormat::Jsonl, json!({}))).unwrap();
    drain(platform).unwrap();
    let whole = bytes(platform, &crm.boss, id);
    for lose_rows in [false, true] {
        // As if a node had died inside the first page, once with and once without what it staged.
        let folder = tempfile::tempdir().unwrap();
        let staged = folder.path().join("staged");
        if !lose_rows {
            std::fs::write(&staged, &whole[..whole.len() / 2]).unwrap();
        }
        let job = platform.find_job(&crm.boss, id).unwrap();
        let redo = model::job::Job {
            id: JobId(platform.ports().ids.next()),
            state: JobState::Waiting,
            done: 0,
            checkpoint: json!({"staged": staged, "bytes": if lose_rows { 1 } else { 0 },
                "after": null, "read": false, "file": null}),
            result: Json::Null,
            ..job
        };
        let again = redo.id;
        platform.store().write(move |tx| Ok(store::jobs::insert(tx, &redo)?)).unwrap();
        assert_eq!(bytes(platform, &crm.boss, again), whole, "lost: {lose_rows}");
    }
}

fn hidden_fields_and_records_out_of_sight_stay(platform: &TestPlatform) {
    let crm = crm(platform);
    trust_members(platform, &crm);
    let owner = crm.east.id().unwrap().to_string();
    let values = json!({"company": "海达机械", "owner": owner, "channel_cost": "4711"});
    lead(platform, &crm.boss, values).unwrap();
    new_lead(platform, &crm.west, "别人的");
    for format in [ExportFormat::Csv, ExportFormat::Jsonl] {
        let text = export(platform, &crm.east, format, json!({}));
        assert!(text.contains("海达机械"));
        assert!(!text.contains("4711") && !text.contains("channel_cost"), "{text}");
        assert!(!text.contains("别人的"), "{text}");
    }
    let asked = request(ExportFormat::Csv, json!({"fields": ["channel_cost"]}));
    assert_eq!(refusal(platform.export_records(&crm.east, asked)), Code::UnknownField);
}

fn only_those_with_the_right_take_records_out(platform: &TestPlatform) {
    let crm = crm(platform);
    let asked = || request(ExportFormat::Csv, json!({}));
    assert_eq!(refusal(platform.export_records(&crm.east, asked())), Code::Forbidden);
    let id = platform.export_records(&crm.boss, asked()).unwrap();
    assert_eq!(refusal(platform.open_export(&crm.boss, id)), Code::NotFound, "not yet");
    drain(platform).unwrap();
    assert_eq!(refusal(platform.open_export(&crm.east, id)), Code::NotFound);

    // A right that is taken away while the export waits is gone.
    trust_members(platform, &crm);
    let id = platform.export_records(&crm.east, asked()).unwrap();
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    form.grants.iter_mut().for_each(|grant| grant.export = false);
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
    drain(platform).unwrap();
    let failed = platform.find_job(&crm.east, id).unwrap();
    assert_eq!((failed.state, &failed.result["code"]), (JobState::Failed, &json!("forbidden")));
}

fn an_export_is_logged(platform: &TestPlatform) {
    let crm = crm(platform);
    new_lead(platform, &crm.boss, "海达机械");
    export(platform, &crm.boss, ExportFormat::Csv, json!({}));
    let log = platform.store().read(|read| store::log::newest(read, 20)).unwrap();
    let exported: Vec<_> = log.iter().filter(|e| e.change.kind == ChangeKind::Exported).collect();
    assert_eq!(exported.len(), 1);
    assert_eq!(exported[0].change.actor, crm.boss.actor());
    assert!(format!("{:?}", exported[0].change.payload).contains("\"rows\": Number(1)"));
}

fn a_right_that_is_withdrawn_closes_the_file_that_was_made(platform: &TestPlatform) {
    let crm = crm(platform);
    trust_members(platform, &crm);
    new_lead(platform, &crm.east, "海达机械");
    let asked = request(ExportFormat::Csv, json!({"fields": ["company", "phone"]}));
    let id = platform.export_records(&crm.east, asked).unwrap();
    drain(platform).unwrap();
    platform.open_export(&crm.east, id).unwrap();
    // A field of the file is hidden now.
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.hidden.push("phone".to_owned()));
    });
    assert_eq!(refusal(platform.open_export(&crm.east, id)), Code::Forbidden);
    platform.open_export(&crm.boss, id).unwrap();
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| {
            grant.hidden.retain(|code| code != "phone");
        });
    });
    platform.open_export(&crm.east, id).unwrap();
    // The right itself is gone.
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.export = false);
    });
    assert_eq!(refusal(platform.open_export(&crm.east, id)), Code::Forbidden);
}

/// The row is gone, the bytes are not: the server stopped in between, or the disk refused.
fn bytes_that_could_not_go_at_once_go_later(platform: &TestPlatform) {
    let crm = crm(platform);
    new_lead(platform, &crm.boss, "海达机械");
    let id = platform.export_records(&crm.boss, request(ExportFormat::Csv, json!({}))).unwrap();
    drain(platform).unwrap();
    let file = platform.open_export(&crm.boss, id).unwrap().path;
    let aside = file.with_extension("aside");
    std::fs::rename(&file, &aside).unwrap();
    std::fs::create_dir(&file).unwrap();
    platform.clock.advance(jiff::SignedDuration::from_hours(8 * 24));
    assert!(platform.expire_exports().is_err(), "what is no file cannot be removed");
    std::fs::remove_dir(&file).unwrap();
    std::fs::rename(&aside, &file).unwrap();
    platform.purge_expired().unwrap();
    assert!(!file.exists(), "its bytes are gone");
}

fn the_file_of_an_old_export_goes(platform: &TestPlatform) {
    let crm = crm(platform);
    new_lead(platform, &crm.boss, "海达机械");
    let ask = || {
        let id = platform.export_records(&crm.boss, request(ExportFormat::Csv, json!({}))).unwrap();
        drain(platform).unwrap();
        id
    };
    let old = ask();
    let file = platform.open_export(&crm.boss, old).unwrap().path;
    platform.clock.advance(jiff::SignedDuration::from_hours(6 * 24));
    new_lead(platform, &crm.boss, "新来的");
    let young = ask();
    assert_eq!(platform.expire_exports().unwrap(), 0);
    platform.clock.advance(jiff::SignedDuration::from_hours(25));
    platform.purge_expired().unwrap();
    assert_eq!(refusal(platform.open_export(&crm.boss, old)), Code::LinkExpired);
    assert!(!file.exists(), "its bytes are gone");
    platform.open_export(&crm.boss, young).unwrap();
    assert_eq!(platform.expire_exports().unwrap(), 0, "once");
}
