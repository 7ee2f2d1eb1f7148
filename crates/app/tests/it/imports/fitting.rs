//! Into which form a file goes when nobody says so.

use app::Who;
use app::imports::ImportView;
use model::Code;
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use super::kit::{column, count, incoming, into_form, patch, run, start};
use crate::crm::{crm, refusal, with_form};

both_databases! {
    a_file_goes_to_the_form_that_its_columns_fit,
    what_a_sheet_or_its_file_is_called_speaks_for_a_form,
    the_form_that_was_used_last_comes_first_among_equals,
    another_header_row_is_another_question_until_somebody_chooses,
    a_form_to_be_made_is_renamed_without_losing_what_was_decided,
    a_form_to_be_made_gets_a_code_that_reads_its_name_aloud,
    members_get_the_best_form_that_they_may_import_into,
    a_file_brought_for_a_form_goes_there,
    whoever_makes_a_form_of_a_list_says_who_sees_it,
}

const LEADS: &str =
    "序号,公司,联系电话,来源,行业,备忘,负责人\n1,海达,13800138000,展会,制造,老客户,总经理\n";
const CONTRACTS: &str = "合同名称,签订日期,电话,合同金额\n年度框架,2026-03-01,13800138000,5万\n";

fn form_of(view: &ImportView) -> &Json {
    &view.target["form"]
}

/// What is told of a form.
fn fit(view: &ImportView, form: &str) -> (u64, u64) {
    let fit = view.fits.iter().find(|fit| fit["form"] == form).unwrap();
    (fit["found"].as_u64().unwrap(), fit["columns"].as_u64().unwrap())
}

fn a_file_goes_to_the_form_that_its_columns_fit(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = start(platform, &crm.boss, "展会名单.csv", LEADS.as_bytes());
    assert_eq!((form_of(&view), view.proposed), (&json!("lead"), true), "{:?}", view.fits);
    assert_eq!(fit(&view, "lead"), (5, 6), "the owner counts, the row number does not");
    assert_eq!(view.fits[0]["form"], json!("lead"), "first in the menu of those that fit alike");
    assert_eq!(column(&view, "公司")["to"], json!({"field": "company"}));
    assert_eq!(view.duplicates, app::imports::Rule::Skip);
    // Called as a customer's fields are.
    let text = "客户名称,电话,详细地址\n海达,0571-88886666,杭州\n";
    let view = start(platform, &crm.boss, "客户.csv", text.as_bytes());
    assert_eq!((form_of(&view), fit(&view, "customer")), (&json!("customer"), (3, 3)));
    // A phone and nothing else of theirs.
    let view = start(platform, &crm.boss, "合同台账.csv", CONTRACTS.as_bytes());
    assert_eq!((form_of(&view), view.proposed), (&Json::Null, true), "{:?}", view.fits);
    assert_eq!(view.target["new_form"]["name"], json!("合同台账"));
}

fn what_a_sheet_or_its_file_is_called_speaks_for_a_form(platform: &TestPlatform) {
    let crm = crm(platform);
    // Two columns of a lead's, and more that no form has.
    let text = "Company,Phone #,Booth,Tax exempt?,% likely,Shirt size\n\
                Acme,13800138000,A1,Y,10%,M\n";
    let view = start(platform, &crm.boss, "emma-leads.csv", text.as_bytes());
    assert_eq!(form_of(&view), &json!("lead"), "{:?}", view.fits);
    let view = start(platform, &crm.boss, "2026客户名单.csv", text.as_bytes());
    assert_eq!(form_of(&view), &json!("customer"), "{:?}", view.fits);
    let view = start(platform, &crm.boss, "emma.csv", text.as_bytes());
    assert_eq!(form_of(&view), &Json::Null, "{:?}", view.fits);
}

fn the_form_that_was_used_last_comes_first_among_equals(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = into_form(platform, &crm.boss, "customer", "客户名称,备注\n中联,x\n");
    run(platform, &crm.boss, view.id);
    let view = start(platform, &crm.boss, "展会名单.csv", LEADS.as_bytes());
    assert_eq!(form_of(&view), &json!("customer"), "{:?}", view.fits);
    assert_eq!(fit(&view, "customer"), fit(&view, "lead"));
}

fn another_header_row_is_another_question_until_somebody_chooses(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = start(platform, &crm.boss, "展会名单.csv", LEADS.as_bytes());
    let none = patch(platform, &crm.boss, view.id, json!({"header_row": 0}));
    assert_eq!((form_of(&none), none.proposed), (&Json::Null, true), "{:?}", none.fits);
    let view = patch(platform, &crm.boss, view.id, json!({"header_row": 1}));
    assert_eq!(form_of(&view), &json!("lead"));
    let chosen = json!({"target": {"form": "contact"}});
    let view = patch(platform, &crm.boss, view.id, chosen);
    assert_eq!((form_of(&view), view.proposed), (&json!("contact"), false));
    let view = patch(platform, &crm.boss, view.id, json!({"header_row": 0}));
    assert_eq!(form_of(&view), &json!("contact"));
}

fn a_form_to_be_made_is_renamed_without_losing_what_was_decided(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = start(platform, &crm.boss, "合同台账.csv", CONTRACTS.as_bytes());
    patch(platform, &crm.boss, view.id, json!({"columns": [{"index": 2, "to": null}]}));
    let code = &view.target["new_form"]["code"];
    let named = json!({"target": {"new_form": {"name": "合同", "code": code}}});
    let view = patch(platform, &crm.boss, view.id, named);
    assert_eq!(view.target["new_form"]["name"], json!("合同"));
    assert_eq!(column(&view, "电话")["to"], Json::Null);
    // Another form is aimed at anew.
    let view = patch(platform, &crm.boss, view.id, json!({"target": {"form": "lead"}}));
    assert_eq!(column(&view, "电话")["to"], json!({"field": "phone"}));
}

fn a_form_to_be_made_gets_a_code_that_reads_its_name_aloud(platform: &TestPlatform) {
    let crm = crm(platform);
    let begun = || {
        let view = start(platform, &crm.boss, "合同台账.csv", CONTRACTS.as_bytes());
        let named =
            |code: Json| json!({"target": {"new_form": {"name": "设备台账", "code": code}}});
        patch(platform, &crm.boss, view.id, named(json!("")))
    };
    let code = |view: &ImportView| view.target["new_form"]["code"].clone();
    let (first, second) = (begun(), begun());
    assert_eq!(code(&first), json!("she_bei_tai_zhang"));
    let unsaid = json!({"target": {"new_form": {"name": "供应商"}}});
    let view = patch(platform, &crm.boss, begun().id, unsaid);
    assert_eq!(code(&view), json!("gong_ying_shang"));
    // Two were begun before either was made.
    run(platform, &crm.boss, first.id);
    run(platform, &crm.boss, second.id);
    let made = platform.find_import(&crm.boss, second.id).unwrap();
    assert_eq!(made.target["form"], json!("she_bei_tai_zhang_2"));
}

fn members_get_the_best_form_that_they_may_import_into(platform: &TestPlatform) {
    let crm = crm(platform);
    for form in ["contact", "opportunity", "customer"] {
        with_form(platform, &crm.boss, form, |form| {
            form.grants.iter_mut().for_each(|grant| grant.import = false);
        });
    }
    let begun = |who: &Who, text: &str| start(platform, who, "名单.csv", text.as_bytes());
    // Fewer than half, and there is nothing better for somebody who makes no forms.
    let view = begun(&crm.east, CONTRACTS);
    assert_eq!((form_of(&view), view.fits.len()), (&json!("lead"), 1));
    assert_eq!(fit(&view, "lead"), (1, 4));
    // What is hidden from them fits nothing.
    let costs = "公司名称,获客成本\n海达,88\n";
    assert_eq!(fit(&begun(&crm.boss, costs), "lead"), (2, 2));
    assert_eq!(fit(&begun(&crm.east, costs), "lead"), (1, 2));
}

fn a_file_brought_for_a_form_goes_there(platform: &TestPlatform) {
    let crm = crm(platform);
    let brought = |who: &Who, form: &str| {
        let file = incoming(platform, "名单.csv", LEADS.as_bytes());
        platform.start_import(who, &file, Some(form))
    };
    let view = brought(&crm.boss, "contact").unwrap();
    assert_eq!((form_of(&view), view.proposed), (&json!("contact"), false));
    assert_eq!(refusal(brought(&crm.boss, "nothing")), Code::UnknownForm);
    with_form(platform, &crm.boss, "contact", |form| {
        form.grants.iter_mut().for_each(|grant| grant.import = false);
    });
    assert_eq!(refusal(brought(&crm.east, "contact")), Code::Forbidden);
}

fn whoever_makes_a_form_of_a_list_says_who_sees_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let builder = platform.as_builder("搭建者");
    let made = |who: &Who, code: &str, sees: Option<&str>| {
        let view = start(platform, who, "合同台账.csv", CONTRACTS.as_bytes());
        let mut form = json!({"name": code, "code": code});
        if let Some(sees) = sees {
            form["sees"] = json!(sees);
        }
        patch(platform, who, view.id, json!({"target": {"new_form": form}})).id
    };
    for (code, sees, seen) in
        [("plain", None, 0), ("every", Some("all"), 1), ("own", Some("own"), 0)]
    {
        run(platform, &crm.boss, made(&crm.boss, code, sees));
        assert_eq!(count(platform, &crm.east, code, json!(null)), seen, "{code}");
    }
    let form = platform.catalog().unwrap().form("plain").unwrap().clone();
    assert_eq!(form.grants, [], "as any new form begins");
    run(platform, &builder, made(&builder, "usual", None));
    assert_eq!(count(platform, &crm.east, "usual", json!(null)), 0, "a builder leaves it as usual");
    let refused = platform.change_import(
        &builder,
        start(platform, &builder, "合同台账.csv", CONTRACTS.as_bytes()).id,
        &serde_json::from_value(
            json!({"target": {"new_form": {"name": "x", "code": "x", "sees": "all"}}}),
        )
        .unwrap(),
    );
    assert_eq!(refusal(refused), Code::Forbidden);
}
