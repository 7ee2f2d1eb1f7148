//! What columns of real files mean.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use model::document::is_code;
use model::kind::{Closed, TextMeaning};
use model::{FieldKind, Form};
use serde_json::json;

use super::{
    CellRules, Codes, Column, Fit, Proposal, Target, clean_header, new_form, parse_cell, propose,
    read,
};
use crate::forms::{Facts, Known, behaviour};

const TODAY: Date = date(2026, 11, 21);

/// A column in which each text stands `times` times.
fn column(header: &str, texts: &[&str], times: usize) -> Column {
    let mut column = Column { header: header.into(), ..Column::default() };
    for text in texts {
        if text.is_empty() {
            column.blank += times;
        } else if let Some(known) = column.samples.iter_mut().find(|(t, _)| t == text) {
            known.1 += times;
        } else {
            column.samples.push(((*text).to_owned(), times));
        }
    }
    column.distinct = column.samples.len();
    column
}

fn proposal(column: &Column) -> Proposal {
    propose(std::slice::from_ref(column), None, TODAY).remove(0)
}

fn named(proposal: &Proposal) -> String {
    match &proposal.to {
        Target::Field(code) => format!("={code}"),
        Target::NewField(field) => field.kind.name().to_owned(),
        Target::System(field) => format!("@{}", field.code()),
        Target::Activities => "activities".into(),
        Target::Skip => "skip".into(),
    }
}

fn check(header: &str, texts: &[&str], to: &str, reason: &str) {
    let proposal = proposal(&column(header, texts, 1));
    assert_eq!((named(&proposal).as_str(), proposal.reason.code), (to, reason), "{header}");
}

fn kind(column: &Column) -> FieldKind {
    match proposal(column).to {
        Target::NewField(field) => field.kind,
        other => panic!("{other:?}"),
    }
}

#[test]
fn contacts_are_known_by_header_or_look() {
    check(
        "联系方式",
        &["138 0000 0000", "0532-88886666", "13900000000/010-88886666"],
        "phone",
        "looks_like_phone",
    );
    check("", &["13800000000", "13900000001.0"], "phone", "looks_like_phone");
    check("数量", &["88886666", "95588", "12345"], "number", "looks_like_number");
    check("Tel", &["+1 202 555 0143"], "phone", "looks_like_phone");
    check("邮箱", &["a@example.com", "无", "b@example.com"], "email", "looks_like_email");
    check("x", &["a@example.com"], "email", "looks_like_email");
    check("官网", &["www.example.com", "example.com"], "url", "looks_like_url");
    check(
        "统一社会信用代码",
        &["91350100M000100Y43", "914403001922038216"],
        "text",
        "looks_like_credit_code",
    );
}

#[test]
fn numbers_and_money_are_told_from_codes() {
    check("总股本", &["19,405,918,198", "1,234"], "number", "looks_like_number");
    check("预算", &["5万", "1.2亿", "¥3,000"], "money", "looks_like_money");
    check("x", &["¥5", "$6"], "number", "looks_like_number");
    check("预算", &["30-50万", "10万", "50-80万"], "text", "ranges");
    check("A股代码", &["000001", "000002", "600000"], "text", "leading_zeros");
    check("身份", &["110105194912310021", "440524188001010014"], "text", "long_numbers");
    check("订单编号", &["1001", "1002"], "text", "header");
    check("重量", &["5.5千克", "6千克"], "number", "looks_like_number");
    check("毛利率", &["12%", "8.5%"], "number", "looks_like_number");
    assert!(
        matches!(kind(&column("毛利率", &["12%", "8.5%"], 1)), FieldKind::Number(k) if k.unit == "%" && k.decimals == 1)
    );
    assert!(
        matches!(kind(&column("close_value", &["1054", "4514.125"], 1)), FieldKind::Money(k) if k.decimals == 3)
    );
    let shown_as_money = Column { money: 2, ..column("x", &["5", "6.5"], 1) };
    assert_eq!(named(&proposal(&shown_as_money)), "money");
    check("序号", &["1.0", "2.0", "3.0"], "skip", "row_numbers");
    check("件数", &["1.0", "2.0"], "number", "looks_like_number");
}

#[test]
fn dates_are_known_in_many_spellings() {
    check("上市日期", &["19991110", "20000101", "-"], "date", "looks_like_date");
    check("", &["2021/4/2", "2021.4.2", "2022年11月29日", "Nov 3 2021"], "date", "looks_like_date");
    check("日期", &["3月5日", "3.8", "4/2"], "date", "looks_like_date");
    let real_dates = Column { dates: 1, ..column("x", &["2021-04-02"], 1) };
    assert_eq!(named(&proposal(&real_dates)), "date");
    check("比例", &["3.5", "3.8", "4.2"], "number", "looks_like_number");
    check("签约日期", &["44288", "44300.0"], "date", "date_serials");
    check("登录", &["2021-04-02 10:30", "2021-04-03 11:00:05"], "date_time", "looks_like_date");
    check("日期", &["2022.11.29白", "2022.11.29夜", "2022.11.30白"], "text", "dates_with_words");
    let european = proposal(&column("date", &["03/04/2021", "25/04/2021"], 1));
    assert!(european.day_first);
}

#[test]
fn answers_are_yes_or_no() {
    check("是否成交", &["是", "否"], "yes_no", "yes_or_no");
    check("Do Not Email", &["Yes", "No"], "yes_no", "yes_or_no");
    check("Converted", &["0", "1"], "yes_no", "yes_or_no");
    check("TotalVisits", &["0", "1"], "number", "looks_like_number");
    check("有无合同", &["有", "无"], "yes_no", "yes_or_no");
    let all_no = proposal(&column("Magazine", &["No"], 9240));
    assert_eq!(named(&all_no), "yes_no");
}

#[test]
fn few_values_become_options() {
    let google = column("来源", &["Google", "google", "Direct Traffic", "微信"], 10);
    let FieldKind::Choice(choice) = kind(&google) else { panic!("{:?}", kind(&google)) };
    let codes: Vec<&str> = choice.options.iter().map(|o| o.code.as_str()).collect();
    assert_eq!(
        codes,
        ["google", "direct_traffic", "wei_xin"],
        "two spellings of a word are one option"
    );
    let FieldKind::Stage(stage) =
        kind(&column("deal_stage", &["Won", "Lost", "Engaging", "Prospecting"], 500))
    else {
        panic!()
    };
    let closed: Vec<Option<Closed>> = stage.options.iter().map(|s| s.closed).collect();
    assert_eq!(closed, [Some(Closed::Won), Some(Closed::Lost), None, None]);
    let tags = column("标签", &["重点、老客户", "老客户", "重点；新客户"], 4);
    assert!(matches!(kind(&tags), FieldKind::Choices(k) if k.options.len() == 3));
    check("产品", &["GTX Pro", "GTX Basic", "MG Special"], "text", "header");
    check("爱好", &["甲", "乙", "丙", "丁"], "text", "plain_text");
}

#[test]
fn unfilled_drop_downs_are_empty() {
    let specialization =
        column("Specialization", &["Select", "Finance Management", "Marketing Management"], 900);
    let proposal = proposal(&specialization);
    assert_eq!(proposal.empty_words, ["Select"]);
    let Target::NewField(field) = proposal.to else { panic!() };
    assert_eq!(field.kind.options().len(), 2);
    check("B股简称", &["-", "--"], "skip", "empty_column");
    check("", &[], "skip", "empty_column");
}

#[test]
fn people_and_times_of_the_record_go_to_system_columns() {
    check("负责人", &["张三", "李四"], "@owner", "header");
    check("sales_agent", &["Moses Frase", "Darcel Schlecht"], "@owner", "header");
    check("创建时间", &["2021-04-02 10:30"], "@created_at", "header");
    let both = [column("负责人", &["张三"], 1), column("客户经理", &["李四"], 1)];
    let proposals = propose(&both, None, TODAY);
    assert_eq!(proposals.iter().map(named).collect::<Vec<_>>(), ["@owner", "person"]);
}

#[test]
fn dated_notes_become_follow_ups_and_plain_notes_stay_text() {
    check("跟进记录", &["3.5未接；3.8加微信", "3月5日 电话"], "activities", "dated_notes");
    check("备注", &["客户很忙", "下周联系"], "long_text", "long_text");
    check("跟进情况", &["有意向", "没有意向了"], "long_text", "long_text");
}

#[test]
fn headers_lose_marks_and_stretching() {
    assert_eq!(clean_header("省    份"), "省份");
    assert_eq!(clean_header("B股 简 称"), "B股简称");
    assert_eq!(clean_header("* 货品名称\n（必填）"), "货品名称");
    assert_eq!(clean_header("  Close  Value: "), "Close Value");
    // Only between Chinese characters it is a stretching.
    assert_eq!(clean_header("Est. Value  ($)"), "Est. Value ($)");
    assert_eq!(clean_header("% likely"), "% likely");
    assert_eq!(clean_header("Cell / alt phone"), "Cell / alt phone");
    assert_eq!(clean_header("联系 人 （ 主要 ）"), "联系人（主要）");
}

#[test]
fn codes_are_usual_words_or_pinyin_and_unique() {
    let mut codes = Codes::default();
    let made: Vec<String> =
        ["公司", "手机", "手机", "意向产品", "Total Visits", "2021年", "！！", "owner", "id"]
            .iter()
            .map(|h| codes.of_field(h))
            .collect();
    assert_eq!(
        made,
        [
            "company",
            "phone",
            "phone_2",
            "yi_xiang_chan_pin",
            "total_visits",
            "field_2021_nian",
            "field",
            "owner_name",
            "number"
        ]
    );
}

fn lead() -> Form {
    serde_json::from_value(json!({"code": "lead", "name": {"zh-CN": "线索"}, "title": "company", "fields": [
        {"id": "fld_00000000000000000000000001", "code": "company", "name": {"zh-CN": "公司名称"}, "kind": {"type": "text", "meaning": "company"}},
        {"id": "fld_00000000000000000000000002", "code": "contact", "name": {"zh-CN": "联系人"}, "kind": {"type": "text", "meaning": "person_name"}},
        {"id": "fld_00000000000000000000000003", "code": "phone", "name": {"zh-CN": "手机"}, "kind": {"type": "phone"}},
        {"id": "fld_00000000000000000000000004", "code": "source", "name": {"zh-CN": "来源", "en": "Source"}, "kind": {"type": "choice", "options": []}},
        {"id": "fld_00000000000000000000000005", "code": "note", "name": {"zh-CN": "备注"}, "kind": {"type": "long_text"}}]}))
    .unwrap()
}

#[test]
fn a_short_name_is_another_name_unless_it_is_the_only_one() {
    let aliased = |headers: [&str; 2], form: Option<&Form>| {
        let columns = headers.map(|header| column(header, &["海达机械", "远航重工"], 1));
        propose(&columns, form, TODAY).iter().map(named).collect::<Vec<_>>()
    };
    let mut form = lead();
    form.fields[1] = serde_json::from_value(json!({"id": "fld_00000000000000000000000006",
        "code": "known_as", "name": {"zh-CN": "俗名"}, "kind": {"type": "text", "meaning": "alias"}}))
    .unwrap();
    for header in ["简称", "客户简称", "公司简称", "别名", "Short name", "alias"] {
        let found = aliased(["公司名称", header], Some(&form));
        assert_eq!(found, ["=company", "=known_as"], "{header}");
    }
    assert_eq!(aliased(["公司简称", "预算"], Some(&lead()))[0], "=company");
    let columns = ["公司全称", "公司简称"].map(|header| column(header, &["海达", "远航"], 1));
    let meanings = propose(&columns, None, TODAY).into_iter().map(|proposal| match proposal.to {
        Target::NewField(field) => match field.kind {
            FieldKind::Text(text) => text.meaning,
            _ => None,
        },
        _ => None,
    });
    let wanted = [Some(TextMeaning::Company), Some(TextMeaning::Alias)];
    assert_eq!(meanings.collect::<Vec<_>>(), wanted);
}

#[test]
fn columns_find_the_fields_of_a_form() {
    let columns = [
        column("客户名称", &["华为技术有限公司"], 1),
        column("姓名", &["张三"], 1),
        column("联系方式", &["13800000000"], 1),
        column("SOURCE", &["微信"], 1),
        column("备用电话", &["13900000000"], 1),
        column("备 注", &["x"], 1),
        column("预算", &["5万"], 1),
    ];
    let proposals = propose(&columns, Some(&lead()), TODAY);
    assert_eq!(
        proposals.iter().map(named).collect::<Vec<_>>(),
        ["=company", "=contact", "=phone", "=source", "phone", "=note", "money"]
    );
}

#[test]
fn an_amount_that_is_hoped_for_goes_to_the_field_called_so() {
    let mut form = lead();
    let Target::NewField(field) = proposal(&column("金额", &["$5"], 3)).to else { panic!() };
    let money = |code: &str, name: model::Label| model::Field {
        code: code.to_owned(),
        name,
        ..field.as_ref().clone()
    };
    form.fields.push(money("cost", model::Label::both("获客成本", "Acquisition cost")));
    form.fields.push(money("hoped", model::Label::both("预计金额", "Expected amount")));
    let goes = |header: &str, texts: &[&str]| {
        named(&propose(&[column(header, texts, 3)], Some(&form), TODAY)[0]).to_owned()
    };
    assert_eq!(goes("Est. Value ($)", &["$1,200.00", "500"]), "=hoped");
    assert_eq!(goes("意向金额", &["1200"]), "=hoped");
    assert_eq!(goes("Est. Value", &["¥1,200.00"]), "money", "in another currency");
    assert_eq!(goes("Est. Value", &["soon", "much"]), "choice", "no amounts");
    assert_eq!(goes("Deal value", &["$1,200.00"]), "money", "not said which");
}

#[test]
fn days_with_some_still_open_are_days() {
    let days = ["11/07/2026", "10/29/2026", "12/03/2026", "10/22/2026", "TBD"];
    check("Next Step Due", &days, "date", "looks_like_date");
    check("Milestone", &days, "date", "looks_like_date");
    let open = ["11/07/2026", "10/29/2026", "12/03/2026", "open", "TBD"];
    assert_ne!(named(&proposal(&column("Milestone", &open, 1))), "date");
    check("Rep", &["Dana", "Marcus", "Dana Reyes"], "@owner", "header");
}

#[test]
fn a_sheet_fits_a_form_by_what_finds_a_field_in_it() {
    let columns = [
        column("序号", &["1", "2"], 1),
        column("客户名称", &["华为技术有限公司"], 1),
        column("", &["13800000000"], 1),
        column("来源", &["微信"], 1),
        column("负责人", &["张三"], 1),
        column("预算", &["5万"], 1),
        column("传真", &["", "-"], 1),
    ];
    let fit = Fit::of(&lead(), &read(&columns, TODAY));
    let expected = Fit { columns: 5, found: 4, common: 1, named: 1, title: true, ..Fit::default() };
    assert_eq!(fit, expected, "neither the row number nor the empty column counts");
    assert!(fit.is_enough());
    let contracts = [
        column("合同名称", &["年度框架采购"], 1),
        column("签订日期", &["2026-03-01"], 1),
        column("电话", &["13800000000"], 1),
    ];
    let fit = Fit::of(&lead(), &read(&contracts, TODAY));
    assert_eq!((fit.found, fit.title, fit.is_enough()), (1, false, false));
}

#[test]
fn a_cell_is_read_by_the_rules_of_its_column() {
    let zone = TimeZone::fixed(jiff::tz::offset(8));
    let known = Known::default();
    let facts = Facts { today: TODAY, zone: &zone, known: &known };
    let rules = CellRules {
        empty_words: vec!["Select".into(), "-".into()],
        replace: vec![("GTXPro".into(), "GTX Pro".into()), ("不明".into(), String::new())],
        day_first: true,
        epoch_1904: false,
        keep_space: false,
    };
    let check = |kind: serde_json::Value, text: &str, expected: Result<serde_json::Value, &str>| {
        let kind: FieldKind = serde_json::from_value(kind).unwrap();
        let read = parse_cell(&kind, text, &rules, &facts);
        let read = read.map(|v| behaviour(&kind).write_json(&v)).map_err(|r| r.code.name());
        assert_eq!(read, expected.map_err(str::to_owned), "{text}");
    };
    check(json!({"type": "text"}), "select", Ok(json!(null)));
    check(json!({"type": "text"}), "gtxpro", Ok(json!("GTX Pro")));
    check(json!({"type": "text"}), "不明", Ok(json!(null)));
    check(json!({"type": "date"}), "03/04/2021", Ok(json!("2021-04-03")));
    check(json!({"type": "date"}), "44288", Ok(json!("2021-04-02")));
    check(json!({"type": "date"}), "20210402", Ok(json!("2021-04-02")));
    check(json!({"type": "date"}), "2021-04-02T00:00:00", Ok(json!("2021-04-02")));
    check(json!({"type": "date"}), "2022.11.29白", Err("not_a_date"));
    check(json!({"type": "date_time"}), "2021-04-02T10:30:00", Ok(json!("2021-04-02T02:30:00Z")));
    check(json!({"type": "date_time"}), "2021-04-02T10:30:00Z", Ok(json!("2021-04-02T10:30:00Z")));
    check(json!({"type": "phone"}), "13800000000.0", Ok(json!("+8613800000000")));
    check(json!({"type": "phone"}), "1.38E+10", Ok(json!("+8613800000000")));
    check(json!({"type": "money"}), "5万", Ok(json!("50000.00")));
    check(json!({"type": "number"}), "五", Err("not_a_number"));
}

#[test]
fn a_sheet_becomes_a_form_with_a_title() {
    let columns = [column("手机", &["13800000000"], 1), column("公司", &["华为技术有限公司"], 1)];
    let form = new_form("展会名单", "zhan_hui", &propose(&columns, None, TODAY));
    assert_eq!((form.title.as_str(), form.fields.len()), ("company", 2));
    let numbers = new_form("数", "shu", &propose(&[column("数量", &["1", "2"], 1)], None, TODAY));
    assert!(matches!(numbers.title_field().map(|f| &f.kind), Some(FieldKind::AutoNumber(_))));
    for field in &form.fields {
        assert!(is_code(&field.code) && !field.name.is_empty(), "{field:?}");
        assert_eq!(
            behaviour(&field.kind).check_definition(),
            [],
            "the proposed form can be published"
        );
    }
}

/// Columns of a CSV file of the samples; none (with a message) where they are absent.
fn sample(path: &str) -> Option<Vec<Column>> {
    let root = std::env::var("CLEW_SAMPLES")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into());
    let Ok(mut reader) = csv::Reader::from_path(format!("{root}/{path}")) else {
        println!("skipped: no {root}/{path}; set CLEW_SAMPLES");
        return None;
    };
    let mut columns: Vec<(Column, std::collections::HashMap<String, usize>)> = reader
        .headers()
        .unwrap()
        .iter()
        .map(|header| {
            (Column { header: header.to_owned(), ..Column::default() }, Default::default())
        })
        .collect();
    for row in reader.records() {
        for ((column, counts), text) in columns.iter_mut().zip(row.unwrap().iter()) {
            if text.is_empty() {
                column.blank += 1
            } else {
                *counts.entry(text.to_owned()).or_default() += 1
            }
        }
    }
    let finish = |(mut column, counts): (Column, std::collections::HashMap<String, usize>)| {
        column.distinct = counts.len();
        column.samples = counts.into_iter().collect();
        column.samples.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        column.samples.truncate(200);
        column
    };
    Some(columns.into_iter().map(finish).collect())
}

fn kinds(columns: &[Column]) -> Vec<String> {
    let proposals = propose(columns, None, TODAY);
    columns.iter().zip(&proposals).map(|(c, p)| format!("{}: {}", c.header, named(p))).collect()
}

#[test]
fn the_leads_sample_is_understood() {
    let Some(columns) = sample("x-education/Leads.csv") else { return };
    let kinds = kinds(&columns);
    for expected in [
        "Prospect ID: text",
        "Lead Number: text",
        "Lead Origin: choice",
        "Lead Source: choice",
        "Do Not Email: yes_no",
        "Converted: yes_no",
        "TotalVisits: number",
        "Total Time Spent on Website: number",
        "Page Views Per Visit: number",
        "Country: choice",
        "Specialization: choice",
        "Magazine: yes_no",
        "Tags: choice",
        "Lead Quality: choice",
        "City: choice",
        "Asymmetrique Activity Score: number",
        "I agree to pay the amount through cheque: yes_no",
        "Last Notable Activity: choice",
        ": skip",
    ] {
        assert!(kinds.iter().any(|k| k == expected), "{expected} is not in {kinds:#?}");
    }
    let selects = propose(&columns, None, TODAY)
        .iter()
        .filter(|p| p.empty_words.iter().any(|w| w == "Select"))
        .count();
    assert_eq!(selects, 4);
    let Target::NewField(source) = propose(&columns, None, TODAY).remove(3).to else { panic!() };
    assert_eq!(
        source.kind.options().iter().filter(|o| o.label.en.eq_ignore_ascii_case("google")).count(),
        1
    );
}

#[test]
fn the_pipeline_sample_is_understood() {
    let Some(columns) = sample("maven-crm/sales_pipeline.csv") else { return };
    assert_eq!(
        kinds(&columns),
        [
            "opportunity_id: text",
            "sales_agent: @owner",
            "product: text",
            "account: text",
            "deal_stage: stage",
            "engage_date: date",
            "close_date: date",
            "close_value: money"
        ]
    );
    let Some(columns) = sample("maven-crm/accounts.csv") else { return };
    assert_eq!(
        kinds(&columns),
        [
            "account: text",
            "sector: choice",
            "year_established: number",
            "revenue: money",
            "employees: number",
            "office_location: choice",
            "subsidiary_of: text"
        ]
    );
    let Some(columns) = sample("zh/company-names-5000.csv") else { return };
    println!("{:#?}", kinds(&columns));
}

const AMOUNTS: [&str; 4] = ["9.7k", "10.4k", "SGD 52,900.00", "S$43,000"];

/// Headers as companies write them, texts below them, and the field of a form of leads.
const USUAL: [(&[&str], &[&str], &str); 4] = [
    (
        &[
            "Contact",
            "Contact Person",
            "Contact name",
            "Person",
            "Main contact",
            "联系人",
            "联系人姓名",
            "姓名",
            "联络人",
            "对接人",
        ],
        &["Daniel Ong", "Siti Raj"],
        "=contact",
    ),
    (
        &[
            "Mobile",
            "Mobile No.",
            "Tel",
            "Tel.",
            "Tel No.",
            "HP",
            "HP / Phone",
            "Handphone",
            "Contact no.",
            "Contact person phone",
            "手机号",
            "联系电话",
            "联系人电话",
        ],
        &["88159083", "(65) 8462-8194", "65-83194875"],
        "=phone",
    ),
    (
        &["E-mail", "Email address", "Mail", "电子邮箱", "联系人邮箱"],
        &["a@example.com", "b@example.com"],
        "=email",
    ),
    (
        &[
            "Est. Value",
            "Est. Value (S$)",
            "Deal size",
            "Expected revenue",
            "Estimated value",
            "预计金额",
            "预计成交金额",
            "商机金额",
        ],
        &AMOUNTS,
        "=amount",
    ),
];

/// A form of leads whose money is in this currency.
fn leads(currency: &str) -> Form {
    let field = |code: &str, (zh, en): (&str, &str), kind: serde_json::Value| {
        let name = json!({"zh-CN": zh, "en": en});
        serde_json::from_value(json!({"code": code, "name": name, "kind": kind})).unwrap()
    };
    let text = |means: &str| json!({"type": "text", "meaning": means});
    let money = json!({"type": "money", "currency": currency, "decimals": 2});
    Form {
        fields: vec![
            field("company", ("公司名称", "Company"), text("company")),
            field("contact", ("联系人", "Contact"), text("person_name")),
            field("phone", ("手机", "Phone"), json!({"type": "phone"})),
            field("email", ("邮箱", "Email"), json!({"type": "email"})),
            field("amount", ("预计金额", "Expected amount"), money),
        ],
        title: "company".to_owned(),
        ..new_form("线索", "lead", &[])
    }
}

#[test]
fn the_usual_headers_of_a_list_go_to_the_fields_of_a_leads_form() {
    let went = |header: &str, texts: &[&str], currency: &str| {
        let all = [column("Company", &["Alpha", "Beta"], 1), column(header, texts, 1)];
        named(&propose(&all, Some(&leads(currency)), TODAY)[1])
    };
    for (headers, texts, to) in USUAL {
        for header in headers {
            assert_eq!(went(header, texts, "SGD"), to, "{header}");
        }
    }
    // Amounts in another currency than the field's become money of their own.
    assert_eq!(went("Est. Value (S$)", &AMOUNTS, "CNY"), "money");
}
