//! What stands in cells.

use sheets::{Cell, NoteKind, NumberFormat, Warning};

use crate::fixture::{Parts, look, rows, shown, xlsx};
use crate::xls_fixture as xls;

/// A sheet with a header and these cells below it, one a column.
fn sheet(cells: &[&str]) -> String {
    let header: String = (0..cells.len())
        .map(|at| format!("<c t=\"inlineStr\"><is><t>名{at}</t></is></c>"))
        .collect();
    format!("<sheetData><row>{header}</row><row>{}</row></sheetData>", cells.concat())
}

const FORMATS: &str = "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>\
    <numFmt numFmtId=\"165\" formatCode=\"000000\"/><numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/>";
const STYLES: &str = "<xf numFmtId=\"164\"/><xf numFmtId=\"10\"/><xf numFmtId=\"49\"/>\
    <xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"22\"/>";

fn values(cells: &[&str], workbook_properties: &str) -> Vec<Cell> {
    let parts = Parts {
        number_formats: FORMATS,
        styles: STYLES,
        workbook_properties,
        shared: "<si><t>plain</t></si>\
            <si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r><rPh sb=\"0\"><t>ふり</t></rPh></si>\
            <si><t>a_x000D_b_x005F_x000D_ &amp; &#20013;</t></si><si/>",
        ..Parts::default()
    };
    let seen = look(xlsx(&sheet(cells), &parts));
    seen.rows[0].cells.clone()
}

#[test]
fn stored_values_become_cells() {
    let number = |text: &str, format| Cell::Number { text: text.into(), format };
    let cells = values(
        &[
            "<c t=\"s\"><v>0</v></c>",
            "<c t=\"s\"><v>1</v></c>",
            "<c t=\"s\"><v>2</v></c>",
            "<c><v>0.30000000000000004</v></c>",
            "<c s=\"2\"><v>0.125</v></c>",
            "<c s=\"3\" t=\"inlineStr\"><is><t>007</t></is></c>",
            "<c s=\"4\"><v>1234</v></c>",
            "<c t=\"b\"><v>1</v></c>",
            "<c t=\"e\"><v>#N/A</v></c>",
            "<c t=\"str\"><f>A1&amp;B1</f><v>x_x000A_y</v></c>",
            "<c t=\"d\"><v>2024-01-05T00:00:00</v></c>",
            "<c t=\"inlineStr\"><is><r><t> a</t></r><r><t>b </t></r></is></c>",
        ],
        "",
    );
    assert_eq!(
        cells,
        [
            Cell::text("plain"),
            Cell::text("rich text"),
            Cell::text("a\rb_x000D_ & 中"),
            number("0.3", NumberFormat::General),
            number("0.125", NumberFormat::Percent),
            Cell::text("007"),
            number("1234", NumberFormat::Padded(6)),
            Cell::Bool { value: true },
            Cell::Error { code: "#N/A".into() },
            Cell::text("x\ny"),
            cells[10].clone(),
            Cell::text(" ab "),
        ]
    );
    assert_eq!(cells[4].display(), "12.5%");
    assert_eq!(cells[6].display(), "001234");
    assert_eq!(cells[10].display(), "2024-01-05 00:00:00");
}

#[test]
fn numbers_with_a_date_format_are_dates() {
    let stored = [
        "<c s=\"1\"><v>45296</v></c>",
        "<c s=\"1\"><v>60</v></c>",
        "<c s=\"6\"><v>45296.5</v></c>",
        "<c s=\"5\"><v>1.25</v></c>",
        "<c s=\"1\"><v>-3</v></c>",
    ];
    let display = |properties| -> Vec<String> {
        values(&stored, properties).iter().map(|c| c.display().into_owned()).collect()
    };
    assert_eq!(display(""), ["2024-01-05", "1900-02-29", "2024-01-05 12:00:00", "30:00:00", "-3"]);
    assert_eq!(
        display("<workbookPr date1904=\"1\"/>")[..3],
        ["2028-01-06", "1904-03-01", "2028-01-06 12:00:00"]
    );
    let parts = Parts { number_formats: FORMATS, styles: STYLES, ..Parts::default() };
    let seen = look(xlsx(&sheet(&stored), &parts));
    assert!(seen.warnings.contains(&Warning::ImpossibleDate { row: 2 }));
}

#[test]
fn a_long_number_is_known_to_have_lost_digits() {
    let bytes = xlsx(
        &sheet(&["<c><v>1.10101199001011E+17</v></c>", "<c><f>A1</f></c>"]),
        &Parts::default(),
    );
    let seen = look(bytes);
    assert_eq!(seen.rows[0].cells[0].display(), "110101199001011000");
    let kinds: Vec<&NoteKind> = seen.rows[0].notes.iter().map(|note| &note.kind).collect();
    assert!(kinds.contains(&&NoteKind::LostDigits), "{kinds:?}");
    assert!(kinds.contains(&&NoteKind::FormulaWithoutValue), "{kinds:?}");
    assert!(seen.warnings.contains(&Warning::LostDigits { row: 2 }));
}

#[test]
fn cells_and_rows_that_do_not_say_where_they_stand_follow_each_other() {
    let sheet = "<sheetData><row><c t=\"inlineStr\"><is><t>名</t></is></c>\
        <c r=\"C1\" t=\"inlineStr\"><is><t>数</t></is></c></row><row/><row r=\"5\"><c r=\"C5\"><v>2</v></c>\
        <c r=\"A5\" t=\"inlineStr\"><is><t>x</t></is></c></row><row><c><v>7</v></c></row></sheetData>";
    let rows = rows(xlsx(sheet, &Parts::default()));
    assert_eq!(shown(&rows), ["x|2", "7|"]);
    assert_eq!((rows[0].number, rows[1].number), (5, 6));
}

#[test]
fn a_workbook_of_1997_gives_the_same_cells() {
    let words = |words: &[u16]| -> Vec<u8> { words.iter().flat_map(|w| w.to_le_bytes()).collect() };
    let texts = ["名称", "金额", "日期", "占比", "公式", "好客户有限公司，一家很长名字的公司"];
    // Date format, percent format; three styles.
    let xf = |format: u16| xls::record(0x00E0, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0]));
    let format = [words(&[164]), xls::string("yyyy/m/d")].concat();
    let globals = [
        xls::record(0x041E, &format),
        xf(0),
        xf(164),
        xf(10),
        // Cut in the middle of texts.
        xls::shared_strings(&texts, 23),
    ];
    let mut sheet: Vec<Vec<u8>> = (0..5).map(|c| xls::shared(0, c, u32::from(c))).collect();
    let formula_text = [words(&[1, 4, 0]), vec![0, 0, 0, 0, 0, 0, 0xFF, 0xFF], vec![0; 8]].concat();
    sheet.extend([
        // Claims an extent no machine could hold.
        xls::record(0x0200, &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0xFF, 0xFF, 0, 0]),
        // Out of order, as some programs write.
        xls::number(1, 2, 1, 45_296.0),
        xls::shared(1, 0, 5),
        xls::number(1, 3, 2, 0.5),
        xls::record(0x027E, &[words(&[1, 1, 0]), 0x0000_018B_u32.to_le_bytes().to_vec()].concat()),
        xls::record(0x0006, &formula_text),
        xls::record(0x0207, &xls::string("算出来的")),
        // Rows 2 and 3 of the first column are one.
        xls::record(0x00E5, &words(&[1, 1, 2, 0, 0])),
        xls::number(2, 1, 0, 0.1 + 0.2),
    ]);
    let seen = look(xls::with_globals(&globals, &sheet));
    assert_eq!(seen.sheets[0].name, "客户");
    assert_eq!(
        shown(&seen.rows),
        [
            "好客户有限公司，一家很长名字的公司|0.98|2024-01-05|50%|算出来的",
            "好客户有限公司，一家很长名字的公司|0.3|||"
        ]
    );
}

#[test]
fn a_workbook_that_prefixes_every_element_is_read() {
    let sheet = "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c>\
        <x:c r=\"B1\" t=\"s\"/><x:c r=\"C1\" t=\"inlineStr\"><x:is><x:t>含\n量（%）</x:t></x:is></x:c></x:row>\
        <x:row r=\"2\"><x:c r=\"A2\" t=\"inlineStr\"><x:is><x:t>01502200</x:t></x:is></x:c>\
        <x:c r=\"C2\" t=\"n\"><x:v>100.0</x:v></x:c></x:row></x:sheetData>\
        <x:mergeCells><x:mergeCell ref=\"A2:A3\"/></x:mergeCells>";
    let shared = "<x:si><x:t>编号</x:t></x:si>";
    let seen = look(xlsx(sheet, &Parts { shared, ..Parts::default() }));
    assert_eq!(crate::fixture::names(&seen), ["编号", "含量（%）"]);
    assert_eq!(shown(&seen.rows), ["01502200|100"]);
}

#[test]
fn a_workbook_of_1995_is_read_in_its_code_page() {
    let words = |words: &[u16]| -> Vec<u8> { words.iter().flat_map(|w| w.to_le_bytes()).collect() };
    let bytes = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let label = |row: u16, column: u16, text: &str| {
        let text = bytes(text);
        let length = u16::try_from(text.len()).unwrap();
        xls::record(0x0204, &[words(&[row, column, 0, length]), text].concat())
    };
    let bof = |kind: u16| xls::record(0x0809, &words(&[0x0500, kind, 0, 0]));
    let build = |offset: u32| {
        let name = bytes("客户");
        let count = u8::try_from(name.len()).unwrap();
        let bound = [&offset.to_le_bytes()[..], &[0, 0, count], &name].concat();
        let page = xls::record(0x0042, &words(&[936]));
        [bof(5), page, xls::record(0x0085, &bound), xls::record(0x000A, &[])].concat()
    };
    let sheet = [
        bof(0x10),
        label(0, 0, "姓名"),
        label(0, 1, "金额"),
        label(1, 0, "张三"),
        xls::number(1, 1, 0, 12.5),
        xls::record(0x000A, &[]),
    ];
    let offset = u32::try_from(build(0).len()).unwrap();
    let seen = look(xls::compound("Book", &[build(offset), sheet.concat()].concat()));
    assert_eq!(seen.sheets[0].name, "客户");
    assert_eq!(shown(&seen.rows), ["张三|12.5"]);
}

#[test]
fn cells_serialize_with_their_kind() {
    let cells = values(&["<c s=\"1\"><v>45296</v></c>", "<c s=\"2\"><v>0.5</v></c>", ""], "");
    let json = serde_json::to_value(&cells).unwrap();
    assert_eq!(json[0]["kind"], "date_time");
    assert_eq!((&json[0]["year"], &json[0]["shows"]), (&2024.into(), &"date".into()));
    assert_eq!((&json[1]["text"], &json[1]["format"]), (&"0.5".into(), &"percent".into()));
    assert_eq!(json[2]["kind"], "empty");
}
