//! Words that name no option of their field: they never stop a row.

use app::imports::{ImportPatch, Told};
use model::Code;
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use super::kit::{column, index, into_form, patch, run, told, values};
use crate::crm::{crm, refusal};

both_databases! {
    unknown_options_are_left_empty_and_kept_beside_their_rows,
    a_word_left_empty_does_not_become_the_default,
    what_a_pipeline_begins_with_instead_is_said,
    remarks_are_counted_of_rows_that_are_imported,
    the_most_frequent_spelling_names_an_option,
    unknown_words_become_options_with_one_wish,
    who_may_not_build_makes_no_options,
    several_options_in_a_cell_are_known_one_by_one,
    an_unknown_word_changes_nothing_that_is_stored,
}

const LIST: &str = "公司名称,来源,行业\n海达,广交会,制造\n中联,官网,水产\n三一,广交会,水产\n";

/// The words of a column with what they mean.
fn meanings(view: &app::imports::ImportView, header: &str) -> Vec<(String, u64, Json)> {
    let words = column(view, header)["values"].as_array().unwrap();
    let one = |w: &Json| {
        (w["from"].as_str().unwrap().to_owned(), w["count"].as_u64().unwrap(), w["to"].clone())
    };
    words.iter().map(one).collect()
}

fn unknown_options_are_left_empty_and_kept_beside_their_rows(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", LIST);
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 3));
    let expected = [("广交会".to_owned(), 2, Json::Null), ("官网".to_owned(), 1, json!("website"))];
    assert_eq!(meanings(&view, "来源"), expected);
    let job = run(platform, &crm.boss, view.id);
    let count = |name: &str| job.result[name].as_u64().unwrap();
    assert_eq!((count("created"), count("failed"), count("noted")), (3, 0, 3));
    let stored = [Json::Null, json!("website"), Json::Null];
    assert_eq!(values(platform, &crm.boss, "lead", "source"), stored);
    let remarks = told(platform, &crm.boss, view.id, Told::Noted);
    let lines: Vec<&str> = remarks.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].ends_with("导入提示"), "{remarks}");
    assert!(lines[1].contains("来源：没有这个选项，留空了 (广交会)"), "{remarks}");
    assert_eq!(told(platform, &crm.boss, view.id, Told::Failed).lines().count(), 1);
    let past = platform.list_imports(&crm.boss).unwrap();
    assert!(past[0].has_noted_rows && !past[0].has_failed_rows);
}

fn a_word_left_empty_does_not_become_the_default(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let version = form.version;
    let field = form.fields.iter_mut().find(|f| f.code == "source").unwrap();
    field.default = model::Value::Option(field.kind.options()[0].id);
    platform.publish_form(&crm.boss, form, version).unwrap();
    let view = into_form(platform, &crm.boss, "lead", "公司名称,来源\n海达,广交会\n中联,\n");
    run(platform, &crm.boss, view.id);
    let stored = [Json::Null, json!("website")];
    assert_eq!(values(platform, &crm.boss, "lead", "source"), stored);
    // A pipeline always begins somewhere.
    let view = into_form(platform, &crm.boss, "lead", "公司名称,跟进状态\n徐工,没联系过\n");
    run(platform, &crm.boss, view.id);
    assert_eq!(values(platform, &crm.boss, "lead", "status").pop(), Some(json!("new")));
}

fn what_a_pipeline_begins_with_instead_is_said(platform: &TestPlatform) {
    let crm = crm(platform);
    let sheet = "公司名称,跟进状态,来源\n徐工,没联系过,广交会\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    let said: Vec<bool> =
        view.problems.sample.iter().map(|p| p.params.contains_key("instead")).collect();
    assert_eq!(said, [true, false], "{:?}", view.problems.sample);
    run(platform, &crm.boss, view.id);
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let first = form.field("status").unwrap().kind.options()[0].label.zh_cn.clone();
    let remarks = told(platform, &crm.boss, view.id, Told::Noted);
    let expected = format!("跟进状态：没有这个选项，用默认值“{first}”代替 (没联系过)");
    assert!(remarks.contains(&expected), "{remarks}");
    assert!(remarks.contains("来源：没有这个选项，留空了 (广交会)"), "{remarks}");
}

fn remarks_are_counted_of_rows_that_are_imported(platform: &TestPlatform) {
    let crm = crm(platform);
    let sheet = "公司名称,手机,来源\n海达,13800000001,广交会\n海达,13800000001,广交会\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    let skips = view.outcome["skip"].as_u64().unwrap();
    assert_eq!((view.problems.warnings, skips), (1, 1));
    let job = run(platform, &crm.boss, view.id);
    assert_eq!(job.result["noted"], json!(1));
}

fn the_most_frequent_spelling_names_an_option(platform: &TestPlatform) {
    let crm = crm(platform);
    let sheet = "公司名称,来源\n海达,trade fair\n中联,Trade Fair\n三一,Trade Fair\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    let wish = ["trade fair", "Trade Fair"].map(|word| json!({"from": word, "to": "@new"}));
    let wish = json!({"columns": [{"index": index(&view, "来源"), "values": wish}]});
    let view = patch(platform, &crm.boss, view.id, wish);
    let job = run(platform, &crm.boss, view.id);
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let options = form.field("source").unwrap().kind.options();
    assert_eq!(options.last().unwrap().label.zh_cn, "Trade Fair");
    let made = platform.preview_undo_job(&crm.boss, job.id).unwrap().made.unwrap();
    assert_eq!(made.options, 1, "as many as were told before");
}

fn unknown_words_become_options_with_one_wish(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", LIST);
    let at = |header| index(&view, header);
    let view = patch(
        platform,
        &crm.boss,
        view.id,
        json!({"columns": [
            {"index": at("来源"), "values": [{"from": "广交会", "to": "@new"}]},
            {"index": at("行业"), "values": [{"from": "水产", "to": "@new"}]},
        ]}),
    );
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 0));
    assert_eq!(meanings(&view, "来源")[0].2, json!("@new"));
    let labels = |platform: &TestPlatform| -> Vec<String> {
        let form = platform.catalog().unwrap().form("lead").unwrap().clone();
        let kind = &form.field("source").unwrap().kind;
        kind.options().iter().map(|o| o.label.zh_cn.clone()).collect()
    };
    assert!(!labels(platform).contains(&"广交会".to_owned()), "made with the run, not before");
    let job = run(platform, &crm.boss, view.id);
    assert_eq!(job.result["noted"], json!(0));
    assert_eq!(labels(platform).last().unwrap(), "广交会");
    let stored = values(platform, &crm.boss, "lead", "source");
    assert_eq!(stored, [json!("guang_jiao_hui"), json!("website"), json!("guang_jiao_hui")]);
    assert_eq!(
        meanings(&platform.find_import(&crm.boss, view.id).unwrap(), "来源")[0].2,
        stored[0]
    );
}

fn who_may_not_build_makes_no_options(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    form.grants.iter_mut().for_each(|g| g.import = true);
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
    let view = into_form(platform, &crm.east, "lead", LIST);
    let wish = json!({"columns": [{"index": index(&view, "来源"), "values": [{"from": "广交会", "to": "@new"}]}]});
    let wish: ImportPatch = serde_json::from_value(wish).unwrap();
    assert_eq!(refusal(platform.change_import(&crm.east, view.id, &wish)), Code::Forbidden);
    let job = run(platform, &crm.east, view.id);
    assert_eq!(job.result["created"], json!(3));
}

fn several_options_in_a_cell_are_known_one_by_one(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let version = form.version;
    let industry = form.fields.iter_mut().find(|f| f.code == "industry").unwrap();
    let model::FieldKind::Choice(kind) = industry.kind.clone() else { panic!("a choice") };
    let mut several = industry.clone();
    several.id = model::document::missing_field();
    several.code = "fields_of_work".to_owned();
    several.name = model::Label::both("经营范围", "Work");
    several.kind = model::FieldKind::Choices(kind);
    form.fields.push(several);
    platform.publish_form(&crm.boss, form, version).unwrap();
    let list = "公司名称,经营范围\n海达,制造、水产、物流\n中联,水产\n三一,物流;能源\n";
    let view = into_form(platform, &crm.boss, "lead", list);
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 2));
    assert_eq!(meanings(&view, "经营范围")[0], ("水产".to_owned(), 2, Json::Null));
    let at = index(&view, "经营范围");
    let energy = json!({"columns": [{"index": at, "values": [{"from": "水产", "to": "energy"}]}]});
    let view = patch(platform, &crm.boss, view.id, energy);
    assert_eq!(view.problems.warnings, 0);
    let back = json!({"columns": [{"index": at, "values": [{"from": "水产", "to": null}]}]});
    let view = patch(platform, &crm.boss, view.id, back);
    run(platform, &crm.boss, view.id);
    let stored =
        [json!(["manufacturing", "logistics"]), Json::Null, json!(["logistics", "energy"])];
    assert_eq!(values(platform, &crm.boss, "lead", "fields_of_work"), stored);
}

fn an_unknown_word_changes_nothing_that_is_stored(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,来源\n海达,官网\n");
    run(platform, &crm.boss, view.id);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,来源\n海达,广交会\n");
    let view = patch(platform, &crm.boss, view.id, json!({"mode": "update", "key": ["company"]}));
    assert_eq!(view.problems.errors, 0);
    run(platform, &crm.boss, view.id);
    assert_eq!(values(platform, &crm.boss, "lead", "source"), ["website"]);
}
