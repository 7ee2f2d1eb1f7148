//! Cells that cannot be taken as they stand throw no row away, unless somebody wants that; people are one however their
//! names are spaced.

use app::imports::Told;
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use super::kit::{column, index, into_form, list, patch, run, told, values};
use crate::crm::crm;

both_databases! {
    an_untidy_cell_is_left_empty_and_kept_beside_its_row,
    what_untidy_cells_say_is_one_note_on_the_record,
    what_an_untidy_cell_says_is_shown_to_nobody_who_may_not_see_its_field,
    a_note_of_an_untidy_cell_is_not_repeated_by_another_import,
    of_a_range_the_wanted_number_is_taken,
    rows_with_untidy_cells_may_be_left_out_instead,
    a_required_cell_that_cannot_be_read_stops_its_row,
    a_second_phone_goes_where_the_form_has_room,
    a_second_phone_without_room_is_a_note_on_its_record,
    a_second_phone_is_shown_to_nobody_who_may_not_see_the_first,
    a_name_is_written_with_its_capitals_by_whom_it_is_made,
    a_unit_in_the_header_counts_for_plain_numbers,
    a_name_is_one_person_however_it_is_spaced,
    a_row_without_an_owner_is_whose_it_was_said_to_be,
    a_next_follow_up_is_the_products_own,
    a_notice_and_a_download_name_the_file,
}

/// Gives leads a budget, a day and perhaps another phone.
fn with_more_fields(platform: &TestPlatform, boss: &app::Who, more: &[Json]) {
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    let version = form.version;
    for field in more {
        form.fields.push(serde_json::from_value(field.clone()).unwrap());
    }
    platform.publish_form(boss, form, version).unwrap();
}

fn field(code: &str, name: &str, kind: Json) -> Json {
    json!({"code": code, "name": {"zh-CN": name}, "kind": kind})
}

fn budget() -> Json {
    field("plan_budget", "计划预算", json!({"type": "money"}))
}

fn an_untidy_cell_is_left_empty_and_kept_beside_its_row(platform: &TestPlatform) {
    let crm = crm(platform);
    let day = field("next_day", "约定日", json!({"type": "date"}));
    with_more_fields(platform, &crm.boss, &[budget(), day]);
    let sheet = "公司名称,手机,计划预算,约定日\n海达,13800000001/0574-87654321,面议,上周五\n\
                 中联,打不通,8.5万,2026-03-01\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 2));
    assert_eq!(column(&view, "手机")["untidy_cells"], 2);
    let job = run(platform, &crm.boss, view.id);
    let count = |name: &str| job.result[name].as_u64().unwrap();
    assert_eq!((count("created"), count("failed"), count("noted")), (2, 0, 2));
    let stored = |field| values(platform, &crm.boss, "lead", field);
    let mut phones = stored("phone");
    phones.sort_by_key(Json::to_string);
    assert_eq!(phones, [json!("+8613800000001"), Json::Null]);
    assert!(stored("plan_budget").contains(&Json::Null), "{:?}", stored("plan_budget"));
    let remarks = told(platform, &crm.boss, view.id, Told::Noted);
    for said in [
        "手机：有多个号码，取了第一个 (13800000001/0574-87654321)",
        "计划预算：不是数字，留空了，原文写进了备注 (面议)",
        "约定日：不是日期，留空了，原文写进了备注 (上周五)",
        "手机：不是电话号码，留空了，原文写进了备注 (打不通)",
    ] {
        assert!(remarks.contains(said), "{said}\n{remarks}");
    }
}

/// What the timeline of the lead with this name says.
fn notes_of(platform: &TestPlatform, boss: &app::Who, name: &str) -> Vec<String> {
    let page = list(platform, boss, "lead", json!({"size": 50}));
    let record = page.items.iter().find(|r| r.values["company"] == name).unwrap();
    let all = platform.list_activities(boss, ("lead", record.id), None).unwrap();
    all.iter().map(|note| note.activity.text.clone()).collect()
}

fn what_untidy_cells_say_is_one_note_on_the_record(platform: &TestPlatform) {
    let crm = crm(platform);
    let day = field("next_day", "约定日", json!({"type": "date"}));
    with_more_fields(platform, &crm.boss, &[budget(), day]);
    let long = "要看总部明年的预算安排".repeat(20);
    let sheet = format!(
        "公司名称,手机,计划预算,约定日,来源\n海达,13800000001/13800000002, 面议,上周五,展会\n\
         中联,13800000003,8.5万,2026-03-01,没有这个来源\n三一,13800000004,{long},,\n"
    );
    let view = into_form(platform, &crm.boss, "lead", &sheet);
    patch(platform, &crm.boss, view.id, json!({"unowned": "me"}));
    run(platform, &crm.boss, view.id);
    let notes = |name| notes_of(platform, &crm.boss, name);
    let kept = "手机: 13800000001/13800000002\n计划预算: 面议\n约定日: 上周五";
    assert_eq!(notes("海达"), [kept]);
    assert!(notes("中联").is_empty(), "words that name no option are asked about");
    assert_eq!(notes("三一"), [format!("计划预算: {long}")], "in full");
}

fn what_an_untidy_cell_says_is_shown_to_nobody_who_may_not_see_its_field(platform: &TestPlatform) {
    let crm = crm(platform);
    let mut own = field("own_mail", "私人邮箱", json!({"type": "email"}));
    own["sensitive"] = json!(true);
    with_more_fields(platform, &crm.boss, &[budget(), own]);
    let said = |name: &str| {
        let sheet = format!("公司名称,手机,计划预算,私人邮箱\n{name},打不通,面议,不能说\n");
        let view = into_form(platform, &crm.boss, "lead", &sheet);
        patch(platform, &crm.boss, view.id, json!({"unowned": "nobody"}));
        run(platform, &crm.boss, view.id);
        (notes_of(platform, &crm.boss, name), told(platform, &crm.boss, view.id, Told::Noted))
    };
    let shape = |change: &dyn Fn(&mut model::Form)| {
        crate::crm::with_form(platform, &crm.boss, "lead", |form| change(form));
    };
    // Nobody owns the record: the pool masks the phone.
    let (notes, remarks) = said("海达");
    assert_eq!(notes, ["计划预算: 面议"]);
    assert!(remarks.contains("手机：不是电话号码，留空了 (打不通)"), "{remarks}");
    assert!(remarks.contains("私人邮箱：不是邮箱，留空了"), "{remarks}");
    shape(&|form| form.pool = None);
    assert_eq!(said("中联").0, ["手机: 打不通\n计划预算: 面议"]);
    shape(&|form| form.grants[0].hidden.push("plan_budget".into()));
    assert_eq!(said("三一").0, ["手机: 打不通"]);
}

fn a_note_of_an_untidy_cell_is_not_repeated_by_another_import(platform: &TestPlatform) {
    let crm = crm(platform);
    with_more_fields(platform, &crm.boss, &[budget()]);
    let again = |amount: &str| {
        let sheet = format!("公司名称,计划预算\n海达,{amount}\n");
        let view = into_form(platform, &crm.boss, "lead", &sheet);
        patch(platform, &crm.boss, view.id, json!({"duplicates": "update", "unowned": "me"}));
        run(platform, &crm.boss, view.id).result
    };
    again("面议");
    assert_eq!(again("面议")["unchanged"], 1);
    assert_eq!(notes_of(platform, &crm.boss, "海达"), ["计划预算: 面议"]);
    again("再谈");
    assert_eq!(notes_of(platform, &crm.boss, "海达").len(), 2);
}

fn amounts(platform: &TestPlatform, who: &app::Who) -> Vec<f64> {
    let number = |v: &Json| match v {
        Json::String(text) => text.parse().ok(),
        other => other.as_f64(),
    };
    let all = values(platform, who, "lead", "plan_budget");
    let mut all: Vec<f64> = all.iter().filter_map(number).collect();
    all.sort_by(f64::total_cmp);
    all
}

fn of_a_range_the_wanted_number_is_taken(platform: &TestPlatform) {
    let crm = crm(platform);
    with_more_fields(platform, &crm.boss, &[budget()]);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,计划预算\n海达,15-20万\n");
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 1));
    let at = index(&view, "计划预算");
    run(platform, &crm.boss, view.id);
    assert_eq!(amounts(platform, &crm.boss), [150_000.0]);
    for (end, name, amount) in [("middle", "中联", 175_000.0), ("high", "三一", 200_000.0)] {
        let sheet = format!("公司名称,计划预算\n{name},15-20万\n");
        let view = into_form(platform, &crm.boss, "lead", &sheet);
        let change = json!({"columns": [{"index": at, "range": end}]});
        patch(platform, &crm.boss, view.id, change);
        run(platform, &crm.boss, view.id);
        assert!(amounts(platform, &crm.boss).contains(&amount), "{end}");
    }
}

fn rows_with_untidy_cells_may_be_left_out_instead(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,手机\n海达,打不通\n中联,\n");
    let at = index(&view, "手机");
    let change = json!({"columns": [{"index": at, "untidy": "refuse"}]});
    let view = patch(platform, &crm.boss, view.id, change);
    assert_eq!((view.problems.errors, view.problems.warnings), (1, 0));
    let job = run(platform, &crm.boss, view.id);
    assert_eq!((&job.result["created"], &job.result["failed"]), (&json!(1), &json!(1)));
}

fn a_required_cell_that_cannot_be_read_stops_its_row(platform: &TestPlatform) {
    let crm = crm(platform);
    let needed = json!({"code": "plan_budget", "name": {"zh-CN": "计划预算"},
        "kind": {"type": "money"}, "required": true});
    with_more_fields(platform, &crm.boss, &[needed]);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,计划预算\n海达,面议\n中联,5\n");
    let codes: Vec<&str> = view.problems.sample.iter().map(|p| p.code.as_str()).collect();
    assert_eq!((view.problems.errors, codes), (1, vec!["not_a_number"]));
}

fn a_second_phone_goes_where_the_form_has_room(platform: &TestPlatform) {
    let crm = crm(platform);
    let desk = field("desk_phone", "座机", json!({"type": "phone"}));
    with_more_fields(platform, &crm.boss, &[desk]);
    let sheet = "公司名称,手机\n海达,13800000001、0574-87654321\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    run(platform, &crm.boss, view.id);
    assert_eq!(values(platform, &crm.boss, "lead", "phone"), [json!("+8613800000001")]);
    assert_eq!(values(platform, &crm.boss, "lead", "desk_phone"), [json!("0574-87654321")]);
}

fn a_second_phone_without_room_is_a_note_on_its_record(platform: &TestPlatform) {
    let crm = crm(platform);
    let desk = field("desk_phone", "座机", json!({"type": "phone"}));
    with_more_fields(platform, &crm.boss, &[desk]);
    let sheet = "公司名称,手机,座机\n海达,13800000001、0574-87654321,\n\
                 中联,13800000002、13800000003,0571-88886666\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    run(platform, &crm.boss, view.id);
    let page = list(platform, &crm.boss, "lead", json!({}));
    let notes = |name: &str| {
        let record = page.items.iter().find(|r| r.values["company"] == name).unwrap();
        let all = platform.list_activities(&crm.boss, ("lead", record.id), None).unwrap();
        let texts: Vec<_> = all.iter().map(|note| note.activity.text.clone()).collect();
        (record.values["desk_phone"].clone(), texts)
    };
    // The row's own blank cell leaves room.
    assert_eq!(notes("海达"), (json!("0574-87654321"), Vec::new()));
    let kept = vec!["手机: 13800000002、13800000003".to_owned()];
    assert_eq!(notes("中联"), (json!("0571-88886666"), kept));
}

/// What of a second phone a record's timeline says, and what stands in the second field.
fn second_phone(
    platform: &TestPlatform,
    boss: &app::Who,
    (name, tail): (&str, &str),
) -> (Vec<String>, Json) {
    let sheet =
        format!("公司名称,手机\n{name},138000000{tail}、138000001{tail}、138000002{tail}\n");
    let view = into_form(platform, boss, "lead", &sheet);
    patch(platform, boss, view.id, json!({"unowned": "nobody"}));
    run(platform, boss, view.id);
    let page = list(platform, boss, "lead", json!({}));
    let record = page.items.iter().find(|r| r.values["company"] == name).unwrap();
    assert_eq!(record.values["phone"], format!("+86138000000{tail}"));
    let all = platform.list_activities(boss, ("lead", record.id), None).unwrap();
    let texts = all.iter().map(|note| note.activity.text.clone()).collect();
    (texts, record.values["desk_phone"].clone())
}

fn a_second_phone_is_shown_to_nobody_who_may_not_see_the_first(platform: &TestPlatform) {
    let crm = crm(platform);
    let desk = field("desk_phone", "座机", json!({"type": "phone"}));
    with_more_fields(platform, &crm.boss, &[desk]);
    let nothing: Vec<String> = Vec::new();
    // Nobody owns the record: the pool masks the phone, and would show the other field and the note.
    assert_eq!(second_phone(platform, &crm.boss, ("海达", "11")), (nothing.clone(), Json::Null));
    let shape = |change: &dyn Fn(&mut model::Form)| {
        crate::crm::with_form(platform, &crm.boss, "lead", |form| change(form));
    };
    shape(&|form| form.pool.as_mut().unwrap().mask.push("desk_phone".into()));
    let second = |tail| json!(format!("+86138000001{tail}"));
    assert_eq!(second_phone(platform, &crm.boss, ("中联", "12")), (nothing.clone(), second("12")));
    shape(&|form| form.pool = None);
    let kept = vec!["手机: 13800000013、13800000113、13800000213".to_owned()];
    assert_eq!(second_phone(platform, &crm.boss, ("三一", "13")), (kept, second("13")));
    shape(&|form| form.grants[0].hidden.push("phone".into()));
    assert_eq!(second_phone(platform, &crm.boss, ("徐工", "14")), (nothing.clone(), Json::Null));
    shape(&|form| form.grants[0].hidden.push("desk_phone".into()));
    assert_eq!(second_phone(platform, &crm.boss, ("柳工", "15")), (nothing, second("15")));
}

fn a_name_is_written_with_its_capitals_by_whom_it_is_made(platform: &TestPlatform) {
    let crm = crm(platform);
    let sheet = "公司名称,Rep\n海达,marcus\n中联,marcus\n三一,Marcus\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    let told = column(&view, "Rep");
    assert_eq!(told["to"], json!({"system": "owner"}));
    let unmatched = told["people"]["unmatched"].as_array().unwrap();
    let one: Vec<_> = unmatched.iter().map(|one| (&one["from"], &one["count"])).collect();
    assert_eq!(one, [(&json!("Marcus"), &json!(3))]);
}

fn a_unit_in_the_header_counts_for_plain_numbers(platform: &TestPlatform) {
    let crm = crm(platform);
    with_more_fields(platform, &crm.boss, &[budget()]);
    let sheet = "公司名称,计划预算（万元）\n海达,8.5\n中联,3千\n三一,15-20\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    let told = column(&view, "计划预算（万元）");
    assert_eq!(told["to"]["field"], "plan_budget");
    assert_eq!(told["unit"], json!({"word": "万元", "on": true}));
    run(platform, &crm.boss, view.id);
    assert_eq!(amounts(platform, &crm.boss), [3_000.0, 85_000.0, 150_000.0]);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,计划预算（万元）\n徐工,7.5\n");
    let change = json!({"columns": [{"index": 1, "in_unit": false}]});
    patch(platform, &crm.boss, view.id, change);
    run(platform, &crm.boss, view.id);
    assert_eq!(amounts(platform, &crm.boss)[0], 7.5);
}

fn a_name_is_one_person_however_it_is_spaced(platform: &TestPlatform) {
    let crm = crm(platform);
    let sheet = "公司名称,负责人\n海达,赵 敏\n中联,赵敏\n三一,赵　敏\n徐工,钱 多\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    let at = index(&view, "负责人");
    let unknown = column(&view, "负责人")["people"]["unmatched"].as_array().unwrap().clone();
    let names: Vec<_> = unknown.iter().map(|w| (w["from"].clone(), w["count"].clone())).collect();
    assert_eq!(names, [(json!("赵 敏"), json!(3)), (json!("钱 多"), json!(1))]);
    // An older client asks for every spelling by itself.
    let change = json!({"columns": [{"index": at, "people": {"unmatched": [
        {"from": "赵 敏", "to": "create"}, {"from": "赵敏", "to": "create"},
        {"from": "钱 多", "to": "create_left"},
    ]}}]});
    let again = into_form(platform, &crm.boss, "lead", sheet);
    patch(platform, &crm.boss, again.id, change.clone());
    let view = patch(platform, &crm.boss, view.id, change);
    assert_eq!(view.problems.errors, 0);
    run(platform, &crm.boss, view.id);
    let named = |name: &str| {
        let catalog = platform.catalog().unwrap();
        catalog.people.values().filter(|p| p.name == name).count()
    };
    assert_eq!((named("赵敏"), named("钱多")), (1, 1));
    // A later import knows whom an earlier one made, also one that was begun before.
    let later = into_form(
        platform,
        &crm.boss,
        "lead",
        "公司名称,负责人,职位\n临工,赵 敏,经理\n柳工,钱多,店长\n",
    );
    assert_eq!(column(&later, "负责人")["people"]["unmatched"], json!([]));
    assert_eq!(later.problems.errors, 0);
    run(platform, &crm.boss, again.id);
    assert_eq!((named("赵敏"), named("钱多")), (1, 1));
}

fn a_row_without_an_owner_is_whose_it_was_said_to_be(platform: &TestPlatform) {
    let crm = crm(platform);
    let owned = |filter: Json| {
        let page = list(platform, &crm.boss, "lead", json!({"filter": filter, "size": 50}));
        page.items.len()
    };
    let me = crm.boss.id().unwrap();
    let mine = || owned(json!({"field": "owner", "op": "eq", "value": me}));
    let named = into_form(platform, &crm.boss, "lead", "公司名称,负责人\n海达,\n中联,李强\n");
    assert_eq!(serde_json::to_value(named.unowned).unwrap(), "nobody");
    run(platform, &crm.boss, named.id);
    assert_eq!(mine(), 0);
    let wanted = into_form(platform, &crm.boss, "lead", "公司名称,负责人\n三一,\n徐工,李强\n");
    patch(platform, &crm.boss, wanted.id, json!({"unowned": "me"}));
    run(platform, &crm.boss, wanted.id);
    assert_eq!(mine(), 1);
    let silent = into_form(platform, &crm.boss, "lead", "公司名称\n临工\n");
    assert_eq!(serde_json::to_value(silent.unowned).unwrap(), "me");
    run(platform, &crm.boss, silent.id);
    assert_eq!(mine(), 2);
}

fn a_next_follow_up_is_the_products_own(platform: &TestPlatform) {
    let crm = crm(platform);
    let sheet = "公司名称,下次跟进\n海达,2026-12-01\n中联,2026-12-02 15:30\n三一,上周五\n";
    let view = into_form(platform, &crm.boss, "lead", sheet);
    assert_eq!(column(&view, "下次跟进")["to"], json!({"system": "next_activity_at"}));
    assert_eq!((view.problems.errors, view.problems.warnings), (0, 1));
    run(platform, &crm.boss, view.id);
    let page = list(platform, &crm.boss, "lead", json!({"size": 50}));
    let mut next: Vec<Json> =
        page.items.iter().filter_map(|r| r.values.get("next_activity_at").cloned()).collect();
    next.retain(|at| !at.is_null());
    next.sort_by_key(Json::to_string);
    assert_eq!(next, [json!("2026-12-01T01:00:00Z"), json!("2026-12-02T07:30:00Z")]);
}

fn a_notice_and_a_download_name_the_file(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "lead", "公司名称,手机\n海达,打不通\n");
    let name = |told| platform.import_rows_name(&crm.boss, view.id, told).unwrap();
    assert_eq!(
        (name(Told::Failed), name(Told::Noted)),
        ("名单-未导入.csv".into(), "名单-导入提示.csv".into())
    );
    run(platform, &crm.boss, view.id);
    let page = platform.list_notices(&crm.boss, None, 20).unwrap();
    let params = &page.items[0].notice.params;
    assert_eq!((&params["file"], &params["created"]), (&json!("名单.csv"), &json!(1)));
}
