//! A pasted text proposes values that can be saved as they are, and nothing that the person may not fill.

use model::Code;
use serde_json::{Map, Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::crm::{create, crm, read, refusal, with_lead_form};
use crate::refused::refused;

both_databases! {
    what_a_text_proposes_can_be_saved,
    a_text_proposes_only_what_the_person_may_fill,
}

const TEXT: &str = "张经理 13812345678 青岛海达机械 想了解报价";

fn values(platform: &TestPlatform, who: &app::Who, text: &str) -> Map<String, Json> {
    let found = platform.read_text(who, "lead", text).unwrap();
    found.into_iter().map(|p| (p.field, p.value)).collect()
}

fn what_a_text_proposes_can_be_saved(platform: &TestPlatform) {
    let crm = crm(platform);
    let proposed = values(platform, &crm.east, TEXT);
    assert_eq!(proposed["company"], "青岛海达机械");
    assert_eq!(proposed["need"], "想了解报价");
    let done = create(platform, &crm.east, "lead", Json::Object(proposed.clone())).unwrap();
    let kept = read(platform, &crm.east, done.receipts[0].record.unwrap());
    for (field, value) in proposed {
        assert_eq!(kept.values[&field], value, "{field}");
    }
}

fn a_text_proposes_only_what_the_person_may_fill(platform: &TestPlatform) {
    let crm = crm(platform);
    // 获客成本 is hidden from members: even its own name in the text does not bring it about.
    let text = "获客成本：300\n公司：青岛海达机械";
    assert_eq!(values(platform, &crm.boss, text)["channel_cost"], "300.00");
    assert!(!values(platform, &crm.east, text).contains_key("channel_cost"));
    let long = "长".repeat(5_001);
    let too_long = platform.read_text(&crm.east, "lead", &long);
    assert_eq!(refused(too_long), [(Code::TooLong, "text".to_owned())]);
    with_lead_form(platform, &crm.boss, |form| {
        for grant in &mut form.grants {
            grant.create = false;
        }
    });
    assert_eq!(refusal(platform.read_text(&crm.east, "lead", TEXT)), Code::Forbidden);
    let untold = platform.read_text(&crm.east, "no_such_form", TEXT);
    assert_eq!(refusal(untold), Code::UnknownForm);
    assert_eq!(json!(values(platform, &crm.boss, "")), json!({}));
}
