//! The job: progress, crash, cancel, what fails beside what does not.

use app::imports::Which;
use app::runtime::{drain, work_steps};
use model::job::JobState;
use model::{Code, Origin};
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{count, failed, finish, index, into_form, list, patch, run, start, values};
use crate::crm::{crm, refusal, with_lead_form};

both_databases! {
    one_note_of_two_rows_is_written_once_and_a_day_repeats_no_other,
    rows_become_records_under_one_batch,
    a_crash_between_chunks_neither_repeats_nor_skips,
    a_cancelled_import_goes_on_where_it_stood,
    a_row_that_repeats_a_unique_value_fails_alone,
    known_records_are_updated_by_key,
    duplicates_are_skipped_updated_or_made_by_rule_and_row,
    rows_that_mean_one_record_become_one_write,
    linked_records_are_found_corrected_and_made,
    what_a_file_brings_stands_in_the_first_table_that_all_share,
    only_who_may_import_may,
    a_request_with_a_key_makes_form_people_and_job_once,
}

/// A list of so many people.
fn many(rows: usize) -> String {
    let mut text = "公司名称,手机,预算\n".to_owned();
    for n in 0..rows {
        text.push_str(&format!("第{n}号机械厂,138{n:08},{n}\n"));
    }
    text
}

fn rows_become_records_under_one_batch(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", &many(1_201));
    assert_eq!(
        (view.rows, view.problems.errors, &view.outcome["create"]),
        (1_201, 0, &json!(1_201))
    );
    let job = run(platform, &crm.boss, view.id);
    assert_eq!((job.done, job.total), (1_201, 1_201));
    assert_eq!(job.result["created"], json!(1_201));
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 1_201);
    let newest = &list(platform, &crm.boss, "lead", json!({"size": 1})).items[0];
    assert_eq!(newest.values["company"], json!("第1200号机械厂"));
    assert_eq!(newest.values["number"], json!("XS001201"), "serial numbers follow the rows");
    assert_eq!(newest.display["owner"], json!("总经理"));
    let history = platform.record_history(&crm.boss, ("lead", newest.id), None).unwrap();
    assert_eq!(history.items[0].origin, Origin::Import);
    drain(platform).unwrap();
    let found = list(platform, &crm.boss, "lead", json!({"search": "第1200号"}));
    let told: Vec<_> = found.items.iter().map(|r| &r.values["company"]).collect();
    assert!(told.contains(&&json!("第1200号机械厂")), "search finds what was imported: {told:?}");
}

fn a_crash_between_chunks_neither_repeats_nor_skips(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", &many(2_300));
    let job = platform.run_import(&crm.boss, view.id).unwrap();
    // Linked records, then two chunks of rows; the node that goes on knows nothing but the checkpoint.
    work_steps(platform, 3).unwrap();
    assert_eq!(platform.find_job(&crm.boss, job).unwrap().done, 1_000);
    let other = platform.another_node();
    drain(&other).unwrap();
    let done = platform.find_job(&crm.boss, job).unwrap();
    assert_eq!((done.state, done.done), (JobState::Done, 2_300));
    let mut companies = Vec::new();
    for at in (0..2_300).step_by(500) {
        let page = list(platform, &crm.boss, "lead", json!({"size": 500, "at": at}));
        companies.extend(page.items.iter().map(|r| r.values["company"].to_string()));
    }
    companies.sort();
    companies.dedup();
    assert_eq!(companies.len(), 2_300);
}

fn a_cancelled_import_goes_on_where_it_stood(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", &many(1_200));
    let job = platform.run_import(&crm.boss, view.id).unwrap();
    work_steps(platform, 2).unwrap();
    platform.cancel_job(&crm.boss, job).unwrap();
    drain(platform).unwrap();
    assert_eq!(platform.find_job(&crm.boss, job).unwrap().state, JobState::Cancelled);
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 500);
    platform.resume_job(&crm.boss, job).unwrap();
    finish(platform, &crm.boss, job);
    assert_eq!(count(platform, &crm.boss, "lead", json!(null)), 1_200);
}

fn a_row_that_repeats_a_unique_value_fails_alone(platform: &TestPlatform) {
    let crm = crm(platform);
    let text = "编号,名称\nA1,甲\nA2,乙\nA1,丙\nA3,丁\n";
    let view = start(platform, &crm.boss, "物料.csv", text.as_bytes());
    let field =
        json!({"code": "sku", "name": {"zh-CN": "编号"}, "kind": {"type": "text"}, "unique": true});
    let view = patch(
        platform,
        &crm.boss,
        view.id,
        json!({"columns": [
        {"index": 0, "to": {"new_field": field}}]}),
    );
    assert_eq!(view.problems.errors, 1);
    assert_eq!(
        (view.problems.sample[0].row, view.problems.sample[0].code.as_str()),
        (4, "duplicate")
    );
    let job = run(platform, &crm.boss, view.id);
    assert_eq!((&job.result["created"], &job.result["failed"]), (&json!(3), &json!(1)));
    let file = failed(platform, &crm.boss, view.id);
    assert!(file.contains("编号,名称,未导入的原因\r\nA1,丙,"), "{file}");
    // Corrected, the file comes back as it is.
    let corrected = file.replace("A1,丙", "A4,丙");
    let form = platform.find_import(&crm.boss, view.id).unwrap().target["form"].clone();
    let view = start(platform, &crm.boss, "failed.csv", corrected.as_bytes());
    let view = patch(platform, &crm.boss, view.id, json!({"target": {"form": form}}));
    assert_eq!(view.columns[2]["to"], json!(null));
    run(platform, &crm.boss, view.id);
    assert_eq!(values(platform, &crm.boss, form.as_str().unwrap(), "sku").len(), 4);
}

fn known_records_are_updated_by_key(platform: &TestPlatform) {
    let crm = crm(platform);
    let first = into_form(
        platform,
        &crm.boss,
        "lead",
        "公司名称,手机,邮箱\n甲公司,13800000001,a@b.cn\n乙公司,13800000002,\n",
    );
    run(platform, &crm.boss, first.id);
    let text = "公司名称,手机,邮箱\n甲公司改名,138 0000 0001,\n丙公司,13800000003,c@b.cn\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let view = patch(platform, &crm.boss, view.id, json!({"mode": "update", "key": ["phone"]}));
    assert_eq!((&view.outcome["update"], view.problems.errors), (&json!(1), 1));
    let view = patch(platform, &crm.boss, view.id, json!({"mode": "both"}));
    assert_eq!((&view.outcome["update"], &view.outcome["create"]), (&json!(1), &json!(1)));
    let job = run(platform, &crm.boss, view.id);
    assert_eq!((&job.result["updated"], &job.result["created"]), (&json!(1), &json!(1)));
    assert_eq!(values(platform, &crm.boss, "lead", "company"), ["甲公司改名", "乙公司", "丙公司"]);
    assert_eq!(
        values(platform, &crm.boss, "lead", "email")[0],
        "a@b.cn",
        "blank cells take nothing away"
    );
}

fn duplicates_are_skipped_updated_or_made_by_rule_and_row(platform: &TestPlatform) {
    let crm = crm(platform);
    let first =
        into_form(platform, &crm.boss, "lead", "公司名称,手机\n北京海达科技有限公司,13800000001\n");
    run(platform, &crm.boss, first.id);
    let text = "公司名称,手机\n北京海达科技,13900000001\n别的公司,13800000001\n新公司,13700000001\n新公司有限公司,\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let found = json!({"rows": 3, "in_file": 1, "in_store": 2, "exact_only": false});
    assert_eq!(view.duplicates_found, found);
    let rows = platform.import_rows(&crm.boss, view.id, (0, Which::Told)).unwrap();
    let by: Vec<_> =
        rows.items.iter().map(|r| r.duplicate.clone().unwrap()["by"].clone()).collect();
    assert_eq!(by, ["name", "phone", "name"]);
    assert_eq!(rows.items[2].duplicate.as_ref().unwrap()["row"], json!(4));
    let view = patch(
        platform,
        &crm.boss,
        view.id,
        json!({"duplicates": "skip", "row_rules": {"3": "create", "2": "update"}}),
    );
    let job = run(platform, &crm.boss, view.id);
    let result = |name: &str| job.result[name].clone();
    assert_eq!(
        (result("created"), result("updated"), result("skipped")),
        (json!(2), json!(1), json!(1))
    );
    let phones = values(platform, &crm.boss, "lead", "phone");
    assert_eq!(phones, ["+8613900000001", "+8613800000001", "+8613700000001"]);
    assert!(failed(platform, &crm.boss, view.id).contains("已跳过：重复（第 4 行）"));
}

fn rows_that_mean_one_record_become_one_write(platform: &TestPlatform) {
    let crm = crm(platform);
    let text =
        "公司名称,手机,邮箱,跟进记录\n甲,13800000001,,3.5未接\n甲,13800000001,a@b.cn,3.8加微信\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let at = index(&view, "跟进记录");
    let change =
        json!({"duplicates": "update", "columns": [{"index": at, "to": {"activities": true}}]});
    let view = patch(platform, &crm.boss, view.id, change);
    let job = run(platform, &crm.boss, view.id);
    assert_eq!((&job.result["created"], &job.result["updated"]), (&json!(1), &json!(1)));
    let page = list(platform, &crm.boss, "lead", json!({}));
    assert_eq!((page.items.len(), &page.items[0].values["email"]), (1, &json!("a@b.cn")));
    assert_eq!(page.items[0].values["activity_count"], json!(2));
    let told = platform.list_activities(&crm.boss, ("lead", page.items[0].id), None).unwrap();
    let texts: Vec<&str> = told.iter().map(|a| a.activity.text.as_str()).collect();
    assert_eq!(texts, ["加微信", "未接"], "newest first");
    // The same file again: nothing is written twice.
    let again = into_form(platform, &crm.boss, "lead", text);
    let again = patch(platform, &crm.boss, again.id, change_of(at));
    let job = run(platform, &crm.boss, again.id);
    assert_eq!(job.result["created"], json!(0));
    let told = platform.list_activities(&crm.boss, ("lead", page.items[0].id), None).unwrap();
    assert_eq!(told.len(), 2);
}

fn change_of(at: u64) -> serde_json::Value {
    json!({"duplicates": "update", "columns": [{"index": at, "to": {"activities": true}}]})
}

fn linked_records_are_found_corrected_and_made(platform: &TestPlatform) {
    let crm = crm(platform);
    let products = start(
        platform,
        &crm.boss,
        "product.csv",
        "product,price\nGTX Pro,10\nMG Special,20\n".as_bytes(),
    );
    run(platform, &crm.boss, products.id);
    let text =
        "deal,product,amount\n一,MG Special,1\n二,GTXPro,2\n三,,3\n四,GTK 500,4\n五,GTXPro,5\n";
    let view = start(platform, &crm.boss, "deals.csv", text.as_bytes());
    let own = json!({"target": {"new_form": {"name": "deals", "code": "deals"}}});
    let view = patch(platform, &crm.boss, view.id, own);
    let link = &super::kit::column(&view, "product")["to"]["new_field"]["kind"];
    assert_eq!(link, &json!({"type": "link", "form": "product", "many": false}));
    assert_eq!(view.problems.errors, 3);
    let unmatched = &super::kit::column(&view, "product")["link"]["unmatched"];
    assert_eq!((&unmatched[0]["from"], &unmatched[0]["count"]), (&json!("GTXPro"), &json!(2)));
    let near = &unmatched[0]["near"][0];
    assert_eq!(near["title"], json!("GTX Pro"));
    let at = index(&view, "product");
    let decided =
        json!([{"from": "GTXPro", "to": near["id"]}, {"from": "GTK 500", "to": "create"}]);
    let view = patch(
        platform,
        &crm.boss,
        view.id,
        json!({"columns": [{"index": at, "link": {"unmatched": decided}}]}),
    );
    assert_eq!(view.problems.errors, 0);
    let job = run(platform, &crm.boss, view.id);
    assert_eq!(job.result["created"], json!(5));
    let view = platform.find_import(&crm.boss, view.id).unwrap();
    let product = super::kit::code(&view, "product");
    let page = list(platform, &crm.boss, view.target["form"].as_str().unwrap(), json!({}));
    let mut told: Vec<String> = page
        .items
        .iter()
        .map(|r| r.display.get(&product).map_or("", |p| p.as_str().unwrap()).to_owned())
        .collect();
    told.reverse();
    assert_eq!(told, ["MG Special", "GTX Pro", "", "GTK 500", "GTX Pro"]);
    assert_eq!(count(platform, &crm.boss, "product", json!(null)), 3);
}

fn what_a_file_brings_stands_in_the_first_table_that_all_share(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        let view = |code: &str, position: i32, columns: serde_json::Value| {
            serde_json::from_value(json!({"code": code, "name": {"en": code}, "position": position, "columns": columns}))
                .unwrap()
        };
        let company = json!([{"field": "company"}]);
        form.views = vec![view("later", 2, company.clone()), view("first", 1, company)];
    });
    let view = into_form(platform, &crm.boss, "lead", "公司名称,展位号\n甲,A1\n");
    let field = json!({"code": "booth", "name": {"en": "Booth"}, "kind": {"type": "text"}});
    let at = index(&view, "展位号");
    let made = json!({"columns": [{"index": at, "to": {"new_field": field}}]});
    run(platform, &crm.boss, patch(platform, &crm.boss, view.id, made).id);
    let columns = || {
        let catalog = platform.catalog().unwrap();
        let views = catalog.form("lead").unwrap().views.iter();
        let columns = |v: &model::view::View| v.columns.iter().map(|c| c.field.clone()).collect();
        views.map(|v| (v.code.clone(), columns(v))).collect::<Vec<(String, Vec<String>)>>()
    };
    let company = || "company".to_owned();
    assert_eq!(
        columns(),
        [
            ("later".to_owned(), vec![company()]),
            ("first".to_owned(), vec![company(), "booth".to_owned()])
        ]
    );
    // Taken back with what it made, the view is as it was.
    let undo = platform.undo_import(&crm.boss, view.id, true).unwrap();
    finish(platform, &crm.boss, undo);
    let first = || columns().pop().map(|(_, columns)| columns);
    assert_eq!(first(), Some(vec![company()]));
    let redo = platform.undo_job(&crm.boss, undo, false).unwrap();
    finish(platform, &crm.boss, redo);
    assert_eq!(first(), Some(vec![company(), "booth".to_owned()]));
}

fn only_who_may_import_may(platform: &TestPlatform) {
    let crm = crm(platform);
    let text = "名称,数量\n甲,1\n";
    let bytes = super::kit::incoming(platform, "x.csv", text.as_bytes());
    let member = platform.start_import(&crm.east, &bytes, None);
    let may = platform.catalog().unwrap();
    let may = may.access(&crm.east, may.form("lead").unwrap()).import;
    assert_eq!(
        member.is_ok(),
        may || platform.catalog().unwrap().forms.values().any(|f| platform
            .catalog()
            .unwrap()
            .access(&crm.east, f)
            .import)
    );
    let view = start(platform, &crm.boss, "y.csv", text.as_bytes());
    assert_eq!(refusal(platform.find_import(&crm.west, view.id)), Code::NotFound);
    assert_eq!(refusal(platform.run_import(&crm.west, view.id)), Code::NotFound);
}

fn a_request_with_a_key_makes_form_people_and_job_once(platform: &TestPlatform) {
    let crm = crm(platform);
    let text = "公司,负责人\n海达,新来的\n";
    let view = start(platform, &crm.boss, "名单.csv", text.as_bytes());
    let own = json!({"target": {"new_form": {"name": "名单", "code": "names"}}});
    let view = patch(platform, &crm.boss, view.id, own);
    let at = index(&view, "负责人");
    let create = json!({"unmatched": [{"from": "新来的", "to": "create"}]});
    patch(platform, &crm.boss, view.id, json!({"columns": [{"index": at, "people": create}]}));
    let run = || {
        let begun = platform.begin_once(&crm.boss, "key", "POST /run").unwrap();
        platform.run_import(&begun.who, view.id).unwrap()
    };
    let job = run();
    assert_eq!(run(), job, "the same request again is the same job");
    let done = finish(platform, &crm.boss, job);
    assert_eq!(done.result["created"], json!(1));
}

fn one_note_of_two_rows_is_written_once_and_a_day_repeats_no_other(platform: &TestPlatform) {
    let crm = crm(platform);
    let notes = || -> Vec<String> {
        let page = list(platform, &crm.boss, "lead", json!({}));
        let all = platform.list_activities(&crm.boss, ("lead", page.items[0].id), None).unwrap();
        all.iter().map(|one| one.activity.text.clone()).collect()
    };
    let import = |text: &str, column: serde_json::Value| {
        let view = into_form(platform, &crm.boss, "lead", text);
        let change = json!({"duplicates": "update", "columns": [column]});
        let view = patch(platform, &crm.boss, view.id, change);
        run(platform, &crm.boss, view.id)
    };
    let note = json!({"index": 1, "to": {"note": true}});
    let made = import("公司名称,展位\n海达,A01\n", note.clone());
    assert_eq!(made.result["created"], json!(1));
    assert_eq!(notes(), ["展位: A01"]);
    // Two rows of a record that is known say the same, and something that it has already.
    let job = import("公司名称,展位\n海达,B07\n海达,B07\n海达,A01\n", note);
    assert_eq!((&job.result["failed"], job.state), (&json!(0), model::job::JobState::Done));
    assert_eq!(notes().len(), 2, "{:?}", notes());
    // The same words of another day are said anew.
    let said = json!({"index": 1, "to": {"activities": true}});
    import("公司名称,跟进记录\n海达,3.5 已报价\n", said.clone());
    import("公司名称,跟进记录\n海达,4.8 已报价\n", said);
    assert_eq!(notes().iter().filter(|text| text.contains("已报价")).count(), 2, "{:?}", notes());
}
