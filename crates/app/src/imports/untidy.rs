//! Cells that cannot be taken as they stand: one of several phone numbers, one end of a range, or nothing. What was
//! written is kept beside the row; for one untidy cell no row is thrown away, unless somebody wants that.

use engines::forms::{numerals, phones};
use model::{Code, FieldKind, Rejection};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What happens to a row with a cell that cannot be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Untidy {
    /// It is imported without the value; what was written is kept beside the row.
    #[default]
    Empty,
    /// It is not imported.
    Refuse,
}

/// What `15-20万` is taken as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RangeEnd {
    /// The lower end.
    #[default]
    Low,
    /// The upper end.
    High,
    /// What lies between them.
    Middle,
}

/// Longest text that is kept beside a row.
const TOLD: usize = 80;

/// The refusal of a cell that is left empty; none where a row with it makes no sense.
pub(super) fn left_empty(rejection: &Rejection, text: &str) -> Option<Rejection> {
    let is_about_the_text = matches!(
        rejection.code,
        Code::NotAPhone
            | Code::NotANumber
            | Code::OtherCurrency
            | Code::NotADate
            | Code::NotAnEmail
            | Code::NotAUrl
            | Code::NotACreditCode
            | Code::WrongType
            | Code::ControlCharacter
            | Code::TooMany
            | Code::TooLong
            | Code::TooSmall
            | Code::TooLarge
            | Code::TooManyDigits
    );
    let told: String = text.trim().chars().take(TOLD).collect();
    is_about_the_text.then(|| rejection.clone().with("text", told).with("emptied", true))
}

/// What a cell with several phone numbers, or with one and other words, comes to: the first and the others.
pub(super) fn phones(kind: &FieldKind, text: &str) -> Option<(String, Vec<String>)> {
    if !matches!(kind, FieldKind::Phone(_)) {
        return None;
    }
    let mut all = phones::read_all(text).into_iter();
    Some((all.next()?, all.collect()))
}

/// What a range comes to, as a number; none for other texts, such as `0574-87654321`.
pub(super) fn range(kind: &FieldKind, text: &str, end: RangeEnd) -> Option<Decimal> {
    let unit = match kind {
        FieldKind::Number(number) => number.unit.as_str(),
        FieldKind::Money(_) => "",
        _ => return None,
    };
    let is_odd =
        |c: char| c.is_alphabetic() && !"十百千万亿元块至到wWkK".contains(c) && !unit.contains(c);
    let mut before = ' ';
    let mut is_code = false;
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        let begins = !before.is_ascii_digit() && !matches!(before, '.' | ',');
        let more = chars.peek().is_some_and(char::is_ascii_digit);
        is_code |= c == '0' && begins && more;
        before = c;
    }
    if is_code || text.chars().any(is_odd) || text.contains('%') {
        return None;
    }
    let (low, high) = numerals::read_range(text)?;
    Some(match end {
        RangeEnd::Low => low,
        RangeEnd::High => high,
        RangeEnd::Middle => (low.checked_add(high)? / Decimal::TWO).normalize(),
    })
}

#[cfg(test)]
mod tests {
    use model::kind::{MoneyKind, NumberKind};

    use super::*;

    #[test]
    fn a_range_is_one_of_its_ends_or_its_middle() {
        let money = FieldKind::Money(MoneyKind { currency: "CNY".to_owned(), decimals: 2 });
        let taken = |text, end| range(&money, text, end).map(|n| n.to_string());
        assert_eq!(taken("15-20万", RangeEnd::Low).as_deref(), Some("150000"));
        assert_eq!(taken("15-20万", RangeEnd::High).as_deref(), Some("200000"));
        assert_eq!(taken("15～20万元", RangeEnd::Middle).as_deref(), Some("175000"));
        for text in ["面议", "0574-87654321", "20-15", "10-20%", "3-5台"] {
            assert_eq!(taken(text, RangeEnd::Low), None, "{text}");
        }
        let people =
            FieldKind::Number(NumberKind { unit: "人".to_owned(), ..NumberKind::default() });
        assert_eq!(range(&people, "20-50人", RangeEnd::Low), Some(Decimal::from(20)));
    }

    #[test]
    fn of_several_phones_the_first_is_taken() {
        let phone = FieldKind::Phone(model::kind::PhoneKind {});
        let (first, others) = phones(&phone, "13800000000/0574-87654321").unwrap_or_default();
        assert_eq!((first.as_str(), others), ("+8613800000000", vec!["0574-87654321".to_owned()]));
        assert_eq!(phones(&phone, "无"), None);
    }
}
