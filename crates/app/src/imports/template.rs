//! 导入模板: a workbook to be filled in, made of the form as this person may fill it. Its example row is known again
//! when the file comes back, in whatever format.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use engines::imports::is_made_by_button;
use model::kind::TextMeaning;
use model::label::Language;
use model::person::PersonState;
use model::{Code, Field, FieldKind};
use sheets::Row;
use sheets::write::{TemplateColumn, TemplateWords, template};
use store::{Error, Fault};

use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// What the example row begins with, in both languages.
const EXAMPLE: [&str; 2] = ["示例（导入时跳过）", "Example (skipped on import)"];
/// Members that are offered as choices.
const MOST: usize = 500;

/// Whether the row is the example of a template.
pub(super) fn is_example(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.is_blank());
    first.is_some_and(|cell| match cell {
        sheets::Cell::Text { text } => {
            EXAMPLE.iter().any(|mark| text.trim_start().starts_with(mark))
        }
        _ => false,
    })
}

impl Platform {
    /// Writes a template for a form into a new temporary file, which the caller removes; and what to call it.
    ///
    /// # Errors
    /// `UnknownForm`; `Forbidden` without the right to import into it; when the disk refuses.
    pub fn import_template(&self, who: &Who, form: &str) -> Result<(PathBuf, String), Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        if !access.import {
            return Err(Error::rejected(Code::Forbidden));
        }
        let words = words(who.language, form.name.text(who.language));
        let mut columns: Vec<TemplateColumn> = form
            .live_fields()
            .filter(|f| access.sees(f.id) && !access.read_only.contains(&f.id))
            .filter(|f| !is_made_by_button(form, f))
            .filter_map(|f| column(&catalog, f, who.language))
            .collect();
        columns.push(owner(&catalog, who.language));
        if let Some(first) = columns.first_mut() {
            first.example = format!("{} {}", EXAMPLE[place(who.language)], first.example);
        }
        let path = self.ports().files.temporary()?;
        let written = File::create(&path)
            .map_err(|e| Fault::new(format!("a template: {e}")))
            .and_then(|file| {
                template(BufWriter::new(file), &columns, &words)
                    .map_err(|e| Fault::new(format!("a template: {e}")))
            });
        if written.is_err() {
            crate::files::discard(&path)?;
        }
        written?;
        let title = if who.language == Language::ZhCn { "导入模板" } else { "import template" };
        Ok((path, format!("{} {title}.xlsx", form.name.text(who.language))))
    }
}

fn words(language: Language, form: &str) -> TemplateWords {
    let owned = |words: [&str; 4]| words.map(str::to_owned);
    match language {
        Language::ZhCn => TemplateWords {
            sheet: form.to_owned(),
            guide: "填写说明".to_owned(),
            heads: owned(["列名", "必填", "怎么填", "可选值"]),
            yes: "必填".to_owned(),
            note: "在第一个工作表里填写，一行一条。带 * 的列必填；灰色的示例行导入时会自动跳过；列可以删除或调换顺序。".to_owned(),
        },
        Language::En => TemplateWords {
            sheet: form.to_owned(),
            guide: "Guide".to_owned(),
            heads: owned(["Column", "Required", "How to fill it in", "Choices"]),
            yes: "Required".to_owned(),
            note: "Fill in the first sheet, one record a row. Columns with * are required; the grey example row is skipped on import; columns may be removed or moved.".to_owned(),
        },
    }
}

fn place(language: Language) -> usize {
    match language {
        Language::ZhCn => 0,
        Language::En => 1,
    }
}

/// A field as a column; none where nothing can be filled in.
fn column(catalog: &Catalog, field: &Field, language: Language) -> Option<TemplateColumn> {
    let (zh, en, example) = hint(&field.kind)?;
    let choices: Vec<String> = match (&field.kind, language) {
        (FieldKind::YesNo(_), Language::ZhCn) => vec!["是".into(), "否".into()],
        (FieldKind::YesNo(_), Language::En) => vec!["Yes".into(), "No".into()],
        (kind, _) => kind
            .options()
            .iter()
            .filter(|o| !o.archived)
            .map(|o| o.label.text(language).to_owned())
            .collect(),
    };
    // Several choices stand in one cell, which a drop-down cannot say.
    let drop_down = !choices.is_empty() && !matches!(field.kind, FieldKind::Choices(_));
    let example = match (&choices[..], drop_down) {
        ([first, ..], true) => first.clone(),
        ([first, second, ..], false) => format!("{first}、{second}"),
        ([first], false) => first.clone(),
        ([], _) => example.to_owned(),
    };
    let mut hint = if language == Language::ZhCn { zh } else { en }.to_owned();
    if let FieldKind::Link(link) = &field.kind
        && let Some(form) = catalog.forms.values().find(|f| f.code == link.form)
    {
        hint = format!("{hint} ({})", form.name.text(language));
    }
    let name = field.name.text(language).to_owned();
    Some(TemplateColumn { name, required: field.required, hint, example, choices, drop_down })
}

/// How a kind is filled in, in both languages, with an example; none where nothing can be.
fn hint(kind: &FieldKind) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match kind {
        FieldKind::Text(k) => match k.meaning {
            Some(TextMeaning::Company) => {
                ("公司全称", "The company's full name", "海达机械有限公司")
            }
            Some(TextMeaning::PersonName) => ("姓名", "A person's name", "王小明"),
            Some(TextMeaning::CreditCode) => {
                ("18 位统一社会信用代码", "18 characters", "91350100M000100Y43")
            }
            Some(TextMeaning::Alias) => (
                "简称；多个用顿号、逗号、分号、斜杠或空格隔开",
                "A short name, or several separated by a comma, semicolon, slash or space",
                "海达",
            ),
            None => ("文字，一行", "One line of text", ""),
        },
        FieldKind::LongText(_) => ("文字，可以多行", "Text, several lines", ""),
        FieldKind::Number(_) => ("数字", "A number", "100"),
        FieldKind::Money(_) => ("金额，可写 1.5万", "An amount", "15000"),
        FieldKind::Date(_) => ("日期，如 2026-11-30", "A date such as 2026-11-30", "2026-11-30"),
        FieldKind::DateTime(_) => {
            ("日期和时间，如 2026-11-30 14:30", "Such as 2026-11-30 14:30", "2026-11-30 14:30")
        }
        FieldKind::YesNo(_) => ("是或否", "Yes or no", ""),
        FieldKind::Choice(_) | FieldKind::Stage(_) => ("从下拉列表里选一个", "One of the list", ""),
        FieldKind::Choices(_) => {
            ("可选多个，用顿号（、）隔开", "One or more, separated by 、 or ;", "")
        }
        FieldKind::Phone(_) => ("手机或座机", "Mobile or landline", "13800138000"),
        FieldKind::Email(_) => ("邮箱", "An e-mail address", "name@example.com"),
        FieldKind::Url(_) => ("网址", "A web address", "https://example.com"),
        FieldKind::Person(_) => ("成员的姓名", "A member's name", ""),
        FieldKind::Link(_) => ("关联记录的名称", "The name of a record", ""),
        FieldKind::Attachment(_) | FieldKind::AutoNumber(_) => return None,
    })
}

fn owner(catalog: &Catalog, language: Language) -> TemplateColumn {
    let zh = language == Language::ZhCn;
    let people = catalog.people.values().filter(|p| p.state != PersonState::Disabled);
    let choices: Vec<String> = people.map(|p| p.name.clone()).take(MOST).collect();
    TemplateColumn {
        name: if zh { "负责人" } else { "Owner" }.to_owned(),
        required: false,
        hint: if zh {
            "成员的姓名；空着就是导入的人"
        } else {
            "A member's name; empty = whoever imports"
        }
        .to_owned(),
        example: choices.first().cloned().unwrap_or_default(),
        drop_down: !choices.is_empty(),
        choices,
    }
}
