//! Days and times as people write them: `2021-4-2`, `2021.04.02`, `20210402`, `2022年11月29日`, `3月5日`, `Nov 3 2021`.

use jiff::civil::{Date, DateTime, Time};

use super::fold::{is_invisible, narrow};

/// What completes an unclear date.
#[derive(Debug, Clone, Copy)]
pub struct Hints {
    /// The day by which a date without a year is completed.
    pub today: Date,
    /// `03/04/2021` is the third of April. Otherwise, as in the United States, the fourth of March.
    pub day_first: bool,
}

/// A day that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The day.
    pub date: Date,
    /// The time, if one was written.
    pub time: Option<Time>,
    /// Whether the text has a year.
    pub has_year: bool,
    /// What stood behind and is no part of a date: `白` in `2022.11.29白`.
    pub rest: String,
}

impl Reading {
    /// The moment on the wall clock; midnight where no time was written.
    pub fn civil(&self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }
}

/// Reads a text that begins with a date.
pub fn read(text: &str, hints: &Hints) -> Option<Reading> {
    let cleaned: String = narrow(text).chars().filter(|c| !is_invisible(*c)).collect();
    let text = cleaned.trim().trim_start_matches('\'');
    let (date, has_year, rest) =
        numeric(text, hints).or_else(|| compact(text)).or_else(|| english(text, hints))?;
    let (time, rest) = time(skip_weekday(rest));
    let rest = skip_weekday(rest).trim().to_owned();
    Some(Reading { date, time, has_year, rest })
}

/// The day that a spreadsheet's serial number stands for.
pub fn from_serial(serial: i64, epoch_1904: bool) -> Option<Date> {
    // 1900 counts a 29 February that never was, so days before March 1900 are off by one: not worth reading.
    let base = if epoch_1904 { Date::constant(1904, 1, 1) } else { Date::constant(1899, 12, 30) };
    let days = i32::try_from(serial).ok().filter(|days| (61..=2_958_465).contains(days))?;
    base.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

type Parsed<'t> = (Date, bool, &'t str);

fn number(text: &str) -> Option<(i16, usize, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text.get(..end)?.parse().ok()?;
    Some((value, end, &text[end..]))
}

/// Year, month and day with separators between, in any usual order.
fn numeric<'t>(text: &'t str, hints: &Hints) -> Option<Parsed<'t>> {
    let (a, a_len, rest) = number(text)?;
    let (sep, rest) = separator(rest)?;
    let (b, b_len, rest) = number(rest)?;
    if b_len > 2 {
        return None;
    }
    if sep == '月' {
        return without_year(a, b, after_day(rest), hints);
    }
    let third = separator(rest).and_then(|(s, r)| Some((s, number(r)?)));
    match third {
        Some((second, (c, c_len, rest))) if agree(sep, second) && c_len != 3 && c_len <= 4 => {
            let rest = after_day(rest);
            let date = ordered((a, a_len), b, (c, c_len), sep, hints)?;
            Some((date, true, rest))
        }
        _ if a_len == 4 && sep == '年' && rest.starts_with('月') => {
            let date = Date::new(a, i8::try_from(b).ok()?, 1).ok()?;
            Some((date, true, &rest['月'.len_utf8()..]))
        }
        _ if a_len <= 2 && sep != '年' => without_year(a, b, rest, hints),
        _ => None,
    }
}

fn after_day(rest: &str) -> &str {
    rest.trim_start_matches(' ').strip_prefix(['日', '号']).unwrap_or(rest)
}

fn separator(text: &str) -> Option<(char, &str)> {
    let text = text.trim_start_matches(' ');
    let c = text.chars().next().filter(|c| "-/.年月、".contains(*c))?;
    Some((c, text[c.len_utf8()..].trim_start_matches(' ')))
}

fn agree(first: char, second: char) -> bool {
    first == second || first == '年' && second == '月'
}

fn ordered(a: (i16, usize), b: i16, c: (i16, usize), sep: char, hints: &Hints) -> Option<Date> {
    let (year, month, day) = if a.1 == 4 {
        (a.0, b, c.0)
    } else if c.1 == 4 {
        let day_first = if a.0 > 12 { true } else { b <= 12 && hints.day_first };
        if day_first { (c.0, b, a.0) } else { (c.0, a.0, b) }
    } else if a.1 <= 2 && (sep != '/' || a.0 > 12 && b <= 12 && c.0 <= 31 && !hints.day_first) {
        (century(a.0), b, c.0)
    } else if a.1 <= 2 && c.1 == 2 {
        if hints.day_first { (century(c.0), b, a.0) } else { (century(c.0), a.0, b) }
    } else {
        return None;
    };
    plausible(year, month, day)
}

fn century(year: i16) -> i16 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

fn plausible(year: i16, month: i16, day: i16) -> Option<Date> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1800..=2200).contains(&year).then_some(date)
}

/// The year in which the day is nearest to today, rather past than future.
fn without_year<'t>(month: i16, day: i16, rest: &'t str, hints: &Hints) -> Option<Parsed<'t>> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let this = hints.today.year();
    let far = hints.today.checked_add(jiff::Span::new().try_days(120).ok()?).ok()?;
    let date = [this, this - 1, this - 2, this - 3, this - 4]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| *date <= far)?;
    Some((date, false, rest))
}

/// `20210402`, also with a time behind it: `20210402103000`.
fn compact(text: &str) -> Option<Parsed<'_>> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    if end != 8 && end != 14 {
        return None;
    }
    let part = |a: usize, b: usize| text[a..b].parse::<i16>().ok();
    let date = plausible(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
    (1900..=2100).contains(&date.year()).then_some((date, true, &text[8..]))
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `Nov 3 2021`, `November 3, 2021`, `3 Nov 2021`, `3-Nov-21`, `Nov 3`.
fn english<'t>(text: &'t str, hints: &Hints) -> Option<Parsed<'t>> {
    let (first, rest) = word(text)?;
    let (second, after_second) = word(rest)?;
    let (month, day) = match (month_named(first), month_named(second)) {
        (Some(month), None) => (month, ordinal(second)?),
        (None, Some(month)) => (month, ordinal(first)?),
        _ => return None,
    };
    if let Some((third, after)) = word(after_second)
        && let (Ok(year), 2 | 4) = (third.parse::<i16>(), third.len())
        && !after.starts_with(':')
    {
        let year = if third.len() == 2 { century(year) } else { year };
        return Some((plausible(year, month, day)?, true, after));
    }
    without_year(month, day, after_second, hints)
}

fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches([' ', ',', '-', '.', '/']);
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn month_named(word: &str) -> Option<i16> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|m| word == *m)
        .or_else(|| NAMES.iter().position(|m| word == *m || word == "sept" && *m == "september"))?;
    i16::try_from(at + 1).ok()
}

fn ordinal(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    matches!(suffix, "" | "st" | "nd" | "rd" | "th").then(|| digits.parse().ok()).flatten()
}

fn skip_weekday(rest: &str) -> &str {
    let text = rest.trim_start_matches([' ', ',', '(']);
    for word in ["星期", "周", "礼拜"] {
        if let Some(after) = text.strip_prefix(word) {
            let mut chars = after.chars();
            if chars.next().is_some_and(|c| "一二三四五六日天".contains(c)) {
                return chars.as_str().trim_start_matches(')');
            }
        }
    }
    rest
}

/// A time at the beginning of the text, and what follows it.
fn time(text: &str) -> (Option<Time>, &str) {
    read_time(text).map_or((None, text), |(time, rest)| (Some(time), rest))
}

fn read_time(text: &str) -> Option<(Time, &str)> {
    let mut rest = text.trim_start_matches([' ', 'T', ',']);
    let mut afternoon = None;
    for (word, pm) in [
        ("上午", false),
        ("凌晨", false),
        ("早上", false),
        ("中午", true),
        ("下午", true),
        ("晚上", true),
    ] {
        if let Some(after) = rest.strip_prefix(word) {
            (afternoon, rest) = (Some(pm), after.trim_start());
        }
    }
    if rest.len() >= 6
        && rest.is_char_boundary(6)
        && rest[..6].bytes().all(|b| b.is_ascii_digit())
        && rest.len() == 6
    {
        let part = |a: usize| rest[a..a + 2].parse::<i8>().ok();
        return Some((Time::new(part(0)?, part(2)?, part(4)?, 0).ok()?, ""));
    }
    let (hour, _, after) = number(rest)?;
    let after = after.strip_prefix([':', '时', '点'])?;
    let (minute, after) = match number(after) {
        Some((minute, _, after)) => (minute, after.strip_prefix('分').unwrap_or(after)),
        None => (0, after),
    };
    let (second, after) = match after.strip_prefix(':').unwrap_or(after) {
        seconds
            if seconds.len() < after.len() || after.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            let (second, _, rest) = number(seconds)?;
            (second, rest.strip_prefix('秒').unwrap_or(rest))
        }
        _ => (0, after),
    };
    // Milliseconds are of no use to anyone who types; they are passed over.
    let after = after
        .strip_prefix('.')
        .map_or(after, |f| f.trim_start_matches(|c: char| c.is_ascii_digit()));
    let mut after = after.strip_prefix('Z').unwrap_or(after);
    for (word, pm) in [("AM", false), ("PM", true), ("am", false), ("pm", true)] {
        if let Some(rest) = after.trim_start().strip_prefix(word) {
            (afternoon, after) = (Some(pm), rest);
        }
    }
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let time = Time::new(
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        0,
    );
    Some((time.ok()?, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const HINTS: Hints = Hints { today: Date::constant(2026, 11, 21), day_first: false };

    fn check(text: &str, expected: &str) {
        let read = read(text, &HINTS).unwrap_or_else(|| panic!("{text} was not read"));
        assert_eq!(read.date.to_string(), expected, "{text}");
        assert_eq!(read.rest, "", "{text}");
    }

    #[test]
    fn days_are_read_in_many_spellings() {
        for text in [
            "2021-04-02",
            "2021-4-2",
            "2021/4/2",
            "2021.4.2",
            "2021.04.02",
            "20210402",
            "2021年4月2日",
            "2021年04月02号",
            "２０２１年４月２日",
            "2021 年 4 月 2 日",
            "4/2/2021",
            "04/02/21",
            "21.4.2",
            "21年4月2日",
            "Apr 2 2021",
            "April 2, 2021",
            "2 Apr 2021",
            "2-Apr-21",
            "Apr. 2nd, 2021",
            "2021-04-02（周五）",
            "2021年4月2日 星期五",
            "2021、4、2",
        ] {
            check(text, "2021-04-02");
        }
        check("2022年11月29日", "2022-11-29");
        check("Nov 3 2021", "2021-11-03");
        check("25/12/2021", "2021-12-25");
        check("2021年4月", "2021-04-01");
    }

    #[test]
    fn a_day_without_year_is_the_nearest_past_or_soon() {
        check("3月5日", "2026-03-05");
        check("3.5", "2026-03-05");
        check("12/24", "2026-12-24");
        check("Nov 3", "2026-11-03");
        assert!(read("3月5日", &HINTS).is_some_and(|r| !r.has_year));
        let january = Hints { today: date(2026, 1, 10), day_first: false };
        assert_eq!(read("12月20日", &january).map(|r| r.date), Some(date(2025, 12, 20)));
        assert_eq!(read("2月29日", &january).map(|r| r.date), Some(date(2024, 2, 29)));
    }

    /// The browser reads the same table: `web/src/lib/read-date.test.ts`.
    #[test]
    fn what_people_type_and_what_they_import_is_read_by_the_same_rules() {
        #[derive(serde::Deserialize)]
        struct Written {
            today: Date,
            text: String,
            date: Option<Date>,
        }
        let all: Vec<Written> =
            serde_json::from_str(include_str!("../../written-dates.json")).unwrap();
        assert!(!all.is_empty());
        for Written { today, text, date } in all {
            let found = read(&text, &Hints { today, day_first: false });
            assert_eq!(found.map(|r| r.date), date, "{text} on {today}");
        }
    }

    #[test]
    fn times_are_read_with_the_day() {
        for (text, hour, minute) in [
            ("2021-04-02 10:30", 10, 30),
            ("2021/4/2 10:30:00", 10, 30),
            ("2021-04-02T10:30:00.123Z", 10, 30),
            ("2021年4月2日 下午3:05", 15, 5),
            ("4/2/2021 3:05 PM", 15, 5),
            ("2021.4.2 15时05分", 15, 5),
            ("20210402103000", 10, 30),
            ("2021-04-02 周五 9:00", 9, 0),
            ("Apr 2 2021 12:00 AM", 0, 0),
            ("2021-4-2 9点", 9, 0),
        ] {
            let read = read(text, &HINTS).unwrap_or_else(|| panic!("{text} was not read"));
            assert_eq!(read.time.map(|t| (t.hour(), t.minute())), Some((hour, minute)), "{text}");
            assert_eq!((read.date, read.rest.as_str()), (date(2021, 4, 2), ""), "{text}");
        }
    }

    #[test]
    fn what_stands_behind_a_date_is_handed_back() {
        assert_eq!(
            read("2022.11.29白", &HINTS).map(|r| (r.date, r.rest)),
            Some((date(2022, 11, 29), "白".to_owned()))
        );
        assert_eq!(read("3.5未接", &HINTS).map(|r| r.rest), Some("未接".to_owned()));
    }

    #[test]
    fn day_first_is_a_hint_only_for_unclear_dates() {
        let hints = Hints { day_first: true, ..HINTS };
        assert_eq!(read("03/04/2021", &hints).map(|r| r.date), Some(date(2021, 4, 3)));
        assert_eq!(read("03/14/2021", &hints).map(|r| r.date), Some(date(2021, 3, 14)));
        assert_eq!(read("03/04/2021", &HINTS).map(|r| r.date), Some(date(2021, 3, 4)));
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in [
            "",
            "-",
            "无",
            "2021",
            "2021-13-01",
            "2021-02-30",
            "13800000000",
            "99999999",
            "1.2.3.4.5",
            "0532-8888888",
            "2021-4-",
            "May",
            "May be",
            "12345678",
        ] {
            assert_eq!(read(text, &HINTS).filter(|r| r.rest.is_empty()), None, "{text}");
        }
    }

    #[test]
    fn serials_of_both_epochs_are_days() {
        assert_eq!(from_serial(44_288, false), Some(date(2021, 4, 2)));
        assert_eq!(from_serial(42_826, true), Some(date(2021, 4, 2)));
        assert_eq!(from_serial(1, false), None);
        assert_eq!(from_serial(i64::MAX, false), None);
    }

    proptest::proptest! {
        #[test]
        fn every_day_is_read_back(days in 0i64..80_000) {
            let day = from_serial(days + 61, false).unwrap();
            let text = format!("{}/{}/{}", day.year(), day.month(), day.day());
            proptest::prop_assert_eq!(read(&text, &HINTS).map(|r| r.date), Some(day));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "[0-9年月日:./ A-Za-z下午-]{0,20}|\\PC{0,12}") {
            let _ = read(&text, &HINTS);
        }
    }
}
