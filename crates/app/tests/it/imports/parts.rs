//! What an import makes besides records goes with it when it is taken back, and comes back with it.

use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use super::kit::{column, count, finish, index, into_form, list, patch, run, values};
use crate::crm::{change, crm};

both_databases! {
    fields_and_options_go_with_an_import_and_come_back_with_it,
    an_option_that_an_undo_let_go_comes_back_with_the_next_import,
    a_field_that_an_undo_let_go_comes_back_with_the_next_import,
    a_field_called_otherwise_or_of_another_kind_is_a_new_one,
    what_holds_something_else_stays,
    who_asks_keeps_what_was_made,
    an_undo_says_beforehand_what_it_will_take_back,
    columns_kept_as_a_note_become_one,
    the_records_of_an_import_are_listed_in_the_order_of_the_sheet,
    missing_phones_are_found_whatever_the_fields_are_called,
    a_record_tells_the_file_and_row_that_it_came_from,
    a_check_knows_what_changed_since_the_last_one,
}

const LIST: &str = "公司名称,来源,展位号\n海达,广交会,A01\n中联,官网,A02\n";

/// Imports a list that makes one field and one option.
fn made(platform: &TestPlatform, who: &app::Who) -> (app::imports::ImportView, model::job::Job) {
    let view = into_form(platform, who, "lead", LIST);
    let wish = json!({"columns": [
        {"index": index(&view, "来源"), "values": [{"from": "广交会", "to": "@new"}]}]});
    let view = patch(platform, who, view.id, wish);
    let job = run(platform, who, view.id);
    (view, job)
}

fn an_option_that_an_undo_let_go_comes_back_with_the_next_import(platform: &TestPlatform) {
    let crm = crm(platform);
    let (_, job) = made(platform, &crm.boss);
    let undo = |job| {
        let undo = platform.undo_job(&crm.boss, job, false).unwrap();
        finish(platform, &crm.boss, undo)
    };
    undo(job.id);
    assert!(!in_use(platform).1);
    let again =
        || into_form(platform, &crm.boss, "lead", "公司名称,来源\n徐工,广交会\n三一,官网\n");
    let view = again();
    let words = column(&view, "来源")["values"].clone();
    let told = |word: &str| {
        words.as_array().unwrap().iter().find(|w| w["from"] == word).unwrap()["back"].clone()
    };
    assert_eq!((told("广交会"), told("官网")), (json!(true), Json::Null));
    assert_eq!(view.problems.warnings, 0);
    assert!(!in_use(platform).1, "it comes with the run, not before");
    let job = run(platform, &crm.boss, view.id);
    assert!(in_use(platform).1);
    let parts = platform.preview_undo_job(&crm.boss, job.id).unwrap().made.unwrap();
    assert_eq!((parts.fields.len(), parts.options), (0, 1));
    let undone = undo(job.id);
    assert_eq!(undone.result["options_archived"], json!(1), "and goes with it again");
    assert!(!in_use(platform).1);
    // Where its word means something else it stays out of use; and so for who may not build.
    let view = again();
    let wish = json!({"columns": [
        {"index": index(&view, "来源"), "values": [{"from": "广交会", "to": ""}]}]});
    run(platform, &crm.boss, patch(platform, &crm.boss, view.id, wish).id);
    assert!(!in_use(platform).1);
    crate::crm::with_form(platform, &crm.boss, "lead", |form| {
        form.grants.iter_mut().for_each(|grant| grant.import = true);
    });
    let list = "公司名称,来源\n柳工,广交会\n";
    run(platform, &crm.east, into_form(platform, &crm.east, "lead", list).id);
    assert!(!in_use(platform).1);
    // What somebody retired by hand stays so as well.
    let mut retired = None;
    crate::crm::with_form(platform, &crm.boss, "lead", |form| {
        let field = form.fields.iter_mut().find(|f| f.code == "source").unwrap();
        let model::FieldKind::Choice(kind) = &mut field.kind else { panic!("a choice") };
        let option = kind.options.iter_mut().find(|o| o.code == "website").unwrap();
        option.archived = true;
        retired = Some(option.id);
    });
    run(
        platform,
        &crm.boss,
        into_form(platform, &crm.boss, "lead", "公司名称,来源\n山河,官网\n").id,
    );
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let options = form.field("source").unwrap().kind.options();
    assert!(options.iter().any(|o| Some(o.id) == retired && o.archived));
}

/// The fields called 展位号: code, and whether it is out of use.
fn booths(platform: &TestPlatform) -> Vec<(String, bool)> {
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let called = form.fields.iter().filter(|f| f.name.zh_cn == "展位号");
    called.map(|f| (f.code.clone(), f.archived)).collect()
}

fn a_field_that_an_undo_let_go_comes_back_with_the_next_import(platform: &TestPlatform) {
    let crm = crm(platform);
    let undo = |job| {
        let undo = platform.undo_job(&crm.boss, job, false).unwrap();
        finish(platform, &crm.boss, undo)
    };
    undo(made(platform, &crm.boss).1.id);
    let [(code, true)] = &booths(platform)[..] else { panic!("{:?}", booths(platform)) };
    // Under other headers, so that nothing is remembered.
    let view = into_form(platform, &crm.boss, "lead", "公司名称,展位号,邮箱\n徐工,B01,\n");
    assert_eq!(column(&view, "展位号")["back"], json!(true));
    assert!(booths(platform)[0].1, "it comes with the run, not before");
    let job = run(platform, &crm.boss, view.id);
    assert_eq!(booths(platform), [(code.clone(), false)]);
    assert_eq!(values(platform, &crm.boss, "lead", code), ["B01"]);
    let parts = platform.preview_undo_job(&crm.boss, job.id).unwrap().made.unwrap();
    assert_eq!((parts.fields[0].zh_cn.as_str(), parts.fields.len()), ("展位号", 1));
    assert_eq!(undo(job.id).result["fields_archived"], json!(1), "and goes with it again");
    assert_eq!(booths(platform), [(code.clone(), true)]);
    // What somebody retired by hand is theirs.
    crate::crm::with_form(platform, &crm.boss, "lead", |form| {
        form.fields.iter_mut().find(|f| f.code == "industry").unwrap().archived = true;
    });
    let view = into_form(platform, &crm.boss, "lead", "公司名称,行业\n柳工,制造\n");
    assert_eq!(column(&view, "行业")["back"], Json::Null);
}

fn a_field_called_otherwise_or_of_another_kind_is_a_new_one(platform: &TestPlatform) {
    let crm = crm(platform);
    let job = made(platform, &crm.boss).1;
    let undo = platform.undo_job(&crm.boss, job.id, false).unwrap();
    finish(platform, &crm.boss, undo);
    // Under other headers each time, so that nothing is remembered.
    let changed = |name: &str, kind: &str, other: &str| {
        let list = format!("公司名称,展位号,{other}\n{name}厂,B01,\n");
        let view = into_form(platform, &crm.boss, "lead", &list);
        let mut field = column(&view, "展位号")["to"]["new_field"].clone();
        assert_eq!(field["code"], booths(platform)[0].0);
        field["name"] = json!({"zh-CN": name});
        field["kind"] = json!({"type": kind});
        let wish = json!({"columns": [{"index": 1, "to": {"new_field": field}}]});
        let view = patch(platform, &crm.boss, view.id, wish);
        assert_eq!(view.problems.general, []);
        assert_eq!(column(&view, "展位号")["back"], Json::Null);
        run(platform, &crm.boss, view.id);
    };
    changed("摊位", "text", "邮箱");
    changed("展位号", "long_text", "职位");
    let out_of_use: Vec<bool> = booths(platform).iter().map(|(_, archived)| *archived).collect();
    assert_eq!(out_of_use, [true, false]);
}

/// Whether the made field and option are in use.
fn in_use(platform: &TestPlatform) -> (bool, bool) {
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let field = form.fields.iter().find(|f| f.name.zh_cn == "展位号").unwrap();
    let options = form.field("source").unwrap().kind.options();
    let option = options.iter().find(|o| o.label.zh_cn == "广交会").unwrap();
    (!field.archived, !option.archived)
}

fn fields_and_options_go_with_an_import_and_come_back_with_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let (_, job) = made(platform, &crm.boss);
    assert_eq!(in_use(platform), (true, true));
    let preview = platform.preview_undo_job(&crm.boss, job.id).unwrap();
    let parts = preview.made.unwrap();
    assert_eq!((parts.fields[0].zh_cn.as_str(), parts.options), ("展位号", 1));
    let undo = platform.undo_job(&crm.boss, job.id, false).unwrap();
    let undone = finish(platform, &crm.boss, undo);
    assert_eq!(in_use(platform), (false, false));
    let told = |name: &str| undone.result[name].clone();
    assert_eq!((told("fields_archived"), told("options_archived")), (json!(1), json!(1)));
    let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
    finish(platform, &crm.boss, redo);
    assert_eq!(in_use(platform), (true, true));
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let field = form.fields.iter().find(|f| f.name.zh_cn == "展位号").unwrap();
    assert_eq!(values(platform, &crm.boss, "lead", &field.code), ["A01", "A02"]);
    // And once more.
    let again = platform.undo_job(&crm.boss, redo, false).unwrap();
    finish(platform, &crm.boss, again);
    assert_eq!(in_use(platform), (false, false));
}

fn what_holds_something_else_stays(platform: &TestPlatform) {
    let crm = crm(platform);
    let (_, job) = made(platform, &crm.boss);
    let form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let field = form.fields.iter().find(|f| f.name.zh_cn == "展位号").unwrap().code.clone();
    let own = crate::crm::new_lead(platform, &crm.boss, "自己建的");
    change(platform, &crm.boss, (own.id, 1), json!({(field): "B07"})).unwrap();
    let undo = platform.undo_job(&crm.boss, job.id, false).unwrap();
    finish(platform, &crm.boss, undo);
    assert_eq!(in_use(platform), (true, false));
}

fn who_asks_keeps_what_was_made(platform: &TestPlatform) {
    let crm = crm(platform);
    let (_, job) = made(platform, &crm.boss);
    let undo = platform.undo_job_keeping(&crm.boss, job.id, (false, true)).unwrap();
    finish(platform, &crm.boss, undo);
    assert_eq!(in_use(platform), (true, true));
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 0);
}

fn an_undo_says_beforehand_what_it_will_take_back(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", "公司名称\n甲\n乙\n丙\n丁\n");
    let job = run(platform, &crm.boss, view.id);
    let page = list(platform, &crm.boss, "lead", json!({}));
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = model::Command::TrashRecord { form, id: page.items[0].id, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    change(platform, &crm.boss, (page.items[1].id, 1), json!({"email": "a@b.cn"})).unwrap();
    let preview = platform.preview_undo_job(&crm.boss, job.id).unwrap();
    let undo = platform.undo_job(&crm.boss, job.id, false).unwrap();
    let undone = finish(platform, &crm.boss, undo);
    assert_eq!((preview.records, preview.count), (3, 1));
    assert_eq!(undone.result["undone"], json!(preview.records - preview.count));
    let shown = platform.find_import(&crm.boss, view.id).unwrap();
    assert_eq!(shown.redo, Some(undo), "the import names the undo that can be taken back");
}

fn columns_kept_as_a_note_become_one(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,楼层,工位\n海达,3 楼,17\n");
    let at = |header| index(&view, header);
    let wish = json!({"columns": [
        {"index": at("楼层"), "to": {"note": true}}, {"index": at("工位"), "to": {"note": true}}]});
    let view = patch(platform, &crm.boss, view.id, wish);
    run(platform, &crm.boss, view.id);
    let record = list(platform, &crm.boss, "lead", json!({})).items[0].id;
    let notes = platform.list_activities(&crm.boss, ("lead", record), None).unwrap();
    let texts: Vec<_> = notes.iter().map(|note| note.activity.text.as_str()).collect();
    assert_eq!(texts, ["楼层: 3 楼\n工位: 17"]);
}

fn the_records_of_an_import_are_listed_in_the_order_of_the_sheet(platform: &TestPlatform) {
    let crm = crm(platform);
    crate::crm::new_lead(platform, &crm.boss, "先有的");
    platform.clock.advance(jiff::SignedDuration::from_secs(60));
    let mut text = "公司名称\n".to_owned();
    (1..=620).for_each(|n| text.push_str(&format!("第{n}号\n")));
    let view = into_form(platform, &crm.boss, "lead", &text);
    let job = run(platform, &crm.boss, view.id);
    platform.clock.advance(jiff::SignedDuration::from_secs(60));
    crate::crm::new_lead(platform, &crm.boss, "后来的");
    let wish = json!({"filter": job.result["records"], 
        "sort": [{"field": "created_at", "descending": true}], "size": 500, "count": "exact"});
    let page = list(platform, &crm.boss, "lead", wish);
    assert_eq!(page.count, Some(620));
    let names: Vec<Json> = page.items.iter().map(|r| r.values["company"].clone()).collect();
    let expected: Vec<Json> = (1..=500).map(|n| json!(format!("第{n}号"))).collect();
    assert_eq!(names, expected);
}

fn missing_phones_are_found_whatever_the_fields_are_called(platform: &TestPlatform) {
    let crm = crm(platform);
    let text = "公司名称,手机\n海达,13800138000\n中联,\n三一,\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    run(platform, &crm.boss, view.id);
    let found = platform.import_checkup(&crm.boss, view.id).unwrap();
    let finding = found.iter().find(|f| f.code == "no_phone").unwrap();
    assert_eq!(finding.count, 2);
    assert_eq!(count(platform, &crm.boss, "lead", finding.filter.clone()), 2);
    // A form without a phone is not asked for one.
    let view = into_form(platform, &crm.boss, "opportunity", "商机名称\n一期\n");
    run(platform, &crm.boss, view.id);
    let found = platform.import_checkup(&crm.boss, view.id).unwrap();
    assert!(found.iter().all(|f| f.code != "no_phone"));
}

fn a_record_tells_the_file_and_row_that_it_came_from(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,负责人\n海达,李强\n中联,李强\n");
    let job = run(platform, &crm.boss, view.id);
    let batch = job.batch.unwrap();
    let page = list(platform, &crm.boss, "lead", json!({"sort": [{"field": "id"}]}));
    let origin = |who, id| platform.record_origin(who, ("lead", id), batch);
    let told = origin(&crm.boss, page.items[1].id).unwrap();
    assert_eq!((told.import, told.file.as_str(), told.row), (Some(view.id), "名单.csv", Some(3)));
    // Whoever sees the record is told the file; the import is of those who may see it.
    let told = origin(&crm.east, page.items[1].id).unwrap();
    assert_eq!((told.import, told.row), (None, Some(3)));
    assert!(origin(&crm.west, page.items[1].id).is_err(), "out of sight");
    let own = crate::crm::new_lead(platform, &crm.boss, "自己建的");
    assert!(origin(&crm.boss, own.id).is_err(), "not made by this import");
}

fn a_check_knows_what_changed_since_the_last_one(platform: &TestPlatform) {
    let crm = crm(platform);
    let first = crate::crm::new_lead(platform, &crm.boss, "海达机械有限公司");
    let text = "公司名称\n海达机械有限公司\n中联重科有限公司\n徐工机械有限公司\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let looked = || {
        let again = patch(platform, &crm.boss, view.id, json!({"mode": "new"}));
        again.duplicates_found["in_store"].clone()
    };
    assert_eq!(looked(), json!(1));
    let second = crate::crm::new_lead(platform, &crm.boss, "中联重科有限公司");
    assert_eq!(looked(), json!(2));
    change(platform, &crm.boss, (second.id, 1), json!({"company": "别的公司"})).unwrap();
    assert_eq!(looked(), json!(1));
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let trash = model::Command::TrashRecord { form, id: first.id, base_rev: None };
    platform.execute(&crm.boss, trash).unwrap();
    assert_eq!(looked(), json!(0));
    let view = into_form(platform, &crm.boss, "lead", "公司名称\n徐工机械有限公司\n");
    run(platform, &crm.boss, view.id);
    assert_eq!(looked(), json!(1));
}
