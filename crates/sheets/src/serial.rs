//! Serial numbers to dates: days since the start of 1900, or of 1904 on old Macs.

use crate::cell::{Cell, DateKind, DateTime, NumberFormat};
use crate::number;
use crate::number_format::Class;

const DAY_MILLIS: i64 = 86_400_000;
/// 31 December 9999.
const LAST_DAY: i64 = 2_958_465;
/// Days between the two bases.
const BASE_1904: i64 = 1_462;

/// A stored number with its format, as a cell. `base_1904` is the workbook's setting.
pub(crate) fn cell(value: f64, class: Class, base_1904: bool) -> Cell {
    match class {
        Class::Number(format) => Cell::Number { text: number::show(value), format },
        Class::Duration => duration(value),
        Class::Date(kind) => match date_time(value, kind, base_1904) {
            Some(date_time) => Cell::DateTime(date_time),
            None => {
                Cell::Number { text: number::show(value), format: NumberFormat::DateOutOfRange }
            }
        },
    }
}

fn duration(value: f64) -> Cell {
    let millis = value * 86_400_000.0;
    if millis.abs() < 1e15 {
        #[expect(clippy::cast_possible_truncation, reason = "bounded by the line above")]
        return Cell::Duration { millis: millis.round() as i64 };
    }
    Cell::Number { text: number::show(value), format: NumberFormat::DateOutOfRange }
}

fn date_time(value: f64, kind: DateKind, base_1904: bool) -> Option<DateTime> {
    if !(0.0..3_000_000.0).contains(&value) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the line above")]
    let millis = (value * 86_400_000.0).round() as i64;
    let (mut day, time) = (millis / DAY_MILLIS, millis % DAY_MILLIS);
    if base_1904 {
        day += BASE_1904;
    }
    if day > LAST_DAY {
        return None;
    }
    // A time format over a whole date and time: keep both. A date format over day 0: a time.
    let kind = match kind {
        DateKind::Time if day > 0 && !(base_1904 && day == BASE_1904) => DateKind::DateTime,
        DateKind::Date | DateKind::DateTime if day == 0 => DateKind::Time,
        kind => kind,
    };
    let (year, month, day) = if kind == DateKind::Time { (0, 0, 0) } else { civil(day) };
    let part = |unit: i64, of: i64| u8::try_from(time / unit % of).unwrap_or(0);
    Some(DateTime {
        year,
        month,
        day,
        hour: part(3_600_000, 24),
        minute: part(60_000, 60),
        second: part(1_000, 60),
        milli: u16::try_from(time % 1000).unwrap_or(0),
        kind,
    })
}

/// Year, month, day of a serial day of the 1900 base. Day 60 is 29 February 1900: spreadsheets
/// count a leap day that never was, so days before it sit one lower.
fn civil(serial: i64) -> (u16, u8, u8) {
    if serial == 60 {
        return (1900, 2, 29);
    }
    let since_1899_12_31 = if serial < 60 { serial } else { serial - 1 };
    // Howard Hinnant's days-to-civil; 1899-12-31 is 693_930 days after 0000-03-01.
    let z = since_1899_12_31 + 693_900;
    let era = z / 146_097;
    let day_of_era = z % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (
        u16::try_from(year).unwrap_or(0),
        u8::try_from(month).unwrap_or(0),
        u8::try_from(day).unwrap_or(0),
    )
}

/// An ISO 8601 date or date and time, as strict workbooks and ods store them.
pub(crate) fn from_iso(text: &str) -> Option<DateTime> {
    let text = text.trim().trim_end_matches('Z');
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (Some(date), Some(time)),
        None if text.contains(':') => (None, Some(text)),
        None => (Some(text), None),
    };
    let mut result = DateTime {
        year: 0,
        month: 0,
        day: 0,
        hour: 0,
        minute: 0,
        second: 0,
        milli: 0,
        kind: match (date, time) {
            (Some(_), Some(_)) => DateKind::DateTime,
            (Some(_), None) => DateKind::Date,
            _ => DateKind::Time,
        },
    };
    if let Some(date) = date {
        let mut parts = date.splitn(3, '-');
        result.year = parts.next()?.parse().ok()?;
        result.month = parts.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
        result.day = parts.next()?.parse().ok().filter(|d| (1..=31).contains(d))?;
    }
    if let Some(time) = time {
        let mut parts = time.splitn(3, ':');
        result.hour = parts.next()?.parse().ok().filter(|h| *h < 24)?;
        result.minute = parts.next()?.parse().ok().filter(|m| *m < 60)?;
        if let Some(seconds) = parts.next() {
            let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
            result.second = whole.parse().ok().filter(|s| *s < 60)?;
            result.milli = format!("{part:0<3}").get(..3)?.parse().ok()?;
        }
    }
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::{Class, DateKind, cell, from_iso};

    #[test]
    fn serial_numbers_become_the_dates_a_sheet_shows() {
        let date = Class::Date(DateKind::Date);
        let both = Class::Date(DateKind::DateTime);
        let time = Class::Date(DateKind::Time);
        for (serial, class, mac, shown) in [
            (1.0, date, false, "1900-01-01"),
            (59.0, date, false, "1900-02-28"),
            (60.0, date, false, "1900-02-29"),
            (61.0, date, false, "1900-03-01"),
            (36_526.0, date, false, "2000-01-01"),
            (44_197.0, date, false, "2021-01-01"),
            (45_943.541, both, false, "2025-10-13 12:59:02.400"),
            (45_351.0, date, false, "2024-02-29"),
            (2_958_465.0, date, false, "9999-12-31"),
            (2_958_466.0, date, false, "2958466"),
            (-1.0, date, false, "-1"),
            (0.0, date, true, "1904-01-01"),
            (42_735.0, date, true, "2021-01-01"),
            (0.5, time, false, "12:00:00"),
            (0.999_999_999, both, false, "1900-01-01 00:00:00"),
            (44_197.25, time, false, "2021-01-01 06:00:00"),
            (1.145_833_333_333_333_3, Class::Duration, false, "27:30:00"),
        ] {
            assert_eq!(cell(serial, class, mac).display(), shown, "{serial}");
        }
    }

    #[test]
    fn iso_dates_are_read() {
        for (text, shown) in [
            ("2024-01-05", "2024-01-05"),
            ("2024-01-05T10:20:30.5Z", "2024-01-05 10:20:30.500"),
            ("10:20", "10:20:00"),
        ] {
            assert_eq!(from_iso(text).map(|d| d.to_string()).as_deref(), Some(shown));
        }
        assert!(from_iso("2024-13-05").is_none());
        assert!(from_iso("soon").is_none());
    }
}
