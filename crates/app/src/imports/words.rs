//! The words of the failed-rows file, in the reader's language: files are read by people, not by programs.

use model::Label;
use model::label::Language;
use serde_json::Value as Json;

use super::cell::{FIRST_ONLY, NOT_NOTED};
use super::document::Problem;
use super::failed::Told;
use super::steps::STEP_LACKS;

/// Headers of the added column, in both languages.
const REASON: [&str; 2] = ["未导入的原因", "Why it was not imported"];
/// The same beside rows that were imported.
const REMARK: [&str; 2] = ["导入提示", "Cells left out"];
/// What it was called before: such files are about still.
const REMARK_BEFORE: [&str; 2] = ["导入备注", "Remarks of the import"];
/// Before the reasons of rows that were passed over.
const SKIPPED: [&str; 2] = ["已跳过", "Skipped"];

/// Of a row that is imported all the same.
const LEFT_EMPTY: (&str, &str, &str) =
    ("unknown_option", "没有这个选项，留空了", "no such option, left empty");

/// Of a new record that begins with something all the same.
const DEFAULTED: [[&str; 2]; 2] =
    [["没有这个选项，用默认值“", "”代替"], ["no such option, the default “", "” is used"]];

/// After what is wrong with a cell whose row is imported without it.
const EMPTIED: [&str; 2] = ["，留空了", ", left empty"];
/// And of what the record's timeline says.
const NOTED: [&str; 2] = ["，原文写进了备注", ", kept as a note on the record"];

const WORDS: [(&str, &str, &str); 40] = [
    ("required", "必填", "required"),
    ("too_long", "太长", "too long"),
    ("too_many", "太多", "too many"),
    ("too_small", "太小", "too small"),
    ("too_large", "太大", "too large"),
    ("too_many_digits", "小数位太多", "too many digits"),
    ("not_a_number", "不是数字", "not a number"),
    ("other_currency", "币种与字段的不同", "in another currency than the field"),
    ("not_a_date", "不是日期", "not a date"),
    ("not_a_phone", "不是电话号码", "not a phone number"),
    ("not_an_email", "不是邮箱", "not an e-mail address"),
    ("not_a_url", "不是网址", "not a web address"),
    ("not_a_credit_code", "不是统一社会信用代码", "not a registration number"),
    ("control_character", "含有不能保存的字符", "holds a character that cannot be stored"),
    ("read_only", "不能修改", "may not be changed"),
    ("archived", "字段已停用", "the field is archived"),
    ("not_a_linked_record", "找不到关联的记录", "no such linked record"),
    ("unknown_person", "没有这个人", "no such person"),
    ("unknown_option", "没有这个选项", "no such option"),
    ("unknown_field", "没有这个字段", "no such field"),
    ("unknown_file", "没有这个文件", "no such file"),
    ("wrong_type", "类型不对", "of the wrong kind"),
    ("not_found", "没有找到要更新的记录", "no record to update was found"),
    ("forbidden", "没有权限", "not allowed"),
    ("duplicate", "重复", "duplicate"),
    ("id_taken", "编号已被占用", "the id is taken"),
    ("locked", "已锁定", "locked"),
    ("in_recycle_bin", "在回收站里", "in the recycle bin"),
    ("conflict", "有冲突", "conflict"),
    ("changed_since", "之后被修改过", "changed since"),
    ("malformed", "格式不对", "malformed"),
    ("text_cut", "文字被截断", "text was cut"),
    ("lost_digits", "数字丢了末几位", "digits were lost"),
    ("bad_bytes", "有乱码", "unreadable characters"),
    ("first_taken", "有多个号码，取了第一个", "several numbers, the first was taken"),
    (
        FIRST_ONLY,
        "有多个号码，只取了第一个：字段不是人人可见，其余不写进备注",
        "several numbers, only the first was taken: not everybody sees the field, so no note holds the others",
    ),
    (
        NOT_NOTED,
        "字段不是人人可见，没有写进备注",
        "not kept as a note: not everybody sees the field",
    ),
    ("range_taken", "是一个范围，取了其中一个数", "a range, one number of it was taken"),
    (STEP_LACKS, "这个阶段要填的内容是空的", "empty, though its stage asks for it"),
    ("formula_without_value", "公式没有结果", "formula without a result"),
];

/// The header of the added column.
pub(super) fn header(told: Told, language: Language) -> &'static str {
    let headers = if told == Told::Failed { REASON } else { REMARK };
    headers[place(language)]
}

/// Which rows such a file holds, for its name.
pub(super) fn rows(told: Told, language: Language) -> &'static str {
    match (told, language) {
        (Told::Failed, Language::ZhCn) => "未导入",
        (Told::Failed, Language::En) => "not imported",
        (Told::Noted, Language::ZhCn) => "导入提示",
        (Told::Noted, Language::En) => "cells left out",
    }
}

/// Whether a column was added by us.
pub(super) fn is_added(header: &str) -> bool {
    [REASON, REMARK, REMARK_BEFORE].iter().flatten().any(|own| *own == header)
}

/// One row's reasons as a sentence. `name` tells a column's header by its index.
pub(super) fn sentence(
    (outcome, reasons): (&str, &[Problem]),
    name: impl Fn(&Problem) -> Option<String>,
    language: Language,
) -> String {
    let one = |problem: &Problem| {
        let left_empty = problem.warning && problem.code == LEFT_EMPTY.0;
        let words = if left_empty {
            Some(&LEFT_EMPTY)
        } else {
            WORDS.iter().find(|(code, ..)| *code == problem.code)
        };
        let words = words.map_or(
            problem.code.as_str(),
            |(_, zh, en)| {
                if place(language) == 0 { zh } else { en }
            },
        );
        let and = |param: &str, words: [&'static str; 2]| {
            if problem.params.contains_key(param) { words[place(language)] } else { "" }
        };
        let words = match instead(problem, language) {
            Some(label) => DEFAULTED[place(language)].join(&label),
            None => format!("{words}{}{}", and("emptied", EMPTIED), and("noted", NOTED)),
        };
        let mut text = match name(problem) {
            Some(name) if place(language) == 0 => format!("{name}：{words}"),
            Some(name) => format!("{name}: {words}"),
            None => words,
        };
        let detail = problem.params.get("text").or_else(|| problem.params.get("max"));
        let fields = fields(problem, language);
        let row = problem.params.get("row").and_then(serde_json::Value::as_u64);
        let shown =
            |detail: &Json| detail.as_str().map_or_else(|| detail.to_string(), str::to_owned);
        match (fields.or_else(|| detail.map(shown)), row, language) {
            (Some(shown), ..) => text = format!("{text} ({shown})"),
            (None, Some(row), Language::ZhCn) => text = format!("{text}（第 {row} 行）"),
            (None, Some(row), Language::En) => text = format!("{text} (row {row})"),
            (None, None, _) => {}
        }
        text
    };
    let separator = if place(language) == 0 { "；" } else { "; " };
    let all = reasons.iter().map(one).collect::<Vec<_>>().join(separator);
    match (outcome, language) {
        ("skipped", Language::ZhCn) => format!("{}：{all}", SKIPPED[0]),
        ("skipped", Language::En) => format!("{}: {all}", SKIPPED[1]),
        _ => all,
    }
}

/// What a new record begins with, where the word is no option.
fn instead(problem: &Problem, language: Language) -> Option<String> {
    let label: Label = serde_json::from_value(problem.params.get("instead")?.clone()).ok()?;
    Some(label.text(language).to_owned())
}

/// The fields that a problem speaks of, by name.
fn fields(problem: &Problem, language: Language) -> Option<String> {
    let names: Vec<Label> = serde_json::from_value(problem.params.get("fields")?.clone()).ok()?;
    let names: Vec<&str> = names.iter().map(|name| name.text(language)).collect();
    Some(names.join(if place(language) == 0 { "、" } else { ", " }))
}

fn place(language: Language) -> usize {
    match language {
        Language::ZhCn => 0,
        Language::En => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Code, Rejection};

    #[test]
    fn reasons_name_the_column_and_what_was_written() {
        let rejection = Rejection::new(Code::NotADate).with("text", "2022.11.29白");
        let problems = [Problem::of(&rejection, 7, Some(3))];
        let name = |_: &Problem| Some("日期".to_owned());
        let said = |language| sentence(("failed", &problems), name, language);
        assert_eq!(said(Language::ZhCn), "日期：不是日期 (2022.11.29白)");
        assert_eq!(said(Language::En), "日期: not a date (2022.11.29白)");
        let names =
            serde_json::json!([{"zh-CN": "输单原因", "en": "Lost reason"}, {"zh-CN": "备注"}]);
        let lacks = [Problem::remark(STEP_LACKS, 7, Some(2)).with("fields", names)];
        let stage = |_: &Problem| Some("阶段".to_owned());
        let said = |language| sentence(("noted", &lacks), stage, language);
        assert_eq!(said(Language::ZhCn), "阶段：这个阶段要填的内容是空的 (输单原因、备注)");
        assert_eq!(
            said(Language::En),
            "阶段: empty, though its stage asks for it (Lost reason, 备注)"
        );
        let twice = [Problem::of(&Rejection::new(Code::Duplicate), 7, None).with("row", 3)];
        let said = sentence(("skipped", &twice), |_| None, Language::ZhCn);
        assert_eq!(said, "已跳过：重复（第 3 行）");
    }
}
