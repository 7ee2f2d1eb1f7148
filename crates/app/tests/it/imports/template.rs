//! The workbook to be filled in, and its way back.

use model::Code;
use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{column, list, patch, run, start};
use crate::crm::{crm, refusal};

both_databases! {
    a_template_comes_back_without_its_guide_and_example,
    a_template_holds_only_what_the_person_may_fill,
}

fn made(platform: &TestPlatform, who: &app::Who) -> Vec<u8> {
    let (path, name) = platform.import_template(who, "lead").unwrap();
    assert_eq!(name, "线索 导入模板.xlsx");
    let bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    bytes
}

fn a_template_comes_back_without_its_guide_and_example(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = start(platform, &crm.boss, "线索 导入模板.xlsx", &made(platform, &crm.boss));
    assert_eq!(view.sheets[0]["name"], json!("线索"));
    assert_eq!((view.sheet, view.header_row), (0, Some(1)));
    let view = patch(platform, &crm.boss, view.id, json!({"target": {"form": "lead"}}));
    let form = platform.catalog().unwrap();
    let form = form.form("lead").unwrap();
    for field in form.live_fields() {
        let header = &field.name.zh_cn;
        let is_there = view
            .columns
            .iter()
            .any(|c| c["header"].as_str().is_some_and(|h| h.trim_start_matches('*') == header));
        let fillable = !matches!(
            field.kind,
            model::FieldKind::AutoNumber(_) | model::FieldKind::Attachment(_)
        );
        // What the conversion of a lead made is no question to a sheet.
        let made = ["customer", "contact", "opportunity"].contains(&field.code.as_str());
        let fillable = fillable && !made;
        assert_eq!(is_there, fillable, "{header}");
    }
    // Filled in, it becomes records; the example does not.
    let mut filled = String::new();
    for c in &view.columns {
        filled.push_str(c["header"].as_str().unwrap());
        filled.push(',');
    }
    filled.push_str("\n示例（导入时跳过） 海达\n东风汽车\n");
    let view = start(platform, &crm.boss, "saved.csv", filled.as_bytes());
    let view = patch(platform, &crm.boss, view.id, json!({"target": {"form": "lead"}}));
    assert_eq!((&view.outcome["create"], &view.outcome["left_out"]), (&json!(1), &json!(1)));
    assert_eq!(
        column(&view, view.columns[0]["header"].as_str().unwrap())["sample"],
        json!(["东风汽车"])
    );
    run(platform, &crm.boss, view.id);
    let page = list(platform, &crm.boss, "lead", json!({}));
    assert_eq!(page.items.len(), 1);
    assert_eq!(page.items[0].values["company"], json!("东风汽车"));
}

fn a_template_holds_only_what_the_person_may_fill(platform: &TestPlatform) {
    let crm = crm(platform);
    let view = start(platform, &crm.boss, "x.xlsx", &made(platform, &crm.east));
    let headers: Vec<_> = view.columns.iter().map(|c| c["header"].as_str().unwrap()).collect();
    assert!(!headers.contains(&"渠道成本"), "{headers:?}");
    assert_eq!(refusal(platform.import_template(&crm.east, "nothing")), Code::UnknownForm);
    let mut form = platform.catalog().unwrap().form("lead").unwrap().clone();
    form.grants.iter_mut().for_each(|grant| grant.import = false);
    let version = form.version;
    platform.publish_form(&crm.boss, form, version).unwrap();
    assert_eq!(refusal(platform.import_template(&crm.east, "lead")), Code::Forbidden);
}
