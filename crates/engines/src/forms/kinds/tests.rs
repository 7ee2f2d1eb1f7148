//! One table over all kinds: API form in, stored value, API form and words out; and cells as people write them.

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use model::label::Language;
use model::value::FileRef;
use model::{DepartmentId, FieldKind, FileId, OptionId, RecordId, UserId, Value};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::behaviour;
use crate::forms::known::{Facts, Known};

const ANNA: UserId = UserId(Uuid::from_u128(1));
const HUAWEI: RecordId = RecordId(Uuid::from_u128(2));
const ACME: RecordId = RecordId(Uuid::from_u128(3));
const SCAN: FileId = FileId(Uuid::from_u128(4));

fn known() -> Known {
    let mut known = Known::default();
    known.add_person(ANNA, "王安娜", &["anna", "13800000000"]);
    known.add_record("customer", HUAWEI, "华为技术有限公司");
    known.add_record("customer", ACME, "Acme");
    known.add_file(FileRef {
        file: SCAN,
        name: "合同.pdf".into(),
        size: 9,
        media: "application/pdf".into(),
    });
    known
}

fn kind(json: Json) -> FieldKind {
    serde_json::from_value(json).unwrap()
}

fn grades(kind: &str) -> FieldKind {
    self::kind(json!({"type": kind, "options": [
        {"id": "opt_00000000000000000000000001", "code": "a", "label": {"zh-CN": "A 类", "en": "Grade A"}},
        {"id": "opt_00000000000000000000000002", "code": "b", "label": {"zh-CN": "B类"}, "archived": true}]}))
}

/// API form in → API form out and words.
fn check(kind: &FieldKind, input: Json, expected: Result<(Json, &str), &str>) {
    let behaviour = behaviour(kind);
    let known = known();
    let outcome = behaviour
        .read_json(&input)
        .and_then(|value| behaviour.check(value, &known))
        .map(|value| {
            (behaviour.write_json(&value), behaviour.display(&value, &known, Language::ZhCn))
        })
        .map_err(|rejection| rejection.code.name());
    let expected = expected.map(|(json, words)| (json, words.to_owned())).map_err(str::to_owned);
    assert_eq!(outcome, expected, "{} {input}", kind.name());
}

/// A cell as people write it → API form.
fn check_cell(kind: &FieldKind, text: &str, expected: Result<Json, &str>) {
    let (known, zone) = (known(), TimeZone::fixed(jiff::tz::offset(8)));
    let facts = Facts { today: date(2026, 11, 21), zone: &zone, known: &known };
    let behaviour = behaviour(kind);
    let outcome = behaviour
        .read_text(text, &facts)
        .and_then(|value| behaviour.check(value, &known))
        .map(|value| behaviour.write_json(&value))
        .map_err(|rejection| rejection.code.name());
    assert_eq!(outcome, expected.map_err(str::to_owned), "{} {text}", kind.name());
}

#[test]
fn texts_are_kept_byte_for_byte() {
    let text = kind(json!({"type": "text", "max": 10}));
    for same in [" a ", "\t", "=1+1", "Ω≈ç", "ﷺ", "\u{202e}x", "e\u{301}", "a\nb"] {
        check(&text, json!(same), Ok((json!(same), same)));
    }
    check(&text, json!(""), Ok((Json::Null, "")));
    check(&text, json!("a\0b"), Err("control_character"));
    check(
        &text,
        json!("线索线索线索线索线索"),
        Ok((json!("线索线索线索线索线索"), "线索线索线索线索线索")),
    );
    check(&text, json!("线索线索线索线索线索!"), Err("too_long"));
    check(&text, json!(5), Err("wrong_type"));
    check_cell(&text, "  a b ", Ok(json!("a b")));
    check(&kind(json!({"type": "long_text"})), json!("a\nb"), Ok((json!("a\nb"), "a\nb")));
}

#[test]
fn a_credit_code_with_a_wrong_digit_is_refused() {
    let code = kind(json!({"type": "text", "meaning": "credit_code"}));
    check(
        &code,
        json!("91350100M000100Y43"),
        Ok((json!("91350100M000100Y43"), "91350100M000100Y43")),
    );
    check(&code, json!("91350100M000100Y44"), Err("not_a_credit_code"));
}

#[test]
fn every_naughty_string_comes_back_as_it_was() {
    let root = std::env::var("CLEW_SAMPLES")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into());
    let Ok(bytes) = std::fs::read(format!("{root}/blns.json")) else {
        println!("skipped: no {root}/blns.json; set CLEW_SAMPLES");
        return;
    };
    let text = kind(json!({"type": "long_text"}));
    let list: Vec<String> = serde_json::from_slice(&bytes).unwrap();
    for naughty in &list {
        let same = if naughty.is_empty() { Json::Null } else { json!(naughty) };
        check(&text, json!(naughty), Ok((same, naughty)));
    }
}

#[test]
fn numbers_are_exact_and_never_rounded_silently() {
    let number = kind(
        json!({"type": "number", "decimals": 2, "min": "-10", "max": "5000000", "unit": "人"}),
    );
    check(&number, json!("1234.5"), Ok((json!("1234.50"), "1,234.5人")));
    check(&number, json!(0.1), Ok((json!("0.10"), "0.1人")));
    check(&number, json!(1e3), Ok((json!("1000.00"), "1,000人")));
    check(&number, json!("1.005"), Err("too_many_digits"));
    check(&number, json!("1.2500"), Ok((json!("1.25"), "1.25人")));
    check(&number, json!("-11"), Err("too_small"));
    check(&number, json!("5000000.01"), Err("too_large"));
    check(&number, json!("NaN"), Err("not_a_number"));
    check(&number, json!("1e99"), Err("not_a_number"));
    check(&number, json!(true), Err("wrong_type"));
    check_cell(&number, "１，２３４．５", Ok(json!("1234.50")));
    check_cell(&number, "5万人", Ok(json!("50000.00")));
    check_cell(&number, "5千克", Err("not_a_number"));
    check_cell(&number, "12%", Ok(json!("0.12")));
    check_cell(&kind(json!({"type": "number", "unit": "%"})), "12%", Ok(json!("12")));
    check_cell(&number, "", Ok(Json::Null));
    check_cell(&number, "三个", Err("not_a_number"));
    let whole = kind(json!({"type": "number"}));
    check(
        &whole,
        json!("999999999999999999"),
        Ok((json!("999999999999999999"), "999,999,999,999,999,999")),
    );
    check(&whole, json!("1000000000000000000"), Err("too_large"));
    check(
        &kind(json!({"type": "number", "decimals": 6})),
        json!("-0.000001"),
        Ok((json!("-0.000001"), "-0.000001")),
    );
}

#[test]
fn money_is_shown_with_its_currency() {
    let yuan = kind(json!({"type": "money", "currency": "CNY"}));
    check(&yuan, json!("1234.5"), Ok((json!("1234.50"), "¥1,234.50")));
    check(&yuan, json!("-0.5"), Ok((json!("-0.50"), "-¥0.50")));
    check_cell(&yuan, "¥1,234.50元", Ok(json!("1234.50")));
    check_cell(&yuan, "1.2亿", Ok(json!("120000000.00")));
    check_cell(&yuan, "0.30000000000000004", Ok(json!("0.30")));
    check_cell(&yuan, "1.005", Err("too_many_digits"));
    check_cell(&yuan, "$5", Err("other_currency"));
    check_cell(&yuan, "5 USD", Err("other_currency"));
    let hk = kind(json!({"type": "money", "currency": "HKD"}));
    check_cell(&hk, "$5", Ok(json!("5.00")));
    check_cell(&hk, "US$5", Err("other_currency"));
    check_cell(&hk, "5万元", Ok(json!("50000.00")));
    check_cell(&hk, "5元人民币", Err("other_currency"));
    let sg = kind(json!({"type": "money", "currency": "SGD"}));
    check(&sg, json!("-1234.5"), Ok((json!("-1234.50"), "-SGD 1,234.50")));
    for text in ["SGD 1,234.50", "1,234.50 sgd", "S$1,234.5", "$1234.5", "1234.5 新加坡元"] {
        check_cell(&sg, text, Ok(json!("1234.50")));
    }
    check_cell(&sg, "-SGD 1,234.50", Ok(json!("-1234.50")));
    check_cell(&sg, "1234.5 元", Err("other_currency"));
    check_cell(&yuan, "SGD 5", Err("other_currency"));
    check_cell(&kind(json!({"type": "money", "currency": "MMK"})), "MMK 5", Ok(json!("5.00")));
    check_cell(&yuan, "MMK 5", Err("not_a_number"));
    let yen = kind(json!({"type": "money", "currency": "JPY", "decimals": 0}));
    check_cell(&yen, "¥500", Ok(json!("500")));
    check_cell(&yuan, "12%", Err("not_a_number"));
    check(
        &kind(json!({"type": "money", "currency": "USD", "decimals": 0})),
        json!(7),
        Ok((json!("7"), "$7")),
    );
}

#[test]
fn days_and_moments_are_strict_in_the_api_and_lenient_in_cells() {
    let day = kind(json!({"type": "date"}));
    check(&day, json!("2026-11-21"), Ok((json!("2026-11-21"), "2026-11-21")));
    for wrong in ["2026-11-31", "2026-11-21T10:00:00", "21.11.2026", "tomorrow"] {
        check(&day, json!(wrong), Err("not_a_date"));
    }
    check_cell(&day, "2022年11月29日", Ok(json!("2022-11-29")));
    check_cell(&day, "2022.11.29白", Err("not_a_date"));
    let moment = kind(json!({"type": "date_time"}));
    check(
        &moment,
        json!("2026-11-21T01:30:00.1234567Z"),
        Ok((json!("2026-11-21T01:30:00.123456Z"), "2026-11-21T01:30:00.123456Z")),
    );
    check(
        &moment,
        json!("2026-11-21T09:30:00+08:00"),
        Ok((json!("2026-11-21T01:30:00Z"), "2026-11-21T01:30:00Z")),
    );
    check(&moment, json!("2026-11-21T09:30:00"), Err("not_a_date"));
    check_cell(&moment, "2026/11/21 9:30", Ok(json!("2026-11-21T01:30:00Z")));
}

#[test]
fn yes_and_no_are_read_in_both_languages() {
    let flag = kind(json!({"type": "yes_no"}));
    check(&flag, json!(true), Ok((json!(true), "是")));
    check(&flag, json!("yes"), Err("wrong_type"));
    for (text, yes) in
        [("是", true), ("Ｙ", true), ("No", false), ("否", false), ("0", false), ("√", true)]
    {
        check_cell(&flag, text, Ok(json!(yes)));
    }
    check_cell(&flag, "也许", Err("wrong_type"));
}

#[test]
fn options_are_named_by_code_id_or_label() {
    for name in ["choice", "stage"] {
        let grade = grades(name);
        check(&grade, json!("a"), Ok((json!("a"), "A 类")));
        check(&grade, json!("opt_00000000000000000000000002"), Ok((json!("b"), "B类")));
        check(&grade, json!("c"), Err("unknown_option"));
        check(&grade, json!(["a"]), Err("wrong_type"));
        check_cell(&grade, "Ａ类", Ok(json!("a")));
        check_cell(&grade, "grade a", Ok(json!("a")));
        check_cell(&grade, "C类", Err("unknown_option"));
    }
    let several = grades("choices");
    check(&several, json!(["b", "a", "b"]), Ok((json!(["b", "a"]), "B类、A 类")));
    check(&several, json!([]), Ok((Json::Null, "")));
    check(&several, json!("a"), Err("wrong_type"));
    check_cell(&several, "B类、A类", Ok(json!(["b", "a"])));
    check_cell(&several, "A类；D类", Err("unknown_option"));
}

#[test]
fn phones_mails_and_addresses_are_checked() {
    let phone = kind(json!({"type": "phone"}));
    check(&phone, json!("138-0000-0000"), Ok((json!("+8613800000000"), "138 0000 0000")));
    check(
        &phone,
        json!("0532-8888888-8001"),
        Ok((json!("0532-8888888-8001"), "0532-8888888-8001")),
    );
    check(&phone, json!("abc"), Err("not_a_phone"));
    check_cell(&phone, "13800000000/13900000000", Err("too_many"));
    let email = kind(json!({"type": "email"}));
    check(&email, json!("a.b@example.com"), Ok((json!("a.b@example.com"), "a.b@example.com")));
    for wrong in ["a", "a@b", "@example.com", "a b@example.com", "a@.com", "a@b@c.d"] {
        check(&email, json!(wrong), Err("not_an_email"));
    }
    check_cell(&email, " ａ@example.com ", Ok(json!("a@example.com")));
    let url = kind(json!({"type": "url"}));
    for fine in [
        "https://example.com/a?b#c",
        "www.example.com",
        "example.com:8080/x",
        "http://localhost:3000",
    ] {
        check(&url, json!(fine), Ok((json!(fine), fine)));
    }
    for wrong in [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "not a url",
        "nothing",
        "http://",
    ] {
        check(&url, json!(wrong), Err("not_a_url"));
    }
}

#[test]
fn people_records_and_files_must_exist() {
    let person = kind(json!({"type": "person"}));
    check(&person, json!(ANNA), Ok((json!(ANNA), "王安娜")));
    check(&person, json!(UserId(Uuid::from_u128(9))), Err("unknown_person"));
    check(&person, json!(HUAWEI), Err("unknown_person"));
    for word in ["王安娜", "ANNA", "13800000000"] {
        check_cell(&person, word, Ok(json!(ANNA)));
    }
    let one = kind(json!({"type": "link", "form": "customer"}));
    check(&one, json!(HUAWEI), Ok((json!(HUAWEI), "华为技术有限公司")));
    check(&one, json!(RecordId(Uuid::from_u128(9))), Err("not_a_linked_record"));
    check(
        &kind(json!({"type": "link", "form": "lead"})),
        json!(HUAWEI),
        Err("not_a_linked_record"),
    );
    check_cell(&one, "华为技术有限公司 ", Ok(json!(HUAWEI)));
    let many = kind(json!({"type": "link", "form": "customer", "many": true}));
    check(
        &many,
        json!([ACME, HUAWEI, ACME]),
        Ok((json!([ACME, HUAWEI]), "Acme、华为技术有限公司")),
    );
    check(&many, json!(ACME), Err("wrong_type"));
    check_cell(&many, "acme；华为技术有限公司", Ok(json!([ACME, HUAWEI])));
    let files = kind(json!({"type": "attachment", "max_count": 1}));
    let stored = json!([{"file": SCAN, "name": "合同.pdf", "size": 9, "media": "application/pdf"}]);
    check(&files, json!([SCAN]), Ok((stored.clone(), "合同.pdf")));
    check(
        &files,
        json!([{"file": SCAN, "name": "", "size": 1, "media": "text/html"}]),
        Ok((stored, "合同.pdf")),
    );
    check(&files, json!([FileId(Uuid::from_u128(9))]), Err("unknown_file"));
    check(&files, json!([SCAN, SCAN]), Err("too_many"));
}

#[test]
fn serial_numbers_are_padded() {
    let FieldKind::AutoNumber(settings) = kind(json!({"type": "auto_number", "prefix": "XS"}))
    else {
        panic!()
    };
    assert_eq!(super::auto_number::numbered(&settings, 42), "XS000042");
    assert_eq!(super::auto_number::numbered(&settings, 12_345_678), "XS12345678");
}

#[test]
fn wrong_settings_are_located() {
    let wrong = |json: Json| -> Vec<String> {
        behaviour(&kind(json)).check_definition().iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        wrong(json!({"type": "number", "decimals": 7, "min": "2", "max": "1"})),
        ["too_large at decimals", "too_small at max"]
    );
    assert_eq!(wrong(json!({"type": "money", "currency": "yuan"})), ["malformed at currency"]);
    assert_eq!(wrong(json!({"type": "text", "max": 0})), ["too_small at max"]);
    let options = json!([{"code": "a", "label": {"en": "A"}}, {"code": "a", "label": {"en": "A"}}, {"code": "B!", "label": {}}]);
    assert_eq!(
        wrong(json!({"type": "choice", "options": options})),
        [
            "duplicate_code at options.1.code",
            "duplicate at options.1.label",
            "bad_code at options.2.code",
            "missing_label at options.2.label"
        ]
    );
}

#[test]
fn settings_that_would_convert_stored_values_may_not_change() {
    let change = |from: Json, to: Json| behaviour(&kind(from)).change_to(&kind(to)).is_ok();
    assert!(!change(
        json!({"type": "number", "decimals": 2}),
        json!({"type": "number", "decimals": 0})
    ));
    assert!(change(
        json!({"type": "number", "decimals": 2}),
        json!({"type": "number", "decimals": 2, "unit": "人"})
    ));
    assert!(!change(json!({"type": "link", "form": "a"}), json!({"type": "link", "form": "b"})));
    assert!(!change(
        json!({"type": "link", "form": "a"}),
        json!({"type": "link", "form": "a", "many": true})
    ));
    assert!(change(json!({"type": "text", "max": 10}), json!({"type": "text", "max": 5})));
}

fn one_of_each() -> [Value; 13] {
    [
        Value::Null,
        Value::Text("a".into()),
        Value::Number(Decimal::from(5)),
        Value::Bool(true),
        Value::Date(date(2026, 11, 21)),
        Value::Instant(Timestamp::MAX),
        Value::Option(OptionId(Uuid::max())),
        Value::Options(vec![OptionId(Uuid::max()); 2]),
        Value::Person(ANNA),
        Value::Department(DepartmentId(Uuid::max())),
        Value::Record(HUAWEI),
        Value::Records(vec![ACME, ACME]),
        Value::Files(vec![FileRef {
            file: SCAN,
            name: String::new(),
            size: 0,
            media: String::new(),
        }]),
    ]
}

#[test]
fn no_kind_breaks_on_a_value_of_another() {
    let samples = one_of_each();
    let known = known();
    for name in [
        "text",
        "long_text",
        "number",
        "money",
        "date",
        "date_time",
        "yes_no",
        "choice",
        "choices",
        "stage",
        "phone",
        "email",
        "url",
        "person",
        "link",
        "attachment",
        "auto_number",
    ] {
        let kind = match name {
            "choice" | "choices" | "stage" => grades(name),
            "link" => kind(json!({"type": name, "form": "customer"})),
            _ => kind(json!({"type": name})),
        };
        let behaviour = behaviour(&kind);
        let mut accepted = 0;
        for value in &samples {
            let _ = (behaviour.write_json(value), behaviour.display(value, &known, Language::En));
            let _ = (behaviour.search_text(value), behaviour.sort_key(value));
            match behaviour.check(value.clone(), &known) {
                Ok(stored) => {
                    accepted += 1;
                    assert_eq!(
                        behaviour.check(stored.clone(), &known),
                        Ok(stored),
                        "{name}: checking twice changes nothing"
                    );
                }
                Err(rejection) => {
                    assert_eq!(rejection.field, None, "{name}: the caller says where")
                }
            }
        }
        assert!(
            (1..=3).contains(&accepted),
            "{name} takes nothing and its own values, not {accepted} of {}",
            samples.len()
        );
    }
}
