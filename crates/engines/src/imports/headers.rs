//! What a header says, in Chinese and English.

use super::units::without_unit;
use crate::forms::fold::{fold, is_han, is_invisible};

/// What a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the meanings; the words stand in the table below")]
pub enum Meaning {
    Company,
    Alias,
    CreditCode,
    PersonName,
    Phone,
    Email,
    Url,
    Owner,
    CreatedBy,
    CreatedAt,
    Stage,
    Activities,
    NextActivity,
    Note,
    Address,
    Expected,
    Money,
    Date,
    Code,
    Flag,
    Wechat,
    Source,
    Industry,
    City,
    Position,
    Title,
}

/// A meaning, the code that a new field of it gets, and the words that name it. A word with `*` may stand anywhere in
/// the header, the others are the whole header. The first hit counts, so the more telling meanings come first.
const WORDS: [(Meaning, &str, &str); 26] = [
    (
        Meaning::CreditCode,
        "credit_code",
        "*统一社会信用代码|*信用代码|*税号|*纳税人识别号|uscc|credit code",
    ),
    (Meaning::CreatedBy, "created_by", "*创建人|*录入人|*创建者|created by|creator"),
    (
        Meaning::CreatedAt,
        "created_at",
        "*创建时间|*创建日期|*录入时间|*录入日期|*登记时间|*登记日期|created at\
         |created on|created|create date|creation date",
    ),
    (
        Meaning::NextActivity,
        "next_activity_at",
        "下次跟进|*下次跟进时间|*下次跟进日期|下次联系|*下次联系时间|*下次联系日期|下次回访\
         |*下次回访时间|*下次回访日期|*下次拜访时间|*下次拜访日期|下次拜访|*计划跟进时间\
         |*计划跟进日期|*提醒时间|next follow up|next follow-up|next contact|next activity\
         |next follow-up date|next contact date",
    ),
    (
        Meaning::Activities,
        "activities",
        "*跟进记录|*跟进情况|*跟进内容|*沟通记录|*沟通情况|*拜访记录|*联系记录|*跟踪记录\
         |*跟进备注|follow ups|follow-ups|activities|activity log",
    ),
    (
        Meaning::Owner,
        "owner_name",
        "*负责人|*跟进人|*业务员|*销售员|*销售人员|*销售代表|*客户经理|*所有人|*归属人\
         |*归属销售|*顾问|销售|所属销售|owner|sales agent|sales rep|salesperson\
         |account manager|lead owner|assigned to|rep|reps|*sales representative|salesman\
         |*account executive|sales person",
    ),
    (
        Meaning::Stage,
        "stage",
        "*跟进状态|*销售阶段|*商机阶段|*客户阶段|*跟进阶段|*线索状态|*客户状态|*进展|阶段\
         |状态|stage|status|deal stage|sales stage|lead status|pipeline stage",
    ),
    (Meaning::Flag, "flag", "*是否|*有无|*有没有"),
    (
        Meaning::Phone,
        "phone",
        "*手机|*电话|*联系方式|*座机|*固话|*传真|*联系号码|*mobile|*phone|*tel|*telephone|cell\
         |cell no|cell no.|*cellphone|*handphone|hp|hp no|hp no.|hp number|contact number\
         |contact no|contact no.|contact nos|contact numbers",
    ),
    (Meaning::Email, "email", "*邮箱|*电子邮件|*邮件地址|*email|*e-mail|mail|mail address"),
    (Meaning::Url, "website", "*网址|*官网|*网站|*链接|*主页|*website|url|homepage|*web site|link"),
    (Meaning::Wechat, "wechat", "*微信|wechat"),
    (
        Meaning::Note,
        "note",
        "*备注|*说明|*描述|*需求|*情况|*留言|note|notes|remark|remarks|comment|comments\
         |*description|message",
    ),
    (Meaning::Address, "address", "*地址|*住址|*address"),
    (
        Meaning::Expected,
        "amount",
        "*预计金额|*预估金额|*预期金额|*意向金额|*expected amount|*expected value|*estimated amount\
         |*estimated value|*est. amount|*est. value|*est amount|*est value|*potential value\
         |*expected revenue|*estimated revenue|*est. revenue|*est revenue|*opportunity value\
         |*opportunity amount|deal size|*预计成交金额|*预计成交额|*预计销售额|*预计合同额|*预计合同金额\
         |*商机金额",
    ),
    (
        Meaning::Money,
        "amount",
        "*金额|*预算|*价格|*单价|*总价|*报价|*费用|*收入|*成本|*营业额|*销售额|*货款\
         |*定价|*售价|*资本|*合同额|*回款|*amount|*price|*revenue|*budget|*cost|*fee\
         |*salary|*deal value|*close value|value|*sales price",
    ),
    (
        Meaning::Date,
        "date",
        "*日期|*时间|*生日|*年月日|*date|*time stamp|*timestamp|birthday|* at|due|* due",
    ),
    (Meaning::Position, "position", "*职位|*职务|*岗位|*头衔|position|job title"),
    (Meaning::Source, "source", "*来源|*渠道|lead source|source|channel|lead origin"),
    (Meaning::Industry, "industry", "*行业|industry|sector"),
    (
        Meaning::Code,
        "number",
        "*编号|*编码|*代码|*单号|*工号|*订单号|*合同号|*序列号|*证号|*身份证|*卡号|*账号\
         |id|* id|code|* code|sku|no.|* no|* number|* no.",
    ),
    (
        Meaning::Alias,
        "short_name",
        "*简称|*别名|alias|aliases|short name|*company short name|*customer short name",
    ),
    (
        Meaning::Company,
        "company",
        "*公司名|*企业名|*公司全称|*客户名|*单位名|*客户公司|*供应商名|公司\
         |企业|单位|客户|*工作单位|*所在公司|company|company name|account|account name\
         |organization|customer|customer name|client",
    ),
    (
        Meaning::PersonName,
        "name",
        "*姓名|*联系人|*联络人|*对接人|*名字|*称呼|客户姓名|contact|contacts|*contact name\
         |*contact person|contact person name|main contact|primary contact|key contact|full name\
         |first name|last name|person|person name",
    ),
    (Meaning::City, "city", "*城市|*省份|*地区|*区域|省|市|city|province|region|country|*location"),
    (
        Meaning::Title,
        "title",
        "产品|名称|标题|*产品名|*项目名|*商机名|主题|name|title|subject|product\
         |product name",
    ),
];

/// A header without marks, brackets with hints, and stretching white space: `* 省    份\n（必填）` → `省份`.
pub fn clean_header(header: &str) -> String {
    let mut text: String = header.chars().filter(|c| !is_invisible(*c)).collect();
    for hint in [
        "（必填）",
        "(必填)",
        "（选填）",
        "(选填)",
        "【必填】",
        "[必填]",
        "(required)",
        "(optional)",
    ] {
        text = text.replace(hint, "");
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || "*＊:：".contains(c));
    // Between Chinese characters white space only stretches the column; elsewhere it separates words.
    let mut joined = String::new();
    for word in without_unit(text).split_whitespace() {
        let stretched =
            joined.chars().last().is_some_and(is_wide) && word.chars().next().is_some_and(is_wide);
        if !joined.is_empty() && !stretched {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// Han, or a mark as wide as that.
fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// What a header says; none if it says nothing that we know.
pub fn meaning(header: &str) -> Option<Meaning> {
    entry(header).map(|(meaning, _)| meaning)
}

/// The usual code of a field with this header, if the header is just the name of a meaning.
pub(super) fn usual_code(header: &str) -> Option<&'static str> {
    let header = normal(header);
    WORDS
        .iter()
        .find(|(_, _, words)| words.split('|').any(|w| w.trim_start_matches('*') == header))
        .map(|(_, code, _)| *code)
}

fn entry(header: &str) -> Option<(Meaning, &'static str)> {
    let header = normal(header);
    let says = |word: &str| match word.strip_prefix('*') {
        Some(part) => contains_word(&header, part),
        None => header == word,
    };
    WORDS.iter().find(|(_, _, words)| words.split('|').any(says)).map(|(m, code, _)| (*m, *code))
}

/// Chinese words anywhere; Latin words only whole, so `date` is not in `candidate`.
fn contains_word(header: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return header.contains(word);
    }
    header.match_indices(word).any(|(at, _)| {
        let before = header[..at].chars().next_back();
        let after = header[at + word.len()..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !(inside(after) || inside(before) && word.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

fn normal(header: &str) -> String {
    fold(&clean_header(header)).replace('_', " ").trim().to_owned()
}
