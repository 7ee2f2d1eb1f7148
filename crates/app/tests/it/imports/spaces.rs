//! White space around texts, and what guards texts against being run: told, counted, and for a person to decide.

use serde_json::json;
use testkit::{TestPlatform, both_databases};

use super::kit::{column, into_form, patch, run, start, values};
use crate::crm::crm;

both_databases! {
    names_lose_the_space_around_them_unless_told_otherwise,
    long_texts_stay_as_they_stand,
    guarded_texts_are_what_they_were,
}

fn names_lose_the_space_around_them_unless_told_otherwise(platform: &TestPlatform) {
    let crm = crm(platform);
    let text = "公司名称,微信\n\" 海达 \",\"\u{3000}wx\"\n中联,abc\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let told = column(&view, "公司名称");
    assert_eq!((&told["trim"], &told["spaced"]), (&json!(true), &json!(1)));
    let wechat = column(&view, "微信")["index"].clone();
    let change = json!({"columns": [{"index": wechat, "trim": false}]});
    let view = patch(platform, &crm.boss, view.id, change);
    run(platform, &crm.boss, view.id);
    assert_eq!(values(platform, &crm.boss, "lead", "company"), ["海达", "中联"]);
    assert_eq!(values(platform, &crm.boss, "lead", "wechat"), ["\u{3000}wx", "abc"]);
}

fn long_texts_stay_as_they_stand(platform: &TestPlatform) {
    let crm = crm(platform);
    let text = "公司名称,需求描述\n海达,\"  一、设备\n    二、安装 \"\n中联,无\n";
    let view = into_form(platform, &crm.boss, "lead", text);
    let change = json!({"columns": [{"index": 1, "to": {"field": "need"}, "empty_words": []}]});
    let view = patch(platform, &crm.boss, view.id, change);
    assert_eq!(column(&view, "需求描述")["trim"], json!(false));
    run(platform, &crm.boss, view.id);
    assert_eq!(values(platform, &crm.boss, "lead", "need")[0], json!("  一、设备\n    二、安装 "));
    // Cells of nothing but space are no text that anybody wrote.
    let view = into_form(platform, &crm.boss, "lead", "公司名称,需求描述\n东风,\"  \"\n西风,有\n");
    let change = json!({"columns": [{"index": 1, "to": {"field": "need"}}]});
    let view = patch(platform, &crm.boss, view.id, change);
    assert_eq!(column(&view, "需求描述")["trim"], json!(true));
}

fn guarded_texts_are_what_they_were(platform: &TestPlatform) {
    let boss = platform.as_administrator("总经理");
    let guarded = "名称,备注\n甲,'=1+1\n乙,'@x\n";
    let view = start(platform, &boss, "x.csv", guarded.as_bytes());
    assert_eq!(view.formula_guard, Some(json!({"count": 2, "strip": true})));
    assert_eq!(view.columns[1]["sample"], json!(["=1+1", "@x"]));
    let view = patch(platform, &boss, view.id, json!({"strip_guard": false}));
    assert_eq!(view.formula_guard.unwrap()["strip"], json!(false));
    assert_eq!(view.columns[1]["sample"], json!(["'=1+1", "'@x"]));
    // Somebody who does not guard means the quote.
    let mixed = "名称,备注\n甲,'=1+1\n乙,=2+2\n";
    let view = start(platform, &boss, "y.csv", mixed.as_bytes());
    assert_eq!(view.formula_guard.unwrap()["strip"], json!(false));
    assert_eq!(view.columns[1]["sample"][0], json!("'=1+1"));
}
