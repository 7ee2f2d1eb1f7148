//! Days and time zones. A day is between 0001-01-01 and 9999-12-31; what falls outside is none.

use jiff::civil::{Date, date};
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp};
use model::expr::Unit;

/// The first day that exists here.
pub(crate) const FIRST: Date = date(1, 1, 1);

/// `day` moved by `n` units; the day of the month is held to the month's length.
pub(crate) fn shift(day: Date, n: i64, unit: Unit) -> Option<Date> {
    let span = match unit {
        Unit::Day => Span::new().try_days(n),
        Unit::Week => Span::new().try_weeks(n),
        Unit::Month => Span::new().try_months(n),
        Unit::Quarter => Span::new().try_months(n.checked_mul(3)?),
        Unit::Year => Span::new().try_years(n),
    };
    day.checked_add(span.ok()?).ok().filter(|d| *d >= FIRST)
}

/// The first day of the unit that holds `day`; weeks begin on Monday.
pub(crate) fn start_of(day: Date, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Day => Some(day),
        Unit::Week => shift(day, -i64::from(day.weekday().to_monday_zero_offset()), Unit::Day),
        Unit::Month => Some(day.first_of_month()),
        Unit::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok(),
        Unit::Year => Some(day.first_of_year()),
    }
}

/// Days from `from` to `to`; negative when `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

/// The first moment of a day in a zone.
pub(crate) fn start_of_day(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|z| z.timestamp())
}

/// The day of a moment in a zone.
pub(crate) fn day_of(moment: Timestamp, zone: &TimeZone) -> Option<Date> {
    Some(zone.to_datetime(moment).date()).filter(|d| *d >= FIRST)
}

/// A name by which [`zone`] finds the zone again.
pub(crate) fn zone_name(zone: &TimeZone) -> String {
    match zone.iana_name() {
        Some(name) => name.to_owned(),
        None => {
            zone.to_fixed_offset().map_or_else(|_| "UTC".to_owned(), |o| o.seconds().to_string())
        }
    }
}

/// The zone with this name: an IANA name, or seconds east of UTC.
pub(crate) fn zone(name: &str) -> Option<TimeZone> {
    match name.parse::<i32>() {
        Ok(seconds) => Offset::from_seconds(seconds).ok().map(TimeZone::fixed),
        Err(_) => TimeZone::get(name).ok(),
    }
}
