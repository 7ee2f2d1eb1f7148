//! Numbers as a spreadsheet shows them: 15 significant digits, no binary dust, no exponent where
//! plain digits will do.

/// Significant decimal digits that a spreadsheet keeps.
const DIGITS: usize = 15;

/// The number stored as `raw`, cleaned; `None` if it is no number.
pub(crate) fn clean(raw: &str) -> Option<String> {
    let raw = raw.trim();
    if is_short_integer(raw) {
        return Some(raw.to_owned());
    }
    let value: f64 = raw.parse().ok()?;
    value.is_finite().then(|| show(value))
}

/// True for digits that need no cleaning: the usual case, kept cheap.
fn is_short_integer(raw: &str) -> bool {
    let digits = raw.strip_prefix('-').unwrap_or(raw).as_bytes();
    match digits {
        [b'0'] => raw.len() == 1,
        [b'1'..=b'9', rest @ ..] => rest.len() < DIGITS && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// The value with 15 significant digits.
pub(crate) fn show(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    // {:e} gives d.dddde±x, correctly rounded.
    let scientific = format!("{value:.*e}", DIGITS - 1);
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let digits = digits.trim_end_matches('0');
    if !(-20..=25).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{point}{rest}E{exponent:+}");
    }
    format!("{sign}{}", place_point(digits, exponent + 1))
}

/// `digits` with a decimal point after `whole` of them (may be negative or past the end).
fn place_point(digits: &str, whole: i32) -> String {
    if whole <= 0 {
        let zeros = "0".repeat(usize::try_from(-whole).unwrap_or(0));
        return format!("0.{zeros}{digits}");
    }
    let whole = usize::try_from(whole).unwrap_or(0);
    if digits.len() <= whole {
        return format!("{digits}{}", "0".repeat(whole - digits.len()));
    }
    format!("{}.{}", &digits[..whole], &digits[whole..])
}

/// A plain decimal with its point moved `places` to the right, exactly.
pub(crate) fn shift(text: &str, places: i32) -> String {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    if !unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return text.to_owned();
    }
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let all = format!("{whole}{part}");
    let zeros = all.len() - all.trim_start_matches('0').len();
    let digits = all.trim_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let point = i32::try_from(whole.len()).unwrap_or(0) - i32::try_from(zeros).unwrap_or(0);
    format!("{sign}{}", place_point(digits, point + places))
}

/// True if a number has more whole digits than a spreadsheet can hold, so that its last ones are
/// lost: an 18-digit identity number typed as a number.
pub(crate) fn has_lost_digits(text: &str) -> bool {
    let whole = text.strip_prefix('-').unwrap_or(text).split('.').next().unwrap_or("");
    whole.len() > DIGITS && whole.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{clean, has_lost_digits, shift};

    #[test]
    fn numbers_are_cleaned_as_a_sheet_shows_them() {
        for (raw, shown) in [
            ("0", "0"),
            ("-0", "0"),
            ("42", "42"),
            ("007", "7"),
            ("1.0", "1"),
            ("100.50", "100.5"),
            ("0.30000000000000004", "0.3"),
            ("0.1", "0.1"),
            ("1E-3", "0.001"),
            ("1.5e3", "1500"),
            ("-2.50", "-2.5"),
            ("123456789012345", "123456789012345"),
            ("1.10101199001011E+17", "110101199001011000"),
            ("1E+30", "1E+30"),
            ("1.25e-30", "1.25E-30"),
            ("0.000001", "0.000001"),
            ("99999999999999.99", "100000000000000"),
        ] {
            assert_eq!(clean(raw).as_deref(), Some(shown), "{raw}");
        }
        for raw in ["", "abc", "NaN", "inf", "1,5"] {
            assert_eq!(clean(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_percentage_is_shifted_exactly() {
        for (from, to) in [
            ("0.125", "12.5"),
            ("1", "100"),
            ("0.07", "7"),
            ("0", "0"),
            ("-0.5", "-50"),
            ("0.00001", "0.001"),
            ("12.3456", "1234.56"),
        ] {
            assert_eq!(shift(from, 2), to, "{from}");
        }
    }

    #[test]
    fn an_identity_number_typed_as_a_number_has_lost_digits() {
        assert!(has_lost_digits("110101199001011000"));
        assert!(!has_lost_digits("123456789012345"));
        assert!(!has_lost_digits("0.1234567890123456789"));
    }
}
