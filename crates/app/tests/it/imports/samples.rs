//! Real files that other people made.

use app::imports::ImportView;
use serde_json::json;
use testkit::TestPlatform;

use super::kit::{code, column, count, index, kind, patch, run, sample, start};

/// Imports a file into a form of its own; the form's code.
fn imported(platform: &TestPlatform, name: &str, bytes: &[u8], code: &str) -> (String, ImportView) {
    let boss = platform.as_administrator("总经理");
    let view = start(platform, &boss, name, bytes);
    let view = if code.is_empty() || view.target["new_form"]["code"] == json!(code) {
        view
    } else {
        patch(
            platform,
            &boss,
            view.id,
            json!({"target": {"new_form": {"name": code, "code": code}}}),
        )
    };
    assert_eq!(
        (view.problems.errors, view.problems.complete),
        (0, true),
        "{:?}",
        view.problems.sample
    );
    run(platform, &boss, view.id);
    let view = platform.find_import(&boss, view.id).unwrap();
    (view.target["form"].as_str().unwrap().to_owned(), view)
}

#[test]
fn the_leads_sample_holds_its_known_facts() {
    let Some(bytes) = sample("x-education/Leads.csv") else { return };
    let platform = TestPlatform::new();
    let boss = platform.as_administrator("总经理");
    let (form, view) = imported(&platform, "Leads.csv", &bytes, "leads");
    let total = |filter| count(&platform, &boss, &form, filter);
    assert_eq!((view.rows, total(json!(null))), (9_240, 9_240));
    assert_eq!(total(json!({"field": "converted", "op": "eq", "value": true})), 3_561);
    let empty = |field: &str| total(json!({"field": field, "op": "empty"}));
    let code = |header: &str| code(&view, header);
    // "Select" beside blanks.
    let blanks = |header: &str| column(&view, header)["blank"].as_i64().unwrap();
    for (header, selects) in [
        ("Specialization", 1_942),
        ("How did you hear about X Education", 5_043),
        ("Lead Profile", 4_146),
        ("City", 2_249),
    ] {
        assert_eq!(empty(&code(header)), selects + blanks(header), "{header}");
    }
    assert_eq!((empty(&code("Lead Quality")), empty(&code("Lead Source"))), (4_767, 36));
    let google = total(json!({"field": code("Lead Source"), "op": "eq", "value": "google"}));
    assert_eq!(google, 2_868 + 5, "two spellings are one option");
    assert_eq!(kind(&view, "Prospect ID"), "", "it is a field by now");
}

/// The sales teams, with agents as texts.
fn import_teams(platform: &TestPlatform, boss: &app::Who, teams: &[u8]) {
    let view = start(platform, boss, "sales_teams.csv", teams);
    let at = index(&view, "sales_agent");
    let agents = column(&view, "sales_agent")["sample"].clone();
    assert_eq!(agents[0], json!("Anna Snelling"));
    let view = patch(
        platform,
        boss,
        view.id,
        json!({"target": {"new_form": {"name": "Teams", "code": "sales_team"}}}),
    );
    let text =
        json!({"new_field": {"code": "agent", "name": {"en": "Agent"}, "kind": {"type": "text"}}});
    let manager = json!({"new_field": {"code": "manager", "name": {"en": "Manager"}, "kind": {"type": "text"}}});
    patch(
        platform,
        boss,
        view.id,
        json!({"columns": [{"index": at, "to": text}, {"index": index(&view, "manager"), "to": manager}]}),
    );
    run(platform, boss, view.id);
    assert_eq!(count(platform, boss, "sales_team", json!(null)), 35);
}

#[test]
fn the_pipeline_sample_links_its_four_tables() {
    let (Some(accounts), Some(products), Some(teams), Some(pipeline)) = (
        sample("maven-crm/accounts.csv"),
        sample("maven-crm/products.csv"),
        sample("maven-crm/sales_teams.csv"),
        sample("maven-crm/sales_pipeline.csv"),
    ) else {
        return;
    };
    let platform = TestPlatform::new();
    let boss = platform.as_administrator("总经理");
    imported(&platform, "accounts.csv", &accounts, "account");
    imported(&platform, "products.csv", &products, "product");
    import_teams(&platform, &boss, &teams);
    let view = start(&platform, &boss, "sales_pipeline.csv", &pipeline);
    for (header, form) in [("product", "product"), ("account", "account")] {
        assert_eq!(column(&view, header)["to"]["new_field"]["kind"]["form"], json!(form));
    }
    let people = column(&view, "sales_agent")["people"]["unmatched"].as_array().unwrap().clone();
    assert_eq!(people.len(), 30, "five agents have no deals");
    let people: Vec<_> =
        people.iter().map(|p| json!({"from": p["from"], "to": "create"})).collect();
    let unmatched = &column(&view, "product")["link"]["unmatched"];
    assert_eq!(
        (&unmatched[0]["from"], unmatched[0]["near"][0]["title"].as_str()),
        (&json!("GTXPro"), Some("GTX Pro"))
    );
    assert_eq!(unmatched.as_array().unwrap().len(), 1);
    let pro = json!([{"from": "GTXPro", "to": unmatched[0]["near"][0]["id"]}]);
    let view = patch(
        &platform,
        &boss,
        view.id,
        json!({"columns": [
        {"index": index(&view, "sales_agent"), "people": {"unmatched": people}},
        {"index": index(&view, "product"), "link": {"unmatched": pro}}]}),
    );
    assert_eq!(view.problems.errors, 0, "{:?}", view.problems.sample);
    let job = run(&platform, &boss, view.id);
    assert_eq!(job.result["created"], json!(8_800));
    let view = platform.find_import(&boss, view.id).unwrap();
    check_pipeline(&platform, &boss, &view);
}

/// What is known of the pipeline.
fn check_pipeline(platform: &TestPlatform, boss: &app::Who, view: &ImportView) {
    let form = view.target["form"].as_str().unwrap().to_owned();
    let total = |filter| count(platform, boss, &form, filter);
    assert_eq!(total(json!({"field": code(view, "account"), "op": "empty"})), 1_425);
    let (deal_stage, value) = (code(view, "deal_stage"), code(view, "close_value"));
    let stage = |word: &str| total(json!({"field": deal_stage, "op": "eq", "value": word}));
    assert_eq!(
        (stage("won"), stage("lost"), stage("engaging"), stage("prospecting")),
        (4_238, 2_473, 1_589, 500)
    );
    let request = json!({"measures": [{"of": "sum", "field": value}], "filter": {"field": deal_stage, "op": "eq", "value": "won"}});
    let request = serde_json::from_value(request).unwrap();
    let (rows, _) = platform.aggregate_records(boss, &form, &request).unwrap();
    let sum: f64 = rows[0].values[0].as_str().unwrap().parse().unwrap();
    assert!((sum - 10_005_534.0).abs() < 0.001, "{sum}");
}

#[test]
fn the_chinese_workbooks_become_forms() {
    let platform = TestPlatform::new();
    let boss = platform.as_administrator("总经理");
    for (name, rows) in [
        ("szse-a-share-list.xlsx", 2_875),
        ("sse-gplist.xls", 1_696),
        ("easyexcel-t01.xls", 1),
        ("easyexcel-t02.xlsx", 1),
        ("easyexcel-t03.xlsx", 1),
        ("easyexcel-t04.xlsx", 0),
    ] {
        let Some(bytes) = sample(&format!("xlsx-zh/{name}")) else { return };
        let view = start(&platform, &boss, name, &bytes);
        assert_eq!(view.problems.general, [], "{name}");
        let job = run(&platform, &boss, view.id);
        let of = |what: &str| job.result[what].as_i64().unwrap();
        if rows > 0 {
            assert_eq!(
                (of("created"), of("failed")),
                (rows, 0),
                "{name}: {:?}",
                view.problems.sample
            );
        } else {
            assert!(
                of("created") > 40 && of("failed") == 0,
                "{name}: {:?} {:?}",
                job.result,
                view.problems.sample
            );
        }
    }
}

#[test]
fn company_names_come_in_from_utf8_and_know_their_doubles() {
    let Some(bytes) = sample("zh/company-names-5000.csv") else { return };
    let platform = TestPlatform::new();
    let boss = platform.as_administrator("总经理");
    let (form, view) = imported(&platform, "company-names.csv", &bytes, "names");
    let name = code(&view, "name");
    assert_eq!(count(&platform, &boss, &form, json!(null)), 5_000);
    // The same list once more: every row is known.
    let view = start(&platform, &boss, "again.csv", &bytes);
    let view = patch(&platform, &boss, view.id, json!({"target": {"form": form}, "key": [name]}));
    assert_eq!(view.duplicates_found["in_store"], json!(5_000));
    assert_eq!(view.outcome["skip"], json!(5_000));
}
