//! What a person names in place of a word.

use app::imports::{ImportPatch, Which};
use model::{Code, Command};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use super::kit::{column, index, into_form, list, patch, run, start};
use crate::crm::{create, crm};

both_databases! {
    rows_are_compared_by_what_somebody_says,
    a_word_means_only_records_of_the_linked_form_in_sight,
    a_name_means_only_people_that_are_there,
    links_are_found_by_another_field,
    rows_found_by_key_can_be_skipped_one_by_one,
    options_of_a_new_field_have_colours,
    duplicates_say_what_they_look_like,
    rows_above_the_header_can_be_seen,
    a_preview_shows_follow_ups_of_rows_that_cannot_be_imported_yet,
}

fn refused(
    platform: &TestPlatform,
    who: &app::Who,
    id: model::ImportId,
    change: Json,
) -> (Code, String) {
    let change: ImportPatch = serde_json::from_value(change).unwrap();
    match platform.change_import(who, id, &change) {
        Err(app::Error::Rejected(all)) => {
            (all.0[0].code, all.0[0].field.clone().unwrap_or_default())
        }
        other => panic!("{other:?}"),
    }
}

fn a_word_means_only_records_of_the_linked_form_in_sight(platform: &TestPlatform) {
    let crm = crm(platform);
    let made = |who, form, values| create(platform, who, form, values).unwrap().receipts[0].record;
    let ours = made(&crm.east, "customer", json!({"name": "海达机械有限公司"})).unwrap();
    let theirs = made(&crm.west, "customer", json!({"name": "西部重工"})).unwrap();
    let lead = made(&crm.east, "lead", json!({"company": "海达"})).unwrap();
    let binned = made(&crm.east, "customer", json!({"name": "作废"})).unwrap();
    let form = platform.catalog().unwrap().form("customer").unwrap().id;
    platform.execute(&crm.boss, Command::TrashRecord { form, id: binned, base_rev: None }).unwrap();
    let mut grants = platform.catalog().unwrap().form("contact").unwrap().clone();
    grants.grants.iter_mut().for_each(|g| g.import = true);
    let version = grants.version;
    platform.publish_form(&crm.boss, grants, version).unwrap();
    let view = into_form(platform, &crm.east, "contact", "姓名,客户\n王小明,海达集团\n");
    let at = index(&view, "客户");
    let change = |to: String| json!({"columns": [{"index": at, "link": {"unmatched": [{"from": "海达集团", "to": to}]}}]});
    for id in [theirs, lead, binned, model::RecordId(uuid::Uuid::from_u128(7))] {
        let told = refused(platform, &crm.east, view.id, change(id.to_string()));
        assert_eq!(
            told,
            (Code::NotALinkedRecord, "columns.0.link.unmatched.0.to".to_owned()),
            "{id}"
        );
    }
    let view = patch(platform, &crm.east, view.id, change(ours.to_string()));
    assert_eq!(view.problems.errors, 0, "{:?}", view.problems.sample);
    run(platform, &crm.east, view.id);
    let one = &list(platform, &crm.east, "contact", json!({})).items[0];
    assert_eq!(one.display["customer"], json!("海达机械有限公司"));
}

fn a_name_means_only_people_that_are_there(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,负责人\n海达,无名氏\n");
    let nobody = model::UserId(uuid::Uuid::from_u128(7));
    let at = index(&view, "负责人");
    let change = json!({"columns": [{"index": at, "people": {"unmatched": [{"from": "无名氏", "to": nobody}]}}]});
    let told = refused(platform, &crm.boss, view.id, change);
    assert_eq!(told, (Code::UnknownPerson, "columns.0.people.unmatched.0.to".to_owned()));
}

fn links_are_found_by_another_field(platform: &TestPlatform) {
    let crm = crm(platform);
    let values = json!({"name": "海达机械有限公司", "phone": "01088886666"});
    create(platform, &crm.boss, "customer", values).unwrap();
    let view = into_form(platform, &crm.boss, "contact", "姓名,客户\n王小明,010-8888 6666\n");
    assert_eq!(view.problems.errors, 1);
    let at = index(&view, "客户");
    let by = |code: &str| json!({"columns": [{"index": at, "link": {"by": code}}]});
    let told = refused(platform, &crm.boss, view.id, by("nonsense"));
    assert_eq!(told, (Code::UnknownField, "columns.0.link.by".to_owned()));
    let view = patch(platform, &crm.boss, view.id, by("phone"));
    assert_eq!(
        (column(&view, "客户")["link"]["by"].clone(), view.problems.errors),
        (json!("phone"), 0)
    );
}

fn rows_found_by_key_can_be_skipped_one_by_one(platform: &TestPlatform) {
    let crm = crm(platform);
    for (company, need) in [("甲公司", "旧"), ("乙公司", "旧")] {
        create(platform, &crm.boss, "lead", json!({"company": company, "need": need})).unwrap();
    }
    let view = into_form(
        platform,
        &crm.boss,
        "lead",
        "公司名称,需求描述\n甲公司,新\n乙公司,新\n丙公司,新\n",
    );
    let at = index(&view, "需求描述");
    let change = json!({"mode": "both", "key": ["company"], "row_rules": {"2": "skip"},
        "columns": [{"index": at, "to": {"field": "need"}}]});
    let view = patch(platform, &crm.boss, view.id, change);
    let told = (&view.outcome["create"], &view.outcome["update"], &view.outcome["skip"]);
    assert_eq!(told, (&json!(1), &json!(1), &json!(1)));
    run(platform, &crm.boss, view.id);
    let page = list(platform, &crm.boss, "lead", json!({}));
    let need = |company: &str| {
        page.items.iter().find(|r| r.values["company"] == company).unwrap().values["need"].clone()
    };
    assert_eq!((need("甲公司"), need("乙公司")), (json!("旧"), json!("新")));
}

fn options_of_a_new_field_have_colours(platform: &TestPlatform) {
    let boss = platform.as_administrator("总经理");
    let view = start(platform, &boss, "x.csv", "名称,等级\n甲,A 级客户\n乙,B 级客户\n".as_bytes());
    let field = json!({"code": "level", "name": {"en": "Level"}, "kind": {"type": "choice", "options": []}});
    let view = patch(
        platform,
        &boss,
        view.id,
        json!({"columns": [{"index": 1, "to": {"new_field": field}}]}),
    );
    let options = &view.columns[1]["to"]["new_field"]["kind"]["options"];
    assert_eq!((&options[0]["hue"], &options[1]["hue"]), (&json!("blue"), &json!("green")));
}

fn duplicates_say_what_they_look_like(platform: &TestPlatform) {
    let crm = crm(platform);
    create(platform, &crm.boss, "lead", json!({"company": "海达机械有限公司"})).unwrap();
    let view = into_form(platform, &crm.boss, "lead", "公司名称\n海达机械\n中联\n");
    let rows =
        platform.import_rows(&crm.boss, view.id, (0, app::imports::Which::Duplicates)).unwrap();
    assert_eq!(rows.items.len(), 1);
    let duplicate = rows.items[0].duplicate.as_ref().unwrap();
    assert_eq!(duplicate["title"], json!("海达机械有限公司"));
}

fn rows_above_the_header_can_be_seen(platform: &TestPlatform) {
    let boss = platform.as_administrator("总经理");
    let text = "2026年客户名单\n制表人：王芳\n公司,电话\n海达,010-88886666\n中联,010-88886667\n";
    let view = start(platform, &boss, "x.csv", text.as_bytes());
    assert_eq!(view.header_row, Some(3));
    let shown: Vec<_> = view.head.iter().map(|r| (r.row, r.cells[0].as_str())).collect();
    assert_eq!(shown[..3], [(1, "2026年客户名单"), (2, "制表人：王芳"), (3, "公司")]);
}

fn a_preview_shows_follow_ups_of_rows_that_cannot_be_imported_yet(platform: &TestPlatform) {
    let crm = crm(platform);
    let text = "公司名称,负责人,跟进记录\n海达,无名氏,3.5未接；3.8加微信\n中联,无名氏,3.9拜访\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let rows = platform.import_rows(&crm.boss, view.id, (0, app::imports::Which::All)).unwrap();
    assert_eq!(rows.items[0].outcome, "refuse");
    let told: Vec<_> = rows.items[0].activities.as_array().unwrap().iter().collect();
    assert_eq!((told.len(), &told[0]["text"]), (2, &json!("未接")));
}

fn rows_are_compared_by_what_somebody_says(platform: &TestPlatform) {
    let crm = crm(platform);
    let known = "公司名称,手机,邮箱\n海达机械有限公司,13800000001,a@haida.cn\n";
    run(platform, &crm.boss, into_form(platform, &crm.boss, "lead", known).id);
    // The company, the phone and the mail address of the one that is there; and the company of the row above.
    let sheet = "公司名称,手机,邮箱,职位\n海达机械有限公司,13800000002,b@haida.cn,\n\
                 中联重科有限公司,13800000001,c@zoom.cn,\n\
                 三一重工有限公司,13800000003,A@haida.cn,\n\
                 三一重工有限公司,13800000004,d@sany.cn,\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    let words = |list: &[app::imports::Compared]| serde_json::to_value(list).unwrap();
    assert_eq!(words(&view.compared), json!(["name", "phone", "credit_code"]));
    assert_eq!(words(&view.comparable), json!(["name", "phone", "email", "credit_code"]));
    let skipped = |by: Json| {
        let view = patch(platform, &crm.boss, view.id, json!({"compared": by}));
        (view.duplicates_found["rows"].clone(), view.outcome["skip"].clone())
    };
    for (by, rows) in [
        (json!(["name", "phone", "credit_code"]), 3),
        (json!(["name"]), 2),
        (json!(["phone"]), 1),
        (json!(["email"]), 1),
        // The third is not written: the fourth repeats nobody.
        (json!(["name", "phone", "email"]), 3),
        (json!([]), 0),
        (json!(["phone", "email"]), 2),
    ] {
        assert_eq!(skipped(by.clone()), (json!(rows), json!(rows)), "{by}");
    }
    let page = platform.import_rows(&crm.boss, view.id, (0, Which::Duplicates)).unwrap();
    let by: Vec<_> =
        page.items.iter().map(|row| row.duplicate.as_ref().unwrap()["by"].clone()).collect();
    assert_eq!(by, ["phone", "email"]);
    let job = run(platform, &crm.boss, view.id);
    assert_eq!((&job.result["created"], &job.result["skipped"]), (&json!(2), &json!(2)));
    // The next file of that kind is compared in the same way.
    let again = into_form(platform, &crm.boss, "lead", sheet);
    assert_eq!(words(&again.compared), json!(["phone", "email"]));
}
