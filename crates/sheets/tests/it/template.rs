//! A workbook to be filled in.

use std::io::{Cursor, Read as _};

use sheets::write::{TemplateColumn, TemplateWords, template};
use sheets::{Choice, Limits, Visibility, head, preview};

fn made(columns: &[TemplateColumn]) -> Vec<u8> {
    let words = TemplateWords {
        sheet: "线索".to_owned(),
        guide: "填写说明".to_owned(),
        heads: ["列名", "必填", "怎么填", "可选值"].map(str::to_owned),
        yes: "必填".to_owned(),
        note: "一行一条".to_owned(),
    };
    let mut book = Cursor::new(Vec::new());
    template(&mut book, columns, &words).unwrap();
    book.into_inner()
}

fn column(name: &str, choices: &[String]) -> TemplateColumn {
    TemplateColumn {
        name: name.to_owned(),
        required: name == "公司",
        hint: "文字".to_owned(),
        example: "示例".to_owned(),
        choices: choices.to_vec(),
        drop_down: !choices.is_empty(),
    }
}

#[test]
fn the_sheet_to_fill_in_is_proposed_and_not_its_guide() {
    let many: Vec<String> = (0..300).map(|n| format!("第{n}项")).collect();
    let few = ["高".to_owned(), "低".to_owned()];
    let bytes = made(&[column("公司", &[]), column("级别", &few), column("行业", &many)]);
    let seen = preview(bytes.clone(), &Limits::default()).unwrap();
    let sheets: Vec<_> =
        seen.sheets.iter().map(|s| (s.name.as_str(), s.is_guide, s.visibility)).collect();
    assert_eq!(
        sheets,
        [
            ("线索", false, Visibility::Visible),
            ("填写说明", true, Visibility::Visible),
            ("lists", false, Visibility::VeryHidden),
        ]
    );
    assert_eq!((seen.sheet, seen.warnings.len()), (0, 0), "{:?}", seen.warnings);
    let rows = head(bytes.clone(), (0, &Choice::default()), &Limits::default(), (5, 2)).unwrap();
    assert_eq!(rows[0].cells, ["*公司", "级别"]);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    zip.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("\"高,低\"") && sheet.contains("lists!$A$1:$A$300"), "{sheet}");
}
