//! What a cell looks like, as far as telling a header from data takes. This is not kind
//! inference: a form's fields are decided elsewhere, on the strings.

use crate::cell::Cell;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// Nothing, or a sign for nothing: `-`, `/`, `无`.
    Nothing,
    /// A short text, as a header or a name is.
    Label,
    /// A number, or text made of digits: an amount, a telephone.
    Digits,
    Date,
    Email,
    Link,
    /// An identifier: letters and digits in one long word.
    Code,
    /// Sentences.
    Long,
}

impl Shape {
    /// Looks like data and not like a name.
    pub(crate) fn is_data(self) -> bool {
        matches!(self, Shape::Digits | Shape::Date | Shape::Email | Shape::Link | Shape::Code)
    }

    pub(crate) fn of(cell: &Cell) -> Shape {
        match cell {
            Cell::Empty => Shape::Nothing,
            Cell::Number { .. } | Cell::Duration { .. } | Cell::Bool { .. } => Shape::Digits,
            Cell::DateTime(_) => Shape::Date,
            Cell::Error { .. } => Shape::Code,
            Cell::Text { text } => of_text(text.trim()),
        }
    }
}

fn of_text(text: &str) -> Shape {
    if text.is_empty() || matches!(text, "-" | "--" | "—" | "/" | "\\" | "无" | "N/A" | "null") {
        return Shape::Nothing;
    }
    if text.len() > 400 || text.lines().count() > 3 {
        return Shape::Long;
    }
    if is_date(text) {
        return Shape::Date;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_figure = |c: char| {
        c.is_ascii_digit()
            || matches!(c, ' ' | ',' | '.' | '-' | '+' | '%' | '(' | ')' | '¥' | '￥' | '$' | ':')
    };
    if digits > 0 && text.chars().all(is_figure) {
        return Shape::Digits;
    }
    let is_one_word = !text.contains(char::is_whitespace);
    if is_one_word
        && text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    {
        return Shape::Email;
    }
    if text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.") {
        return Shape::Link;
    }
    if is_one_word && text.is_ascii() && digits >= 3 && text.len() >= 8 {
        return Shape::Code;
    }
    if text.chars().count() > 60 { Shape::Long } else { Shape::Label }
}

/// `2024-1-5`, `2024/01`, `2024.01.05`, `2024年1月` at the start of a text.
fn is_date(text: &str) -> bool {
    let year: String = text.chars().take(4).collect();
    if year.len() != 4 || !(year.starts_with("19") || year.starts_with("20")) {
        return false;
    }
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut rest = text.chars().skip(4);
    matches!(rest.next(), Some('-' | '/' | '.' | '年'))
        && rest.next().is_some_and(|c| c.is_ascii_digit())
}

/// Words that name columns in business lists. A header holds several; data holds them by accident.
const WORDS: [&str; 44] = [
    "姓名",
    "名称",
    "公司",
    "客户",
    "单位",
    "联系人",
    "电话",
    "手机",
    "邮箱",
    "地址",
    "备注",
    "编号",
    "序号",
    "代码",
    "编码",
    "日期",
    "时间",
    "金额",
    "单价",
    "数量",
    "部门",
    "负责人",
    "状态",
    "类型",
    "类别",
    "行业",
    "来源",
    "省份",
    "城市",
    "区域",
    "name",
    "phone",
    "email",
    "address",
    "date",
    "time",
    "amount",
    "price",
    "status",
    "type",
    "owner",
    "source",
    "city",
    "number",
];

/// True for a text that names a column.
pub(crate) fn is_column_word(text: &str) -> bool {
    let text: String =
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    text.chars().count() <= 12 && WORDS.iter().any(|word| text.contains(word))
        || matches!(
            text.as_str(),
            "id" | "no" | "no." | "sn" | "性别" | "年龄" | "职位" | "微信" | "qq"
        )
}

/// 合计, 总计, Total …
pub(crate) fn is_total_word(text: &str) -> bool {
    let dense: String =
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let word = dense.split([':', '：']).next().unwrap_or_default();
    matches!(
        word,
        "合计"
            | "总计"
            | "小计"
            | "总合计"
            | "本页合计"
            | "累计"
            | "共计"
            | "total"
            | "grandtotal"
            | "subtotal"
    )
}
