//! A form with more fields than a table has columns, through every door: imported, listed, filtered, exported, undone.

use app::commands::Done;
use app::jobs::ExportRequest;
use app::queries::{AggregateRequest, RecordView};
use app::runtime::drain;
use app::{Error, Who};
use model::{Code, Command, Field, RecordId};
use serde_json::{Value as Json, json};
use store::replay::replay;
use testkit::{TestPlatform, both_databases};

use super::kit::{count, finish, incoming, list, patch, run, start, values};
use crate::crm::refusal;

both_databases! {
    a_sheet_of_600_columns_becomes_a_form_that_works,
    a_form_grows_across_the_border_by_publishing,
    a_sheet_of_5000_columns_is_refused_and_says_why,
}

const COLUMNS: usize = 600;
const ROWS: usize = 15;

/// Column 0 names the row; then numbers, words of three, texts, in turn.
fn cell(row: usize, column: usize) -> String {
    match (column, column % 3) {
        (0, _) => format!("第{row:02}号"),
        (_, 0) => format!("说明{}-{column} K{row:02}{column}", row % 7),
        (_, 1) => format!("{}", (row * 7 + column) % 50),
        _ => ["甲", "乙", "丙"][(row + column) % 3].to_owned(),
    }
}

fn sheet(columns: usize, rows: usize) -> String {
    let line = |row: Option<usize>| {
        let cells = (0..columns).map(|c| row.map_or_else(|| format!("栏{c}"), |r| cell(r, c)));
        cells.collect::<Vec<_>>().join(",") + "\n"
    };
    std::iter::once(line(None)).chain((0..rows).map(|r| line(Some(r)))).collect()
}

/// The code of the field that a column became.
fn codes(platform: &TestPlatform, form: &str) -> Vec<String> {
    let catalog = platform.catalog().unwrap();
    let form = catalog.form(form).unwrap();
    let code = |c| form.fields.iter().find(|f| f.name.zh_cn == format!("栏{c}"));
    (0..COLUMNS).map(|c| code(c).unwrap_or_else(|| panic!("no column {c}")).code.clone()).collect()
}

fn change(
    platform: &TestPlatform,
    who: &Who,
    view: (RecordId, i64),
    values: Json,
) -> Result<Done, Error> {
    let (form, values) = platform.read_values(who, "wide", (values.as_object().unwrap(), false))?;
    platform.execute(who, Command::UpdateRecord { form, id: view.0, base_rev: view.1, values })
}

fn is_what_its_log_says(platform: &TestPlatform) {
    let found = platform.store().snapshot(|read| Ok::<_, Error>(replay(read)?)).unwrap();
    assert_eq!(found.different, 0, "{:?}", found.differences);
}

fn a_sheet_of_600_columns_becomes_a_form_that_works(platform: &TestPlatform) {
    let boss = platform.as_administrator("总经理");
    let text = sheet(COLUMNS, ROWS);
    let view = start(platform, &boss, "宽表.csv", text.as_bytes());
    let new = json!({"target": {"new_form": {"name": "宽表", "code": "wide"}}});
    let view = patch(platform, &boss, view.id, new);
    assert_eq!((view.columns.len(), view.problems.errors), (COLUMNS, 0), "{:?}", view.problems);
    let job = run(platform, &boss, view.id);
    assert_eq!(job.result["created"], json!(ROWS));
    let codes = codes(platform, "wide");
    let catalog = platform.catalog().unwrap();
    let form = catalog.form("wide").unwrap().clone();
    let parts = catalog.table(form.id).unwrap().spills();
    assert!(!parts.is_empty(), "wider than one table");
    let (text, number, word) = (&codes[597], &codes[598], &codes[599]);
    assert_eq!(values(platform, &boss, "wide", number)[3], json!(((3 * 7 + 598) % 50).to_string()));

    let sort = json!([{"field": number, "descending": true}]);
    let page = list(platform, &boss, "wide", json!({"sort": sort, "size": 7}));
    let second = json!({"sort": sort, "size": 7, "after": page.next});
    let second = list(platform, &boss, "wide", second);
    let number_of = |r: &RecordView| r.values[number].as_str().unwrap().parse::<f64>().unwrap();
    let both: Vec<f64> = page.items.iter().chain(&second.items).map(number_of).collect();
    assert!(both.is_sorted_by(|a, b| a >= b) && both.len() == 14, "{both:?}");
    let far = json!({"field": text, "op": "contains", "value": "说明3"});
    let expected = (0..ROWS).filter(|r| r % 7 == 3).count();
    assert_eq!(count(platform, &boss, "wide", far), i64::try_from(expected).unwrap());
    let request: AggregateRequest = serde_json::from_value(json!({
        "group": [{"field": word}], "measures": [{"of": "sum", "field": number}], "filter": null, "search": null,
    }))
    .unwrap();
    let (groups, _) = platform.aggregate_records(&boss, "wide", &request).unwrap();
    assert_eq!(groups.len(), 3);
    drain(platform).unwrap();
    let found = list(platform, &boss, "wide", json!({"search": "K05597"}));
    assert_eq!(found.items.len(), 1);

    let one = &found.items[0];
    let done = change(platform, &boss, (one.id, one.rev), json!({number: 9_999, text: "改过"}));
    let batch = done.unwrap().batch;
    let history = platform.record_history(&boss, ("wide", one.id), None).unwrap();
    assert_eq!(history.items.len(), 2);
    let now = platform.find_record(&boss, "wide", one.id).unwrap();
    assert_eq!((&now.values[number], &now.values[text]), (&json!("9999"), &json!("改过")));
    platform.undo_batch(&boss, batch, false).unwrap();
    let back = platform.find_record(&boss, "wide", one.id).unwrap();
    assert_eq!(back.values[text], one.values[text]);

    let request: ExportRequest =
        serde_json::from_value(json!({"form": "wide", "format": "csv"})).unwrap();
    let job = platform.export_records(&boss, request).unwrap();
    drain(platform).unwrap();
    let csv = std::fs::read_to_string(platform.open_export(&boss, job).unwrap().path).unwrap();
    assert_eq!(csv.lines().count(), ROWS + 1);
    assert!(csv.contains("说明6-597") && csv.contains("栏599"));
    is_what_its_log_says(platform);

    let undo = platform.undo_import(&boss, view.id, true).unwrap();
    finish(platform, &boss, undo);
    let gone = platform.catalog().unwrap();
    assert!(gone.form("wide").is_err(), "a form that was made for the import goes with it");
    is_what_its_log_says(platform);
}

fn a_form_grows_across_the_border_by_publishing(platform: &TestPlatform) {
    let boss = platform.as_administrator("总经理");
    let number = |n: usize| json!({"code": format!("n{n}"), "name": {"en": "N"}, "kind": {"type": "number"}});
    let title = json!({"code": "title", "name": {"en": "Title"}, "kind": {"type": "text"}});
    // The title is two columns, the numbers one each: all of the first table.
    let fields: Vec<Json> = std::iter::once(title).chain((1..=248).map(number)).collect();
    let document =
        json!({"code": "wide", "name": {"en": "Wide"}, "title": "title", "fields": fields});
    platform.publish_form(&boss, serde_json::from_value(document).unwrap(), 0).unwrap();
    let spills = || {
        let catalog = platform.catalog().unwrap();
        catalog.table(catalog.form("wide").unwrap().id).unwrap().spills().len()
    };
    assert_eq!(spills(), 0);
    let form = platform.catalog().unwrap().form("wide").unwrap().clone();
    let new = |values: Json| {
        let values = platform.read_values(&boss, "wide", (values.as_object().unwrap(), true));
        let (form, values) = values.unwrap();
        platform.execute(&boss, Command::CreateRecord { form, id: None, values }).unwrap()
    };
    let old = new(json!({"title": "旧", "n248": 1})).receipts[0].record.unwrap();
    let mut next = form.clone();
    let mut gone = next.fields.pop().unwrap();
    gone.archived = true;
    let added: Field = serde_json::from_value(number(249)).unwrap();
    next.fields.extend([gone, added]);
    platform.publish_form(&boss, next, 1).unwrap();
    assert_eq!(spills(), 1, "the column of an archived field still counts");
    new(json!({"title": "新", "n249": 7}));
    change(platform, &boss, (old, 1), json!({"n249": 5, "n1": 5})).unwrap();
    let sort = json!({"sort": [{"field": "n249", "descending": false}]});
    let page = list(platform, &boss, "wide", sort);
    let found: Vec<&Json> = page.items.iter().map(|r| &r.values["n249"]).collect();
    assert_eq!(found, [&json!("5"), &json!("7")]);
    is_what_its_log_says(platform);
}

fn a_sheet_of_5000_columns_is_refused_and_says_why(platform: &TestPlatform) {
    let boss = platform.as_administrator("总经理");
    let file = incoming(platform, "宽表.csv", sheet(5_000, 2).as_bytes());
    let refused = platform.start_import(&boss, &file, None).unwrap_err();
    let Error::Rejected(all) = &refused else { panic!("{refused}") };
    assert_eq!(all.0[0].params["reason"], json!("too_many_columns"), "{all:?}");
    // What a file may have and a form may not is said where the form is proposed.
    let view = start(platform, &boss, "宽表.csv", sheet(1_200, 2).as_bytes());
    let new = json!({"target": {"new_form": {"name": "宽表", "code": "wide"}}});
    let view = patch(platform, &boss, view.id, new);
    assert_eq!(refusal(platform.run_import(&boss, view.id)), Code::TooMany);
}
