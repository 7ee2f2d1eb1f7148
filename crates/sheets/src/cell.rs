//! What stands in a cell, kept so that a later reader can still decide what it means.

use std::borrow::Cow;

use serde::Serialize;

/// The content of one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, exactly as stored. Digits formatted as text are text: leading zeros stay.
    Text {
        /// The text.
        text: String,
    },
    /// A number.
    Number {
        /// Plain decimal notation with at most 15 significant digits, as a spreadsheet shows it.
        text: String,
        /// How the sheet displays it.
        format: NumberFormat,
    },
    /// True or false.
    Bool {
        /// Which.
        value: bool,
    },
    /// A date, a time of day or both, without a zone.
    DateTime(DateTime),
    /// A length of time (format `[h]:mm:ss`).
    Duration {
        /// Milliseconds, may be negative.
        millis: i64,
    },
    /// An error value.
    Error {
        /// As the sheet shows it, `#N/A`, `#DIV/0!` …
        code: String,
    },
}

/// How a sheet displays a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberFormat {
    /// No format of its own.
    General,
    /// Fixed decimals, thousands separators.
    Plain,
    /// 0.125 is shown as 12.5 %.
    Percent,
    /// With a currency sign.
    Currency,
    /// 1.5E+10
    Scientific,
    /// The cell is formatted as text, yet holds a number.
    Text,
    /// Only zeros, as in `000000`: shown with leading zeros up to this width.
    Padded(u8),
    /// Formatted as a date, yet outside of what a date can be (negative, after the year 9999).
    DateOutOfRange,
    /// Anything else.
    Other,
}

/// Which parts of a [`DateTime`] the sheet shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateKind {
    /// Year, month, day.
    Date,
    /// Hour, minute, second.
    Time,
    /// Both.
    DateTime,
}

/// A date and time as displayed. 29 February 1900, which spreadsheets believe in, occurs: see
/// [`DateTime::is_real`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DateTime {
    /// 1900–9999; 0 where `kind` is `Time`.
    pub year: u16,
    /// 1–12; 0 where `kind` is `Time`.
    pub month: u8,
    /// 1–31; 0 where `kind` is `Time`.
    pub day: u8,
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59.
    pub second: u8,
    /// 0–999.
    pub milli: u16,
    /// What is shown.
    #[serde(rename = "shows")]
    pub kind: DateKind,
}

impl DateTime {
    /// False for 29 February 1900, which never was.
    #[must_use]
    pub fn is_real(&self) -> bool {
        (self.year, self.month, self.day) != (1900, 2, 29)
    }
}

impl Cell {
    /// A text cell.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text { text: text.into() }
    }

    /// Nothing, or nothing but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text { text } => is_blank(text),
            _ => false,
        }
    }

    /// The cell as a person reads it: dates in ISO form, percentages with their sign, padded
    /// numbers with their zeros. This is what kinds are inferred from.
    #[must_use]
    pub fn display(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text { text } => Cow::Borrowed(text),
            Cell::Number { text, format: NumberFormat::Percent } => {
                Cow::Owned(format!("{}%", crate::number::shift(text, 2)))
            }
            Cell::Number { text, format: NumberFormat::Padded(width) } => {
                Cow::Owned(pad(text, usize::from(*width)))
            }
            Cell::Number { text, .. } => Cow::Borrowed(text),
            Cell::Bool { value: true } => Cow::Borrowed("TRUE"),
            Cell::Bool { value: false } => Cow::Borrowed("FALSE"),
            Cell::DateTime(value) => Cow::Owned(value.to_string()),
            Cell::Duration { millis } => Cow::Owned(show_duration(*millis)),
            Cell::Error { code } => Cow::Borrowed(code),
        }
    }
}

pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

fn pad(text: &str, width: usize) -> String {
    match text.strip_prefix('-') {
        Some(digits) => format!("-{digits:0>width$}"),
        None => format!("{text:0>width$}"),
    }
}

fn show_duration(millis: i64) -> String {
    let sign = if millis < 0 { "-" } else { "" };
    let seconds = millis.unsigned_abs() / 1000;
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{sign}{h:02}:{m:02}:{s:02}")
}

impl std::fmt::Display for DateTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.kind != DateKind::Time {
            write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        }
        if self.kind == DateKind::DateTime {
            f.write_str(" ")?;
        }
        if self.kind != DateKind::Date {
            write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
            if self.milli > 0 {
                write!(f, ".{:03}", self.milli)?;
            }
        }
        Ok(())
    }
}
