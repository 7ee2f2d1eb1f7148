//! Names of columns, cleaned of what a designer put into a header cell to make it look right.

use std::collections::HashSet;

use serde::Serialize;

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// 0-based column in the sheet.
    pub index: u32,
    /// Clean and unique within the table.
    pub name: String,
    /// As it stands in the file; empty if there is no header.
    pub raw: String,
    /// Marked with `*` or （必填）.
    pub required: bool,
    /// The file gives no name: this one was made from the column's place.
    pub generated: bool,
    /// The file has the same name before: this one carries a number.
    pub duplicate: bool,
}

/// Names the columns. Each comes with its index and the levels of its header, the outermost
/// first.
pub(crate) fn name_columns(headers: Vec<(u32, Vec<String>)>) -> Vec<Column> {
    let cleaned: Vec<(u32, String, String, bool)> = headers
        .into_iter()
        .map(|(index, levels)| {
            let raw = levels.join("/");
            let mut required = false;
            let mut parts: Vec<String> = Vec::new();
            for level in levels {
                let (name, marked) = clean(&level);
                required |= marked;
                if !name.is_empty() && parts.last() != Some(&name) {
                    parts.push(name);
                }
            }
            (index, parts.join("/"), raw, required)
        })
        .collect();
    let mut taken: HashSet<String> =
        cleaned.iter().map(|(_, name, _, _)| name.clone()).filter(|n| !n.is_empty()).collect();
    let mut seen: HashSet<String> = HashSet::new();
    let mut columns = Vec::new();
    for (index, name, raw, required) in cleaned {
        let generated = name.is_empty();
        let duplicate = !generated && !seen.insert(name.clone());
        let name = if generated {
            free(&format!("列{}", index + 1), &mut taken)
        } else if duplicate {
            free(&name, &mut taken)
        } else {
            name
        };
        columns.push(Column { index, name, raw, required, generated, duplicate });
    }
    columns
}

/// The name, or the name with the first free number.
fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{name} ({number})");
        number += 1;
    }
    candidate
}

/// The clean name, and whether it is marked as required.
fn clean(raw: &str) -> (String, bool) {
    let mut name = join_words(raw);
    let mut required = false;
    loop {
        let before = name.len();
        for mark in ["*", "＊", "(必填)", "（必填）", "[必填]", "【必填】", "(required)"]
        {
            if let Some(rest) = name.strip_suffix(mark).or_else(|| name.strip_prefix(mark)) {
                name = rest.trim().to_owned();
                required = true;
            }
        }
        if name.len() == before {
            return (name, required);
        }
    }
}

/// White space between Chinese characters is layout and goes; elsewhere a run of it is one space.
fn join_words(raw: &str) -> String {
    let mut out = String::new();
    let mut gap: Option<bool> = None;
    for c in raw.chars() {
        if matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}')
            || (c.is_control() && !c.is_whitespace())
        {
            continue;
        }
        if c.is_whitespace() {
            let is_break = matches!(c, '\n' | '\r');
            gap = Some(gap.unwrap_or(false) || is_break);
            continue;
        }
        if let Some(has_break) = gap.take()
            && let Some(before) = out.chars().last()
        {
            let wide = (is_wide(before), is_wide(c));
            let goes = wide == (true, true) || (has_break && (wide.0 || wide.1));
            if !goes {
                out.push(' ');
            }
        }
        out.push(c);
    }
    out
}

/// Chinese, Japanese and Korean characters and their punctuation.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF
        | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::{clean, name_columns};

    #[test]
    fn names_are_cleaned() {
        for (raw, name, required) in [
            ("省    份", "省份", false),
            ("B股 简 称", "B股简称", false),
            ("原料中成分含\n量（%）", "原料中成分含量（%）", false),
            ("How  did\nyou hear", "How did you hear", false),
            ("客户名称*", "客户名称", true),
            ("* 手机", "手机", true),
            ("＊公司（必填）", "公司", true),
            ("用户类型编码(选填)", "用户类型编码(选填)", false),
            ("CPU\n型号", "CPU型号", false),
            ("CPU 型号", "CPU 型号", false),
            ("\u{feff}姓名\u{200b}", "姓名", false),
            ("  \n ", "", false),
            ("*", "", true),
        ] {
            assert_eq!(clean(raw), (name.to_owned(), required), "{raw:?}");
        }
    }

    #[test]
    fn every_column_gets_a_name_of_its_own() {
        let one = |name: &str| vec![name.to_owned()];
        let columns = name_columns(vec![
            (0, one("电话")),
            (1, one("电话")),
            (2, one("电话 (2)")),
            (3, one("")),
            (4, vec!["大类".into(), "小类".into()]),
            (5, vec!["编号".into(), "编号".into()]),
            (6, one("列4")),
        ]);
        let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["电话", "电话 (3)", "电话 (2)", "列4 (2)", "大类/小类", "编号", "列4"]);
        assert!(columns[1].duplicate && columns[3].generated);
    }
}
