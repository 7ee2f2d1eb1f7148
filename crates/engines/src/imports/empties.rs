//! Words that stand for "nothing" in cells.

use crate::forms::fold::fold_label;

const WORDS: [&str; 39] = [
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "/",
    "\\",
    "\\n",
    "n/a",
    "na",
    "#n/a",
    "#ref!",
    "#value!",
    "#div/0!",
    "#name?",
    "#null!",
    "#num!",
    "null",
    "(null)",
    "nil",
    "none",
    "nan",
    "select",
    "请选择",
    "无",
    "暂无",
    "没有",
    "未填",
    "未填写",
    "未知",
    "空",
    "无数据",
    "暂无数据",
    "undefined",
    "?",
    "？",
    ".",
    "*",
];

/// Whether a text stands for "nothing". Only proposed: in some columns such a word is an answer.
pub fn is_empty_word(text: &str) -> bool {
    let word = fold_label(text);
    word.is_empty() || WORDS.contains(&word.as_str())
}
