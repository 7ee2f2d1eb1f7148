//! What people paste, and what a form makes of it.

use jiff::civil::date;
use jiff::tz::TimeZone;
use model::{Access, FieldId, Form};
use serde_json::json;
use uuid::Uuid;

use super::{Sign, read};
use crate::forms::{Facts, Known};

fn form() -> Form {
    let field = |n: u128, code: &str, names: (&str, &str), kind: serde_json::Value| json!({"id": FieldId(Uuid::from_u128(n)), "code": code, "name": {"zh-CN": names.0, "en": names.1}, "kind": kind});
    let sources = json!([{"code": "fair", "label": {"zh-CN": "展会", "en": "Exhibition"}},
        {"code": "friend", "label": {"zh-CN": "转介绍", "en": "Referral"}}]);
    serde_json::from_value(json!({"code": "thing", "name": {"en": "Thing"}, "title": "firm", "fields": [
        field(1, "firm", ("公司名称", "Company"), json!({"type": "text", "meaning": "company"})),
        field(2, "who", ("联系人", "Contact"), json!({"type": "text", "meaning": "person_name"})),
        field(3, "phone", ("手机", "Phone"), json!({"type": "phone"})),
        field(4, "desk", ("座机", "Office phone"), json!({"type": "phone"})),
        field(5, "role", ("职位", "Job title"), json!({"type": "text"})),
        field(6, "mail", ("邮箱", "Email"), json!({"type": "email"})),
        field(7, "site", ("网址", "Website"), json!({"type": "url"})),
        field(8, "chat", ("微信", "WeChat"), json!({"type": "text"})),
        field(9, "place", ("所在地区", "Region"), json!({"type": "text"})),
        field(10, "street", ("地址", "Address"), json!({"type": "text"})),
        field(11, "tax", ("税号", "Credit code"), json!({"type": "text", "meaning": "credit_code"})),
        field(12, "sum", ("预算", "Budget"), json!({"type": "money"})),
        field(13, "source", ("来源", "Source"), json!({"type": "choice", "options": sources})),
        field(14, "need", ("需求描述", "Needs"), json!({"type": "long_text"})),
        field(15, "day", ("交货日期", "Delivery date"), json!({"type": "date"})),
    ]}))
    .unwrap()
}

fn proposals(form: &Form, access: &Access, text: &str) -> Vec<super::Proposal> {
    let (known, zone) = (Known::default(), TimeZone::UTC);
    let facts = Facts { today: date(2026, 11, 22), zone: &zone, known: &known };
    read(form, access, text, &facts)
}

fn told(form: &Form, text: &str) -> String {
    let shown = |p: super::Proposal| {
        let value = p.value.as_str().map_or_else(|| p.value.to_string(), str::to_owned);
        format!("{}={}", p.field, value.replace('\n', "⏎"))
    };
    proposals(form, &Access::full(), text).into_iter().map(shown).collect::<Vec<_>>().join("; ")
}

/// What people paste, and what a form makes of it.
const CASES: &[(&str, &str)] = &[
    (
        "张经理 13812345678 青岛海达机械 想了解报价",
        "firm=青岛海达机械; who=张经理; phone=+8613812345678; role=经理; place=青岛; need=想了解报价",
    ),
    (
        "张伟 13812345678 青岛海达机械有限公司",
        "firm=青岛海达机械有限公司; who=张伟; phone=+8613812345678; place=青岛",
    ),
    (
        "我是青岛海达机械有限公司的张伟，电话13812345678，想了解报价",
        "firm=青岛海达机械有限公司; who=张伟; phone=+8613812345678; place=青岛; need=想了解报价",
    ),
    ("王总 139-1234-5678", "who=王总; phone=+8613912345678"),
    (
        "李建国总经理，138 1234 5678，上海宏图贸易有限公司",
        "firm=上海宏图贸易有限公司; who=李建国; phone=+8613812345678; role=总经理; place=上海",
    ),
    ("欧阳女士 15900001111", "who=欧阳女士; phone=+8615900001111"),
    (
        "采购经理 陈晓明 13700001111 苏州华兴电子有限公司",
        "firm=苏州华兴电子有限公司; who=陈晓明; phone=+8613700001111; role=采购经理; place=苏州",
    ),
    ("陈晓明 采购经理 13700001111", "who=陈晓明; phone=+8613700001111; role=采购经理"),
    (
        "公司：青岛海达机械有限公司\n联系人：张伟\n电话：13812345678\n邮箱：zw@haida.cn\n需求：想采购两台数控机床，下月到货",
        "firm=青岛海达机械有限公司; who=张伟; phone=+8613812345678; mail=zw@haida.cn; need=想采购两台数控机床，下月到货",
    ),
    (
        "姓名：刘洋 电话：13612345678 公司：广州蓝天科技有限公司",
        "firm=广州蓝天科技有限公司; who=刘洋; phone=+8613612345678",
    ),
    (
        "公司名称: 北京云图信息技术有限公司, 联系人: 赵敏, 手机: 13500001111",
        "firm=北京云图信息技术有限公司; who=赵敏; phone=+8613500001111",
    ),
    (
        "0532-88886666 青岛海达机械 张经理",
        "firm=青岛海达机械; who=张经理; desk=0532-88886666; role=经理; place=青岛",
    ),
    ("13812345678 0532-88886666", "phone=+8613812345678; desk=0532-88886666"),
    (
        "座机 0532-88886666转8001，手机１３８１２３４５６７８",
        "phone=+8613812345678; desk=0532-88886666-8001",
    ),
    (
        "400-800-1234 深圳大疆创新科技有限公司",
        "firm=深圳大疆创新科技有限公司; phone=400-800-1234; place=深圳",
    ),
    ("zhangwei@haida.com.cn", "mail=zhangwei@haida.com.cn"),
    ("官网 www.haida.cn 邮箱 info@haida.cn", "mail=info@haida.cn; site=www.haida.cn"),
    (
        "https://haida.cn/about?x=1 看看这个产品",
        "site=https://haida.cn/about?x=1; need=看看这个产品",
    ),
    ("微信：haida_zw 张伟", "who=张伟; chat=haida_zw"),
    ("13812345678 微信同号 王女士", "who=王女士; phone=+8613812345678; chat=13812345678"),
    ("加微信vx：abc12345，想要一份产品目录", "chat=abc12345; need=想要一份产品目录"),
    (
        "91350100M000100Y43 福州某某贸易有限公司",
        "firm=福州某某贸易有限公司; place=福州; tax=91350100M000100Y43",
    ),
    ("山东青岛 张先生 13812345678", "who=张先生; phone=+8613812345678; place=山东青岛"),
    ("浙江省宁波市 宏达塑料 林总", "firm=宏达塑料; who=林总; place=浙江省宁波市"),
    ("地址：青岛市崂山区海尔路1号\n联系人：张伟", "who=张伟; street=青岛市崂山区海尔路1号"),
    ("青岛市崂山区海尔路182号 13812345678", "phone=+8613812345678; street=青岛市崂山区海尔路182号"),
    (
        "张三 2026-11-20 10:30\n你好，我们想订200套包装盒，13812345678",
        "who=张三; phone=+8613812345678; need=我们想订200套包装盒",
    ),
    (
        "预算50万左右，想做一套CRM系统，联系 周明 13911112222",
        "who=周明; phone=+8613911112222; sum=500000.00; need=预算50万左右，想做一套CRM系统",
    ),
    ("来源：展会\n客户：上海宏图贸易有限公司", "firm=上海宏图贸易有限公司; source=fair"),
    ("展会 孙总 13312345678", "who=孙总; phone=+8613312345678; source=fair"),
    ("交货日期：2026年12月1日，采购水泵三台", "need=采购水泵三台; day=2026-12-01"),
    (
        "请联系高经理13812345678安排发货",
        "who=高经理; phone=+8613812345678; role=经理; need=请联系高经理13812345678安排发货",
    ),
    ("免贵姓赵，电话是 13812345678", "who=赵; phone=+8613812345678"),
    (
        "海达（青岛）机械制造有限公司 技术部 王工 18612345678",
        "firm=海达（青岛）机械制造有限公司; who=王工; phone=+8618612345678; need=技术部",
    ),
    ("我们公司想买一批钢材", "need=我们公司想买一批钢材"),
    ("想了解报价", "need=想了解报价"),
    ("你好，在吗？", ""),
    ("", ""),
    (
        "上海某某信息技术股份有限公司北京分公司 王磊",
        "firm=上海某某信息技术股份有限公司北京分公司; who=王磊; place=上海",
    ),
    ("订单号 20261120123456 什么时候发货", "need=订单号 20261120123456 什么时候发货"),
    (
        "青岛市第三人民医院 设备科 韩主任 13500002222",
        "firm=青岛市第三人民医院; who=韩主任; phone=+8613500002222; role=主任; place=青岛市; need=设备科",
    ),
    ("预算30-50万", "need=预算30-50万"),
    (
        "Hi, this is John Smith from Acme Corp. My email is john@acme.com. We'd like a quote for 50 pumps.",
        "firm=Acme Corp.; who=John Smith; mail=john@acme.com; need=We'd like a quote for 50 pumps",
    ),
    (
        "Mr. Peter O'Neil, Purchasing Manager, Globex Co., Ltd., +1 415 555 0132",
        "firm=Globex Co., Ltd.; who=Peter O'Neil; phone=+14155550132; role=Purchasing Manager",
    ),
    (
        "Ana Lima\nSales Director\nNorthwind Traders Inc.\nana@northwind.io\n(415) 555-0132",
        "firm=Northwind Traders Inc.; who=Ana Lima; phone=4155550132; role=Sales Director; mail=ana@northwind.io",
    ),
    (
        "Company: Acme Robotics LLC, Contact: Jane Doe, Phone: 415-555-0132, Email: jane@acme.io",
        "firm=Acme Robotics LLC; who=Jane Doe; phone=4155550132; mail=jane@acme.io",
    ),
    (
        "Hello, we need 200 cartons of A4 paper by March.\nRegards,\nMaria Garcia",
        "who=Maria Garcia; need=we need 200 cartons of A4 paper by March",
    ),
    ("I'm Wei Zhang, please call me at 13812345678", "who=Wei Zhang; phone=+8613812345678"),
    ("budget: 12,000", "sum=12000.00"),
    (
        "客户:李总，青岛鑫盛数控设备有限公司 / 电话 0532-88886666 / 13705321234 微信同号，想看五轴机床",
        "firm=青岛鑫盛数控设备有限公司; who=李总; phone=+8613705321234; desk=0532-88886666; chat=13705321234; place=青岛; need=想看五轴机床",
    ),
    (
        "老刘，胶州永泰模具的，手机13805321234，座机 0532-87654321 转8，要两台线切割",
        "firm=胶州永泰模具; who=老刘; phone=+8613805321234; desk=0532-87654321-8; need=要两台线切割",
    ),
    ("胶州永泰模具的老刘 13805321234", "firm=胶州永泰模具; who=老刘; phone=+8613805321234"),
    ("Name: 王芳\nWeChat: wangfang88\nNeeds: brochure", "who=王芳; chat=wangfang88; need=brochure"),
];

#[test]
fn what_people_paste_becomes_fields() {
    let form = form();
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|(text, expected)| {
            let got = told(&form, text);
            (got != *expected).then(|| format!("{text}\n  got  {got}\n  want {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn each_proposal_says_because_of_what() {
    let found = proposals(&form(), &Access::full(), "张经理 13812345678 电话联系");
    let why: Vec<(Sign, &str)> =
        found.iter().map(|p| (p.because.kind, p.because.text.as_str())).collect();
    assert_eq!(
        why,
        [(Sign::Person, "张经理"), (Sign::Phone, "13812345678"), (Sign::Position, "张经理")]
    );
}

#[test]
fn another_name_goes_to_the_field_for_it() {
    let mut form = form();
    form.fields[7].kind =
        serde_json::from_value(json!({"type": "text", "meaning": "alias"})).unwrap();
    let told = told(&form, "公司名称：青岛海达机械有限公司\n公司简称：海达");
    assert_eq!(told, "firm=青岛海达机械有限公司; chat=海达");
}

#[test]
fn fields_that_a_person_may_not_fill_are_not_proposed() {
    let form = form();
    let (hidden, fixed) = (form.fields[2].id, form.fields[1].id);
    let access = Access { hidden: vec![hidden], read_only: vec![fixed], ..Access::full() };
    let found = proposals(&form, &access, "张经理 13812345678");
    let codes: Vec<&str> = found.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(codes, ["desk", "role", "need"]);
    assert_eq!(found[2].value, "张经理", "what has no other place is a note");
}

#[test]
fn a_form_about_companies_takes_the_name_as_its_title() {
    let mut form = form();
    form.fields.retain(|f| f.code != "who");
    form.fields[0].kind = serde_json::from_value(json!({"type": "text"})).unwrap();
    form.fields[0].name = model::Label::both("名字牌", "Plate");
    assert_eq!(told(&form, "青岛海达机械有限公司"), "firm=青岛海达机械有限公司; place=青岛");
}

#[test]
fn a_mobile_number_takes_the_field_for_it_and_the_other_is_kept() {
    let mut form = form();
    form.fields.retain(|f| f.code != "desk");
    for text in [
        "0532-88886666 / 13705321234 李总",
        "13705321234 0532-88886666 李总",
        "电话：0532-88886666\n手机：13705321234\n李总",
        "电话：0532-88886666 / 13705321234 李总",
    ] {
        let wanted = "who=李总; phone=+8613705321234; need=0532-88886666";
        assert_eq!(told(&form, text), wanted, "{text}");
    }
    assert_eq!(
        told(&form, "13705321234 13805321234 需求：两台机床"),
        "phone=+8613705321234; need=两台机床⏎13805321234",
        "behind what the text itself says is the note"
    );
}

/// Whether a text is made of parts that some of these hold.
fn is_made_of(text: &str, parts: &[String]) -> bool {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut reached = vec![true];
    for to in 1..ends.len() {
        let made = |from: usize| {
            reached[from] && parts.iter().any(|part| part.contains(&text[ends[from]..ends[to]]))
        };
        reached.push((0..to).any(made));
    }
    reached.last() == Some(&true)
}

proptest::proptest! {
    #[test]
    fn nothing_that_was_pasted_is_lost(text in "(老刘|李总|张经理|王小明|青岛鑫盛数控设备有限公司|永泰模具的|0532-88886666|13705321234|13805321234|转8|a@b.cn|www.haida.cn|2026-12-01|[鑫永五轴机床台切割x7]{1,4}|[，/ \n、]){1,14}") {
        let form = form();
        let mut kept: Vec<String> = proposals(&form, &Access::full(), &text)
            .iter()
            .filter_map(|p| p.value.as_str().map(str::to_owned))
            .collect();
        // Words that only lead from one thing to the next.
        kept.extend(["的", "转"].map(str::to_owned));
        for run in text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()) {
            proptest::prop_assert!(is_made_of(run, &kept), "{run} of {text:?} in {kept:?}");
        }
    }

    #[test]
    fn no_text_makes_it_panic_and_every_value_fits_its_field(text in "[张王总经理公司有限青岛138:：@.+ \n0-9a-zA-Z的（）()]{0,60}|\\PC{0,60}") {
        let form = form();
        for proposal in proposals(&form, &Access::full(), &text) {
            let values = serde_json::Map::from_iter([(proposal.field, proposal.value)]);
            proptest::prop_assert!(crate::forms::read::values(&form, &Access::full(), &values).is_ok());
        }
    }
}
