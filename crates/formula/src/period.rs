//! Periods relative to today: their names, and the days they cover.

use jiff::civil::Date;
use model::expr::{Period, Unit};

use crate::calendar::{shift, start_of};

/// Most units that a period may count.
pub const MOST: u32 = 10_000;

const NAMED: [(&str, Unit, i32); 15] = [
    ("today", Unit::Day, 0),
    ("yesterday", Unit::Day, -1),
    ("tomorrow", Unit::Day, 1),
    ("this_week", Unit::Week, 0),
    ("last_week", Unit::Week, -1),
    ("next_week", Unit::Week, 1),
    ("this_month", Unit::Month, 0),
    ("last_month", Unit::Month, -1),
    ("next_month", Unit::Month, 1),
    ("this_quarter", Unit::Quarter, 0),
    ("last_quarter", Unit::Quarter, -1),
    ("next_quarter", Unit::Quarter, 1),
    ("this_year", Unit::Year, 0),
    ("last_year", Unit::Year, -1),
    ("next_year", Unit::Year, 1),
];

/// The period with this name, e.g. `this_week`.
pub fn by_name(name: &str) -> Option<Period> {
    NAMED.iter().find(|(n, ..)| *n == name).map(|&(_, unit, by)| Period::Calendar { unit, by })
}

/// The name of a period, if it has one.
pub fn name(period: &Period) -> Option<&'static str> {
    let Period::Calendar { unit, by } = period else { return None };
    NAMED.iter().find(|(_, u, b)| u == unit && b == by).map(|(n, ..)| *n)
}

/// The unit with this name.
pub fn unit_by_name(name: &str) -> Option<Unit> {
    UNITS.iter().find(|(n, _)| *n == name).map(|(_, unit)| *unit)
}

/// The name of a unit.
pub fn unit_name(unit: Unit) -> &'static str {
    UNITS.iter().find(|(_, u)| *u == unit).map_or("day", |(name, _)| name)
}

const UNITS: [(&str, Unit); 5] = [
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
];

/// Reads a period as formulas write it: a name, `last 7 day`, `next 2 week`, `older_than 30 day`, `month -3`.
pub fn parse(text: &str) -> Option<Period> {
    if let Some(named) = by_name(text) {
        return Some(named);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        [unit, by] => {
            let by = by.parse::<i32>().ok().filter(|n| n.unsigned_abs() <= MOST)?;
            Some(Period::Calendar { unit: unit_by_name(unit)?, by })
        }
        [which, n, unit] => {
            let n = n.parse::<u32>().ok()?;
            relative(which, n, unit_by_name(unit)?)
        }
        _ => None,
    }
}

/// `last`, `next` or `older_than` so many units.
pub fn relative(which: &str, n: u32, unit: Unit) -> Option<Period> {
    match which {
        _ if n == 0 || n > MOST => None,
        "last" => Some(Period::Last { n, unit }),
        "next" => Some(Period::Next { n, unit }),
        "older_than" => Some(Period::OlderThan { n, unit }),
        _ => None,
    }
}

/// Writes a period so that [`parse`] reads it.
pub fn print(period: &Period) -> String {
    match period {
        Period::Calendar { unit, by } => match name(period) {
            Some(name) => name.to_owned(),
            None => format!("{} {by}", unit_name(*unit)),
        },
        Period::Last { n, unit } => format!("last {n} {}", unit_name(*unit)),
        Period::Next { n, unit } => format!("next {n} {}", unit_name(*unit)),
        Period::OlderThan { n, unit } => format!("older_than {n} {}", unit_name(*unit)),
    }
}

/// The first day of a period and the first one after it; none where it is open, or leaves the calendar.
pub fn days(period: &Period, today: Date) -> (Option<Date>, Option<Date>) {
    let tomorrow = shift(today, 1, Unit::Day);
    match *period {
        Period::Calendar { unit, by } => {
            let this = start_of(today, unit);
            let from = |n: i64| this.and_then(|d| shift(d, n, unit));
            (from(i64::from(by)), from(i64::from(by) + 1))
        }
        Period::Last { n, unit } => {
            (tomorrow.and_then(|d| shift(d, -i64::from(n), unit)), tomorrow)
        }
        Period::Next { n, unit } => (Some(today), shift(today, i64::from(n), unit)),
        Period::OlderThan { n, unit } => (None, shift(today, -i64::from(n), unit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(period: &str, today: &str, from: &str, to: &str) {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse::<Date>().unwrap());
        let period = parse(period).unwrap();
        assert_eq!(parse(&print(&period)), Some(period.clone()));
        assert_eq!(days(&period, day(today).unwrap()), (day(from), day(to)), "{period:?}");
    }

    #[test]
    fn a_period_covers_whole_days_and_weeks_begin_on_monday() {
        check("today", "2026-11-22", "2026-11-22", "2026-11-23");
        check("this_week", "2026-11-22", "2026-11-16", "2026-11-23");
        check("next_week", "2026-11-22", "2026-11-23", "2026-11-30");
        check("last_month", "2026-03-31", "2026-02-01", "2026-03-01");
        check("this_quarter", "2026-12-31", "2026-10-01", "2027-01-01");
        check("last_year", "2024-02-29", "2023-01-01", "2024-01-01");
        check("month -14", "2026-03-31", "2025-01-01", "2025-02-01");
        check("last 7 day", "2026-11-22", "2026-11-16", "2026-11-23");
        check("last 1 month", "2026-02-28", "2026-02-01", "2026-03-01");
        check("next 7 day", "2026-11-22", "2026-11-22", "2026-11-29");
        check("older_than 30 day", "2026-11-22", "", "2026-10-23");
    }

    #[test]
    fn a_period_that_leaves_the_calendar_is_open_there() {
        check("last 10000 year", "2026-11-22", "", "2026-11-23");
        check("next 10000 year", "2026-11-22", "2026-11-22", "");
        assert_eq!(parse("last 10001 day"), None);
        assert_eq!(parse("last 0 day"), None);
        assert_eq!(parse("last -1 day"), None);
    }
}
