//! The awkward things in real files, each rebuilt.

use std::collections::HashMap;

use app::imports::Which;
use app::runtime::work_steps;
use serde_json::{Value as Json, json};
use sheets::write::{Out, XlsxWriter};
use testkit::TestPlatform;

use super::kit::{code, column, failed, kind, patch, run, start, values};
use crate::crm::crm;

fn imported(
    platform: &TestPlatform,
    name: &str,
    bytes: &[u8],
) -> (String, app::imports::ImportView) {
    let boss = platform.as_administrator("总经理");
    let view = start(platform, &boss, name, bytes);
    assert_eq!(view.problems.general, [], "{:?}", view.target);
    run(platform, &boss, view.id);
    let view = platform.find_import(&boss, view.id).unwrap();
    (view.target["form"].as_str().unwrap().to_owned(), view)
}

fn quoted(cells: &[&str]) -> String {
    let cell = |text: &&str| format!("\"{}\"", text.replace('"', "\"\""));
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\n"
}

#[test]
fn stretched_headers_leading_zeros_and_dashes_are_understood() {
    let platform = TestPlatform::new();
    let text = "A股代码,省    份,B股 简 称,总股本\n000001,广东,-,\"19,405,918,198\"\n000002,广东,万科Ｂ,\"9,724,196,533\"\n";
    let (form, view) = imported(&platform, "上市公司.csv", text.as_bytes());
    let boss = platform.as_administrator("总经理");
    let told = |header: &str| values(&platform, &boss, &form, &code(&view, header));
    assert_eq!(told("A股代码"), ["000001", "000002"]);
    assert_eq!(told("总股本"), ["19405918198", "9724196533"]);
    assert_eq!(told("B股简称"), [json!(null), json!("万科Ｂ")]);
    assert_eq!(told("省份").len(), 2);
}

#[test]
fn sums_and_repeated_headers_are_left_out_and_dates_with_words_stay_text() {
    let platform = TestPlatform::new();
    let mut text = "日期,产量,班组长\n".to_owned();
    for day in 10..30 {
        text.push_str(&format!("2022.11.{day}白,{day}.5,张三\n"));
    }
    text.push_str("日期,产量,班组长\n合计,390,\n");
    let boss = platform.as_administrator("总经理");
    let view = start(&platform, &boss, "产量.csv", text.as_bytes());
    assert_eq!((kind(&view, "日期"), kind(&view, "产量")), ("text".into(), "number".into()));
    assert_eq!(column(&view, "日期")["reason"]["code"], json!("dates_with_words"));
    assert_eq!((&view.outcome["create"], &view.outcome["left_out"]), (&json!(20), &json!(2)));
}

#[test]
fn select_is_an_unfilled_drop_down_and_may_be_made_a_word_again() {
    let platform = TestPlatform::new();
    let mut text = "name,specialization\n".to_owned();
    for n in 0..12 {
        text.push_str(&format!("p{n},{}\n", if n % 2 == 0 { "Select" } else { "Finance" }));
    }
    let boss = platform.as_administrator("总经理");
    let view = start(&platform, &boss, "leads.csv", text.as_bytes());
    assert_eq!(column(&view, "specialization")["empty_words"], json!(["Select"]));
    let options = &column(&view, "specialization")["to"]["new_field"]["kind"]["options"];
    assert_eq!(options.as_array().unwrap().len(), 1);
    let field = json!({"code": "specialization", "name": {"en": "Specialization"}, "kind": {"type": "choice", "options": []}});
    let change = json!({"columns": [{"index": 1, "empty_words": []}, {"index": 1, "to": {"new_field": field}}]});
    let view = patch(&platform, &boss, view.id, change);
    let options = &column(&view, "specialization")["to"]["new_field"]["kind"]["options"];
    assert_eq!(options.as_array().unwrap().len(), 2);
    assert_eq!(view.problems.errors, 0);
}

#[test]
fn a_bad_cell_is_told_before_and_comes_back_in_the_file() {
    let platform = TestPlatform::new();
    let crm = crm(&platform);
    let text = "公司名称,手机,备注\n甲,12,a\n乙,13800000001,\"两\n行\"\n,13800000002,c\n";
    let view = super::kit::into_form(&platform, &crm.boss, "lead", text);
    let told: Vec<_> =
        view.problems.sample.iter().map(|p| (p.row, p.column, p.code.as_str())).collect();
    assert_eq!(told, [(2, Some(1), "not_a_phone"), (4, Some(0), "required")]);
    let rows = platform.import_rows(&crm.boss, view.id, (0, Which::Told)).unwrap();
    assert_eq!(rows.items.len(), 2);
    assert_eq!((rows.items[0].row, rows.items[0].outcome), (2, "create"));
    let at = super::kit::index(&view, "手机");
    let strict = json!({"columns": [{"index": at, "untidy": "refuse"}]});
    let view = patch(&platform, &crm.boss, view.id, strict);
    let rows = platform.import_rows(&crm.boss, view.id, (0, Which::Told)).unwrap();
    assert_eq!((rows.items[0].row, rows.items[0].outcome), (2, "refuse"));
    let job = run(&platform, &crm.boss, view.id);
    assert_eq!((&job.result["created"], &job.result["failed"]), (&json!(1), &json!(2)));
    let file = failed(&platform, &crm.boss, view.id);
    assert!(file.starts_with("\u{feff}公司名称,手机,备注,未导入的原因\r\n"), "{file}");
    assert!(file.contains("甲,12,a,手机：不是电话号码 (12)\r\n"), "{file}");
    assert!(file.contains(",13800000002,c,公司名称：必填\r\n"), "{file}");
}

#[test]
fn gbk_is_read_as_chinese() {
    let platform = TestPlatform::new();
    // 公司,城市 / 海达机械,青岛 / 中联重科,长沙 in GBK.
    let bytes: &[u8] = b"\xb9\xab\xcb\xbe,\xb3\xc7\xca\xd0\n\xba\xa3\xb4\xef\xbb\xfa\xd0\xb5,\xc7\xe0\xb5\xba\n\xd6\xd0\xc1\xaa\xd6\xd8\xbf\xc6,\xb3\xa4\xc9\xb3\n";
    let (form, view) = imported(&platform, "客户.csv", bytes);
    let boss = platform.as_administrator("总经理");
    assert_eq!(view.file["encoding"], json!("gb18030"));
    assert_eq!(values(&platform, &boss, &form, "company"), ["海达机械", "中联重科"]);
}

#[test]
fn naughty_strings_come_through_byte_for_byte() {
    let platform = TestPlatform::new();
    let naughty = [
        "undefined",
        "=1+1",
        "'=1+1",
        "-1",
        "@x",
        "<script>alert(1)</script>",
        "Robert'); DROP TABLE r1;--",
        "Ω≈ç√∫˜µ≤≥÷",
        "田中さんにあげて下さい",
        "😍🏳️‍🌈",
        "ثم نفس سقطت",
        "\u{202e}test\u{202c}",
        "Z̮̞̠͙͔ͅ",
        "a\"b\"\"c",
        "line\nbreak",
        "%s%n",
        "$HOME",
        "{{7*7}}",
        "NULL",
        "1e1000",
        "０１２３",
        "ﬁ",
    ];
    let mut text = quoted(&["n", "text"]);
    for (n, string) in naughty.iter().enumerate() {
        text.push_str(&quoted(&[&format!("x{n}"), string]));
    }
    check_naughty(&platform, text.as_bytes(), &naughty.map(str::to_owned));
}

#[test]
fn the_big_list_of_naughty_strings_comes_through_byte_for_byte() {
    let Some(bytes) = super::kit::sample("blns.json") else { return };
    let platform = TestPlatform::new();
    let strings: Vec<String> = serde_json::from_slice(&bytes).unwrap();
    assert!(strings.len() > 480, "{}", strings.len());
    let mut csv = quoted(&["n", "text"]);
    for (n, string) in strings.iter().enumerate() {
        csv.push_str(&quoted(&[&format!("x{n}"), string]));
    }
    check_naughty(&platform, csv.as_bytes(), &strings);
    let mut writer = XlsxWriter::new("naughty", &["n", "text"]).unwrap();
    for (n, string) in strings.iter().enumerate() {
        writer.row(&[Out::Text(&format!("x{n}")), Out::Text(string)]).unwrap();
    }
    let mut book = std::io::Cursor::new(Vec::new());
    writer.finish(&mut book).unwrap();
    check_naughty(&TestPlatform::new(), &book.into_inner(), &strings);
    let lines: String = strings
        .iter()
        .enumerate()
        .map(|(n, string)| format!("{}\n", json!({"n": format!("x{n}"), "text": string})))
        .collect();
    check_naughty(&TestPlatform::new(), lines.as_bytes(), &strings);
}

/// What our own exports write comes back as it was, in each format.
#[test]
fn the_big_list_of_naughty_strings_goes_out_and_comes_back_in() {
    let Some(bytes) = super::kit::sample("blns.json") else { return };
    let strings: Vec<String> = serde_json::from_slice(&bytes).unwrap();
    let mut csv = quoted(&["n", "text"]);
    for (n, string) in strings.iter().enumerate() {
        csv.push_str(&quoted(&[&format!("x{n}"), string]));
    }
    let platform = TestPlatform::new();
    let form = check_naughty(&platform, csv.as_bytes(), &strings);
    let boss = platform.as_administrator("经理");
    for format in ["csv", "xlsx", "jsonl"] {
        let request = json!({"form": form, "format": format, "fields": ["n", "said"],
            "sort": [{"field": "created_at"}]});
        let request = serde_json::from_value(request).unwrap();
        let job = platform.export_records(&boss, request).unwrap();
        while work_steps(&platform, u32::MAX).unwrap() {}
        let file = std::fs::read(platform.open_export(&boss, job).unwrap().path).unwrap();
        check_naughty(&TestPlatform::new(), &file, &strings);
    }
}

/// Imports `n,text` with nothing standing for "nothing" and reads the texts back.
fn check_naughty(platform: &TestPlatform, file: &[u8], strings: &[String]) -> String {
    let boss = platform.as_administrator("总经理");
    let view = start(platform, &boss, "naughty", file);
    let field = json!({"code": "said", "name": {"en": "Said"}, "kind": {"type": "long_text"}});
    let name = json!({"code": "n", "name": {"en": "N"}, "kind": {"type": "text"}});
    let view = patch(platform, &boss, view.id, json!({"header_row": 1}));
    let place = |header: &str| {
        view.columns.iter().find(|c| c["header"] == header).and_then(|c| c["index"].as_u64())
    };
    let text = place("text").or(place("Said")).or(place("said")).unwrap();
    let n = place("n").or(place("N")).unwrap();
    let view = patch(
        platform,
        &boss,
        view.id,
        json!({"columns": [
            {"index": n, "to": {"new_field": name}},
            {"index": text, "to": {"new_field": field}, "empty_words": [], "trim": false},
        ]}),
    );
    assert_eq!(view.problems.errors, 0, "{:?}", view.problems.sample);
    let job = run(platform, &boss, view.id);
    assert_eq!(job.result["created"], json!(strings.len()), "{:?}", job.result);
    let form = platform.find_import(&boss, view.id).unwrap().target["form"].clone();
    let form = form.as_str().unwrap();
    let told: HashMap<String, Json> = values(platform, &boss, form, "n")
        .iter()
        .map(|n| n.as_str().unwrap().to_owned())
        .zip(values(platform, &boss, form, "said"))
        .collect();
    for (n, wanted) in strings.iter().enumerate() {
        let wanted = if wanted.is_empty() { Json::Null } else { json!(wanted) };
        assert_eq!(told[&format!("x{n}")], wanted, "{n}");
    }
    form.to_owned()
}

#[test]
fn workbooks_are_read_like_lists() {
    let platform = TestPlatform::new();
    let mut writer = XlsxWriter::new("客户", &["公司", "预算", "编号"]).unwrap();
    for n in 0..700 {
        let (name, number, code) = (format!("公司{n}"), n.to_string(), format!("{n:06}"));
        writer.row(&[Out::Text(&name), Out::Number(&number), Out::Text(&code)]).unwrap();
    }
    let mut book = std::io::Cursor::new(Vec::new());
    writer.finish(&mut book).unwrap();
    let (form, view) = imported(&platform, "wrong-name.csv", &book.into_inner());
    let boss = platform.as_administrator("总经理");
    assert_eq!((view.file["format"].clone(), view.rows), (json!("xlsx"), 700));
    assert_eq!(super::kit::count(&platform, &boss, &form, json!(null)), 700);
}

#[test]
fn what_is_no_table_is_refused_with_a_reason() {
    let platform = TestPlatform::new();
    let boss = platform.as_administrator("总经理");
    for (bytes, reason) in
        [(&b"%PDF-1.7"[..], "not_a_table"), (b"", "empty_file"), (b"  \n", "empty_file")]
    {
        let incoming = super::kit::incoming(&platform, "x.xlsx", bytes);
        match platform.start_import(&boss, &incoming, None) {
            Err(app::Error::Rejected(all)) => assert_eq!(all.0[0].params["reason"], json!(reason)),
            other => panic!("{other:?}"),
        }
    }
}
