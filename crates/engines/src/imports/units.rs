//! Units that stand in a header for all cells below it: `预算（万元）`.

use crate::forms::fold::narrow;

/// What stands in brackets, and the word that says the same behind each number.
const UNITS: [(&str, &str); 12] = [
    ("亿元", "亿"),
    ("亿", "亿"),
    ("千万元", "千万"),
    ("千万", "千万"),
    ("百万元", "百万"),
    ("百万", "百万"),
    ("十万元", "十万"),
    ("万元", "万"),
    ("万人民币", "万"),
    ("万", "万"),
    ("千元", "千"),
    ("千", "千"),
];

/// Where the brackets of a unit begin, what stands in them, and the word for one number.
fn find(header: &str) -> Option<(usize, &'static str, &'static str)> {
    let header = header.trim_end_matches(|c: char| c.is_whitespace() || "*＊:：".contains(c));
    let (at, _) = header.char_indices().rfind(|(_, c)| matches!(c, '(' | '（' | '[' | '【'))?;
    let said = narrow(&header[at..]);
    let said = said.trim_matches(|c: char| c.is_whitespace() || "()[]【】".contains(c));
    let said = said.strip_prefix("单位").unwrap_or(said).trim_start_matches([':', ' ']);
    UNITS.iter().find(|(written, _)| *written == said).map(|(written, word)| (at, *written, *word))
}

/// The unit in which a column's numbers are written, as its header says it, with the word that says the same behind a
/// number: of `预算（万元）` 万元 and 万.
pub fn unit_of(header: &str) -> Option<(&'static str, &'static str)> {
    find(header).map(|(_, written, word)| (written, word))
}

/// The header without its unit: what the values are called once they are plain numbers.
pub(super) fn without_unit(header: &str) -> &str {
    find(header).map_or(header, |(at, ..)| &header[..at])
}

/// A plain number, or the two ends of a range, in the unit; every other text as it stands. `8.5万` says its unit itself.
pub fn in_unit(text: &str, word: &str) -> Option<String> {
    let number = narrow(text);
    let number = number.trim();
    let is_plain = number.starts_with(|c: char| c.is_ascii_digit() || "¥￥+-.".contains(c))
        && number.ends_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| !c.is_alphabetic() || matches!(c, '至' | '到'));
    is_plain.then(|| format!("{number}{word}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::clean_header;

    #[test]
    fn a_unit_in_the_header_is_for_the_cells_and_not_for_the_name() {
        for header in ["预算（万元）", "预算(万)", "* 预算 【单位：万元】"] {
            assert_eq!(unit_of(header).map(|u| u.1), Some("万"), "{header}");
            assert_eq!(clean_header(header), "预算", "{header}");
        }
        assert_eq!(unit_of("预算（含税）"), None);
        assert_eq!(unit_of("预算"), None);
        assert_eq!(clean_header("预算（含税）"), "预算（含税）");
    }

    #[test]
    fn only_plain_numbers_are_in_the_unit() {
        assert_eq!(in_unit("8.5", "万").as_deref(), Some("8.5万"));
        assert_eq!(in_unit("１５－２０", "万").as_deref(), Some("15-20万"));
        for text in ["8.5万", "85000元", "面议", ""] {
            assert_eq!(in_unit(text, "万"), None, "{text}");
        }
    }
}
