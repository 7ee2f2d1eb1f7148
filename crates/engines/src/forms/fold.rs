//! One spelling for comparing: width, case and odd dashes folded away. Never used for what is stored.

use unicode_normalization::UnicodeNormalization;

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
}
