//! Unified social credit codes 统一社会信用代码 (GB 32100-2015), and the older numbers that still occur.

use super::fold::narrow;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What a text is, read as a company's registration number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreditCode {
    /// Eighteen characters with the right check character.
    Valid(String),
    /// A 15-digit business licence or a 9-character organisation code of before 2015.
    Legacy(String),
    /// Anything else: a digit lost, doubled or mistyped.
    Wrong,
}

/// Reads a registration number, whatever its width, case and spacing.
pub fn read(text: &str) -> CreditCode {
    let code: String = narrow(text)
        .to_ascii_uppercase()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    if !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return CreditCode::Wrong;
    }
    match code.len() {
        18 if check_character(&code[..17]) == code.bytes().last() => CreditCode::Valid(code),
        15 if code.bytes().all(|b| b.is_ascii_digit()) => CreditCode::Legacy(code),
        9 if organisation_check(&code[..8]) == code.bytes().last() => CreditCode::Legacy(code),
        _ => CreditCode::Wrong,
    }
}

/// The last character that belongs to the first seventeen.
fn check_character(first: &str) -> Option<u8> {
    let (mut sum, mut weight) = (0, 1);
    for byte in first.bytes() {
        let value = ALPHABET.iter().position(|b| *b == byte)?;
        sum += value * weight;
        // The weights are the powers of three modulo 31.
        weight = weight * 3 % 31;
    }
    Some(ALPHABET[(31 - sum % 31) % 31])
}

/// The last character of an organisation code (GB 11714).
fn organisation_check(first: &str) -> Option<u8> {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let mut sum = 0;
    for (c, weight) in first.chars().zip(WEIGHTS) {
        sum += c.to_digit(36)? * weight;
    }
    Some(match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + u8::try_from(digit).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_tells_right_from_wrong() {
        for code in ["91350100M000100Y43", "914403001922038216", "91110000802100433B"] {
            assert_eq!(read(code), CreditCode::Valid(code.to_owned()));
        }
        assert_eq!(read("９１350100m000 100y43"), CreditCode::Valid("91350100M000100Y43".into()));
        for wrong in [
            "91310115591693961Q",
            "91350100M000100Y44",
            "91350100M000100I43",
            "9135",
            "",
            "九一",
            "91350100M000100Y4é",
        ] {
            assert_eq!(read(wrong), CreditCode::Wrong, "{wrong}");
        }
        assert_eq!(read("91310115591693961H"), CreditCode::Valid("91310115591693961H".into()));
    }

    #[test]
    fn older_numbers_are_accepted() {
        for code in ["M000100Y4", "192203821", "802100433", "110000000000123"] {
            assert_eq!(read(code), CreditCode::Legacy(code.to_owned()));
        }
        assert_eq!(read("802100432"), CreditCode::Wrong);
    }
}
