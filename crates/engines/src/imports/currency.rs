//! The currency of money that a sheet brings.

use model::FieldKind;
use model::kind::MoneyKind;

use super::Column;
use crate::forms::currencies::digits;
use crate::forms::numerals::{may_mean, read};

/// Names the currency of a new field of money: what the texts say, else the usual one. A sign that several currencies
/// share, such as `$`, says the usual one where it can.
pub fn in_currency(kind: &mut FieldKind, column: &Column, usual: &str) {
    let FieldKind::Money(money) = kind else { return };
    let said = |text: &str| read(text).and_then(|number| number.currency);
    let texts = || column.samples.iter().map(|(text, _)| text.as_str());
    let is_usual = |text: &str| said(text).is_none_or(|said| may_mean(text, said, usual));
    if texts().all(is_usual) {
        usual.clone_into(&mut money.currency);
    } else if money.is_open() {
        texts().find_map(said).unwrap_or(usual).clone_into(&mut money.currency);
    }
    with_digits(kind, column);
}

/// Where nobody asked for other digits than usual, new money has those of its coins, and as many as the texts need.
pub fn with_digits(kind: &mut FieldKind, column: &Column) {
    let FieldKind::Money(money) = kind else { return };
    if money.decimals == MoneyKind::default().decimals {
        let read = column.samples.iter().filter_map(|(text, _)| read(text));
        let needed = read.map(|number| number.value.scale()).max().unwrap_or(0);
        money.decimals = digits(&money.currency).max(u8::try_from(needed.min(6)).unwrap_or(6));
    }
}

#[cfg(test)]
mod tests {
    use model::FieldKind;

    use super::*;

    fn check(given: (&str, u8), texts: &[&str], usual: &str, becomes: (&str, u8)) {
        let samples = texts.iter().map(|text| ((*text).to_owned(), 1)).collect();
        let column = Column { samples, ..Column::default() };
        let money = MoneyKind { currency: given.0.to_owned(), decimals: given.1 };
        let mut kind = FieldKind::Money(money);
        in_currency(&mut kind, &column, usual);
        let FieldKind::Money(money) = &kind else { panic!("no money") };
        assert_eq!((money.currency.as_str(), money.decimals), becomes, "{texts:?}");
    }

    #[test]
    fn a_sign_of_several_currencies_says_the_usual_one_where_it_can() {
        check(("USD", 2), &["$5", "$6.5"], "SGD", ("SGD", 2));
        check(("USD", 2), &["US$5"], "SGD", ("USD", 2));
        check(("", 2), &["€5", "6"], "SGD", ("EUR", 2));
        check(("", 2), &["5"], "SGD", ("SGD", 2));
    }

    #[test]
    fn it_has_the_digits_of_its_coins_and_those_that_the_texts_need() {
        check(("", 2), &["1,000", "5万"], "JPY", ("JPY", 0));
        check(("CNY", 2), &["¥1,000"], "JPY", ("JPY", 0));
        check(("", 2), &["1,000.50", "2"], "KRW", ("KRW", 1));
        check(("", 2), &["1000"], "KWD", ("KWD", 3));
        check(("", 4), &["1000"], "JPY", ("JPY", 4));
        check(("", 3), &["1054", "4514.125"], "CNY", ("CNY", 3));
    }
}
