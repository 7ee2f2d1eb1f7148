//! 沿用上次: a file with the headers of an earlier one.

use app::runtime::fire_due;
use jiff::SignedDuration;
use model::Code;
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{column, failed, finish, index, into_form, patch, run, start};
use crate::crm::{create, crm, refusal};

both_databases! {
    the_same_headers_go_where_they_went_with_all_that_was_decided,
    what_was_decided_outlives_an_undo,
    other_headers_and_drafts_are_not_remembered,
    what_others_decided_is_theirs,
    what_no_longer_holds_is_proposed_anew,
    the_failed_rows_come_back_with_the_same_mapping,
    what_was_decided_outlives_the_file_but_no_erasure,
    only_words_of_the_new_file_are_taken_over,
}

const LIST: &str = "公司,渠道,备忘,部门,归谁\n海达,广交会,老客户,无,张伟\n";

/// Imports a list with decisions of every kind.
fn decided(platform: &TestPlatform, who: &app::Who) -> app::imports::ImportView {
    let view = into_form(platform, who, "lead", LIST);
    let at = |header| index(&view, header);
    let view = patch(
        platform,
        who,
        view.id,
        json!({"duplicates": "create", "columns": [
            {"index": at("公司"), "to": {"field": "company"}},
            {"index": at("渠道"), "to": {"field": "source"},
             "values": [{"from": "广交会", "to": "exhibition"}]},
            {"index": at("备忘"), "to": {"note": true}},
            {"index": at("部门"), "to": null, "empty_words": ["无"]},
            {"index": at("归谁"), "to": {"system": "owner"},
             "people": {"unmatched": [{"from": "张伟", "to": "text"}]}},
        ]}),
    );
    assert_eq!(view.remembered, None);
    run(platform, who, view.id);
    view
}

fn the_same_headers_go_where_they_went_with_all_that_was_decided(platform: &TestPlatform) {
    let crm = crm(platform);
    let past = decided(platform, &crm.boss);
    // In another order and written otherwise; and with other rows.
    let text = "归谁,公司 ,部门,渠道,备忘\n张伟,中联,无,广交会,\n";
    let view = start(platform, &crm.boss, "十二月.csv", text.as_bytes());
    assert_eq!(view.target["form"], json!("lead"));
    let told = view.remembered.clone().unwrap();
    assert_eq!((&told["import"], &told["by"]), (&json!(past.id), &json!("总经理")));
    assert_eq!(column(&view, "公司")["to"], json!({"field": "company"}));
    assert_eq!(column(&view, "公司")["reason"]["code"], json!("as_last_time"));
    assert_eq!(column(&view, "渠道")["values"][0]["to"], json!("exhibition"));
    assert_eq!(column(&view, "备忘")["to"], json!({"note": true}));
    assert_eq!(column(&view, "部门")["to"], json!(null));
    assert_eq!(column(&view, "归谁")["people"]["unmatched"][0]["to"], json!("text"));
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 0));
    assert_eq!(view.duplicates, app::imports::Rule::Create);
    let view = patch(platform, &crm.boss, view.id, json!({"recognise": true}));
    assert_eq!(view.remembered, None);
    assert_ne!(column(&view, "公司")["reason"]["code"], json!("as_last_time"));
}

fn what_was_decided_outlives_an_undo(platform: &TestPlatform) {
    let crm = crm(platform);
    let list = "公司,渠道,摊位,归谁\n海达,广交会,A01,张伟\n";
    let view = into_form(platform, &crm.boss, "lead", list);
    let at = |header| index(&view, header);
    let booth = json!({"code": "stand", "name": {"zh-CN": "展位"}, "kind": {"type": "long_text"}});
    let wish = json!({"columns": [
        {"index": at("公司"), "to": {"field": "company"}},
        {"index": at("渠道"), "to": {"field": "source"},
         "values": [{"from": "广交会", "to": "@new"}]},
        {"index": at("摊位"), "to": {"new_field": booth}},
        {"index": at("归谁"), "to": {"system": "owner"},
         "people": {"unmatched": [{"from": "张伟", "to": "create"}]}},
    ]});
    let view = patch(platform, &crm.boss, view.id, wish);
    let job = run(platform, &crm.boss, view.id);
    let undo = platform.undo_job(&crm.boss, job.id, false).unwrap();
    finish(platform, &crm.boss, undo);
    let fields = || platform.catalog().unwrap().form("lead").unwrap().fields.len();
    let before = fields();
    let again = into_form(platform, &crm.boss, "lead", list);
    assert_eq!(again.remembered.clone().unwrap()["import"], json!(view.id));
    let told = column(&again, "摊位");
    assert_eq!(told["to"]["new_field"]["name"]["zh-CN"], "展位");
    assert_eq!((&told["back"], &told["reason"]["code"]), (&json!(true), &json!("as_last_time")));
    assert_eq!(column(&again, "渠道")["values"][0]["back"], json!(true));
    let named = &column(&again, "归谁")["people"]["unmatched"][0]["to"];
    assert!(named.as_str().is_some_and(|to| to.starts_with("usr_")), "a member by now: {named}");
    assert_eq!(again.problems.warnings, 0);
    run(platform, &crm.boss, again.id);
    assert_eq!(fields(), before, "no second set of fields");
    assert_eq!(super::kit::values(platform, &crm.boss, "lead", "stand"), ["A01"]);
}

fn other_headers_and_drafts_are_not_remembered(platform: &TestPlatform) {
    let crm = crm(platform);
    let draft = into_form(platform, &crm.boss, "lead", LIST);
    let again = start(platform, &crm.boss, "名单.csv", LIST.as_bytes());
    assert_eq!(again.remembered, None, "{} was not run", draft.id);
    decided(platform, &crm.boss);
    let other = start(platform, &crm.boss, "名单.csv", "公司,渠道\n海达,官网\n".as_bytes());
    assert_eq!(other.remembered, None);
    // The same headers for another form are another question.
    let customers = into_form(platform, &crm.boss, "customer", LIST);
    assert_eq!(customers.remembered, None);
}

fn what_others_decided_is_theirs(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    form.grants.iter_mut().for_each(|g| g.import = true);
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
    decided(platform, &crm.boss);
    let view = into_form(platform, &crm.east, "lead", LIST);
    assert_eq!(view.remembered, None);
    let wish = serde_json::from_value(json!({"columns": []})).unwrap();
    run(platform, &crm.east, view.id);
    assert_eq!(refusal(platform.change_import(&crm.east, view.id, &wish)), Code::AlreadyDone);
    // Administrators see everyone's; the newest counts.
    let view = into_form(platform, &crm.boss, "lead", LIST);
    assert_eq!(view.remembered.unwrap()["by"], json!("李强"));
}

fn what_no_longer_holds_is_proposed_anew(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = |form: &str, values| create(platform, &crm.boss, form, values).unwrap();
    let haida = made("customer", json!({"name": "海达机械"})).receipts[0].record.unwrap();
    let text = "姓名,客户,职位\n王小明,海达,经理\n";
    let view = into_form(platform, &crm.boss, "contact", text);
    let at = index(&view, "客户");
    let link =
        json!({"columns": [{"index": at, "link": {"unmatched": [{"from": "海达", "to": haida}]}}]});
    let view = patch(platform, &crm.boss, view.id, link);
    run(platform, &crm.boss, view.id);
    let again = into_form(platform, &crm.boss, "contact", text);
    assert_eq!(column(&again, "客户")["link"]["unmatched"][0]["to"], json!(haida));
    let catalog = platform.catalog().unwrap();
    let customer = catalog.form("customer").unwrap().id;
    let trash = model::Command::TrashRecord { form: customer, id: haida, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    let mut contact = catalog.form("contact").unwrap().clone();
    let position = contact.fields.iter_mut().find(|f| f.code == "position").unwrap();
    position.archived = true;
    let version = contact.version;
    platform.publish_form(&crm.boss, contact, version).unwrap();
    let again = into_form(platform, &crm.boss, "contact", text);
    assert_eq!(column(&again, "客户")["link"]["unmatched"][0]["to"], json!(null));
    assert_ne!(column(&again, "职位")["reason"]["code"], json!("as_last_time"));
}

fn the_failed_rows_come_back_with_the_same_mapping(platform: &TestPlatform) {
    let crm = crm(platform);
    let text = "名号,手机\n海达,13800138000\n中联,不详的号码\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let to = json!({"columns": [{"index": index(&view, "名号"), "to": {"field": "company"}}]});
    let view = patch(platform, &crm.boss, view.id, to);
    run(platform, &crm.boss, view.id);
    let left = failed(platform, &crm.boss, view.id).replace("不详的号码", "13900139000");
    let view = start(platform, &crm.boss, "failed.csv", left.as_bytes());
    assert_eq!(view.target["form"], json!("lead"));
    assert_eq!(column(&view, "名号")["to"], json!({"field": "company"}));
}

fn what_was_decided_outlives_the_file_but_no_erasure(platform: &TestPlatform) {
    let crm = crm(platform);
    let past = decided(platform, &crm.boss);
    platform.clock.advance(SignedDuration::from_hours(24 * 40));
    while fire_due(platform).unwrap() > 0 {}
    assert_eq!(platform.find_import(&crm.boss, past.id).unwrap().file["kept"], json!(false));
    let view = start(platform, &crm.boss, "名单.csv", LIST.as_bytes());
    assert_eq!(view.remembered.clone().unwrap()["import"], json!(past.id));
    assert_eq!(column(&view, "渠道")["values"][0]["to"], json!("exhibition"));
    let made = super::kit::list(platform, &crm.boss, "lead", json!({})).items[0].id;
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = model::Command::TrashRecord { form, id: made, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    platform.erase_record(&crm.boss, "lead", made).unwrap();
    let view = start(platform, &crm.boss, "名单.csv", LIST.as_bytes());
    assert_eq!(view.remembered, None);
}

/// Names of people and companies are no part of a mapping: they wait where they stood until a file has them again.
fn only_words_of_the_new_file_are_taken_over(platform: &TestPlatform) {
    let crm = crm(platform);
    decided(platform, &crm.boss);
    let stored =
        |id| platform.store().read(|read| store::imports::find(read, id)).unwrap().unwrap();
    let words = |text: &str| {
        let view = start(platform, &crm.boss, "名单.csv", text.as_bytes());
        assert!(view.remembered.is_some());
        let document = stored(view.id).document;
        let columns = document["columns"].as_array().unwrap().clone();
        let words = |what: &str| {
            let all = columns.iter().flat_map(|c| c[what].as_object().unwrap().keys());
            all.cloned().collect::<Vec<String>>()
        };
        (words("values"), words("people"))
    };
    let none: Vec<String> = Vec::new();
    let head = "公司,渠道,备忘,部门,归谁\n";
    assert_eq!(words(&format!("{head}中联,官网,,无,王芳\n")), (none.clone(), none.clone()));
    // Where too many different words stand in a column to be counted, the file itself is asked.
    let many: String = (0..1_200).map(|n| format!("中联{n},官网{n},,无,王芳{n}\n")).collect();
    assert_eq!(words(&format!("{head}{many}")), (none.clone(), none));
    let late = format!("{head}{many}东风,广交会,,无, 张伟\n");
    assert_eq!(words(&late), (vec!["广交会".to_owned()], vec!["张伟".to_owned()]));
}
