//! A cell full of dated notes, taken apart: `3.5未接；3.8加微信` → a call on 5 March, a message on 8 March.

use jiff::civil::Date;
use model::command::ActivityKind;

use super::Today;
use crate::forms::dates::{self, Hints};

/// One note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The day, if one was written; never after today.
    pub date: Option<Date>,
    /// How it seems to have been done.
    pub kind: ActivityKind,
    /// What was written, without the date.
    pub text: String,
}

/// The notes in a cell, in their order. Text before the first date, and text without any, is one note without a day.
/// Days without a year are the last such days until `today`: pass the day on which the sheet was written, if known.
pub fn split_activities(text: &str, today: Today) -> Vec<Piece> {
    let starts = starts(text);
    let mut bounds: Vec<usize> = starts.clone();
    if bounds.first() != Some(&0) {
        bounds.insert(0, 0);
    }
    bounds.push(text.len());
    bounds
        .windows(2)
        .filter_map(|range| {
            let part = text[range[0]..range[1]].trim();
            let dated = if starts.contains(&range[0]) { date(part, today) } else { None };
            let (date, rest) = dated.map_or((None, part), |(date, rest)| (Some(date), rest));
            let separators = |c: char| c.is_whitespace() || ":：,，;；.。、|-—)）".contains(c);
            let words = rest
                .trim_start_matches(separators)
                .trim_end_matches(|c: char| c.is_whitespace() || ";；|".contains(c));
            let empty = words.is_empty() && date.is_none();
            (!empty).then(|| Piece { date, kind: kind(words), text: words.to_owned() })
        })
        .collect()
}

/// Byte positions at which a dated note begins.
fn starts(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut previous: Option<char> = None;
    let mut after = 0;
    for (at, c) in text.char_indices() {
        // Inside a number, a word or a date that was already found nothing begins.
        let fresh =
            previous.is_none_or(|p| !p.is_ascii_alphanumeric() && !"./-:：年月¥$第".contains(p));
        if at >= after
            && fresh
            && c.is_ascii_digit()
            && let Some(length) = date_length(&text[at..])
        {
            found.push(at);
            after = at + length;
        }
        previous = Some(c);
    }
    found
}

/// Bytes of a date at the beginning of the text, if what follows does not make it an amount or a version.
fn date_length(text: &str) -> Option<usize> {
    let end = text
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_digit() || "./-年月日号".contains(*c)))
        .map_or(text.len(), |(at, _)| at);
    let written = text[..end].trim_end_matches(['.', '-', '/']);
    let next = text[written.len()..].chars().next();
    let unit = next.is_some_and(|c| {
        "万千百亿元块%折个台套人米吨年天倍%点分时".contains(c) || c.is_ascii_alphabetic()
    });
    let whole = Hints { today: Date::constant(2024, 12, 31), day_first: false };
    let date = dates::read(written, &whole).filter(|r| r.rest.is_empty())?;
    let separated = written.contains(['.', '/', '-', '月']) || written.len() == 8;
    (!unit && separated && (date.has_year || written.len() >= 3)).then_some(written.len())
}

fn date(part: &str, today: Today) -> Option<(Date, &str)> {
    let length = date_length(part)?;
    let read = dates::read(&part[..length], &Hints { today, day_first: false })?;
    let mut date = read.date;
    if !read.has_year && date > today {
        date = Date::new(date.year() - 1, date.month(), date.day()).ok()?;
    }
    (date <= today).then_some((date, &part[length..]))
}

/// How a follow-up seems to have been done, from its words.
fn kind(text: &str) -> ActivityKind {
    const CALL: [&str; 17] = [
        "电话",
        "未接",
        "接通",
        "通话",
        "去电",
        "来电",
        "空号",
        "关机",
        "停机",
        "挂断",
        "拒接",
        "占线",
        "打过",
        "回电",
        "无人接听",
        "call",
        "phone",
    ];
    const VISIT: [&str; 10] =
        ["拜访", "上门", "见面", "到访", "来访", "面谈", "参观", "约见", "visit", "meeting"];
    const MESSAGE: [&str; 12] = [
        "微信",
        "短信",
        "邮件",
        "消息",
        "qq",
        "wechat",
        "email",
        "sms",
        "message",
        "发资料",
        "发报价",
        "发方案",
    ];
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&VISIT) {
        ActivityKind::Visit
    } else if has(&CALL) {
        ActivityKind::Call
    } else if has(&MESSAGE) {
        ActivityKind::Message
    } else {
        ActivityKind::Note
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = Date::constant(2026, 11, 21);

    fn check(text: &str, expected: &[(Option<Date>, ActivityKind, &str)]) {
        let found = split_activities(text, TODAY);
        let found: Vec<_> = found.iter().map(|p| (p.date, p.kind, p.text.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dated_notes_become_follow_ups() {
        use ActivityKind::{Call, Message, Note, Visit};
        let day = |m, d| Some(date(2026, m, d));
        check("3.5未接；3.8加微信", &[(day(3, 5), Call, "未接"), (day(3, 8), Message, "加微信")]);
        check("3.5未接3.8加微信", &[(day(3, 5), Call, "未接"), (day(3, 8), Message, "加微信")]);
        check(
            "3月5日 拜访客户\n3月8日：报价3.5万，12.5%折扣",
            &[(day(3, 5), Visit, "拜访客户"), (day(3, 8), Note, "报价3.5万，12.5%折扣")],
        );
        check(
            "2025-12-28 电话沟通, 2026/1/3 回电",
            &[(Some(date(2025, 12, 28)), Call, "电话沟通,"), (day(1, 3), Call, "回电")],
        );
        check("意向高。3/5 打过电话", &[(None, Note, "意向高。"), (day(3, 5), Call, "打过电话")]);
        check("12.28 微信", &[(Some(date(2025, 12, 28)), Message, "微信")]);
        check("3.5", &[(day(3, 5), Note, "")]);
    }

    #[test]
    fn amounts_and_phones_are_no_dates() {
        use ActivityKind::Note;
        for text in [
            "报价3.5万",
            "v1.2版本",
            "13800000000",
            "预算 3-5万",
            "10:30开会",
            "满意度 4.5分",
            "下周再联系",
            "单价3.5元",
        ] {
            check(text, &[(None, Note, text)]);
        }
        check("", &[]);
        check("  ", &[]);
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_lost(text in "[0-9.月日未接电话；\\n ]{0,30}|\\PC{0,20}") {
            let kept: usize = split_activities(&text, TODAY).iter().map(|p| p.text.matches(char::is_alphabetic).count()).sum();
            let dates = text.matches(['年', '月', '日', '号']).count();
            let all = text.matches(char::is_alphabetic).count();
            proptest::prop_assert!(kept <= all && kept + dates >= all, "{kept} of {all}");
        }
    }
}
