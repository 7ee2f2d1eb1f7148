//! One spelling for comparing: width, case and odd dashes folded away. Never used for what is stored.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// NFKC and lower case: `ＡＢＣ（上海）` and `abc(上海)` become equal.
pub fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// NFKC only, with every kind of dash and minus as `-`: what number, date and phone readers look at.
pub fn narrow(text: &str) -> String {
    text.nfkc().map(|c| if is_dash(c) { '-' } else { c }).collect()
}

/// Folded, without whitespace: for comparing labels and names as people type them.
pub fn fold_label(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}

/// Folded, with Latin letters bare of their accents: what search compares, for people type `muller` and mean `Müller`.
pub fn bare(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() {
        return folded;
    }
    let mut bare = String::with_capacity(folded.len());
    let mut behind_latin = false;
    for c in folded.chars() {
        if behind_latin && is_accent(c) {
            continue;
        }
        let before = bare.len();
        match latin(c) {
            Some(letters) => bare.push_str(letters),
            None => bare.push(without_accent(c)),
        }
        behind_latin = bare[before..].ends_with(|c: char| c.is_ascii_alphabetic());
    }
    bare
}

/// Bare, without whitespace: for comparing names that somebody looks for.
pub fn bare_label(text: &str) -> String {
    bare(text).chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}

/// The Latin letter under its accents; of other scripts they are part of the letter (й, が).
fn without_accent(c: char) -> char {
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.filter(char::is_ascii_alphabetic).unwrap_or(c)
}

/// Latin letters of their own that people without them write with others.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ı' => "i",
        _ => return None,
    })
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Characters that copying from web pages and chats leaves behind.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether the character is written in Han script.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇' | '々')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_spaces_do_not_make_labels_differ() {
        assert_eq!(fold_label("Ａ 轮　客户\u{200b}"), fold_label("a轮客户"));
        assert_eq!(narrow("１３８－００００"), "138-0000");
        assert_eq!(narrow("5−3—2"), "5-3-2");
    }

    #[test]
    fn latin_letters_lose_their_accents_and_no_others_do() {
        for (text, wanted) in [
            ("Müller", "muller"),
            ("Zoë  Johnson", "zoe  johnson"),
            ("RENÉE", "renee"),
            ("Rene\u{301}e q\u{301}", "renee q"),
            ("Straße Øst Łódź İzmir", "strasse ost lodz izmir"),
            ("Nguyễn Ế", "nguyen e"),
            ("Йод が 한글 海达（天津）", "йод が 한글 海达(天津)"),
        ] {
            assert_eq!(bare(text), wanted);
        }
        assert_eq!(bare_label(" Zoë Johnson\u{200b}"), "zoejohnson");
    }
}
