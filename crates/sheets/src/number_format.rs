//! Number formats of spreadsheets: is it a date, a percentage, money? (ECMA-376 part 1, 18.8.30.)

use crate::cell::{DateKind, NumberFormat};

/// What a format code does with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Number(NumberFormat),
    Date(DateKind),
    Duration,
}

/// The class of a format that has a number but no code of its own in the file.
pub(crate) fn builtin(id: u32) -> Class {
    match id {
        0 => Class::Number(NumberFormat::General),
        5..=8 | 37..=44 => Class::Number(NumberFormat::Currency),
        9 | 10 => Class::Number(NumberFormat::Percent),
        11 | 48 => Class::Number(NumberFormat::Scientific),
        // 27–36 and 50–58 are dates in East Asian versions, except 32–35 and 55, 56: times.
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Class::Date(DateKind::Date),
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Class::Date(DateKind::Time),
        22 => Class::Date(DateKind::DateTime),
        46 => Class::Duration,
        49 => Class::Number(NumberFormat::Text),
        1..=4 => Class::Number(NumberFormat::Plain),
        _ => Class::Number(NumberFormat::Other),
    }
}

/// The class of a format code.
pub(crate) fn classify(code: &str) -> Class {
    if code.trim().eq_ignore_ascii_case("general") {
        return Class::Number(NumberFormat::General);
    }
    if code.trim() == "@" {
        return Class::Number(NumberFormat::Text);
    }
    let marks = scan(code);
    if marks.elapsed {
        return Class::Duration;
    }
    if let Some(kind) = date_kind(&marks.letters) {
        return Class::Date(kind);
    }
    let digits = &marks.letters;
    let format = if digits.contains('%') {
        NumberFormat::Percent
    } else if marks.currency {
        NumberFormat::Currency
    } else if digits.contains("e+") || digits.contains("e-") {
        NumberFormat::Scientific
    } else if digits.len() > 1 && digits.bytes().all(|b| b == b'0') {
        NumberFormat::Padded(u8::try_from(digits.len()).unwrap_or(u8::MAX))
    } else if digits.contains(['0', '#', '?']) {
        NumberFormat::Plain
    } else {
        NumberFormat::Other
    };
    Class::Number(format)
}

/// A format code without its literals.
#[derive(Default)]
struct Marks {
    /// Lower case, first section only.
    letters: String,
    currency: bool,
    elapsed: bool,
}

fn scan(code: &str) -> Marks {
    let mut marks = Marks::default();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => {
                for quoted in chars.by_ref().take_while(|q| *q != '"') {
                    marks.currency |= is_currency(quoted);
                }
            }
            '\\' | '_' | '*' => {
                marks.currency |= chars.next().is_some_and(is_currency);
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|q| *q != ']').collect();
                let lower = inside.to_ascii_lowercase();
                marks.elapsed |= !lower.is_empty()
                    && ["h", "m", "s"].iter().any(|l| lower.replace(l, "").is_empty());
                // [$¥-804] names a sign, [$-804] only a language.
                marks.currency |= lower.starts_with('$') && !lower.starts_with("$-");
            }
            c if is_currency(c) => marks.currency = true,
            c => marks.letters.extend(c.to_lowercase()),
        }
    }
    marks
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¥' | '￥' | '€' | '£' | '₩' | '元')
}

fn date_kind(letters: &str) -> Option<DateKind> {
    // "General" inside a longer format, and AM/PM, are words, not date letters.
    let letters = letters.replace("general", "").replace("am/pm", "h").replace("a/p", "h");
    let has = |c: char| letters.contains(c);
    let date = has('y') || has('d') || (has('e') && (has('m') || has('年')));
    let time = has('h') || has('s');
    let month_only = has('m') && !time;
    match (date || month_only, time) {
        (true, true) => Some(DateKind::DateTime),
        (true, false) => Some(DateKind::Date),
        (false, true) => Some(DateKind::Time),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, DateKind, NumberFormat, builtin, classify};

    #[test]
    fn format_codes_are_told_apart() {
        use Class::{Date, Number};
        for (code, class) in [
            ("General", Number(NumberFormat::General)),
            ("@", Number(NumberFormat::Text)),
            ("0.00", Number(NumberFormat::Plain)),
            ("#,##0.00_);[Red](#,##0.00)", Number(NumberFormat::Plain)),
            ("0.0%", Number(NumberFormat::Percent)),
            ("\"¥\"#,##0.00", Number(NumberFormat::Currency)),
            ("[$¥-804]#,##0.00", Number(NumberFormat::Currency)),
            ("[$€-2] #,##0", Number(NumberFormat::Currency)),
            ("0.00E+00", Number(NumberFormat::Scientific)),
            ("000000", Number(NumberFormat::Padded(6))),
            ("0", Number(NumberFormat::Plain)),
            ("yyyy-mm-dd", Date(DateKind::Date)),
            ("yyyy\"年\"m\"月\"d\"日\"", Date(DateKind::Date)),
            ("yyyy年m月d日", Date(DateKind::Date)),
            ("[$-804]yyyy/m/d;@", Date(DateKind::Date)),
            ("[DBNum1][$-804]m\"月\"d\"日\"", Date(DateKind::Date)),
            ("mmm-yy", Date(DateKind::Date)),
            ("h:mm AM/PM", Date(DateKind::Time)),
            ("上午/下午h:mm", Date(DateKind::Time)),
            ("yyyy/m/d h:mm", Date(DateKind::DateTime)),
            ("[h]:mm:ss", Class::Duration),
            ("[mm]:ss", Class::Duration),
            ("0\"days\"", Number(NumberFormat::Plain)),
            ("[Red]0.0", Number(NumberFormat::Plain)),
            ("\"共\"General\"元\"", Number(NumberFormat::Currency)),
        ] {
            assert_eq!(classify(code), class, "{code}");
        }
        assert_eq!(builtin(14), Date(DateKind::Date));
        assert_eq!(builtin(22), Date(DateKind::DateTime));
        assert_eq!(builtin(57), Date(DateKind::Date));
        assert_eq!(builtin(49), Number(NumberFormat::Text));
    }
}
