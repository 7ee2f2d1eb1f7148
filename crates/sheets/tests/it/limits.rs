//! How much is read, and what is said when it is too much.

use sheets::{Choice, Limits, NoteKind, Problem, open, preview};

use crate::fixture::{Parts, inline, look, names, package, problem, rows, shown, xlsx};

#[test]
fn a_sheet_of_five_thousand_columns_is_refused() {
    let line = |text: &str| vec![text; 5_000].join(",");
    let bytes = [line("a"), line("1")].join("\n").into_bytes();
    assert_eq!(problem(bytes), Problem::TooManyColumns { found: 5_000, limit: 2_000 });
}

#[test]
fn one_stray_cell_far_out_is_no_wide_sheet() {
    let sheet = format!(
        "<sheetData><row r=\"1\">{}{}{}</row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData>",
        inline("A1", "数"),
        inline("B1", "名"),
        inline("XFD1", "x")
    );
    let seen = look(xlsx(&sheet, &Parts::default()));
    assert_eq!(names(&seen), ["数", "名", "x"]);
    assert_eq!(shown(&seen.rows), ["1||"]);
}

#[test]
fn phantom_rows_and_columns_cost_nothing() {
    let header = format!("{}{}", inline("A1", "姓名"), inline("B1", "电话"));
    let styled: String = (0..16_382).map(|_| "<c s=\"1\"/>").collect();
    let mut sheet = format!(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\">{header}</row>\
        <row r=\"2\">{}{}{styled}</row>",
        inline("A2", "张三"),
        inline("B2", "1")
    );
    for number in 3..=50_000 {
        sheet.push_str(&format!("<row r=\"{number}\" ht=\"15\" customHeight=\"1\"/>"));
    }
    sheet.push_str("<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/><c r=\"B1048576\" s=\"1\"><v></v></c></row></sheetData>");
    let bytes = xlsx(&sheet, &Parts::default());
    let seen = look(bytes.clone());
    assert_eq!((seen.row_count, seen.sheets[0].last_row), (1, 2));
    assert_eq!(names(&seen), ["姓名", "电话"]);
    assert_eq!(shown(&rows(bytes)), ["张三|1"]);
}

#[test]
fn a_zip_bomb_is_stopped() {
    let zeros = " ".repeat(12 * 1024 * 1024);
    let bytes = xlsx(&format!("<sheetData>{zeros}</sheetData>"), &Parts::default());
    assert!(bytes.len() < 100_000);
    let found = problem(bytes);
    assert!(matches!(found, Problem::Bomb { .. }), "{found}");
    let shared = format!("<si><t>x</t></si>{zeros}");
    let found = problem(xlsx("<sheetData/>", &Parts { shared: &shared, ..Parts::default() }));
    assert!(matches!(found, Problem::Bomb { .. }), "{found}");
}

#[test]
fn a_bomb_that_lies_about_its_size_is_stopped_too() {
    let rows = "<row r=\"1\"></row>".repeat(400 * 1024);
    let mut bytes = xlsx(&format!("<sheetData>{rows}</sheetData>"), &Parts::default());
    // The directory's entry of the sheet: the size stands 24 bytes in, the name 46.
    let name = b"xl/worksheets/sheet1.xml";
    let at = bytes.windows(name.len()).rposition(|window| window == name).unwrap() - 46;
    bytes[at + 24..at + 28].copy_from_slice(&1_000_u32.to_le_bytes());
    let limits = Limits { ratio: 50, ..Limits::default() };
    let found = preview(bytes, &limits).unwrap_err();
    assert!(matches!(found, Problem::Bomb { .. }), "{found}");
}

#[test]
fn a_table_of_shared_strings_beyond_the_limit_is_refused() {
    let shared: String = (0..5_000).map(|n| format!("<si><t>字符串{n}</t></si>")).collect();
    let sheet = "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>";
    let bytes = xlsx(sheet, &Parts { shared: &shared, ..Parts::default() });
    let limits = Limits { shared_strings_bytes: 50_000, ..Limits::default() };
    assert_eq!(
        preview(bytes, &limits).unwrap_err(),
        Problem::TooLarge { what: "shared_strings", limit: 50_000 }
    );
}

#[test]
fn shared_strings_beyond_memory_are_read_from_a_file() {
    let count = 20_000_usize;
    let shared: String = (0..count).map(|n| format!("<si><t>客户编号{n:06}</t></si>")).collect();
    let mut sheet = "<sheetData><row><c t=\"inlineStr\"><is><t>名称</t></is></c></row>".to_owned();
    // Not in the order of the table.
    let order: Vec<usize> = (0..count).map(|n| n * 7_919 % count).collect();
    for index in &order {
        sheet.push_str(&format!("<row><c t=\"s\"><v>{index}</v></c></row>"));
    }
    sheet.push_str("</sheetData>");
    let bytes = xlsx(&sheet, &Parts { shared: &shared, ..Parts::default() });
    let limits = Limits { shared_strings_in_memory: 1_000, ..Limits::default() };
    let rows = open(bytes, &Choice::default(), &limits).unwrap();
    let texts: Vec<String> = rows.map(|r| r.unwrap().cells[0].display().into_owned()).collect();
    let expected: Vec<String> = order.iter().map(|n| format!("客户编号{n:06}")).collect();
    assert!(texts == expected);
}

#[test]
fn a_text_beyond_the_limit_is_cut_and_noted() {
    let long = "长".repeat(70_000);
    let seen = look(format!("名称,备注\n甲,{long}\n").into_bytes());
    assert_eq!(seen.rows[0].cells[1].display().chars().count(), 65_536);
    assert_eq!(seen.rows[0].notes[0].kind, NoteKind::TextCut { chars: 70_000 });
    assert_eq!(seen.rows[0].notes[0].column, 1);
}

#[test]
fn a_format_held_in_memory_is_weighed_before() {
    let big = "x".repeat(300_000);
    let bytes = package(&[("xl/workbook.bin", &big), ("[Content_Types].xml", "")]);
    let limits = Limits { held_bytes: 100_000, ..Limits::default() };
    assert_eq!(
        preview(bytes, &limits).unwrap_err(),
        Problem::TooLarge { what: "expanded", limit: 100_000 }
    );
}
