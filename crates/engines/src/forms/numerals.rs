//! Numbers as people write them in cells: full width, separators, 万 and 亿, currency signs, per cent, units.

use rust_decimal::Decimal;

use super::fold::{is_invisible, narrow};

/// A number with what stood around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Its value; of `12%` this is 12.
    pub value: Decimal,
    /// Whether it is a per cent.
    pub percent: bool,
    /// ISO code of the currency that was written, if any.
    pub currency: Option<&'static str>,
    /// What stood behind it and is neither multiplier nor currency: `千克`, `人`.
    pub unit: String,
}

/// Reads a whole text as one number.
pub fn read(text: &str) -> Option<Numeral> {
    let cleaned: String = narrow(text).chars().filter(|c| !is_invisible(*c)).collect();
    let mut rest = cleaned.trim();
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        // Accountants write a loss in brackets.
        negative = true;
        rest = inner.trim();
    }
    let mut currency = None;
    for _ in 0..2 {
        if let Some(after) = rest.strip_prefix('-') {
            if negative {
                return None;
            }
            negative = true;
            rest = after.trim_start();
        } else if let Some(after) = rest.strip_prefix('+') {
            rest = after.trim_start();
        }
        if let Some((code, after)) = strip_currency(rest) {
            currency = Some(code);
            rest = after.trim_start();
        }
    }
    let (mut value, tail) = digits(rest)?;
    let mut tail = tail.trim_start();
    while let Some((factor, after)) = strip_multiplier(tail) {
        value = value.checked_mul(Decimal::from(factor))?;
        tail = after.trim_start();
    }
    let mut percent = false;
    if let Some(after) = tail.strip_prefix('%') {
        percent = true;
        tail = after.trim_start();
    }
    if let Some((code, after)) = strip_currency_word(tail) {
        currency = currency.or(Some(code));
        tail = after.trim_start_matches(['整', '正']).trim_start();
    }
    if tail.chars().any(|c| c.is_ascii_digit()) || tail.chars().count() > 8 {
        return None;
    }
    if negative {
        value = -value;
    }
    Some(Numeral { value: value.normalize(), percent, currency, unit: tail.to_owned() })
}

/// Whether a text that was read as money of one currency can be of this one: several share a sign.
pub fn may_mean(text: &str, read: &str, currency: &str) -> bool {
    const DOLLARS: [&str; 7] = ["AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD"];
    const YUANS: [&str; 2] = ["HKD", "TWD"];
    let narrow = narrow(text);
    let names_it = |c: char| c.is_alphabetic() && !"kKmMwW百千万亿".contains(c);
    let signed = |sign| narrow.contains(sign) && !narrow.chars().any(names_it);
    let is_yuan = |c: char| "元圆块整正".contains(c);
    let only_yuan = || !narrow.contains('¥') && !narrow.chars().any(|c| names_it(c) && !is_yuan(c));
    read == currency
        || read == "USD" && DOLLARS.contains(&currency) && signed('$')
        || read == "CNY" && currency == "JPY" && (signed('¥') || signed('\u{ffe5}'))
        || read == "CNY" && YUANS.contains(&currency) && only_yuan()
}

/// The two ends of a range such as `30-50万` or `10~20`; the multiplier of the second counts for both.
pub fn read_range(text: &str) -> Option<(Decimal, Decimal)> {
    let narrow = narrow(text);
    let text = narrow.trim();
    let at =
        text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '~' | '至' | '到' | '～'))?;
    let (low, high) = (&text[..at.0], &text[at.0 + at.1.len_utf8()..]);
    let (low, high) = (read(low)?, read(high)?);
    let (_, tail) = digits(text[at.0 + at.1.len_utf8()..].trim())?;
    let mut factor = Decimal::ONE;
    let mut tail = tail;
    while let Some((by, after)) = strip_multiplier(tail) {
        factor *= Decimal::from(by);
        tail = after;
    }
    let plain_low = digits(text[..at.0].trim()).is_some_and(|(_, tail)| tail.trim().is_empty());
    let low = if plain_low { low.value.checked_mul(factor)? } else { low.value };
    (low < high.value).then_some((low.normalize(), high.value))
}

/// Leading digits with separators and point, and what follows them.
fn digits(text: &str) -> Option<(Decimal, &str)> {
    let end = text
        .char_indices()
        .find(|(i, c)| {
            let separator = matches!(c, ',' | '\'' | ' ' | '.')
                && text[i + 1..].starts_with(|n: char| n.is_ascii_digit());
            !(c.is_ascii_digit() || separator && *i > 0 || *c == '.' && *i == 0)
        })
        .map_or(text.len(), |(i, _)| i);
    let (number, tail) = text.split_at(end);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || number.len() > 40 {
        return None;
    }
    let mut groups = whole.split([',', '\'', ' ']);
    let first = groups.next().unwrap_or("");
    let mut plain = first.to_owned();
    let grouped = whole.len() > first.len();
    if grouped && (first.is_empty() || first.len() > 3) {
        return None;
    }
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        plain.push_str(group);
    }
    if plain.is_empty() && fraction.is_empty() {
        return None;
    }
    let (tail, exponent) = match exponent(tail) {
        Some((exponent, rest)) if !grouped => (rest, exponent),
        _ => (tail, 0),
    };
    let text = format!(
        "{}.{}e{exponent}",
        if plain.is_empty() { "0" } else { &plain },
        if fraction.is_empty() { "0" } else { fraction }
    );
    Some((Decimal::from_scientific(&text).ok()?, tail))
}

/// `E+10` as spreadsheets print large numbers.
fn exponent(tail: &str) -> Option<(i32, &str)> {
    let rest = tail.strip_prefix(['e', 'E'])?;
    let (sign, rest) = match rest.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let exponent: i32 = rest[..end].parse().ok()?;
    (exponent <= 27).then_some((sign * exponent, &rest[end..]))
}

fn strip_multiplier(text: &str) -> Option<(u64, &str)> {
    const ALWAYS: [(&str, u64); 6] = [
        ("百万", 1_000_000),
        ("千万", 10_000_000),
        ("万亿", 1_000_000_000_000),
        ("万", 10_000),
        ("亿", 100_000_000),
        ("萬", 10_000),
    ];
    // These letters and characters also begin units (千克, kg, 百分点): they multiply only at the end or before money.
    const AT_END: [(&str, u64); 7] = [
        ("千", 1_000),
        ("百", 100),
        ("k", 1_000),
        ("K", 1_000),
        ("w", 10_000),
        ("W", 10_000),
        ("M", 1_000_000),
    ];
    let always = ALWAYS.iter().find_map(|(word, by)| Some((*by, text.strip_prefix(word)?)));
    always.or_else(|| {
        let (by, rest) =
            AT_END.iter().find_map(|(word, by)| Some((*by, text.strip_prefix(word)?)))?;
        (rest.trim().is_empty() || strip_currency_word(rest).is_some()).then_some((by, rest))
    })
}

/// What stands before an amount. Of codes only those that are hardly ever something else: `CAD 2020`, `TOP 10`.
const SIGNS: [(&str, &str); 25] = [
    ("RMB", "CNY"),
    ("rmb", "CNY"),
    ("CNY", "CNY"),
    ("人民币", "CNY"),
    ("HK$", "HKD"),
    ("US$", "USD"),
    ("NT$", "TWD"),
    ("S$", "SGD"),
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("SGD", "SGD"),
    ("HKD", "HKD"),
    ("TWD", "TWD"),
    ("JPY", "JPY"),
    ("GBP", "GBP"),
    ("KRW", "KRW"),
    ("MYR", "MYR"),
    ("AUD", "AUD"),
    ("CHF", "CHF"),
    ("¥", "CNY"),
    ("¥", "CNY"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₩", "KRW"),
];

const WORDS: [(&str, &str); 31] = [
    ("人民币", "CNY"),
    ("RMB", "CNY"),
    ("rmb", "CNY"),
    ("CNY", "CNY"),
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("SGD", "SGD"),
    ("HKD", "HKD"),
    ("TWD", "TWD"),
    ("JPY", "JPY"),
    ("GBP", "GBP"),
    ("KRW", "KRW"),
    ("MYR", "MYR"),
    ("AUD", "AUD"),
    ("CHF", "CHF"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("欧元", "EUR"),
    ("港币", "HKD"),
    ("港元", "HKD"),
    ("新台币", "TWD"),
    ("台币", "TWD"),
    ("新加坡元", "SGD"),
    ("新币", "SGD"),
    ("日元", "JPY"),
    ("韩元", "KRW"),
    ("英镑", "GBP"),
    ("元人民币", "CNY"),
    ("元", "CNY"),
    ("圆", "CNY"),
    ("块", "CNY"),
];

fn strip_currency(text: &str) -> Option<(&'static str, &str)> {
    SIGNS.iter().find_map(|(sign, code)| Some((*code, text.strip_prefix(sign)?)))
}

fn strip_currency_word(text: &str) -> Option<(&'static str, &str)> {
    let text = text.trim_start();
    WORDS.iter().find_map(|(word, code)| Some((*code, text.strip_prefix(word)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: &str) {
        let read = read(text).unwrap_or_else(|| panic!("{text} was not read"));
        assert_eq!(read.value, value.parse().unwrap(), "{text}");
        assert_eq!(read.unit, "", "{text}");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("0", "0"),
            ("1234.50", "1234.5"),
            ("1,234.50", "1234.5"),
            ("19,405,918,198", "19405918198"),
            ("１，２３４．５", "1234.5"),
            ("¥1,234.50元", "1234.5"),
            ("￥ 1,234", "1234"),
            ("5万", "50000"),
            ("5 万元", "50000"),
            ("1.2亿", "120000000"),
            ("3千", "3000"),
            ("3千元", "3000"),
            ("2百万", "2000000"),
            ("30w", "300000"),
            ("12K", "12000"),
            ("$1,000", "1000"),
            ("1000 USD", "1000"),
            ("-5", "-5"),
            ("−5", "-5"),
            ("(1,200)", "-1200"),
            ("-¥5", "-5"),
            ("¥-5", "-5"),
            (".5", "0.5"),
            ("1 234 567", "1234567"),
            ("1.38E+10", "13800000000"),
            ("1.0", "1"),
            ("100元整", "100"),
        ] {
            check(text, value);
        }
    }

    /// The browser reads the same table: `web/src/features/fields/parts/decimal.test.ts`.
    #[test]
    fn what_people_type_and_what_they_import_is_read_by_the_same_rules() {
        #[derive(serde::Deserialize)]
        struct Written {
            text: String,
            value: Option<Decimal>,
        }
        let all: Vec<Written> =
            serde_json::from_str(include_str!("../../written-numbers.json")).unwrap();
        assert!(!all.is_empty());
        for Written { text, value } in all {
            let found = read(&text).filter(|n| n.unit.is_empty() && !n.percent);
            assert_eq!(found.map(|n| n.value), value, "{text}");
        }
    }

    #[test]
    fn per_cent_and_units_are_kept_apart() {
        assert!(read("12.5%").is_some_and(|n| n.percent && n.value == Decimal::new(125, 1)));
        assert_eq!(read("5.5千克").map(|n| n.unit), Some("千克".to_owned()));
        assert_eq!(
            read("3万人").map(|n| (n.value, n.unit)),
            Some((Decimal::from(30_000), "人".to_owned()))
        );
        assert_eq!(read("10kg").map(|n| n.unit), Some("kg".to_owned()));
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in [
            "",
            "-",
            "abc",
            "1,23",
            "1,2345",
            "1.2.3",
            "12-34",
            "--5",
            "5万5",
            "1e999",
            "第5期",
            "2021年4月2日",
            "1'",
            "，",
            "99999999999999999999999999999999999999",
        ] {
            let read = read(text);
            assert!(read.as_ref().is_none_or(|n| !n.unit.is_empty()), "{text}: {read:?}");
        }
    }

    #[test]
    fn a_range_has_two_ends_in_the_same_unit() {
        let range = |a: i64, b: i64| Some((Decimal::from(a), Decimal::from(b)));
        assert_eq!(read_range("30-50万"), range(300_000, 500_000));
        assert_eq!(read_range("30万-50万"), range(300_000, 500_000));
        assert_eq!(read_range("10～20"), range(10, 20));
        assert_eq!(read_range("50-30万"), range(500_000, 300_000).filter(|_| false));
        assert_eq!(read_range("-5"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,20}") {
            let _ = (read(&text), read_range(&text));
        }

        #[test]
        fn a_plain_number_is_read_as_it_is(units in -999_999_999i64..999_999_999, scale in 0u32..6) {
            let value = Decimal::new(units, scale);
            proptest::prop_assert_eq!(read(&value.to_string()).map(|n| n.value), Some(value));
        }
    }
}
