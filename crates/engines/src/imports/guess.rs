//! What a column holds, from its header and its texts. The first guess that fits counts; each says why.

use model::FieldKind;
use model::kind::{
    DateKind, DateTimeKind, EmailKind, LongTextKind, MoneyKind, NumberKind, PersonKind, PhoneKind,
    TextKind, TextMeaning, UrlKind, YesNoKind,
};

use super::headers::{Meaning, meaning};
use super::{Column, Reason, Today, options};
use crate::forms::credit_code::{self, CreditCode};
use crate::forms::dates::{self, Hints};
use crate::forms::fold::{fold_label, is_han};
use crate::forms::kinds::{email, url, yes_no};
use crate::forms::{numerals, phones};

/// Share of texts that must fit where the header says nothing.
const MOST: f64 = 0.9;
/// Share of texts that must be days where the header says nothing: among planned ones some are still open.
const MOST_DAYS: f64 = 0.8;
/// Share of texts that must fit where the header says so.
const MANY: f64 = 0.6;

/// A guess at a column's kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// Its kind.
    pub kind: FieldKind,
    /// Why.
    pub reason: Reason,
    /// `03/04/2021` is the third of April.
    pub day_first: bool,
}

fn guessed(kind: FieldKind, reason: Reason) -> Option<Guess> {
    Some(Guess { kind, reason, day_first: false })
}

/// What the column holds. `column` is without empty words.
pub fn guess(column: &Column, today: Today) -> Guess {
    let says = meaning(&column.header);
    let text =
        || Guess { kind: text_kind(says), reason: Reason::new("plain_text"), day_first: false };
    identity(column, says)
        .or_else(|| flag(column, says))
        .or_else(|| contact(column, says))
        .or_else(|| person(column, says))
        .or_else(|| date(column, says, today))
        .or_else(|| code(column, says))
        .or_else(|| number(column, says))
        .or_else(|| options::choices(column, says))
        .or_else(|| options::choice(column, says))
        .or_else(|| long_text(column, says))
        .unwrap_or_else(text)
}

pub(super) fn text_kind(says: Option<Meaning>) -> FieldKind {
    let meaning = match says {
        Some(Meaning::Company) => Some(TextMeaning::Company),
        Some(Meaning::PersonName) => Some(TextMeaning::PersonName),
        Some(Meaning::Alias) => Some(TextMeaning::Alias),
        _ => None,
    };
    FieldKind::Text(TextKind { max: None, meaning })
}

/// Names of companies and people are texts, however few of them there are.
fn identity(column: &Column, says: Option<Meaning>) -> Option<Guess> {
    let code = column.share(|t| matches!(credit_code::read(t), CreditCode::Valid(_)));
    if code >= MOST || says == Some(Meaning::CreditCode) {
        // One code with a mistyped digit would refuse its row; such a column stays plain text.
        let sound = column.all(|t| credit_code::read(t) != CreditCode::Wrong);
        let meaning = sound.then_some(TextMeaning::CreditCode);
        return guessed(
            FieldKind::Text(TextKind { max: None, meaning }),
            Reason::new("looks_like_credit_code"),
        );
    }
    let numeric = column.share(|t| numerals::read(t).is_some_and(|n| n.unit.is_empty()));
    match says {
        Some(Meaning::Company | Meaning::Alias | Meaning::PersonName | Meaning::Title)
            if numeric < 0.5 && longest(column) <= 120 =>
        {
            guessed(text_kind(says), Reason::new("header").with("header", column.header.as_str()))
        }
        _ => None,
    }
}

fn longest(column: &Column) -> usize {
    column.samples.iter().map(|(t, _)| t.chars().count()).max().unwrap_or(0)
}

fn flag(column: &Column, says: Option<Meaning>) -> Option<Guess> {
    if !column.all(|t| yes_no::read_yes_no(t).is_some()) || column.distinct > 4 {
        return None;
    }
    let digits = column.all(|t| matches!(fold_label(t).as_str(), "0" | "1"));
    let header = fold_label(&column.header);
    const FLAGS: [&str; 9] =
        ["is", "has", "do", "converted", "active", "enabled", "done", "subscribed", "deleted"];
    let asks = says == Some(Meaning::Flag) || FLAGS.iter().any(|word| header.starts_with(word));
    // A lone 1 or 0 is more often a number than an answer.
    let fits = if digits { asks } else { column.distinct > 1 || asks || column.filled() >= 5 };
    fits.then(|| Guess {
        kind: FieldKind::YesNo(YesNoKind {}),
        reason: Reason::new("yes_or_no"),
        day_first: false,
    })
}

fn contact(column: &Column, says: Option<Meaning>) -> Option<Guess> {
    let phone =
        |t: &str| phones::read(&without_point_zero(t)).is_some() || !phones::read_all(t).is_empty();
    // Without a header only mobiles count, and land lines written with their area: any number looks like a phone.
    let telling = |t: &str| {
        phones::read(&without_point_zero(t))
            .is_some_and(|p| phones::is_mobile(&p) || t.contains('-') && p.contains('-'))
    };
    let wanted = says == Some(Meaning::Phone) && column.share(phone) >= MANY;
    if wanted || column.share(telling) >= MOST {
        return guessed(FieldKind::Phone(PhoneKind {}), Reason::new("looks_like_phone"));
    }
    let email = column.share(|t| email::is_email(t.trim()));
    if email >= MOST || says == Some(Meaning::Email) && email >= MANY {
        return guessed(FieldKind::Email(EmailKind {}), Reason::new("looks_like_email"));
    }
    let schemed = column
        .share(|t| url::is_url(t.trim()) && (t.contains("://") || t.trim().starts_with("www.")));
    let url = column.share(|t| url::is_url(t.trim()));
    if schemed >= MOST || says == Some(Meaning::Url) && url >= MANY {
        return guessed(FieldKind::Url(UrlKind {}), Reason::new("looks_like_url"));
    }
    None
}

/// `13800000000.0`: a number that a spreadsheet made of digits.
pub(super) fn without_point_zero(text: &str) -> String {
    text.trim().strip_suffix(".0").unwrap_or(text.trim()).to_owned()
}

fn is_short_name(text: &str) -> bool {
    // Spaces within a Chinese name only stretch it.
    let bare = fold_label(text);
    let han = bare.chars().all(|c| is_han(c) || c == '·');
    let text = text.trim();
    let count = text.chars().count();
    let words = text.split_whitespace().count();
    let latin = text.chars().all(|c| c.is_alphabetic() || " .'-".contains(c));
    han && (2..=4).contains(&bare.chars().count())
        || latin && (1..=4).contains(&words) && count <= 40
}

fn person(column: &Column, says: Option<Meaning>) -> Option<Guess> {
    let staff = matches!(says, Some(Meaning::Owner | Meaning::CreatedBy));
    (staff && column.share(is_short_name) >= 0.8).then(|| Guess {
        kind: FieldKind::Person(PersonKind {}),
        reason: Reason::new("header").with("header", column.header.as_str()),
        day_first: false,
    })
}

fn date(column: &Column, says: Option<Meaning>, today: Today) -> Option<Guess> {
    let named = matches!(says, Some(Meaning::Date | Meaning::CreatedAt | Meaning::NextActivity));
    let read = |t: &str, day_first| dates::read(t, &Hints { today, day_first });
    let day_first = column.samples.iter().any(|(t, _)| is_day_first(t));
    let whole = |t: &str| {
        read(t, day_first)
            .is_some_and(|r| r.rest.is_empty() && (named || r.has_year && !looks_like_decimal(t)))
    };
    let serial = |t: &str| {
        named && without_point_zero(t).parse::<i64>().is_ok_and(|n| (20_000..80_000).contains(&n))
    };
    let share = column.share(|t| whole(t) || serial(t));
    let typed = column.dates > 0 && column.dates * 10 >= column.filled() * 9;
    if !typed && share < if named { 0.7 } else { MOST_DAYS } {
        let tailed = column.share(|t| read(t, day_first).is_some_and(|r| r.has_year));
        // Dates with words behind them: as dates the words would be lost.
        return if tailed >= MANY && tailed > share {
            guessed(text_kind(None), Reason::new("dates_with_words"))
        } else {
            None
        };
    }
    let timed = column.share(|t| {
        read(t, day_first).and_then(|r| r.time).is_some_and(|t| t != jiff::civil::Time::midnight())
    });
    let kind = if timed > 0.1 {
        FieldKind::DateTime(DateTimeKind {})
    } else {
        FieldKind::Date(DateKind::default())
    };
    let code = if column.all(serial) { "date_serials" } else { "looks_like_date" };
    Some(Guess { kind, reason: Reason::new(code), day_first })
}

/// `25/12/2021`: only a day can be above twelve.
fn is_day_first(text: &str) -> bool {
    let mut parts = text.trim().split(['/', '-', '.']);
    let (Some(first), Some(_), Some(third)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let year_last =
        third.len() >= 4 && third.is_char_boundary(4) && third[..4].parse::<u16>().is_ok();
    year_last && first.parse::<u8>().is_ok_and(|n| (13..=31).contains(&n))
}

fn looks_like_decimal(text: &str) -> bool {
    text.matches('.').count() == 1 && numerals::read(text).is_some_and(|n| n.unit.is_empty())
}

/// Numbers that nobody adds up: leading zeros, very long ones, and those whose header says so.
fn code(column: &Column, says: Option<Meaning>) -> Option<Guess> {
    let digits = |t: &str| t.len() > 1 && t.bytes().all(|b| b.is_ascii_digit());
    let zeros = column.share(|t| digits(t.trim()) && t.trim().starts_with('0'));
    if zeros > 0.0 && column.share(|t| digits(t.trim())) >= MANY {
        return guessed(text_kind(None), Reason::new("leading_zeros"));
    }
    if column.share(|t| digits(t.trim()) && t.trim().len() >= 15) > 0.5 {
        return guessed(text_kind(None), Reason::new("long_numbers"));
    }
    if matches!(says, Some(Meaning::Code | Meaning::Wechat)) && longest(column) <= 60 {
        return guessed(
            text_kind(None),
            Reason::new("header").with("header", column.header.as_str()),
        );
    }
    None
}

fn number(column: &Column, says: Option<Meaning>) -> Option<Guess> {
    let read: Vec<(numerals::Numeral, usize)> =
        column.samples.iter().filter_map(|(t, n)| Some((numerals::read(t)?, *n))).collect();
    let ranges = column.share(|t| numerals::read(t).is_none() && numerals::read_range(t).is_some());
    let numeric = column.share(|t| numerals::read(t).is_some());
    if ranges > 0.05 && ranges + numeric >= MOST {
        return guessed(text_kind(None), Reason::new("ranges"));
    }
    let unit = read.first()?.0.unit.clone();
    if numeric < MOST || read.iter().any(|(n, _)| n.unit != unit) || unit.chars().count() > 4 {
        return None;
    }
    let scale = read.iter().map(|(n, _)| n.value.normalize().scale()).max().unwrap_or(0);
    let decimals = u8::try_from(scale.min(6)).unwrap_or(6);
    let currency = read.iter().find_map(|(n, _)| n.currency);
    let one_currency = read.iter().all(|(n, _)| n.currency.is_none() || n.currency == currency);
    let percent = read.iter().all(|(n, _)| n.percent);
    if one_currency
        && unit.is_empty()
        && !percent
        && (currency.is_some()
            || column.money * 2 > column.filled()
            || matches!(says, Some(Meaning::Money | Meaning::Expected)))
    {
        let kind = MoneyKind {
            currency: currency.unwrap_or_default().to_owned(),
            decimals: decimals.max(2),
        };
        return guessed(FieldKind::Money(kind), Reason::new("looks_like_money"));
    }
    let unit = if percent { "%".to_owned() } else { unit };
    let reason = Reason::new("looks_like_number").with("unit", unit.as_str());
    guessed(FieldKind::Number(NumberKind { decimals, unit, ..NumberKind::default() }), reason)
}

fn long_text(column: &Column, says: Option<Meaning>) -> Option<Guess> {
    let long = longest(column);
    let lines = column.samples.iter().any(|(t, _)| t.contains('\n'));
    let noted = matches!(says, Some(Meaning::Note | Meaning::Activities));
    (long > 100 || lines || noted).then(|| Guess {
        kind: FieldKind::LongText(LongTextKind::default()),
        reason: Reason::new("long_text").with("longest", long),
        day_first: false,
    })
}
