//! Phone numbers as people in China write them, brought to one stored spelling each.
//!
//! Mobiles become E.164 (`+8613800000000`); land lines `0532-8888888-8001`; service numbers `400-800-1234`; foreign
//! numbers `+` and digits; short and unknown ones their digits; an extension of any but a land line stands behind `x`. Mobiles are not checked against carriers' prefixes:
//! new ones appear every year.

use super::fold::{is_invisible, narrow};

/// The stored spelling of a phone number, or none if the text is not one phone number.
pub fn read(text: &str) -> Option<String> {
    let text: String = narrow(text).chars().filter(|c| !is_invisible(*c)).collect();
    let (main, extension) = split_extension(text.trim());
    let main = main.trim_start_matches(['\'', '(', ' ']).trim();
    if main.is_empty() || !main.chars().all(|c| c.is_ascii_digit() || " -+().*/\t".contains(c)) {
        return None;
    }
    if main.contains(['*', '/']) || main[1..].contains('+') {
        return None;
    }
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let foreign = main.starts_with('+');
    if let Some(rest) = without_country(&digits, foreign) {
        return domestic(&rest, main, extension);
    }
    if foreign || digits.starts_with("00") {
        let number = digits.strip_prefix("00").unwrap_or(&digits);
        let ok = (7..=15).contains(&number.len()) && !number.starts_with('0');
        return ok.then(|| with_extension(format!("+{number}"), extension));
    }
    domestic(&digits, main, extension)
}

/// Every phone number in a text that may hold several: `13800000000/010-88886666`.
pub fn read_all(text: &str) -> Vec<String> {
    narrow(text)
        .split(['/', '、', ',', ';', '|', '\n', '或', '和'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .filter_map(read)
        .collect()
}

/// How a stored number is shown: mobiles grouped, all else as stored.
pub fn show(stored: &str) -> String {
    match stored.strip_prefix("+86") {
        Some(n) if n.len() == 11 && n.is_ascii() => format!("{} {} {}", &n[..3], &n[3..7], &n[7..]),
        _ => stored.to_owned(),
    }
}

/// Whether a stored number is a Chinese mobile.
pub fn is_mobile(stored: &str) -> bool {
    stored.strip_prefix("+86").is_some_and(is_mobile_digits)
}

/// Whether a stored number is a service number or an extension such as `95588`, under which no one person is reached.
pub fn is_short(stored: &str) -> bool {
    let main = stored.split('x').next().unwrap_or_default();
    main.bytes().filter(u8::is_ascii_digit).count() < 7
}

fn is_mobile_digits(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11
        && bytes[0] == b'1'
        && bytes[1] >= b'3'
        && bytes.iter().all(u8::is_ascii_digit)
}

/// `转8001`, `ext. 12`, `x12`, `#12` at the end.
fn split_extension(text: &str) -> (&str, Option<&str>) {
    for mark in ["分机号", "分机", "转", "ext.", "ext", "Ext.", "Ext", "EXT", "x", "#"] {
        if let Some((main, rest)) = text.split_once(mark) {
            let rest = rest.trim_matches([' ', ':', '.', '-']);
            if (1..=6).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit()) {
                return (main.trim_end_matches(['(', ' ', '-', ',']), Some(rest));
            }
        }
    }
    (text, None)
}

/// Digits without China's country code, if it stands before them.
fn without_country(digits: &str, plus: bool) -> Option<String> {
    let rest = if plus {
        digits.strip_prefix("86")?
    } else if let Some(rest) = digits.strip_prefix("0086") {
        rest
    } else {
        digits.strip_prefix("86").filter(|rest| is_mobile_digits(rest))?
    };
    // Abroad the area code is written without its 0: +86 10 8888 8888, +86 532 8888888.
    let local = rest.starts_with(['0', '4', '8']) || is_mobile_digits(rest);
    Some(if local || rest.len() < 9 { rest.to_owned() } else { format!("0{rest}") })
}

fn domestic(digits: &str, written: &str, extension: Option<&str>) -> Option<String> {
    if is_mobile_digits(digits) {
        return Some(with_extension(format!("+86{digits}"), extension));
    }
    if digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800")) {
        let number = format!("{}-{}-{}", &digits[..3], &digits[3..6], &digits[6..]);
        return Some(with_extension(number, extension));
    }
    if digits.starts_with('0') {
        return land_line(digits, written, extension);
    }
    // 1[3-9]… of another length is a mobile with a digit lost or doubled, not some other number.
    let broken_mobile = digits.starts_with('1') && (9..=13).contains(&digits.len());
    let ok = (5..=12).contains(&digits.len()) && !broken_mobile;
    ok.then(|| with_extension(digits.to_owned(), extension))
}

fn land_line(digits: &str, written: &str, extension: Option<&str>) -> Option<String> {
    // 010 and 02x are the three-digit area codes; all others have four.
    let area = if digits.starts_with("010") || digits.starts_with("02") { 3 } else { 4 };
    let parts: Vec<&str> = written.split('-').map(str::trim).collect();
    let (number, extension) = match (parts.as_slice(), extension) {
        ([_, number, last], None) if (7..=8).contains(&number.len()) && last.len() <= 6 => {
            (*number, Some(*last))
        }
        (_, extension) => (digits.get(area..)?, extension),
    };
    let number: String = number.chars().filter(char::is_ascii_digit).collect();
    let extension = extension.filter(|e| !e.is_empty());
    (7..=8).contains(&number.len()).then(|| {
        let mut line = format!("{}-{number}", &digits[..area]);
        if let Some(extension) = extension {
            line.push('-');
            line.push_str(extension);
        }
        line
    })
}

fn with_extension(number: String, extension: Option<&str>) -> String {
    match extension {
        Some(extension) => format!("{number}x{extension}"),
        None => number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, stored: Option<&str>) {
        assert_eq!(read(text).as_deref(), stored, "{text}");
    }

    #[test]
    fn service_numbers_and_extensions_are_short() {
        for text in ["13812345678", "0532-8888888", "400-800-1234", "9234 5678", "1234567 x 8"] {
            assert!(read(text).is_some_and(|stored| !is_short(&stored)), "{text}");
        }
        for text in ["95588", "12345", "123456 x 789"] {
            assert!(read(text).is_some_and(|stored| is_short(&stored)), "{text}");
        }
    }

    #[test]
    fn mobiles_become_e164_however_they_are_written() {
        for text in [
            "13800000000",
            "138 0000 0000",
            "138-0000-0000",
            "+86 138 0000 0000",
            "+8613800000000",
            "008613800000000",
            "8613800000000",
            "86-13800000000",
            "(+86)13800000000",
            "１３８００００００００",
            "138—0000—0000",
            " 13800000000\u{200b}",
            "'13800000000",
        ] {
            check(text, Some("+8613800000000"));
        }
        check("19912345678", Some("+8619912345678"));
    }

    #[test]
    fn land_lines_keep_area_and_extension() {
        check("0532-8888888", Some("0532-8888888"));
        check("0532-8888888-8001", Some("0532-8888888-8001"));
        check("05328888888", Some("0532-8888888"));
        check("(010) 8888 6666", Some("010-88886666"));
        check("010-88886666转8001", Some("010-88886666-8001"));
        check("021 61234567 ext. 12", Some("021-61234567-12"));
        check("+86 10 88886666", Some("010-88886666"));
        check("+86-532-88886666", Some("0532-88886666"));
        check("400-800-1234转5", Some("400-800-1234x5"));
        check("13800000000#12", Some("+8613800000000x12"));
    }

    #[test]
    fn service_short_and_foreign_numbers_are_kept() {
        check("4008001234", Some("400-800-1234"));
        check("400-800-1234", Some("400-800-1234"));
        check("+86 400 800 1234", Some("400-800-1234"));
        check("95588", Some("95588"));
        check("88886666", Some("88886666"));
        check("+1 (202) 555-0143", Some("+12025550143"));
        check("+852 2345 6789", Some("+85223456789"));
        check("001-202-555-0143", Some("+12025550143"));
        check("202-555-0143", Some("2025550143"));
    }

    #[test]
    fn what_is_no_phone_number_is_refused() {
        for text in [
            "",
            "无",
            "张三",
            "1380000000",
            "138000000000",
            "12345678901",
            "138****0000",
            "1234",
            "abc13800000000",
            "13800000000/13900000000",
            "+",
            "0",
            "2021-04-02 10:30",
            "00",
            "+86",
            "é",
            "转8001",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn several_numbers_in_one_cell_are_all_found() {
        assert_eq!(read_all("13800000000、010-88886666; 无"), ["+8613800000000", "010-88886666"]);
    }

    #[test]
    fn a_mobile_is_shown_in_groups() {
        assert_eq!(show("+8613800000000"), "138 0000 0000");
        assert_eq!(show("0532-8888888-8001"), "0532-8888888-8001");
        assert_eq!(show("+8613800000000x12"), "+8613800000000x12");
    }

    proptest::proptest! {
        #[test]
        fn a_stored_number_reads_as_itself(text in "[0-9+() 转x-]{0,18}") {
            if let Some(stored) = read(&text) {
                proptest::prop_assert_eq!(read(&stored), Some(stored.clone()), "{}", text);
            }
        }
    }
}
