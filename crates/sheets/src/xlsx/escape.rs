//! `_x000D_` escapes: how a workbook stores characters that XML has no place for.

/// Decodes the escapes in place; text without them is left as it is.
pub(super) fn decode(text: &mut String) {
    if !text.contains("_x") {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    // Half of a surrogate pair waits for its other half.
    let mut high: Option<u16> = None;
    while let Some(at) = rest.find("_x") {
        let unit = escaped(&rest[at..]);
        if at > 0 || unit.is_none() {
            flush(&mut high, &mut out);
        }
        out.push_str(&rest[..at]);
        match unit {
            Some(unit) => {
                push_unit(unit, &mut high, &mut out);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    flush(&mut high, &mut out);
    out.push_str(rest);
    *text = out;
}

/// The code unit of `_xHHHH_` at the start of the text.
fn escaped(text: &str) -> Option<u16> {
    let bytes = text.as_bytes();
    let hex = bytes.get(2..6)?;
    if bytes.get(6) != Some(&b'_') || !hex.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(text.get(2..6)?, 16).ok()
}

fn push_unit(unit: u16, high: &mut Option<u16>, out: &mut String) {
    let units = match high.take() {
        Some(first) => vec![first, unit],
        None if (0xD800..0xDC00).contains(&unit) => {
            *high = Some(unit);
            return;
        }
        None => vec![unit],
    };
    out.push_str(&String::from_utf16_lossy(&units));
}

fn flush(high: &mut Option<u16>, out: &mut String) {
    if high.take().is_some() {
        out.push('\u{fffd}');
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn escapes_are_decoded_once() {
        for (stored, text) in [
            ("a_x000D_b", "a\rb"),
            ("_x000d__x000A_", "\r\n"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xyz_", "_xyz_"),
            ("_x00", "_x00"),
            ("_x000G_", "_x000G_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_!", "\u{fffd}!"),
            ("max_x中_x0041_", "max_x中A"),
        ] {
            let mut decoded = stored.to_owned();
            decode(&mut decoded);
            assert_eq!(decoded, text, "{stored}");
        }
    }
}
